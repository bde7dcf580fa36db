"""The kinds of files that can be sent: what is inside of async files, and why some objects cannot be sent."""

from __future__ import annotations

import inspect
import io
from typing import Any, cast

WANTED = "bytes, a path, a file that was opened in binary mode"


def is_async_file(value: object) -> bool:
    """Whether its `read` must be awaited."""
    return inspect.iscoroutinefunction(getattr(value, "read", None))


def sync_file(value: Any) -> Any:
    """The file inside of one that is read with `await` (Starlette's `UploadFile`, an `AsyncFile` of anyio)."""
    if is_async_file(value):
        for name in ("file", "wrapped"):
            inner = getattr(value, name, None)
            if callable(getattr(inner, "read", None)) and not is_async_file(inner):
                return inner
    return value


def is_text_file(value: object) -> bool:
    """Whether it gives text, not bytes."""
    return isinstance(value, io.TextIOBase) or isinstance(getattr(value, "encoding", None), str)


def is_seekable(file: object) -> bool:
    """Whether it can be read from its start again; a pipe cannot."""
    seekable = getattr(file, "seekable", None)
    return bool(seekable()) if callable(seekable) else hasattr(file, "seek")


def refused_file(value: object, name: str) -> str | None:
    """Why the file at `name` cannot be a part of a body; `None` if it can."""
    if is_text_file(value):
        return f'Expected entry at `{name}` to give bytes, but it was opened in text mode: open it with mode "rb".'
    if is_async_file(sync_file(value)):
        return f"Expected entry at `{name}` to be {WANTED}, but it is read with `await`: pass `await file.read()`."
    return None


def refused_body(value: Any, *, is_async: bool) -> str | None:
    """Why an object cannot be a raw body; `None` if it can."""
    wanted = f"Expected the request body to be {WANTED}, text, or an iterator of bytes"
    if is_text_file(value):
        return f'{wanted}, but it is a file that was opened in text mode: open it with mode "rb".'
    if not is_async and (is_async_file(value) or hasattr(value, "__aiter__")):
        return f"{wanted}, but {type(value).__name__} is read with `await`: use the async client, or read it first."
    names = ("read", "__fspath__", "__iter__", "__aiter__")
    if not any(hasattr(value, name) for name in names) or hasattr(value, "keys"):
        return f"{wanted}, but received {type(value)}."
    return None


def as_bytes(chunk: object) -> bytes:
    """A piece of a body; raises `TypeError` for one that is no bytes."""
    if isinstance(chunk, bytes):
        return chunk
    if isinstance(chunk, (bytearray, memoryview)):
        return bytes(cast(Any, chunk))
    raise TypeError(f"Expected the request body to be read as bytes, but a piece of it is of type {type(chunk)}.")
