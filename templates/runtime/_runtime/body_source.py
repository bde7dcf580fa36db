"""Files and iterators as request bodies: sent in pieces, and from the start again where that is possible."""

from __future__ import annotations

import os
from typing import Any, AsyncIterable, AsyncIterator, Iterable, Iterator, Tuple, cast

from .sync import to_thread

_CHUNK = 65_536


class SourceBody:
    """A file, an iterator or an async iterator as a body. It goes back to its start if it can."""

    def __init__(self, source: object) -> None:
        self.source = source
        self.start, self.length = _position(source)
        self.started = False

    @property
    def replayable(self) -> bool:
        """Whether the whole body can be sent now."""
        return not self.started or self.start is not None or isinstance(self.source, (list, tuple))

    def _rewind(self) -> None:
        if self.started and self.start is not None:
            cast(Any, self.source).seek(self.start)
        elif not self.replayable:
            raise RuntimeError("The request body was consumed already and cannot be sent a second time.")
        self.started = True


class SyncSourceBody(SourceBody):
    """The body for a sync client."""

    def __iter__(self) -> Iterator[bytes]:
        self._rewind()
        read = getattr(self.source, "read", None)
        if read is None:
            yield from cast(Iterable[bytes], self.source)
            return
        while chunk := read(_CHUNK):
            yield chunk


class AsyncSourceBody(SourceBody):
    """The body for an async client: files are read in a worker thread."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self._rewind()
        read = getattr(self.source, "read", None)
        if read is not None:
            while chunk := await to_thread(read, _CHUNK):
                yield chunk
        elif isinstance(self.source, AsyncIterable):
            async for chunk in cast(AsyncIterable[bytes], self.source):
                yield chunk
        else:
            for chunk in cast(Iterable[bytes], self.source):
                yield chunk


def _position(source: object) -> Tuple[int | None, int | None]:
    """Where a file stands, and how many bytes are left in it."""
    try:
        file = cast(Any, source)
        start: int = file.tell()
        end: int = file.seek(0, os.SEEK_END)
        file.seek(start)
    except (AttributeError, OSError, ValueError):
        return None, None
    return start, end - start
