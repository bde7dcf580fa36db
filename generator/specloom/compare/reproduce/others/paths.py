"""Reads the path of a request out of an expression: text, f-strings, `%`, `+`, `format`, `urljoin`, and local names."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

_HOLE = "{}"
_FORMAT_FIELD = re.compile(r"\{[^{}]*\}")
_PERCENT_FIELD = re.compile(r"%(?:\(\w+\))?[sdr]")
_BASE = re.compile(r"(?:https?://[^/{}]+|\{\})(?=/|$)")
_DEEPEST = 20


def path_of(node: ast.expr | None, known: Mapping[str, ast.expr], depth: int = 0) -> str | None:
    """Return the path that an expression makes, with `{}` for each inserted value; None if it makes none.

    `known` are the values of local names. A base URL in front of the path is left out.
    """
    text = text_of(node, known, depth) if node is not None else None
    if text is None:
        return None
    text = _BASE.sub("", text, count=1) if _BASE.match(text) else text
    path = text.partition("?")[0]
    if not path.startswith("/"):
        path = f"/{path}"
    return path if path != "/" and not any(char.isspace() for char in path) else None


def text_of(node: ast.expr, known: Mapping[str, ast.expr], depth: int = 0) -> str | None:
    """Return the text that an expression makes, with `{}` for each other value; None if it is no text."""
    if depth > _DEEPEST:
        return None
    match node:
        case ast.Constant(value=str(text)):
            return _FORMAT_FIELD.sub(_HOLE, text)
        case ast.JoinedStr(values=values):
            return "".join(_part(each, known, depth) for each in values)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _joined(left, right, known, depth)
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod()):
            return _PERCENT_FIELD.sub(_HOLE, text)
        case ast.Name(id=name) if name in known:
            rest = {key: value for key, value in known.items() if key != name}
            return text_of(known[name], rest, depth + 1)
        case ast.Call(func=ast.Attribute(value=owner, attr="format")):
            return text_of(owner, known, depth + 1)
        case ast.Call(args=[base, path, *_]) if _called(node).endswith("urljoin"):
            after = text_of(path, known, depth + 1)
            return None if after is None else f"{text_of(base, known, depth + 1) or _HOLE}/{after.lstrip('/')}"
        case _:
            return None


def _part(node: ast.expr, known: Mapping[str, ast.expr], depth: int) -> str:
    """Return a part of an f-string: its text, that of a local name that holds a path, or a hole."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    value = node.value if isinstance(node, ast.FormattedValue) else node
    text = text_of(value, known, depth + 1) if isinstance(value, ast.Name) else None
    return text if text is not None and "/" in text else _HOLE


def _joined(left: ast.expr, right: ast.expr, known: Mapping[str, ast.expr], depth: int) -> str | None:
    one, other = (text_of(each, known, depth + 1) for each in (left, right))
    if one is None and other is None:
        return None
    return f"{_HOLE if one is None else one}{_HOLE if other is None else other}"


def _called(call: ast.Call) -> str:
    """Return the last name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
