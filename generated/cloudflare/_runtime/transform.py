"""Writes typed parameters as the API wants them: wire names, dates and files as text."""

from __future__ import annotations

import base64
import io
import os
from collections import abc
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Dict, Iterable, List, Mapping, Tuple, TypeVar, Union, cast

import pydantic
from typing_extensions import get_args, get_origin, is_typeddict

from .._files import is_file_content
from .._types import NotGiven, Omit, SequenceNotStr
from .json_text import too_deep
from .property_info import PropertyFormat
from .property_info import PropertyInfo as PropertyInfo
from .styles import Styled
from .sync import to_thread
from .times import duration_text, time_text
from .type_hints import (
    is_annotated_type,
    is_required_type,
    is_union_type,
    resolve_alias,
    strip_annotated_type,
    type_hints_of,
)
from .values import is_deep

_T = TypeVar("_T")
_Choice = Tuple[Any, Union[PropertyInfo, None]]
_BUILT_IN = (str, int, float, bool, bytes)
_LISTS = (list, abc.Iterable, abc.Sequence, SequenceNotStr)
_ENCODERS = {"base64": base64.b64encode, "base64url": base64.urlsafe_b64encode}
_DEEP = 100
"""The levels of an argument from which on it is the one that has too many."""


def maybe_transform(data: object, expected_type: object) -> Any:
    """`transform`, with `None` for `None`."""
    return None if data is None else transform(data, expected_type)


def transform(data: _T, expected_type: object) -> _T:
    """The parameters under their wire names; keys may be Python names or wire names already.

    Raises `ValueError` for parameters that are nested too deep, or hold themselves.
    """
    try:
        return cast(_T, _write(data, _choices(cast(Any, expected_type), None)))
    except RecursionError:
        raise too_deep(_deepest_of(data)) from None


def _deepest_of(data: object) -> str:
    """The argument that has too many levels."""
    fields: Mapping[str, object] = cast(Mapping[str, object], data) if isinstance(data, Mapping) else {}
    name = next((name for name, value in fields.items() if is_deep(value, _DEEP)), None)
    return "The argument" if name is None else f"The argument `{name}`"


async def async_maybe_transform(data: object, expected_type: object) -> Any:
    """`async_transform`, with `None` for `None`."""
    return None if data is None else await async_transform(data, expected_type)


async def async_transform(data: _T, expected_type: object) -> _T:
    """The same as `transform`; files are read in a worker thread."""
    if _may_read_files(cast(Any, expected_type)):
        return await to_thread(transform, data, expected_type)
    return transform(data, expected_type)


@lru_cache(maxsize=8096)
def _may_read_files(type_: Any) -> bool:
    """Whether the type says that a file's content is written as base64."""
    seen: Dict[int, Any] = {}
    todo: List[Any] = [type_]
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen[id(one)] = one
        info = _property_info(one)
        if info is not None and info.format in _ENCODERS:
            return True
        inner = strip_annotated_type(resolve_alias(one))
        todo.extend(_hints(inner).values() if is_typeddict(inner) else get_args(inner))
    return False


@lru_cache(maxsize=8096)
def _hints(type_: Any) -> Dict[str, Any]:
    return type_hints_of(type_)


def _property_info(type_: Any) -> PropertyInfo | None:
    """The metadata of `Annotated`, also inside `Required`."""
    if is_required_type(type_):
        type_ = get_args(type_)[0]
    if not is_annotated_type(type_):
        return None
    return next((note for note in get_args(type_)[1:] if isinstance(note, PropertyInfo)), None)


@lru_cache(maxsize=8096)
def _choices(annotation: Any, inherited: PropertyInfo | None) -> Tuple[_Choice, ...]:
    """The types that a value may have, those of a union each once, and what is known of each."""
    found: Dict[_Choice, None] = {}
    todo: List[_Choice] = [(annotation, inherited)]
    while todo:
        one, known = todo.pop(0)
        one = resolve_alias(one)
        info = _property_info(one) or known
        type_ = resolve_alias(strip_annotated_type(one))
        if is_union_type(type_):
            todo = [(variant, info) for variant in get_args(type_)] + todo
        else:
            found[type_, info] = None
    return tuple(found)


def _write(data: object, choices: Tuple[_Choice, ...]) -> object:
    """The value as any of its types writes it. What it holds is written once, however many types there are."""
    if isinstance(data, Styled):
        return data.with_value(_write(data.value, choices))
    if isinstance(data, pydantic.BaseModel):
        return data.model_dump(exclude_unset=True, mode="json", by_alias=True)
    if isinstance(data, Mapping):
        return _write_mapping(cast(Mapping[str, object], data), choices)
    lists = [choice for choice in choices if (get_origin(choice[0]) or choice[0]) in _LISTS]
    listed = _items_of(data) if lists else None
    if listed is not None:
        return _write_items(listed, lists)
    for _, info in choices:
        if info is not None and info.format is not None:
            data = _format(data, info.format, info.format_template)
    return data


def _items_of(data: object) -> Iterable[object] | None:
    """What a list holds; `None` for a text or a file, which can be iterated too."""
    if isinstance(data, str) or is_file_content(data) or not isinstance(data, Iterable):
        return None
    return cast(Iterable[object], data)


def _write_mapping(data: Mapping[str, object], choices: Tuple[_Choice, ...]) -> object:
    origins = [(type_, get_origin(type_) or type_) for type_, _ in choices]
    shapes = [origin for _, origin in origins if is_typeddict(origin)]
    maps = [get_args(type_)[1:] or (object,) for type_, origin in origins if origin in (dict, abc.Mapping)]
    if not shapes and not maps:
        return data
    every = [values[0] for values in maps]
    if not shapes:
        return {key: _write(value, _joined(every)) for key, value in data.items()}
    result: Dict[str, object] = {}
    for key, value in data.items():
        if isinstance(value, (Omit, NotGiven)):
            continue
        wire, hints = _key(key, shapes)
        result[wire] = _write(value, _joined([*hints, *every]))
    return result


def _key(key: str, shapes: List[Any]) -> Tuple[str, List[Any]]:
    """The wire name of a key, and its types in all that know it: by one name or the other."""
    wire = key
    known: List[Any] = []
    for shape in shapes:
        hints, names = _hints(shape), _wire_names(shape)
        name = wire if wire in hints else names.get(wire)
        if name is not None:
            info = _property_info(hints[name])
            wire = info.alias if info is not None and info.alias is not None else name
            known.append(hints[name])
    return wire, known


def _joined(annotations: List[Any]) -> Tuple[_Choice, ...]:
    if len(annotations) == 1:
        return _choices(annotations[0], None)
    return tuple({choice: None for annotation in annotations for choice in _choices(annotation, None)})


@lru_cache(maxsize=8096)
def _wire_names(type_: Any) -> Dict[str, str]:
    """The Python name of each field that has a wire name of its own."""
    infos: List[Tuple[str, Union[PropertyInfo, None]]] = [
        (name, _property_info(hint)) for name, hint in _hints(type_).items()
    ]
    return {info.alias: name for name, info in infos if info is not None and info.alias is not None}


def _write_items(data: Iterable[object], lists: List[_Choice]) -> object:
    items = [((get_args(type_) or (object,))[0], info) for type_, info in lists]
    written = [(item, info) for item, info in items if info is not None or strip_annotated_type(item) not in _BUILT_IN]
    if not written:
        return data if isinstance(data, list) else list(data)
    choices = tuple({choice: None for item, info in written for choice in _choices(item, info)})
    return [_write(one, choices) for one in data]


def _format(data: object, format_: PropertyFormat, template: str | None) -> object:
    if isinstance(data, date):
        if format_ == "iso8601":
            return time_text(data)
        if format_ == "custom" and template is not None:
            return data.strftime(template)
    if format_ == "iso8601" and isinstance(data, timedelta):
        return duration_text(data)
    if format_ in _ENCODERS and is_file_content(data):
        return _ENCODERS[format_](_read(data)).decode("ascii")
    return data


def _read(file: object) -> bytes:
    if isinstance(file, os.PathLike):
        with open(cast("os.PathLike[str]", file), "rb") as opened:
            return opened.read()
    content = file
    if isinstance(file, io.IOBase) or hasattr(file, "read"):
        content = cast(Any, file).read()
    if isinstance(content, str):
        return content.encode()
    if not isinstance(content, (bytes, bytearray, memoryview)):
        raise RuntimeError(f"Could not read bytes from {file!r}; Received {type(content)}")
    return bytes(cast(Any, content))
