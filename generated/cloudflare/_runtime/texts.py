"""Values as text, as they are written outside JSON: in paths, queries, headers, cookies and forms."""

from __future__ import annotations

from datetime import date, time, timedelta
from enum import Enum
from operator import index
from os import PathLike, fspath
from typing import Any, List, Sequence, cast

from .._types import NotGiven, Omit
from .json_text import json_string, too_deep
from .times import duration_text, time_text
from .values import is_decimal, is_iterable, is_mapping

UNSET = (Omit, NotGiven, type(None))
_WIDEST = 40
"""Digits that a `Decimal` is written with; one that would need more zeros keeps its exponent."""
_LARGEST = 1e21
"""Whole numbers from here on are written with an exponent."""


class NoTextError(TypeError):
    """A value that has no text: Python's own form of it means nothing to a server."""


def unsendable(what: str, error: Exception) -> Exception:
    """The error for an argument that cannot be written; `what` names it."""
    if isinstance(error, RecursionError):
        return too_deep(what)
    return TypeError(f"{what} cannot be sent: {error}")


def plain(value: object) -> str | List[object] | dict[str, object] | None:
    """A list, a dict or text of the value; `None` for no value. Raises `NoTextError`."""
    if type(value) is str:
        return value
    if isinstance(value, UNSET):
        return None
    dump = getattr(value, "model_dump", None)
    if dump is not None and not isinstance(value, type):
        return plain(dump(mode="json", by_alias=True, exclude_unset=True))
    if is_mapping(value):
        return {scalar_text(key): item for key, item in value.items()}
    if is_iterable(value) and not isinstance(value, (str, bytes, bytearray, memoryview, Enum, PathLike)):
        return list(value)
    return scalar_text(value)


def item_text(value: object, delimiters: str = "") -> str:
    """The text of a value in a list or an object: lists and objects are JSON.

    `delimiters` are those of the lists in it, the outermost first. Raises `NoTextError`.
    """
    held = plain(value)
    if isinstance(held, str):
        return held
    if isinstance(held, list) and delimiters:
        return delimiters[0].join(item_text(item, delimiters[1:]) for item in given_items(held))
    try:
        return json_string(held)
    except TypeError as error:
        raise NoTextError(str(error)) from None


def given_items(values: Sequence[object]) -> List[object]:
    """The items of a list without those that are `None` or omitted."""
    return [item for item in values if not isinstance(item, UNSET)]


def scalar_text(value: object) -> str:
    """A scalar as text: lower-case booleans, numbers with all their digits, ISO 8601 dates and durations.

    Raises `NoTextError` for what is no scalar, and for bytes that are no UTF-8.
    """
    if isinstance(value, Enum):
        return scalar_text(value.value)
    if isinstance(value, str):
        return str.__str__(value)
    if value is None:
        return "null"
    text = _number_text(value)
    return _other_text(value) if text is None else text


def _number_text(value: object) -> str | None:
    """The text of a number, also one of NumPy; `None` for what is none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if hasattr(type(value), "__index__"):
        return int.__repr__(index(cast(Any, value)))
    if hasattr(type(value), "__float__") and hasattr(value, "is_integer"):
        return _float_text(float(cast(Any, value)))
    return _decimal_text(value) if is_decimal(value) else None


def _other_text(value: object) -> str:
    if isinstance(value, (date, time)):
        return time_text(value)
    if isinstance(value, timedelta):
        return duration_text(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return _bytes_text(bytes(cast(bytes, value)))
    if isinstance(value, PathLike):
        return scalar_text(fspath(cast("PathLike[str]", value)))
    isoformat = getattr(value, "isoformat", None)
    if isoformat is not None:
        return str(isoformat())
    if type(value).__str__ is object.__str__:
        raise NoTextError(f"a value of the type `{type(value).__name__}` has no text form; pass a string")
    return str(value)


def _float_text(value: float) -> str:
    if value.is_integer() and abs(value) < _LARGEST:
        return int.__repr__(int(value))
    return float.__repr__(value)


def _decimal_text(value: Any) -> str:
    """All digits of a `Decimal`, without an exponent unless that would take many zeros."""
    is_short = value.is_finite() and -_WIDEST < value.adjusted() < _WIDEST and value.as_tuple().exponent < _WIDEST
    return format(value, "f") if is_short else str(value)


def _bytes_text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise NoTextError("bytes that are no UTF-8 text have no text form; pass a string") from None
