"""File parameters: what may be given, where they sit in a body, how the HTTP library takes them."""

from __future__ import annotations

import io
import os
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple, TypeVar, cast, overload

from ._runtime.file_kinds import is_seekable, refused_file, sync_file
from ._runtime.settings import FILE_UPLOAD_HELP
from ._runtime.sync import to_thread
from ._runtime.values import is_given
from ._types import (
    ArrayFormat,
    FileContent,
    FilePaths,
    FileTypes,
    HttpxFileContent,
    HttpxFileTypes,
    HttpxRequestFiles,
    RequestFiles,
)

_T = TypeVar("_T")
_ARRAY = "<array>"


def is_file_content(value: object) -> bool:
    """Whether it can be a file's content: bytes, an open file, a path."""
    return isinstance(value, (bytes, bytearray, memoryview, io.IOBase, os.PathLike)) or (
        hasattr(value, "read") and not isinstance(value, str)
    )


def is_file(value: object) -> bool:
    """Whether it can be given as a file."""
    return isinstance(value, tuple) or is_file_content(value)


def assert_is_file_content(value: object, *, key: str | None = None) -> None:
    """Raise `RuntimeError` if it cannot be given as a file, `TypeError` for a file that does not give bytes."""
    if is_file(value):
        parts = cast(Tuple[object, ...], value) if isinstance(value, tuple) else (None, value)
        why = refused_file(parts[1] if len(parts) > 1 else None, key or "file")
        if why is not None:
            raise TypeError(why)
        return
    at = f"entry at `{key}`" if key is not None else f"file input `{value!r}`"
    raise RuntimeError(
        f"Expected {at} to be bytes, an io.IOBase instance, PathLike or a tuple but received {type(value)} "
        f"instead. See {FILE_UPLOAD_HELP}"
    )


def extract_files(
    query: Mapping[str, object],
    *,
    paths: FilePaths,
    array_format: ArrayFormat = "brackets",
    text_allowed: bool = False,
) -> List[Tuple[str, FileTypes]]:
    """Remove the files from a body that is changed itself, and return their field names and values.

    `text_allowed` leaves plain strings where they are, for fields that are text or a file; in a list of files they are
    parts without a file name.
    """
    found: List[Tuple[str, FileTypes]] = []
    for path in paths:
        _extract(query, path, "", array_format, found, text_allowed)
    return found


def _extract(
    holder: object,
    path: Sequence[str],
    name: str,
    array_format: ArrayFormat,
    found: List[Tuple[str, FileTypes]],
    text_allowed: bool,
) -> None:
    head, rest = path[0], path[1:]
    if not isinstance(holder, dict) or head not in holder:
        return
    fields = cast(Dict[str, object], holder)
    key = f"{name}[{head}]" if name else head
    value = fields[head]
    if not rest:
        if isinstance(value, list):
            _extract(fields, [head, _ARRAY], name, array_format, found, text_allowed)
        elif not (text_allowed and isinstance(value, str)):
            _collect(key, fields.pop(head), found)
    elif rest[0] != _ARRAY:
        _extract(value, rest, key, array_format, found, text_allowed)
    elif isinstance(value, (list, tuple)):
        items = cast(Sequence[object], value)
        if len(rest) == 1:
            fields.pop(head)
        for at, item in enumerate(items):
            item_key = key + _array_suffix(array_format, at)
            if len(rest) == 1:
                _collect(item_key, (None, item.encode()) if text_allowed and isinstance(item, str) else item, found)
            else:
                _extract(item, rest[1:], item_key, array_format, found, text_allowed)


def _array_suffix(array_format: ArrayFormat, at: int) -> str:
    return {"brackets": "[]", "indices": f"[{at}]"}.get(array_format, "")


def _collect(key: str, value: object, found: List[Tuple[str, FileTypes]]) -> None:
    if value is None or not is_given(value):
        return
    assert_is_file_content(value, key=key)
    found.append((key, cast(FileTypes, value)))


def deepcopy_with_paths(item: _T, paths: FilePaths) -> _T:
    """A copy of the body in which only what lies on the paths is copied, so that files can be taken out."""
    copied = item
    for path in paths:
        copied = _copy_along(copied, item, path)
    return copied


def _copy_along(copied: Any, original: Any, path: Sequence[str]) -> Any:
    if not path:
        return copied
    head, rest = path[0], path[1:]
    if head == _ARRAY and isinstance(original, list):
        return [_copy_along(copied[at], source, rest) for at, source in enumerate(cast(Iterable[Any], original))]
    if isinstance(original, Mapping) and head in original:
        twin: Any = dict(cast(Mapping[str, Any], copied)) if copied is original else copied
        twin[head] = _copy_along(twin[head], cast(Mapping[str, Any], original)[head], rest)
        return twin
    return copied


@overload
def to_httpx_files(files: None) -> None: ...
@overload
def to_httpx_files(files: RequestFiles) -> HttpxRequestFiles: ...
def to_httpx_files(files: RequestFiles | None) -> HttpxRequestFiles | None:
    """The files as the HTTP library takes them; the content of paths is read. Raises `TypeError`."""
    if files is None:
        return None
    if isinstance(files, Mapping):
        return {key: _to_httpx_file(file) for key, file in files.items()}
    return [(key, _to_httpx_file(file)) for key, file in files]


@overload
async def async_to_httpx_files(files: None) -> None: ...
@overload
async def async_to_httpx_files(files: RequestFiles) -> HttpxRequestFiles: ...
async def async_to_httpx_files(files: RequestFiles | None) -> HttpxRequestFiles | None:
    """The same, with paths read in a worker thread."""
    if files is None:
        return None
    values = list(files.values()) if isinstance(files, Mapping) else [file for _, file in files]
    if any(has_path(file) for file in values):
        return await to_thread(_read_all, files)
    return to_httpx_files(files)


def _read_all(files: RequestFiles) -> HttpxRequestFiles:
    return to_httpx_files(files)


def has_path(file: FileTypes) -> bool:
    """Whether the file is given by its path."""
    return isinstance(file[1] if isinstance(file, tuple) else file, os.PathLike)


def _to_httpx_file(file: FileTypes) -> HttpxFileTypes:
    if isinstance(file, tuple):
        return cast(HttpxFileTypes, (file[0], read_file_content(file[1]), *file[2:]))
    if isinstance(file, os.PathLike):
        return os.path.basename(os.fspath(file)), read_file_content(file)
    if is_file_content(file):
        return _named(file)
    raise TypeError(
        "Expected file types input to be a FileContent type or to be a tuple, "
        f"but received {type(file)}. See {FILE_UPLOAD_HELP}"
    )


def read_file_content(file: FileContent) -> HttpxFileContent:
    """The content of a path or a pipe; anything else as it is, without what the HTTP library cannot send."""
    if isinstance(file, os.PathLike):
        with open(os.fspath(file), "rb") as opened:
            return opened.read()
    content: Any = sync_file(file)
    if isinstance(content, (bytearray, memoryview)):
        return bytes(cast(Any, content))
    if hasattr(content, "read") and not is_seekable(content):
        return cast(bytes, content.read())
    return cast(HttpxFileContent, content)


def _named(file: FileContent) -> HttpxFileTypes:
    """A file with the name and media type that it has itself; one without a name is left to the HTTP library."""
    content = read_file_content(file)
    name = getattr(file, "filename", None) or getattr(file, "name", "upload")
    media_type: object = getattr(file, "content_type", None)
    if isinstance(media_type, str) and isinstance(name, str):
        return cast(HttpxFileTypes, (os.path.basename(name), content, media_type))
    if isinstance(name, str) and (content is file or (isinstance(content, bytes) and name == "upload")):
        return content
    return cast(HttpxFileTypes, (os.path.basename(name) if isinstance(name, str) else "upload", content))
