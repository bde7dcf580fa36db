"""Writes JSON as request bodies need it: compact, UTF-8, omitted keys left out, dates and durations in ISO 8601."""

from __future__ import annotations

import json
import os
import re
from datetime import date, time, timedelta
from enum import Enum
from os import PathLike, fspath
from typing import Any, Callable, Iterator, cast

from .._types import NotGiven, Omit
from .depth import is_nested_deeper
from .json_faults import is_binary, unsendable_json
from .times import duration_text, time_text
from .values import is_decimal, is_iterable, is_mapping

_DEEPEST_ERROR = 200
"""The levels of an error that is taken for data: what is deeper is hard to show and to pickle."""
DEEPEST = 900
"""The levels of any JSON that is read: Python's parser needs the stack for each of them."""


class _NeedsCare(Exception):
    """The value must be copied first: it holds a sentinel, a `Decimal`, or an iterator, which is read only once."""


def encode_json(value: object, what: str = "The body") -> bytes:
    """The value as JSON bytes; `what` names it in errors.

    Raises `ValueError` for NaN, infinity and what is nested too deep, `TypeError` for what JSON has no form of.
    """
    try:
        text = json_string(value)
    except RecursionError:
        raise too_deep(what) from None
    except (TypeError, ValueError) as error:
        raise unsendable_json(value, what, error, json_form) from None
    return text.encode("utf-8", "backslashreplace")  # of lone surrogates this makes the escapes that JSON has


openapi_dumps = encode_json


def json_string(value: object) -> str:
    """The value as JSON text; `RecursionError` where it is nested too deep, or holds itself."""
    try:
        return _ENCODER.encode(value)
    except _NeedsCare:
        return _encode_with_care(without_omitted(value))
    except ValueError as error:
        if "Circular" in str(error):
            raise RecursionError("the value holds itself") from None
        raise


def ascii_json(text: str) -> str:
    """JSON text with escapes for all that is not ASCII."""
    return _BEYOND_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _encode_with_care(value: object) -> str:
    """JSON in which each `Decimal` has all its digits: text with a mark that nobody can guess, taken off at the end."""
    mark = os.urandom(16).hex()

    def form(held: Any) -> Any:
        return f"{mark}{_decimal_digits(held)}" if is_decimal(held) else json_form(held)

    return re.sub(f'"{mark}([^"]*)"', r"\1", _encoder(form).encode(value))


def _decimal_digits(value: Any) -> str:
    if not value.is_finite():
        raise ValueError(f"Out of range decimal values are not JSON compliant: {value}")
    return str(value)


def too_deep(what: str) -> ValueError:
    """The error for an argument that has more levels than the stack has room for."""
    return ValueError(f"{what} is nested too deep to be sent, or holds itself")


def json_or_text(text: str) -> object:
    """The text as JSON; as it is where it is none, or nested too deep to be taken for data."""
    if is_nested_deeper(text, _DEEPEST_ERROR):
        return text
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value


def read_json(text: str, what: str) -> object:
    """The text as JSON; raises `ValueError` where it is none, or is nested too deep; `what` names it."""
    try:
        if not is_nested_deeper(text, DEEPEST):
            return cast(object, json.loads(text))
    except RecursionError:
        pass
    raise ValueError(f"{what} is nested too deep to be read here")


def without_omitted(value: object) -> object:
    """A copy of the value without the keys and items that are `omit` or `not_given`, at any depth."""
    if is_mapping(value):
        return {key: without_omitted(item) for key, item in value.items() if not isinstance(item, (Omit, NotGiven))}
    if isinstance(value, (str, bytes, bytearray)) or not is_iterable(value) or hasattr(value, "model_dump"):
        return value
    return [without_omitted(item) for item in value if not isinstance(item, (Omit, NotGiven))]


def json_form(value: Any) -> Any:
    """The JSON form of a value that JSON does not know; raises `TypeError` if it has none."""
    _raise_unless_written(value)
    if isinstance(value, (date, time)):
        return time_text(value)
    if isinstance(value, timedelta):
        return duration_text(value)
    if isinstance(value, Enum):
        return value.value
    if f"{type(value).__module__}.{type(value).__name__}" == "uuid.UUID":
        return str(value)
    if isinstance(value, PathLike):
        return fspath(cast("PathLike[str]", value))
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        return dump(mode="json", by_alias=True, exclude_unset=True)
    if is_mapping(value):
        return dict(value)
    if is_iterable(value):
        return list(value)
    raise TypeError(f"Object of type {type(cast(object, value)).__name__} is not JSON serializable")


def _raise_unless_written(value: object) -> None:
    if is_binary(value):
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
    if isinstance(value, (Omit, NotGiven, Iterator)) or is_decimal(value):
        raise _NeedsCare


def _encoder(form: Callable[[Any], Any]) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=form)


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_ENCODER = _encoder(json_form)
