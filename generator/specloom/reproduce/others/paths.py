"""Reads the path of a request out of an expression: text, f-strings, `%`, `+`, `format`, `urljoin`, and local names."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import field

from specloom.base.records import dataclass

_HOLE = "{}"
_FORMAT_FIELD = re.compile(r"\{[^{}]*\}")
_PERCENT_FIELD = re.compile(r"%(?:\(\w+\))?[sdr]")
_BASE = re.compile(r"(?:https?://[^/{}]+|\{\})(?=/|$)")
_DEEPEST = 20
_LONGEST = 4_000
_MOST_PARTS = 100


@dataclass(slots=True)
class LocalTexts:
    """The texts of the local names of a function, each made once from its value."""

    values: Mapping[str, ast.expr] = field(default_factory=dict[str, ast.expr])
    texts: dict[str, str | None] = field(default_factory=dict[str, "str | None"])

    def text_of_name(self, name: str) -> str | None:
        """Return the text of a local name, None if it is unknown, no text, or made of itself."""
        if name not in self.texts:
            self.texts[name] = None
            value = self.values.get(name)
            self.texts[name] = text_of(value, self) if value is not None else None
        return self.texts[name]


def path_of(node: ast.expr | None, known: LocalTexts, depth: int = 0) -> str | None:
    """Return the path that an expression makes, with `{}` for each inserted value; None if it makes none.

    `known` are the local names. A base URL in front of the path is left out.
    """
    text = text_of(node, known, depth) if node is not None else None
    if text is None:
        return None
    text = _BASE.sub("", text, count=1) if _BASE.match(text) else text
    path = text.partition("?")[0]
    if not path.startswith("/"):
        path = f"/{path}"
    return path if path != "/" and not any(char.isspace() for char in path) else None


def text_of(node: ast.expr, known: LocalTexts, depth: int = 0) -> str | None:
    """Return the text that an expression makes, with `{}` for each other value; None if it is no text."""
    if depth > _DEEPEST:
        return None
    match node:
        case ast.Constant(value=str(text)):
            return _FORMAT_FIELD.sub(_HOLE, text)
        case ast.JoinedStr(values=values):
            return _bounded("".join(_part(each, known, depth) for each in values[:_MOST_PARTS]))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _joined(left, right, known, depth)
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod()):
            return _PERCENT_FIELD.sub(_HOLE, text)
        case ast.Name(id=name):
            return known.text_of_name(name)
        case ast.Call(func=ast.Attribute(value=owner, attr="format")):
            return text_of(owner, known, depth + 1)
        case ast.Call(args=[base, path, *_]) if _called(node).endswith("urljoin"):
            after = text_of(path, known, depth + 1)
            return None if after is None else f"{text_of(base, known, depth + 1) or _HOLE}/{after.lstrip('/')}"
        case _:
            return None


def _part(node: ast.expr, known: LocalTexts, depth: int) -> str:
    """Return a part of an f-string: its text, that of a local name that holds a path, or a hole."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    value = node.value if isinstance(node, ast.FormattedValue) else node
    text = text_of(value, known, depth + 1) if isinstance(value, ast.Name) else None
    return text if text is not None and "/" in text else _HOLE


def _joined(left: ast.expr, right: ast.expr, known: LocalTexts, depth: int) -> str | None:
    one, other = (text_of(each, known, depth + 1) for each in (left, right))
    if one is None and other is None:
        return None
    return _bounded(f"{_HOLE if one is None else one}{_HOLE if other is None else other}")


def _bounded(text: str) -> str | None:
    """Return a text that can be a path: names that insert each other may make very long ones."""
    return text if len(text) <= _LONGEST else None


def _called(call: ast.Call) -> str:
    """Return the last name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
