"""Reads the request that a method of an existing SDK makes, from the body of the function."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import field

from specloom.base.records import dataclass
from specloom.compare.migration.endpoints import Function, constant_text, request_of
from specloom.compare.source.foreign_source import SourceError, bounded_reading

_MAKERS = {"maybe_transform", "async_maybe_transform"}


@dataclass(frozen=True, slots=True)
class RequestCall:
    """One request: `verb /path`, and how the method sends and reads it.

    `wrapper` is the class that the result is taken out of, `body` the parameter that is the whole body, `streams`
    whether the response is always a stream, `timeout` the seconds of a time limit of its own, and `wire_names` the
    parameters that are sent under another name.
    """

    endpoint: str
    wrapper: str | None = None
    body: str | None = None
    streams: bool = False
    timeout: float | None = None
    deprecated: str | None = None
    wire_names: Mapping[str, str] = field(default_factory=dict[str, str])


def readable_call(function: Function) -> RequestCall | None:
    """Return the request that a function makes, None if it makes none that can be read."""
    try:
        with bounded_reading():
            return call_of(function)
    except SourceError:
        return None


def call_of(function: Function) -> RequestCall | None:
    """Return the request that a function makes."""
    endpoint = request_of(function)
    if endpoint is None:
        return None
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    words = {word.arg: word.value for call in calls if is_request(call) for word in call.keywords if word.arg}
    return RequestCall(
        endpoint=endpoint,
        wrapper=wrapper_of(calls),
        body=whole_body(words.get("body") or words.get("content"), function),
        streams=is_true(words.get("stream")) and "stream" not in parameter_names(function),
        timeout=own_timeout(function),
        deprecated=deprecation_of(function),
        wire_names=dict(renamed_parameters(calls)),
    )


def is_request(call: ast.Call) -> bool:
    """Return whether a call is that of the client: `self._post(...)`."""
    return isinstance(call.func, ast.Attribute) and call.func.attr.startswith("_") and bool(call.keywords)


def parameter_names(function: Function) -> set[str]:
    """Return the names of the parameters of a function."""
    return {each.arg for each in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)}


def wrapper_of(calls: list[ast.Call]) -> str | None:
    """Return the class in `post_parser=ResultWrapper[X]._unwrapper`."""
    for call in calls:
        for word in call.keywords:
            value = word.value
            if (
                word.arg == "post_parser"
                and isinstance(value, ast.Attribute)
                and isinstance(value.value, ast.Subscript)
            ):
                name = value.value.value
                return name.id if isinstance(name, ast.Name) else None
    return None


def whole_body(value: ast.expr | None, function: Function) -> str | None:
    """Return the parameter that is the whole body, None if the body has its parameters as properties."""
    if isinstance(value, ast.Await):
        value = value.value
    if isinstance(value, ast.Call) and value.args:
        value = value.args[0]
    names = parameter_names(function) - {"extra_body"}
    return value.id if isinstance(value, ast.Name) and value.id in names else None


def is_true(value: ast.expr | None) -> bool:
    """Return whether a value is the constant `True`."""
    return isinstance(value, ast.Constant) and value.value is True


def own_timeout(function: Function) -> float | None:
    """Return the seconds in `if not is_given(timeout) and ...: timeout = 600`."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            named = any(isinstance(each, ast.Name) and each.id == "timeout" for each in node.targets)
            if named and isinstance(node.value.value, int | float) and not isinstance(node.value.value, bool):
                return float(node.value.value)
    return None


def deprecation_of(function: Function) -> str | None:
    """Return the message of `@deprecated("...")`."""
    for each in function.decorator_list:
        if isinstance(each, ast.Call) and each.args:
            name = each.func.attr if isinstance(each.func, ast.Attribute) else getattr(each.func, "id", "")
            if name == "deprecated":
                return constant_text(each.args[0])
    return None


def renamed_parameters(calls: list[ast.Call]) -> Iterator[tuple[str, str]]:
    """Yield the parameters that stand under another key: `maybe_transform({"from": from_}, ...)`."""
    for call in calls:
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        found = call.args[0] if call.args and name in _MAKERS else None
        if isinstance(found, ast.Dict):
            for key, value in zip(found.keys, found.values, strict=True):
                text = constant_text(key) if key is not None else None
                if text is not None and isinstance(value, ast.Name) and value.id != text:
                    yield value.id, text
