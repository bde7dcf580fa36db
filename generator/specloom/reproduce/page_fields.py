"""Reads the fields of a page class, with their types and the names under which the server sends them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import field

from specloom.base.json import JsonObject
from specloom.base.records import dataclass
from specloom.reproduce.defaults import alias_of

_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_WRAPPERS = {"Optional", "Union", "Annotated"}
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class PageField:
    """A field: its name in JSON, its schema, and the fields of its class if it has one of its own."""

    wire: str
    schema: JsonObject
    inside: Mapping[str, PageField] = field(default_factory=dict[str, "PageField"])


def fields_of(node: ast.ClassDef, classes: Mapping[str, ast.ClassDef], depth: int = 0) -> dict[str, PageField]:
    """Return the fields of a page class, or of one inside it, by their names in Python."""
    found: dict[str, PageField] = {}
    for each in node.body if depth < _DEEPEST else ():
        if not isinstance(each, ast.AnnAssign) or not isinstance(each.target, ast.Name):
            continue
        name = each.target.id
        if not name.startswith("_"):
            found[name] = field_of(alias_of(each.value) or name, each.annotation, classes, depth)
    return found


def field_of(wire: str, annotation: ast.expr, classes: Mapping[str, ast.ClassDef], depth: int) -> PageField:
    """Return the field with an annotation: a simple type, a list, a class of the module, or anything else."""
    for each in plain_types(annotation):
        if isinstance(each, ast.Name) and each.id in _TYPES:
            return PageField(wire, {"type": _TYPES[each.id]})
        if isinstance(each, ast.Name) and each.id in classes:
            return PageField(wire, {"type": "object"}, fields_of(classes[each.id], classes, depth + 1))
        if isinstance(each, ast.Subscript) and isinstance(each.value, ast.Name) and each.value.id == "List":
            return PageField(wire, {"type": "array", "items": {}})
    return PageField(wire, {})


def plain_types(annotation: ast.expr) -> Iterator[ast.expr]:
    """Yield the types in an annotation, `Optional` and unions opened."""
    waiting = [annotation]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, ast.Subscript) and isinstance(each.value, ast.Name) and each.value.id in _WRAPPERS:
            waiting[:0] = each.slice.elts if isinstance(each.slice, ast.Tuple) else [each.slice]
        elif isinstance(each, ast.BinOp):
            waiting[:0] = [each.left, each.right]
        else:
            yield each
