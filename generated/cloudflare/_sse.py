"""Decodes server-sent events and JSON lines, each byte looked at once."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from typing import Any, AsyncIterator, Iterator, List

from ._http import httpx

_LONGEST_EVENT = 128 * 2**20
"""Bytes that one event may have; a server that never ends one would fill the memory."""
_MILLISECONDS = re.compile(r"[0-9]{1,15}")


class ServerSentEvent:
    """One event as the server sent it."""

    __slots__ = ("_data", "_event", "_id", "_retry")

    def __init__(
        self,
        *,
        event: str | None = None,
        data: str | None = None,
        id: str | None = None,
        retry: int | None = None,
    ) -> None:
        self._event = event or None
        self._data = data or ""
        self._id = id
        self._retry = retry

    @property
    def event(self) -> str | None:
        """The name of the event, if it has one."""
        return self._event

    @property
    def id(self) -> str | None:
        """The last id that the server gave, to resume from."""
        return self._id

    @property
    def retry(self) -> int | None:
        """The milliseconds that the server wants clients to wait before they connect again."""
        return self._retry

    @property
    def data(self) -> str:
        """The text of the event."""
        return self._data

    def json(self) -> Any:
        """The text as JSON; raises `ValueError` if it is none."""
        return json.loads(self._data)

    def __repr__(self) -> str:
        return f"ServerSentEvent(event={self._event}, data={self._data}, id={self._id}, retry={self._retry})"


class LineBuffer:
    """Cuts chunks into lines that end in LF, CR or CRLF, or in one byte alone; a byte order mark is left out."""

    def __init__(self, *, only: bytes | None = None) -> None:
        self._pieces: List[bytes] = []
        self._after_cr = False
        self._only = only
        self._begun = False

    def feed(self, chunk: bytes) -> List[bytes]:
        """The lines that are complete now, without their ends."""
        if self._after_cr and chunk:
            self._after_cr = False
            if chunk[:1] == b"\n":
                chunk = chunk[1:]
        if not chunk:
            return []
        lines = chunk.split(self._only) if self._only else chunk.splitlines()
        ends = chunk[-1:]
        if self._only is None:
            if ends in (b"\n", b"\r"):
                lines.append(b"")
            self._after_cr = ends == b"\r"
        rest = lines.pop()
        if lines and self._pieces:
            self._pieces.append(lines[0])
            lines[0] = b"".join(self._pieces)
            self._pieces = []
        if rest:
            self._pieces.append(rest)
        if lines and not self._begun:
            self._begun = True
            lines[0] = lines[0].removeprefix(BOM_UTF8)
        return lines

    def held(self) -> int:
        """How many bytes wait for their line end."""
        return sum(map(len, self._pieces))

    def rest(self) -> bytes:
        """What is left without a line end."""
        rest = b"".join(self._pieces)
        self._pieces = []
        return rest if self._begun else rest.removeprefix(BOM_UTF8)


class SSEDecoder:
    """Decodes server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

    def __init__(self) -> None:
        self._event: str | None = None
        self._data: List[str] = []
        self._last_event_id: str | None = None
        self._retry: int | None = None

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        """The events of a body, as they become complete."""
        buffer = LineBuffer()
        unseen = 0
        for chunk in iterator:
            unseen = self._weighed(unseen + len(chunk), buffer)
            for line in buffer.feed(chunk):
                event = self.decode(line.decode("utf-8", "replace"))
                if event is not None:
                    yield event
        yield from self._last(buffer)

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        """The events of a body, as they become complete."""
        buffer = LineBuffer()
        unseen = 0
        async for chunk in iterator:
            unseen = self._weighed(unseen + len(chunk), buffer)
            for line in buffer.feed(chunk):
                event = self.decode(line.decode("utf-8", "replace"))
                if event is not None:
                    yield event
        for event in self._last(buffer):
            yield event

    def _weighed(self, bytes_seen: int, buffer: LineBuffer) -> int:
        """The bytes that may be held, counted anew once they are many; raises for an event that does not end."""
        if bytes_seen < _LONGEST_EVENT // 2:
            return bytes_seen
        held = buffer.held() + sum(map(len, self._data))
        if held > _LONGEST_EVENT:
            raise httpx.DecodingError(f"an event of the stream has more than {_LONGEST_EVENT} bytes")
        return held // 2

    def _last(self, buffer: LineBuffer) -> Iterator[ServerSentEvent]:
        """An event whose closing blank line is missing at the end of the body counts all the same."""
        rest = buffer.rest()
        for line in (rest.decode("utf-8", "replace"), ""):
            event = self.decode(line)
            if event is not None:
                yield event

    def decode(self, line: str) -> ServerSentEvent | None:
        """Take one line; the event if a blank line completes one."""
        if not line:
            return self._complete()
        if line.startswith(":"):
            return None
        name, _, value = line.partition(":")
        if value.startswith(" "):
            value = value[1:]
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id":
            if "\0" not in value:
                self._last_event_id = value
        elif name == "retry" and _MILLISECONDS.fullmatch(value):
            self._retry = int(value)
        return None

    def _complete(self) -> ServerSentEvent | None:
        if not self._data and not self._event:
            return None
        event = ServerSentEvent(
            event=self._event,
            data="\n".join(self._data),
            id=self._last_event_id,
            retry=self._retry,
        )
        self._event, self._data, self._retry = None, [], None
        return event


class JSONLDecoder(SSEDecoder):
    """Decodes JSON lines and JSON sequences (RFC 7464): each value is one event without a name."""

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        """The values of a body, as they become complete."""
        buffer: LineBuffer | None = None
        unseen = 0
        for chunk in iterator:
            if chunk:
                buffer = buffer or _values_of(chunk)
                unseen = self._weighed(unseen + len(chunk), buffer)
                yield from self._events(buffer.feed(chunk))
        if buffer is not None:
            yield from self._events([buffer.rest()])

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        """The values of a body, as they become complete."""
        buffer: LineBuffer | None = None
        unseen = 0
        async for chunk in iterator:
            if chunk:
                buffer = buffer or _values_of(chunk)
                unseen = self._weighed(unseen + len(chunk), buffer)
                for event in self._events(buffer.feed(chunk)):
                    yield event
        if buffer is not None:
            for event in self._events([buffer.rest()]):
                yield event

    @staticmethod
    def _events(lines: List[bytes]) -> Iterator[ServerSentEvent]:
        for line in lines:
            text = line.strip().decode("utf-8", "replace")
            if text:
                yield ServerSentEvent(data=text)


def _values_of(first_chunk: bytes) -> LineBuffer:
    """A buffer for lines, or for values that a record separator begins, by the first byte of the body."""
    return LineBuffer(only=b"\x1e" if first_chunk.startswith(b"\x1e") else b"\n")
