"""Writes typed parameters as the API wants them: wire names, dates and files as text."""

from __future__ import annotations

import base64
import io
import os
from collections import abc
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Dict, Iterable, List, Mapping, Tuple, TypeVar, Union, cast

import pydantic
from typing_extensions import get_args, get_origin, is_typeddict

from ._files import is_file_content
from ._property_info import PropertyFormat
from ._property_info import PropertyInfo as PropertyInfo
from ._styles import Styled
from ._types import NotGiven, Omit
from ._utils._sync import to_thread
from ._utils._typing import (
    is_annotated_type,
    is_required_type,
    is_union_type,
    resolve_alias,
    strip_annotated_type,
    type_hints_of,
)
from ._utils._values import is_mapping

_T = TypeVar("_T")
_BUILT_IN = (str, int, float, bool, bytes)


def maybe_transform(data: object, expected_type: object) -> Any:
    """`transform`, with `None` for `None`."""
    return None if data is None else transform(data, expected_type)


def transform(data: _T, expected_type: object) -> _T:
    """The parameters under their wire names; keys may be Python names or wire names already."""
    return cast(_T, _write(data, cast(Any, expected_type), None))


async def async_maybe_transform(data: object, expected_type: object) -> Any:
    """`async_transform`, with `None` for `None`."""
    return None if data is None else await async_transform(data, expected_type)


async def async_transform(data: _T, expected_type: object) -> _T:
    """The same as `transform`; files are read in a worker thread."""
    if _may_read_files(cast(Any, expected_type), frozenset()):
        return await to_thread(transform, data, expected_type)
    return transform(data, expected_type)


def _may_read_files(type_: Any, seen: frozenset[int]) -> bool:
    """Whether the type says that a file's content is written as base64."""
    if id(type_) in seen:
        return False
    seen = seen | {id(type_)}
    info = _property_info(type_)
    if info is not None and info.format == "base64":
        return True
    inner = strip_annotated_type(resolve_alias(type_))
    if is_typeddict(inner):
        return any(_may_read_files(one, seen) for one in _hints(inner).values())
    return any(_may_read_files(one, seen) for one in get_args(inner))


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


def _write(data: object, annotation: Any, inherited: PropertyInfo | None) -> object:
    if isinstance(data, Styled):
        return data.with_value(_write(data.value, annotation, inherited))
    annotation = resolve_alias(annotation)
    info = _property_info(annotation) or inherited
    type_ = resolve_alias(strip_annotated_type(annotation))
    origin = get_origin(type_) or type_
    if is_typeddict(origin) and isinstance(data, Mapping):
        return _write_fields(cast(Mapping[str, object], data), origin)
    if origin in (dict, abc.Mapping) and isinstance(data, Mapping):
        values = get_args(type_)[1:] or (object,)
        return {key: _write(value, values[0], None) for key, value in cast(Mapping[str, object], data).items()}
    if origin in (list, abc.Iterable, abc.Sequence) and isinstance(data, (Iterable, abc.Sequence)):
        return _write_items(cast(Iterable[object], data), type_, info)
    if is_union_type(type_):
        for variant in get_args(type_):
            data = _write(data, variant, info)
        return data
    if isinstance(data, pydantic.BaseModel):
        return data.model_dump(exclude_unset=True, mode="json", by_alias=True)
    if info is not None and info.format is not None:
        return _format(data, info.format, info.format_template)
    return data


def _write_fields(data: Mapping[str, object], type_: Any) -> Dict[str, object]:
    result: Dict[str, object] = {}
    hints = _hints(type_)
    names = _wire_names(type_)
    for key, value in data.items():
        if isinstance(value, (Omit, NotGiven)):
            continue
        name = key if key in hints else names.get(key)
        if name is None:
            result[key] = value
            continue
        info = _property_info(hints[name])
        wire = info.alias if info is not None and info.alias is not None else name
        result[wire] = _write(value, hints[name], None)
    return result


@lru_cache(maxsize=8096)
def _wire_names(type_: Any) -> Dict[str, str]:
    """The Python name of each field that has a wire name of its own."""
    infos: List[Tuple[str, Union[PropertyInfo, None]]] = [
        (name, _property_info(hint)) for name, hint in _hints(type_).items()
    ]
    return {info.alias: name for name, info in infos if info is not None and info.alias is not None}


def _write_items(data: Iterable[object], type_: Any, info: PropertyInfo | None) -> object:
    if isinstance(data, (str, bytes)) or is_mapping(data):
        return data
    args = get_args(type_)
    item = args[0] if args else object
    if strip_annotated_type(item) in _BUILT_IN and info is None:
        return data if isinstance(data, list) else list(data)
    return [_write(one, item, info) for one in data]


def _format(data: object, format_: PropertyFormat, template: str | None) -> object:
    if isinstance(data, (date, datetime)):
        if format_ == "iso8601":
            return data.isoformat()
        if format_ == "custom" and template is not None:
            return data.strftime(template)
    if format_ == "base64" and is_file_content(data):
        return base64.b64encode(_read(data)).decode("ascii")
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
    if not isinstance(content, (bytes, bytearray)):
        raise RuntimeError(f"Could not read bytes from {file!r}; Received {type(content)}")
    return bytes(content)
