"""Reads responses of HTTP/1.1 from the bytes of a connection, without any waiting.

Common responses are read here. All others (other versions, folded headers, bodies that end with the connection,
interim responses) are read by h11, the reader of the HTTP library, and so are headers after the chunks of a body.
"""

from __future__ import annotations

import importlib
import re
from typing import Any, Callable, List, Tuple

from .body_buffer import LARGEST, SMALLEST, BodyBuffer
from .content import refuse_endless
from .http_library import httpx

_NAME = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_HEAD = re.compile(rb"HTTP/1\.1 ([2-5][0-9][0-9])(?: ([\t -~]*))?\r\n((?:" + _NAME + rb":[\t -~\x80-\xff]*\r\n)*)\r\n")
_HEADER = re.compile(rb"^(" + _NAME + rb"):[ \t]*([^\r\n]*)", re.MULTILINE)
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,20})[ \t]*(?:;[\t -~\x80-\xff]*)?")
_LONGEST_LINE = 16_384
"""Bytes of a line between chunks."""
_MAX_HEAD = 102_400
"""Bytes of headers, before the body or after its chunks; the limit of the HTTP library too."""
_LAST_CHUNK = b"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n%b\r\n0\r\n"
"""What h11 has read before the headers after the chunks."""
_DISCONNECTED = "Server disconnected without sending a response."
Headers = List[Tuple[bytes, bytes]]


class ResponseReader:
    """Takes the bytes of one response as they come."""

    __slots__ = (
        "_buffer",
        "_h11",
        "_held",
        "_in_trailers",
        "_is_chunked",
        "_left",
        "_take",
        "_total",
        "headers",
        "parts",
        "reason",
        "reusable",
        "status",
        "version",
    )

    def __init__(self) -> None:
        self.status = 0
        self.reason = b""
        self.version = b"HTTP/1.1"
        self.headers: Headers = []
        self.parts: List[bytes] = []
        self.reusable = False
        """Whether another request can be sent on the connection after this response."""
        self._take: Callable[[ResponseReader, bytes], bool] = ResponseReader._take_head
        self._buffer: BodyBuffer | None = None
        self._left = 0
        self._total = 0
        self._held = b""
        self._is_chunked = False
        self._in_trailers = False
        self._h11: Any = None

    @property
    def body(self) -> bytes:
        """The body as it came, still compressed."""
        if self._buffer is not None:
            return self._buffer.whole()
        return self.parts[0] if len(self.parts) == 1 else b"".join(self.parts)

    def feed(self, data: bytes) -> bool:
        """Take more bytes; whether the response is complete. Raises `httpx.RemoteProtocolError` for what is no HTTP."""
        return self._take(self, data)

    def end(self) -> None:
        """The connection has ended: raises `httpx.RemoteProtocolError` unless that ends the body."""
        if self.status == 0 and self._h11 is None:
            raise httpx.RemoteProtocolError(_DISCONNECTED)
        if self._h11 is None:
            whole = f", expected {self._total + self._left}" if not self._is_chunked else ""
            raise httpx.RemoteProtocolError(
                f"peer closed connection without sending complete message body (received {self._total} bytes{whole})"
            )
        if not self._take_by_h11(b""):
            raise httpx.RemoteProtocolError(_DISCONNECTED)

    def _take_head(self, data: bytes) -> bool:
        found = _HEAD.match(data)
        if found is None:
            return self._start_h11(data)
        headers = _headers_of(found[3])
        length = _body_length(found[1], headers)
        if length is None:
            return self._start_h11(data)
        self.status, self.reason, self.headers = int(found[1]), found[2] or b"", headers
        self.reusable = all(name.lower() != b"connection" or b"close" not in value.lower() for name, value in headers)
        rest = data[found.end() :] if found.end() < len(data) else b""
        if length < 0:
            self._is_chunked, self._take = True, ResponseReader._take_chunks
            return self._take_chunks(rest)
        self._left, self._take = length, ResponseReader._take_counted
        if len(rest) < length and SMALLEST <= length <= LARGEST:
            self._buffer = BodyBuffer(length)
        return self._take_counted(rest)

    def _take_counted(self, data: bytes) -> bool:
        if len(data) > self._left:  # no request was sent that the rest could answer
            data, self.reusable = data[: self._left], False
        if self._buffer is not None:
            self._buffer.fill(data)
        elif data:
            self.parts.append(data)
        self._left -= len(data)
        self._total += len(data)
        return self._left == 0

    def room(self) -> memoryview | None:
        """Where the next bytes can be received without `feed`; `None` if it must be called."""
        return None if self._buffer is None else self._buffer.room()

    def received(self, count: int) -> bool:
        """Note how many bytes were received there; whether the response is complete."""
        if self._buffer is not None:
            self._buffer.skip(count)
        self._left -= count
        self._total += count
        return self._left == 0

    def _take_chunks(self, data: bytes) -> bool:
        held = self._held + data if self._held else data
        at, end = 0, len(held)
        while at < end:
            if self._left > 2:
                piece = held[at : at + self._left - 2]
                self.keep(piece)
                self._left -= len(piece)
                at += len(piece)
            elif self._left:
                if end - at < 2:
                    break
                if held[at : at + 2] != b"\r\n":
                    raise httpx.RemoteProtocolError("the chunk of a body does not end in a line end")
                self._left, at = 0, at + 2
            elif self._in_trailers:
                if held[at:] == b"\r":
                    break
                return self._take_trailers(held[at:])
            else:
                after = self._take_size(held, at)
                if after == at:
                    break
                at = after
        self._held = held[at:]
        return False

    def _take_size(self, held: bytes, at: int) -> int:
        """The index after the line that begins here, which is the size of a chunk; this one if it is not complete."""
        end = held.find(b"\r\n", at, at + _LONGEST_LINE)
        if end < 0:
            if len(held) - at >= _LONGEST_LINE:
                raise httpx.RemoteProtocolError("a line between the chunks of a body is too long")
            return at
        size = _SIZE.fullmatch(held, at, end)
        if size is None:
            raise httpx.RemoteProtocolError("the size of a chunk is no number")
        self._left = int(size[1], 16)
        if self._left:
            self._left += 2
        else:
            self._in_trailers = True
        return end + 2

    def _take_trailers(self, rest: bytes) -> bool:
        if rest.startswith(b"\r\n"):
            self.reusable = self.reusable and len(rest) == 2
            return True
        connection = self._make_h11()
        connection.receive_data(_LAST_CHUNK % (b"" if self.reusable else b"Connection: close\r\n"))
        connection.next_event()
        return self._take_by_h11(rest)

    def keep(self, piece: bytes) -> None:
        """Take a part of a body that did not announce its length."""
        self.parts.append(piece)
        self._total += len(piece)
        refuse_endless(self._total)

    def _start_h11(self, data: bytes) -> bool:
        self._make_h11()
        return self._take_by_h11(data)

    def _make_h11(self) -> Any:
        h11: Any = importlib.import_module("h11")
        self._h11 = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MAX_HEAD)
        self._h11.send(h11.Request(method="GET", target="/", headers=[("Host", "-")]))
        self._h11.send(h11.EndOfMessage())
        self._take = ResponseReader._take_by_h11
        return self._h11

    def _take_by_h11(self, data: bytes) -> bool:
        h11: Any = importlib.import_module("h11")
        connection = self._h11
        if not data and connection.their_state is h11.SEND_RESPONSE:
            raise httpx.RemoteProtocolError(_DISCONNECTED)
        try:
            connection.receive_data(data)
            while True:
                event = connection.next_event()
                if event is h11.NEED_DATA:
                    return False
                if self._take_event(h11, event):
                    return True
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error)) from error

    def _take_event(self, h11: Any, event: Any) -> bool:
        """Take what h11 has read; whether it is the end."""
        connection = self._h11
        if isinstance(event, h11.Data):
            self.keep(bytes(event.data))
            return False
        if isinstance(event, h11.EndOfMessage):
            self.reusable = connection.their_state is h11.DONE and connection.trailing_data == (b"", False)
            return True
        if isinstance(event, h11.InformationalResponse) and event.status_code != 101:
            return False
        if not isinstance(event, (h11.Response, h11.InformationalResponse)):
            raise httpx.RemoteProtocolError(_DISCONNECTED)
        self.status, self.reason, self.headers = event.status_code, bytes(event.reason), event.headers.raw_items()
        self.version = b"HTTP/" + event.http_version
        return self.status == 101


def _headers_of(lines: bytes) -> Headers:
    return [(name, value.rstrip(b" \t")) for name, value in _HEADER.findall(lines)]


def _body_length(status: bytes, headers: Headers) -> int | None:
    """The length of the body; -1 if it comes in chunks, `None` if this takes more than one header to tell."""
    length: int | None = None
    for name, value in headers:
        key = name.lower()
        if key == b"content-length":
            if length is not None or not value.isdigit() or len(value) > 18:
                return None
            length = int(value)
        elif key == b"transfer-encoding":
            if length is not None or value != b"chunked":
                return None
            length = -1
    if status in (b"204", b"304"):
        return 0
    return length
