"""Reads constants of an existing SDK: time limits, retries, the ends of streams, and the unwrapping of responses."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from specloom.base.json import JsonObject, JsonValue
from specloom.compare.migration.endpoints import constant_text
from specloom.compare.source.foreign_source import SourceError, bounded_reading, parse_foreign

_USUAL_TIMEOUT, _USUAL_RETRIES = 60.0, (2, 0.5, 8.0)


def read_defaults(files: Mapping[str, str]) -> JsonObject:
    """Return `default_timeout` and `default_retries` where they differ from the usual ones."""
    found: dict[str, JsonValue] = {}
    numbers = constants_of(files.get("_constants.py", ""))
    timeout = numbers.get("DEFAULT_TIMEOUT", _USUAL_TIMEOUT)
    if timeout != _USUAL_TIMEOUT:
        found["default_timeout"] = round(timeout * 1000)
    names = ("DEFAULT_MAX_RETRIES", "INITIAL_RETRY_DELAY", "MAX_RETRY_DELAY")
    retries = tuple(numbers.get(name, usual) for name, usual in zip(names, _USUAL_RETRIES, strict=True))
    if retries != _USUAL_RETRIES:
        keys = ("max_retries", "initial_delay_seconds", "max_delay_seconds")
        values: list[JsonValue] = [int(retries[0]), *retries[1:]]
        found["default_retries"] = dict(zip(keys, values, strict=True))
    return found


def constants_of(text: str) -> dict[str, float]:
    """Return the numbers that a module assigns; of `Timeout(timeout=60, connect=5.0)` the first."""
    found: dict[str, float] = {}
    try:
        tree = parse_foreign(text)
    except SourceError:
        return found
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = number_of(node.value)
            if value is not None:
                found[node.targets[0].id] = value
    return found


def number_of(node: ast.expr) -> float | None:
    """Return a constant number, or the time limit in a call of `Timeout`."""
    if isinstance(node, ast.Call):
        named = next((word.value for word in node.keywords if word.arg == "timeout"), None)
        inner = named or (node.args[0] if node.args else None)
        return number_of(inner) if inner is not None else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        left, right = number_of(node.left), number_of(node.right)
        return left * right if left is not None and right is not None else None
    value = node.value if isinstance(node, ast.Constant) else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def read_wrappers(files: Mapping[str, str]) -> dict[str, str]:
    """Return the property that each wrapper class is made for: `ResultWrapper` has `result`."""
    found: dict[str, str] = {}
    try:
        tree = parse_foreign(files.get("_wrappers.py", ""))
    except SourceError:
        return found
    for node in tree.body:
        for each in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(node, ast.ClassDef) and isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
                found[node.name] = alias_of(each.value) or each.target.id
    return found


def alias_of(value: ast.expr | None) -> str | None:
    """Return the alias in `Field(alias="x")`."""
    if not isinstance(value, ast.Call):
        return None
    return next((constant_text(word.value) for word in value.keywords if word.arg == "alias"), None)


def read_stream_rules(files: Mapping[str, str]) -> list[JsonValue]:
    """Return `streaming.on_event`: the data that ends a stream, and the events that are yielded."""
    rules: list[JsonValue] = []
    try:
        tree = parse_foreign(files.get("_streaming.py", ""))
        with bounded_reading():
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr == "startswith"
                ):
                    text = constant_text(node.args[0]) if node.args else None
                    rule: JsonObject = {"data_starts_with": text, "handle": "done"}
                    if text is not None and "sse.data" in ast.unparse(node.func) and rule not in rules:
                        rules.append(rule)
    except SourceError:
        return []
    return [*rules, {"kind": "fallthrough", "handle": "yield"}] if rules else []
