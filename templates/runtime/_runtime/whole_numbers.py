"""Numbers of responses as they were written: a whole one is an `int` where a `float` would lose it."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Tuple

import pydantic
from pydantic_core import CoreSchema, core_schema

from .settings import AS_DOCUMENTED
from .values import is_dict, is_list

_EXACT = float(2**53)
"""Below this, a `float` has every whole number."""
_MARK = "whole_numbers"
_CHILDREN = (
    *("schema", "items_schema", "values_schema", "choices", "fields", "extras_schema", "definitions"),
    *("lax_schema", "strict_schema", "json_schema", "python_schema", "steps"),
)
"""The keys of a core schema that hold others."""
_CLOSED = ("model", "dataclass")
"""Schemas that have seen to their own numbers."""


class WholeNumbers:
    """Metadata of `Annotated[...]`: the numbers in the type keep their digits."""

    def __get_pydantic_core_schema__(self, source: Any, handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:
        return with_whole_numbers(handler(source), handler)


def exact_number(text: str) -> int | float:
    """The number that a text is, in the same way. Raises `ValueError`."""
    number = float(text)
    digits = text.strip().lstrip("-")
    is_whole = digits.isdecimal() and digits.isascii()
    return int(text) if is_whole and (AS_DOCUMENTED or abs(number) >= _EXACT) else number


def with_whole_numbers(schema: CoreSchema, handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:
    """The schema, changed where it reads a `float`: below it, models excepted, which do that themselves."""
    if _is_float(schema):
        return _number(schema)
    seen: Dict[int, object] = {}
    todo: List[Any] = [_opened(schema, handler)]
    while todo:
        node = todo.pop()
        if id(node) in seen:
            continue
        seen[id(node)] = node
        for holder, key, child in _children(node):
            if _is_float(child):
                holder[key] = _number(child)
            elif child.get("type") not in _CLOSED:
                todo.append(_opened(child, handler))
    return schema


def _opened(schema: Any, handler: pydantic.GetCoreSchemaHandler) -> Any:
    """The schema at the end of a reference, else the schema itself."""
    try:
        found: Any = handler.resolve_ref_schema(schema) if schema.get("type") == "definition-ref" else schema
    except LookupError:
        return schema
    return found


def _is_float(schema: object) -> bool:
    return is_dict(schema) and schema.get("type") == "float"


def _children(node: Dict[str, Any]) -> Iterator[Tuple[Any, Any, Any]]:
    """The schemas in a schema, with the container and the key of each."""
    if _MARK in (node.get("metadata") or ()):
        return
    for name in _CHILDREN:
        held: object = node.get(name)
        if name != "fields" and is_dict(held) and "type" in held:
            yield node, name, held
        elif is_dict(held):
            yield from ((held, key, child) for key, child in held.items() if is_dict(child))
        elif is_list(held):
            yield from ((held, at, child) for at, child in enumerate(held) if is_dict(child))


def _number(schema: Any) -> CoreSchema:
    """The schema of a number: whole ones are integers; with a configuration, those too large for a float."""
    whole = core_schema.int_schema(strict=True)
    near = core_schema.float_schema(gt=-_EXACT, lt=_EXACT)
    return core_schema.union_schema(
        [whole, schema] if AS_DOCUMENTED else [near, whole, schema],
        mode="left_to_right",
        custom_error_type="float_type",
        metadata={_MARK: True, "pydantic_js_functions": [_json_schema]},
    )


def _json_schema(_schema: object, _handler: object) -> Dict[str, Any]:
    return {"type": "number"}
