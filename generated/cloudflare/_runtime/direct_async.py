"""Connections of the async client for requests that are sent directly: HTTP/1.1 on asyncio's transports."""

from __future__ import annotations

import asyncio
import ssl
import sys
import time
from typing import Any, Coroutine, Dict, TypeVar, cast

from .http_library import httpx
from .idle_connections import IdleConnections, is_readable
from .open_socket import open_socket
from .request_head import Origin, WireRequest
from .response_reader import ResponseReader

if sys.version_info < (3, 11):
    import anyio

_T = TypeVar("_T")
_WRITE_CHECK = 0.05
"""Seconds between two checks whether the operating system has taken more of a request."""


class _Connection(asyncio.Protocol):
    """A connection to one origin, with one call at a time on it."""

    __slots__ = ("_done", "_is_used", "_reader", "_timer", "_touched", "_unsent", "is_open", "transport")

    transport: asyncio.Transport

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.is_open = False
        self._is_used = False
        self._touched = 0.0
        self._unsent = 0
        self._timer: asyncio.TimerHandle | None = None
        self._expect(loop)  # a server may end the connection, or refuse in HTTP, before it has read anything

    def _expect(self, loop: asyncio.AbstractEventLoop) -> None:
        self._reader: ResponseReader | None = ResponseReader()
        self._done: asyncio.Future[ResponseReader] = loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is there."""
        self.transport = cast(asyncio.Transport, transport)
        self.is_open = True

    def data_received(self, data: bytes) -> None:
        """Bytes have come; a connection that sends more than responses is of no use."""
        reader = self._reader
        if reader is None:
            self.close()
            return
        self._touched = time.monotonic()
        try:
            if reader.feed(data):
                self._finish(None)
        except Exception as error:
            self._finish(error)

    def eof_received(self) -> None:
        """The server has ended the connection."""
        self._end(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is no more."""
        self._end(exc)

    def _end(self, exc: Exception | None) -> None:
        self.is_open = False
        reader = self._reader
        if reader is None:
            return
        try:
            if exc is not None:
                raise httpx.ReadError(str(exc)) from exc
            reader.end()
        except Exception as error:
            self._finish(error)
        else:
            self._finish(None)

    def _finish(self, error: Exception | None) -> None:
        reader, done = self._reader, self._done
        self._reader = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if reader is None or done.done():
            return
        if error is None:
            done.set_result(reader)
        else:
            done.set_exception(error)
            done.exception()  # marks it as retrieved: the call may have been cancelled

    async def exchange(self, request: WireRequest, loop: asyncio.AbstractEventLoop) -> ResponseReader:
        """Send a request and read its response."""
        if self._is_used:
            self._expect(loop)
        self._is_used = True
        if self._done.done():
            reader = await self._done
            reader.reusable = False
            return reader
        self.transport.write(request.head + request.body)
        self._unsent = self.transport.get_write_buffer_size()
        self._touched = time.monotonic()
        self._watch(loop, request)
        try:
            reader = await self._done
        finally:
            self._finish(None)
        if self.transport.get_write_buffer_size():
            reader.reusable = False
        return reader

    def _watch(self, loop: asyncio.AbstractEventLoop, request: WireRequest) -> None:
        """End the call if nothing was written or has come for too long, else look again later."""
        unsent, now = self.transport.get_write_buffer_size(), time.monotonic()
        if unsent != self._unsent:
            self._unsent, self._touched = unsent, now
        wait = request.write if unsent else request.read
        left = None if wait is None else self._touched + wait - now
        self._timer = None
        if left is not None and left <= 0:
            timeout, operation = (httpx.WriteTimeout, "write") if unsent else (httpx.ReadTimeout, "read")
            self._finish(timeout(f"The {operation} operation timed out"))
        elif unsent:
            wait = _WRITE_CHECK if left is None else min(left, _WRITE_CHECK)
            self._timer = loop.call_later(wait, self._watch, loop, request)
        elif left is not None:
            self._timer = loop.call_later(left, self._watch, loop, request)

    def is_usable(self) -> bool:
        """Whether nothing has come on it, which the event loop may not have seen if it was kept from running."""
        if not self.is_open or self.transport.is_closing():
            return False
        sock = self.transport.get_extra_info("socket")
        return sock is None or not is_readable(sock)

    def close(self) -> None:
        """End the connection."""
        self.is_open = False
        self.transport.abort()


class AsyncDirectPool:
    """The connections of one event loop."""

    def __init__(self, limits: httpx.Limits, context: ssl.SSLContext) -> None:
        self._context = context
        self._idle: IdleConnections[_Connection] = IdleConnections(limits)
        most = limits.max_connections
        self._free = None if most is None else asyncio.Semaphore(most)

    async def send(self, request: WireRequest) -> ResponseReader:
        """Send a request and read its response; raises the errors of the HTTP library."""
        loop = asyncio.get_running_loop()
        free = self._free
        if free is not None:
            await _acquire(free, request.pool)
        try:
            connection = self._idle.take(request.origin) or await self._connect(request, loop)
            try:
                reader = await connection.exchange(request, loop)
            except BaseException:
                connection.close()
                raise
            if reader.reusable and connection.is_open:
                self._idle.keep(request.origin, connection)
            else:
                connection.close()
            return reader
        finally:
            if free is not None:
                free.release()

    async def aclose(self) -> None:
        """End all connections that are idle; those in use end with their calls."""
        self._idle.close()
        await asyncio.sleep(0)  # the sockets are closed in the next turn of the loop

    async def _connect(self, request: WireRequest, loop: asyncio.AbstractEventLoop) -> _Connection:
        try:
            return await _within(request.connect, self._open(request.origin, loop))
        except (TimeoutError, asyncio.TimeoutError) as error:
            raise httpx.ConnectTimeout(str(error)) from error
        except (OSError, ValueError) as error:
            raise httpx.ConnectError(str(error)) from error

    async def _open(self, origin: Origin, loop: asyncio.AbstractEventLoop) -> _Connection:
        scheme, host, port = origin
        options: Dict[str, Any] = {}
        if scheme == "https":
            self._context.set_alpn_protocols(["http/1.1"])
            options = {"ssl": self._context, "server_hostname": host}
        sock = await open_socket(loop, host, port)
        _, connection = await loop.create_connection(lambda: _Connection(loop), sock=sock, **options)
        return connection


async def _acquire(free: asyncio.Semaphore, wait: float | None) -> None:
    if not free.locked():
        await free.acquire()
        return
    try:
        await _within(wait, free.acquire())
    except (TimeoutError, asyncio.TimeoutError) as error:
        raise httpx.PoolTimeout("All connections are in use.") from error


async def _within(seconds: float | None, work: Coroutine[Any, Any, _T]) -> _T:
    """Raises `TimeoutError` after this time; `wait_for` of old versions can lose a cancellation, or what was made."""
    if sys.version_info >= (3, 11):
        async with asyncio.timeout(seconds):
            return await work
    else:
        with anyio.fail_after(seconds):
            return await work
