"""Files and iterators as request bodies: sent in pieces, and from the start again where that is possible."""

from __future__ import annotations

import os
from typing import Any, AsyncIterable, AsyncIterator, ClassVar, Iterable, Iterator, Tuple, cast

from .file_kinds import as_bytes, is_async_file, refused_body, sync_file
from .sync import to_thread

_CHUNK = 65_536


class SourceBody:
    """A path, a file, an iterator or an async iterator as a body. It goes back to its start if it can.

    Raises `TypeError` for what can be none of these, and `OSError` for a path that cannot be read.
    """

    is_async: ClassVar[bool] = False

    def __init__(self, source: object) -> None:
        source = sync_file(source)
        why = refused_body(source, is_async=self.is_async)
        if why is not None:
            raise TypeError(why)
        self.source = source
        self.is_path = isinstance(source, os.PathLike)
        self.start, self.length = _position(source)
        self.started = False

    @property
    def replayable(self) -> bool:
        """Whether the whole body can be sent now."""
        return not self.started or self.start is not None or isinstance(self.source, (list, tuple))

    def _rewind(self) -> None:
        if self.started and self.start is not None and not self.is_path:
            cast(Any, self.source).seek(self.start)
        elif not self.replayable:
            raise RuntimeError("The request body was consumed already and cannot be sent a second time.")
        self.started = True


class SyncSourceBody(SourceBody):
    """The body for a sync client."""

    def __iter__(self) -> Iterator[bytes]:
        self._rewind()
        if self.is_path:
            with open(cast(Any, self.source), "rb") as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
            return
        read = getattr(self.source, "read", None)
        pieces = cast(Iterable[object], self.source) if read is None else iter(lambda: read(_CHUNK), b"")
        for piece in pieces:
            if not piece and read is not None:
                return
            yield as_bytes(piece)


class AsyncSourceBody(SourceBody):
    """The body for an async client: files are read in a worker thread, or with their own `await`."""

    is_async = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self._rewind()
        if self.is_path:
            with await to_thread(open, cast(Any, self.source), "rb") as file:
                while chunk := await to_thread(file.read, _CHUNK):
                    yield as_bytes(chunk)
            return
        read: Any = getattr(self.source, "read", None)
        if read is not None:
            waits = is_async_file(self.source)
            while chunk := await (read(_CHUNK) if waits else to_thread(read, _CHUNK)):
                yield as_bytes(chunk)
        elif isinstance(self.source, AsyncIterable):
            async for piece in cast(AsyncIterable[object], self.source):
                yield as_bytes(piece)
        else:
            for piece in cast(Iterable[object], self.source):
                yield as_bytes(piece)


def _position(source: Any) -> Tuple[int | None, int | None]:
    """Where a file stands, and how many bytes are left in it."""
    if isinstance(source, os.PathLike):
        return 0, os.stat(cast(Any, source)).st_size
    if is_async_file(source):
        return None, None
    try:
        start: int = source.tell()
        end: int = source.seek(0, os.SEEK_END)
        source.seek(start)
    except (AttributeError, OSError, ValueError):
        return None, None
    return start, end - start
