"""Decodes server-sent events and JSON lines, each byte looked at once."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import Any, AsyncIterator, Iterator, List

from .http_library import httpx
from .json_text import read_json
from .shown import shown

_LONGEST_EVENT = 128 * 2**20
"""Bytes that may come from one event to the next; a server that never ends one would fill the memory."""
_LINE_COST = 16
"""Bytes that each line counts for beside its own: lines that hold nothing take memory and time, too."""
_PIECE = 65_536
"""Bytes that are cut into lines at a time."""
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
        """The text as JSON; raises `ValueError` if it is none, or is nested too deep."""
        return read_json(self._data, "The event")

    def __repr__(self) -> str:
        whole = f"ServerSentEvent(event={self._event}, data={self._data}, id={self._id}, retry={self._retry})"
        return shown(whole)


class LineBuffer:
    """Cuts chunks into lines that end in LF, CR or CRLF, or in one byte alone; a byte order mark is left out."""

    def __init__(self, *, only: bytes | None = None) -> None:
        self._held = bytearray()
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
        if lines and self._held:
            self._held += lines[0]
            lines[0] = bytes(self._held)
            self._held.clear()
        self._held += rest
        if lines and not self._begun:
            self._begun = True
            lines[0] = lines[0].removeprefix(BOM_UTF8)
        return lines

    def held(self) -> int:
        """How many bytes wait for their line end."""
        return len(self._held)

    def rest(self) -> bytes:
        """What is left without a line end."""
        rest = bytes(self._held)
        self._held.clear()
        return rest if self._begun else rest.removeprefix(BOM_UTF8)


class SSEDecoder:
    """Decodes server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

    def __init__(self) -> None:
        self._event: str | None = None
        self._data: List[str] = []
        self._last_event_id: str | None = None
        self._retry: int | None = None
        self._since_event = 0

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        """The events of a body, as they become complete."""
        buffer: LineBuffer | None = None
        for chunk in iterator:
            for piece in _pieces(chunk):
                buffer = buffer or self._make_buffer(piece)
                yield from self._take(buffer, piece)
        if buffer is not None:
            yield from self._last(buffer.rest())

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        """The events of a body, as they become complete."""
        buffer: LineBuffer | None = None
        async for chunk in iterator:
            for piece in _pieces(chunk):
                buffer = buffer or self._make_buffer(piece)
                for event in self._take(buffer, piece):
                    yield event
        if buffer is not None:
            for event in self._last(buffer.rest()):
                yield event

    def _make_buffer(self, _first: bytes) -> LineBuffer:
        return LineBuffer()

    def _take(self, buffer: LineBuffer, piece: bytes) -> Iterator[ServerSentEvent]:
        """The events that a piece completes; raises `httpx.DecodingError` for one that does not end."""
        lines = buffer.feed(piece)
        last = -1
        for number, line in enumerate(lines):
            event = self._event_of(line)
            if event is not None:
                last = number
                yield event
        if last < 0:
            self._since_event += len(piece) + _LINE_COST * len(lines)
        else:
            rest = lines[last + 1 :]
            self._since_event = buffer.held() + sum(map(len, rest)) + _LINE_COST * len(rest)
        if self._since_event > _LONGEST_EVENT:
            raise httpx.DecodingError(f"an event of the stream has more than {_LONGEST_EVENT} bytes")

    def _event_of(self, line: bytes) -> ServerSentEvent | None:
        return self.decode(line.decode("utf-8", "replace"))

    def _last(self, rest: bytes) -> Iterator[ServerSentEvent]:
        """An event whose closing blank line is missing at the end of the body counts all the same."""
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

    def _make_buffer(self, first: bytes) -> LineBuffer:
        """A buffer for lines, or for values that a record separator begins, by the first byte of the body."""
        return LineBuffer(only=b"\x1e" if first.startswith(b"\x1e") else b"\n")

    def _event_of(self, line: bytes) -> ServerSentEvent | None:
        text = line.strip().decode("utf-8", "replace")
        return ServerSentEvent(data=text) if text else None

    def _last(self, rest: bytes) -> Iterator[ServerSentEvent]:
        event = self._event_of(rest)
        if event is not None:
            yield event


def _pieces(chunk: bytes) -> Iterator[bytes]:
    if len(chunk) <= _PIECE:
        return iter((chunk,) if chunk else ())
    return (chunk[at : at + _PIECE] for at in range(0, len(chunk), _PIECE))
