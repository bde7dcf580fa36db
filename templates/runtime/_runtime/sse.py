"""Decodes server-sent events and JSON lines, each byte looked at once."""

from __future__ import annotations

import re
from typing import Any, AsyncIterator, Iterator, List, cast

from .http_library import httpx
from .json_text import read_json
from .line_buffer import LineBuffer as LineBuffer
from .shown import shown

_LONGEST_EVENT = 128 * 2**20
"""Bytes that may come from one event to the next; a server that never ends one would fill the memory."""
_LINE_COST = 16
"""Bytes that each line counts for beside its own: lines that hold nothing take memory and time, too."""
_PIECE = 65_536
"""Bytes that are cut into lines at a time."""
_MILLISECONDS = re.compile(r"[0-9]{1,15}")

_USUAL = re.compile(
    rb"(?:event: ?(.*)\n)?(?:id: ?([^\n\0]*)\n)?(?:event: ?(.*)\n)?data: ?(.*)\n\n"  # `.` matches faster than a set
)
"""An event of one line of data, after its name and id if it has them."""
_USUAL_WITH_RETURNS = re.compile(
    rb"(?:event: ?([^\r\n]*)\r?\n)?(?:id: ?([^\r\n\0]*)\r?\n)?(?:event: ?([^\r\n]*)\r?\n)?data: ?([^\r\n]*)\r?\n\r?\n"
)
"""The same where lines may end in CRLF."""


class ServerSentEvent:
    """One event as the server sent it."""

    __slots__ = ("_data", "_event", "_id", "_retry", "content")

    def __init__(
        self,
        *,
        event: str | None = None,
        data: str | None = None,
        id: str | None = None,
        retry: int | None = None,
    ) -> None:
        self._event = event or None
        self._data: str | None = data or ""
        self._id = id
        self._retry = retry
        self.content: bytes | str = self._data
        """The text of the event, or its bytes as long as nobody has used the text."""

    @classmethod
    def of_bytes(cls, content: bytes, event: str | None, id: str | None) -> ServerSentEvent:
        """An event whose text is made when somebody uses it."""
        made = cls.__new__(cls)
        made._event = event
        made._data = None
        made._id = id
        made._retry = None
        made.content = content
        return made

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
        text, content = self._data, self.content
        if text is None:
            text = self._data = content if isinstance(content, str) else content.decode("utf-8", "replace")
        return text

    def json(self) -> Any:
        """The text as JSON; raises `ValueError` if it is none, or is nested too deep."""
        return read_json(self.data, "The event")

    def __repr__(self) -> str:
        whole = f"ServerSentEvent(event={self._event}, data={self.data}, id={self._id}, retry={self._retry})"
        return shown(whole)


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
        for events in self.iter_batches(iterator):
            yield from events

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        """The events of a body, as they become complete."""
        async for events in self.aiter_batches(iterator):
            for event in events:
                yield event

    def iter_batches(self, iterator: Iterator[bytes]) -> Iterator[List[ServerSentEvent]]:
        """The events of a body, in lists of those that one chunk completes."""
        buffer: LineBuffer | None = None
        for chunk in iterator:
            for piece in _pieces(chunk):
                buffer = buffer or self._make_buffer(piece)
                yield self._take(buffer, piece)
                self._refuse_endless()
        if buffer is not None:
            yield list(self._last(buffer.rest()))

    async def aiter_batches(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[List[ServerSentEvent]]:
        """The events of a body, in lists of those that one chunk completes."""
        buffer: LineBuffer | None = None
        async for chunk in iterator:
            for piece in _pieces(chunk):
                buffer = buffer or self._make_buffer(piece)
                yield self._take(buffer, piece)
                self._refuse_endless()
        if buffer is not None:
            yield list(self._last(buffer.rest()))

    def _make_buffer(self, _first: bytes) -> LineBuffer:
        return LineBuffer()

    def _refuse_endless(self) -> None:
        """Raise `httpx.DecodingError` for an event that does not end."""
        if self._since_event > _LONGEST_EVENT:
            raise httpx.DecodingError(f"an event of the stream has more than {_LONGEST_EVENT} bytes")

    def _take(self, buffer: LineBuffer, piece: bytes) -> List[ServerSentEvent]:
        """The events that a piece completes."""
        events: List[ServerSentEvent] = []
        if type(self) is not SSEDecoder:
            self._take_lines(buffer, piece, events)
            return events
        at = 0
        if not self._is_between(buffer):
            at = piece.find(b"\n\n") + 2
            self._take_lines(buffer, piece[:at] if at > 1 else piece, events)
            if at < 2:
                return events
        if self._is_between(buffer):
            at = self._take_usual(buffer, piece, at, events)
        if at < len(piece):
            self._take_lines(buffer, piece[at:], events)
        return events

    def _is_between(self, buffer: LineBuffer) -> bool:
        """Whether nothing has come yet of the next event."""
        return not self._data and self._event is None and self._retry is None and buffer.is_at_line()

    def _take_usual(self, buffer: LineBuffer, piece: bytes, at: int, events: List[ServerSentEvent]) -> int:
        """Take events that are written in the common form; return where the first of another form begins."""
        match = _USUAL_WITH_RETURNS.match if b"\r" in piece else _USUAL.match
        make = ServerSentEvent.of_bytes
        began, last_name, shown_name = at, b"", None
        while found := match(piece, at):
            name, id_, later, content = found.groups()
            if id_ is not None:
                self._last_event_id = id_.decode("utf-8", "replace")
            name = name if later is None else later
            if name != last_name:
                last_name, shown_name = name, name.decode("utf-8", "replace") if name else None
            events.append(make(content, shown_name, self._last_event_id))
            at = found.end()
        if at > began:
            buffer.skip()
            self._since_event = 0
        return at

    def _take_lines(self, buffer: LineBuffer, piece: bytes, events: List[ServerSentEvent]) -> None:
        lines = buffer.feed(piece)
        last = -1
        for number, line in enumerate(lines):
            event = self._event_of(line)
            if event is not None:
                last = number
                events.append(event)
        if last < 0:
            self._since_event += len(piece) + _LINE_COST * len(lines)
        else:
            rest = lines[last + 1 :]
            self._since_event = buffer.held() + sum(map(len, rest)) + _LINE_COST * len(rest)

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


def batches_of(decoder: Any, chunks: Iterator[bytes]) -> Iterator[List[ServerSentEvent]]:
    """The events of a body; a decoder of the user says what they are by its `iter_bytes`."""
    if getattr(decoder.__class__, "iter_bytes", None) is SSEDecoder.iter_bytes:
        return cast(SSEDecoder, decoder).iter_batches(chunks)
    return ([_with_content(event)] for event in decoder.iter_bytes(chunks))


def abatches_of(decoder: Any, chunks: AsyncIterator[bytes]) -> AsyncIterator[List[ServerSentEvent]]:
    """The same for an async client."""
    if getattr(decoder.__class__, "aiter_bytes", None) is SSEDecoder.aiter_bytes:
        return cast(SSEDecoder, decoder).aiter_batches(chunks)
    return ([_with_content(event)] async for event in decoder.aiter_bytes(chunks))


def _with_content(event: Any) -> ServerSentEvent:
    if hasattr(event, "content"):
        return cast(ServerSentEvent, event)
    return ServerSentEvent(event=event.event, data=event.data, id=event.id, retry=event.retry)
