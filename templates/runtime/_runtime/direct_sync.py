"""The connections of the blocking client for calls of the usual kind: sockets, and HTTP/1.1 on them."""

from __future__ import annotations

import select
import socket
import ssl
import threading
import time
from collections import deque
from typing import Deque, Dict

from .http_library import httpx
from .request_head import Origin, WireRequest
from .response_reader import ResponseReader

_READ = 65_536
_PIECE = 65_536


class _Connection:
    """A connection to one origin."""

    __slots__ = ("idle_since", "sock")

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.idle_since = 0.0

    def send(self, request: WireRequest) -> None:
        """Send a request; a server that does not want to read it all may have responded already."""
        whole = request.head + request.body
        try:
            self.sock.settimeout(request.write)
            if len(whole) <= _PIECE:
                self.sock.sendall(whole)
                return
            rest = memoryview(whole)
            while rest:
                rest = rest[self.sock.send(rest) :]
        except TimeoutError as error:
            raise httpx.WriteTimeout(str(error)) from error
        except OSError:
            return

    def receive(self, request: WireRequest) -> ResponseReader:
        """Read a whole response."""
        reader = ResponseReader()
        sock = self.sock
        try:
            if request.read != request.write:
                sock.settimeout(request.read)
            while data := sock.recv(_READ):
                if reader.feed(data):
                    return reader
        except TimeoutError as error:
            raise httpx.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpx.ReadError(str(error)) from error
        reader.end()
        return reader

    def is_usable(self, oldest: float) -> bool:
        """Whether it is idle for not too long, and the server has not ended it."""
        return self.idle_since >= oldest and not _is_readable(self.sock)

    def close(self) -> None:
        """End the connection."""
        self.sock.close()


class DirectPool:
    """The connections of one process; several threads can use it."""

    def __init__(self, limits: httpx.Limits, context: ssl.SSLContext) -> None:
        self._context = context
        self._idle: Dict[Origin, Deque[_Connection]] = {}
        most = limits.max_connections
        self._free = None if most is None else threading.Semaphore(most)
        self._most_idle = limits.max_keepalive_connections
        self._expiry = limits.keepalive_expiry
        self._closed = False

    def send(self, request: WireRequest) -> ResponseReader:
        """Send a request and read its response; raises the errors of the HTTP library."""
        free = self._free
        if free is not None and not free.acquire(timeout=request.pool):
            raise httpx.PoolTimeout("All connections are in use.")
        try:
            connection = self._take(request.origin) or self._connect(request)
            try:
                connection.send(request)
                reader = connection.receive(request)
            except BaseException:
                connection.close()
                raise
            self._keep(request.origin, connection, reader.reusable)
            return reader
        finally:
            if free is not None:
                free.release()

    def close(self) -> None:
        """End all connections that are idle; those in use end with their calls."""
        self._closed = True
        for kept in list(self._idle.values()):
            while kept:
                kept.pop().close()

    def _take(self, origin: Origin) -> _Connection | None:
        kept = self._idle.get(origin)
        oldest = 0.0 if self._expiry is None else time.monotonic() - self._expiry
        while kept:
            try:
                connection = kept.pop()
            except IndexError:  # another thread was faster
                return None
            if connection.is_usable(oldest):
                return connection
            connection.close()
        return None

    def _keep(self, origin: Origin, connection: _Connection, reusable: bool) -> None:
        kept = self._idle.setdefault(origin, deque())
        if not reusable or self._closed:
            connection.close()
            return
        connection.idle_since = time.monotonic()
        kept.append(connection)
        most = self._most_idle
        if most is not None and len(kept) > most:
            try:
                kept.popleft().close()
            except IndexError:
                return

    def _connect(self, request: WireRequest) -> _Connection:
        scheme, host, port = request.origin
        sock: socket.socket | None = None
        try:
            sock = socket.create_connection((host, port), request.connect)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if scheme == "https":
                self._context.set_alpn_protocols(["http/1.1"])
                sock = self._context.wrap_socket(sock, server_hostname=host)
            return _Connection(sock)
        except BaseException as error:
            if sock is not None:
                sock.close()
            if isinstance(error, TimeoutError):
                raise httpx.ConnectTimeout(str(error)) from error
            if isinstance(error, (OSError, ValueError)):
                raise httpx.ConnectError(str(error)) from error
            raise


def _is_readable(sock: socket.socket) -> bool:
    """Whether there is something to read on an idle connection: its end, or more than responses."""
    poll = getattr(select, "poll", None)
    if poll is None:
        return bool(select.select([sock], [], [], 0)[0])
    poller = select.poll()
    poller.register(sock, select.POLLIN)
    return bool(poller.poll(0))
