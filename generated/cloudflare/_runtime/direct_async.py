"""The connections of the async client for calls of the usual kind: asyncio's transports, and HTTP/1.1 on them."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections import deque
from typing import Any, Deque, Dict, cast

from .http_library import httpx
from .request_head import Origin, WireRequest
from .response_reader import ResponseReader


class _Connection(asyncio.Protocol):
    """A connection to one origin, with one call at a time on it."""

    __slots__ = ("_done", "_reader", "_timer", "_touched", "_wait", "idle_since", "is_open", "transport")

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.idle_since = 0.0
        self.is_open = False
        self._reader: ResponseReader | None = None
        self._done: asyncio.Future[ResponseReader] | None = None
        self._touched = 0.0
        self._wait: float | None = None
        self._timer: asyncio.TimerHandle | None = None

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
        self._reader = self._done = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if reader is None or done is None or done.done():
            return
        if error is None:
            done.set_result(reader)
        else:
            done.set_exception(error)

    async def exchange(self, request: WireRequest, loop: asyncio.AbstractEventLoop) -> ResponseReader:
        """Send a request and read its response."""
        self._reader = ResponseReader()
        done: asyncio.Future[ResponseReader] = loop.create_future()
        self._done = done
        self.transport.write(request.head + request.body)
        unsent = self.transport.get_write_buffer_size()
        self._wait = request.write if unsent else request.read
        self._touched = time.monotonic()
        if self._wait is not None:
            self._timer = loop.call_later(self._wait, self._check_time, loop, request)
        try:
            return await done
        finally:
            self._finish(None)

    def _check_time(self, loop: asyncio.AbstractEventLoop, request: WireRequest) -> None:
        """End the call if nothing has come for too long, else look again later."""
        unsent = self.transport.get_write_buffer_size()
        wait = request.write if unsent else request.read
        self._timer = None
        if wait is None:
            return
        left = self._touched + wait - time.monotonic()
        if left > 0:
            self._timer = loop.call_later(left, self._check_time, loop, request)
        elif unsent:
            self._finish(httpx.WriteTimeout("The write operation timed out"))
        else:
            self._finish(httpx.ReadTimeout("The read operation timed out"))

    def close(self) -> None:
        """End the connection."""
        self.is_open = False
        self.transport.abort()


class AsyncDirectPool:
    """The connections of one event loop."""

    def __init__(self, limits: httpx.Limits, context: ssl.SSLContext) -> None:
        self._context = context
        self._idle: Dict[Origin, Deque[_Connection]] = {}
        most = limits.max_connections
        self._free = None if most is None else asyncio.Semaphore(most)
        self._most_idle = limits.max_keepalive_connections
        self._expiry = limits.keepalive_expiry
        self._closed = False

    async def send(self, request: WireRequest) -> ResponseReader:
        """Send a request and read its response; raises the errors of the HTTP library."""
        loop = asyncio.get_running_loop()
        free = self._free
        if free is not None:
            await _acquire(free, request.pool)
        try:
            connection = self._take(request.origin) or await self._connect(request, loop)
            try:
                reader = await connection.exchange(request, loop)
            except BaseException:
                connection.close()
                raise
            self._keep(request.origin, connection, reader.reusable)
            return reader
        finally:
            if free is not None:
                free.release()

    async def aclose(self) -> None:
        """End all connections that are idle; those in use end with their calls."""
        self._closed = True
        for kept in list(self._idle.values()):
            while kept:
                kept.pop().close()
        await asyncio.sleep(0)  # the sockets are closed in the next turn of the loop

    def _take(self, origin: Origin) -> _Connection | None:
        kept = self._idle.get(origin)
        oldest = 0.0 if self._expiry is None else time.monotonic() - self._expiry
        while kept:
            connection = kept.pop()
            if connection.is_open and connection.idle_since >= oldest and not connection.transport.is_closing():
                return connection
            connection.close()
        return None

    def _keep(self, origin: Origin, connection: _Connection, reusable: bool) -> None:
        if not reusable or self._closed or not connection.is_open:
            connection.close()
            return
        connection.idle_since = time.monotonic()
        kept = self._idle.setdefault(origin, deque())
        kept.append(connection)
        if self._most_idle is not None and len(kept) > self._most_idle:
            kept.popleft().close()

    async def _connect(self, request: WireRequest, loop: asyncio.AbstractEventLoop) -> _Connection:
        scheme, host, port = request.origin
        options: Dict[str, Any] = {}
        if isinstance(loop, asyncio.BaseEventLoop):
            options["happy_eyeballs_delay"] = 0.25
        if scheme == "https":
            self._context.set_alpn_protocols(["http/1.1"])
            options.update(ssl=self._context, server_hostname=host)
        try:
            making = loop.create_connection(_Connection, host, port, **options)
            _, connection = await asyncio.wait_for(making, request.connect)
        except (TimeoutError, asyncio.TimeoutError) as error:
            raise httpx.ConnectTimeout(str(error)) from error
        except (OSError, ValueError) as error:
            raise httpx.ConnectError(str(error)) from error
        return connection


async def _acquire(free: asyncio.Semaphore, wait: float | None) -> None:
    if not free.locked():
        await free.acquire()
        return
    try:
        await asyncio.wait_for(free.acquire(), wait)
    except (TimeoutError, asyncio.TimeoutError) as error:
        raise httpx.PoolTimeout("All connections are in use.") from error
