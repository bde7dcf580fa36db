"""Writes common requests as the bytes of HTTP/1.1; any other is left to the HTTP library."""

from __future__ import annotations

import re
from typing import Any, Dict, NamedTuple, Tuple

from .http_library import httpx

Origin = Tuple[str, str, int]
"""Scheme, host and port."""

_METHOD = frozenset({"GET", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "QUERY"})
"""HEAD is not among them: the length of its response is that of no body."""
_TARGET = re.compile(rb"/[!-~]*")
_NAME = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_HEADERS = re.compile(rb"(?:" + _NAME + rb": (?:[!-~](?:[\t -~]*[!-~])?)?\r\n)*")
_SPECIAL = frozenset({b"connection", b"expect", b"te", b"trailer", b"transfer-encoding", b"upgrade"})
_PORTS = {"http": 80, "https": 443}
_LAST_PORT = 65_535


class WireRequest(NamedTuple):
    """A request that is ready to be sent: its origin, its bytes, and its timeouts (seconds; `None`: no limit)."""

    request: httpx.Request
    origin: Origin
    head: bytes
    body: bytes
    connect: float | None
    read: float | None
    write: float | None
    pool: float | None

    def __repr__(self) -> str:
        return f"WireRequest({self.request!r})"  # nothing that may be a credential


def wire_request(request: httpx.Request) -> WireRequest | None:
    """The bytes of a request; `None` if the HTTP library should send it."""
    url = request.url
    if request.method not in _METHOD or url.scheme not in _PORTS or not isinstance(request.stream, httpx.ByteStream):
        return None
    extensions: Dict[str, Any] = request.extensions
    limits: Dict[str, float | None] = extensions.get("timeout", {})
    if len(extensions) != 1 or not limits:
        return None
    for limit in limits.values():
        if limit is not None and limit <= 0:
            return None
    target, body = url.raw_path, request.read()
    lines = _header_lines(request.headers.raw, len(body))
    if lines is None or url.userinfo or _TARGET.fullmatch(target) is None:
        return None
    head = b"%b %b HTTP/1.1\r\n%b\r\n" % (request.method.encode("ascii"), target, lines)
    port = _PORTS[url.scheme] if url.port is None else url.port
    if not 0 < port <= _LAST_PORT:
        return None
    origin = (url.scheme, url.raw_host.decode("ascii"), port)
    times = (limits.get("connect"), limits.get("read"), limits.get("write"), limits.get("pool"))
    return WireRequest(request, origin, head, body, *times)


def _header_lines(headers: list[Tuple[bytes, bytes]], length: int) -> bytes | None:
    """The lines, `Host` first as the HTTP library sends it; `None` for headers that it may refuse or act on."""
    hosts: list[bytes] = []
    lines: list[bytes] = []
    announced: bytes | None = None
    for name, value in headers:
        key = name.lower()
        if key == b"host":
            hosts.append(b"%b: %b\r\n" % (name, value))
            continue
        if key == b"content-length":
            if announced is not None:
                return None
            announced = value
        elif key in _SPECIAL and (key, value.lower()) != (b"connection", b"keep-alive"):
            return None
        lines.append(b"%b: %b\r\n" % (name, value))
    whole = b"".join(hosts + lines)
    if len(hosts) != 1 or (announced or b"0") != b"%d" % length or _HEADERS.fullmatch(whole) is None:
        return None
    return whole
