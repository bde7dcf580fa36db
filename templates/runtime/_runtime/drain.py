"""Gives the connection of a stream back for other calls, where the rest of the body comes at once."""

from __future__ import annotations

import contextlib
import time
from typing import Any, AsyncIterator, Iterator

from .http_library import httpx

PATIENCE = 0.2
"""Seconds that the end of a stream is waited for after its last event; a new connection takes about as long."""
_AT_ONCE = 0.001
_MOST = 65_536
"""Bytes that are read to keep a connection."""


class _Excess(Exception):
    """More comes than is worth reading."""


class _Bounds:
    """Lets the connection of a response read for a short time only."""

    def __init__(self, response: httpx.Response, seconds: float) -> None:
        self.stream: Any = response.extensions.get("network_stream")
        self._end = time.monotonic() + seconds
        self._left = _MOST
        self._read: Any = getattr(self.stream, "read", None)

    def _limit(self, timeout: float | None) -> float:
        if self._left <= 0:
            raise _Excess
        left = max(self._end - time.monotonic(), _AT_ONCE)
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read instead of the connection."""
        data: bytes = self._read(max_bytes, self._limit(timeout))
        self._left -= len(data)
        return data

    async def aread(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The same for an async connection."""
        data: bytes = await self._read(max_bytes, self._limit(timeout))
        self._left -= len(data)
        return data


def _is_worth_it(response: httpx.Response) -> bool:
    """Whether closing would cost a connection: not where many calls share it, or there is none."""
    version = response.extensions.get("http_version")
    return not response.is_closed and version == b"HTTP/1.1" and "network_stream" in response.extensions


def drain(response: httpx.Response, chunks: Iterator[bytes], seconds: float = 0.0) -> None:
    """Read a body to its end if that comes within some seconds and bytes, then close the response."""
    bounds = _Bounds(response, seconds)
    if _is_worth_it(response):
        try:
            bounds.stream.read = bounds.read
            with contextlib.suppress(Exception):  # the connection is lost then, and nobody waits for the body
                all(len(chunk) <= _MOST for chunk in chunks)
        finally:
            getattr(bounds.stream, "__dict__", {}).pop("read", None)
    response.close()


async def adrain(response: httpx.Response, chunks: AsyncIterator[bytes], seconds: float = 0.0) -> None:
    """The same for an async client."""
    bounds = _Bounds(response, seconds)
    if _is_worth_it(response):
        try:
            bounds.stream.read = bounds.aread
            with contextlib.suppress(Exception):
                async for chunk in chunks:
                    if len(chunk) > _MOST:
                        break
        finally:
            getattr(bounds.stream, "__dict__", {}).pop("read", None)
    await response.aclose()
