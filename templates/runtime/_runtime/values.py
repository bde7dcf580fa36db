"""Checks and conversions of values."""

from __future__ import annotations

import os
from typing import Iterable, List, Mapping, Sequence, TypeVar, Union, cast

from typing_extensions import TypeGuard

from .._types import NotGiven, Omit

_T = TypeVar("_T")


def is_given(value: Union[_T, NotGiven, Omit]) -> TypeGuard[_T]:
    """False for the sentinels `omit` and `not_given`."""
    return not isinstance(value, (NotGiven, Omit))


def is_dict(value: object) -> TypeGuard[dict[object, object]]:
    """Whether it is a dict."""
    return isinstance(value, dict)


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether it is a mapping; keys are taken to be strings."""
    return isinstance(value, Mapping)


def is_deep(value: object, limit: int) -> bool:
    """Whether objects and arrays are nested deeper than the limit, or hold themselves."""
    level = {id(value): value}
    for _ in range(limit):
        level = {id(item): item for held in level.values() for item in _held(held)}
        if not level:
            return False
    return True


def _held(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return cast("dict[object, object]", value).values()
    return cast(List[object], value) if isinstance(value, list) else ()


def is_list(value: object) -> TypeGuard[List[object]]:
    """Whether it is a list."""
    return isinstance(value, list)


def is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    """Whether it is a sequence (strings are)."""
    return isinstance(value, Sequence)


def is_iterable(value: object) -> TypeGuard[Iterable[object]]:
    """Whether it can be iterated."""
    return isinstance(value, Iterable)


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Whether it is a tuple."""
    return isinstance(value, tuple)


def is_decimal(value: object) -> bool:
    """Whether it is a `decimal.Decimal`, whose module is not loaded for that."""
    return any(f"{one.__module__}.{one.__qualname__}" == "decimal.Decimal" for one in type(value).__mro__)


def strip_not_given(value: _T) -> _T:
    """A mapping without the keys whose value is a sentinel; anything else as it is."""
    if not is_mapping(value):
        return value
    return cast(_T, {key: item for key, item in value.items() if is_given(item)})


def deepcopy_minimal(item: _T) -> _T:
    """A copy in which mappings and lists are new, and what they hold besides is the same."""
    if is_mapping(item):
        return cast(_T, {key: deepcopy_minimal(value) for key, value in item.items()})
    if is_list(item):
        return cast(_T, [deepcopy_minimal(value) for value in item])
    return item


def coerce_integer(value: str) -> int:
    """Read a whole number."""
    return int(value, base=10)


def coerce_float(value: str) -> float:
    """Read a number."""
    return float(value)


def coerce_boolean(value: str) -> bool:
    """Read `true`, `1` or `on`, in any case, as true; all else is false."""
    return value.strip().lower() in {"true", "1", "on"}


def file_from_path(path: str) -> tuple[str, bytes]:
    """The file's name and its content, as a value for a file parameter."""
    with open(path, "rb") as file:
        return os.path.basename(path), file.read()
