"""Connections of the sync client for requests that are sent directly: HTTP/1.1 on sockets."""

from __future__ import annotations

import socket
import ssl
import threading

from .http_library import httpx
from .idle_connections import IdleConnections, is_readable
from .request_head import WireRequest
from .response_reader import ResponseReader

_READ = 65_536
_PIECE = 65_536


class _Connection:
    """A connection to one origin."""

    __slots__ = ("sock",)

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def send(self, request: WireRequest) -> bool:
        """Send a request; `False` if the server does not take it all, which may have responded already."""
        is_short = len(request.body) <= _PIECE
        try:
            self.sock.settimeout(request.write)
            if is_short:
                self.sock.sendall(request.head + request.body)
                return True
            self.sock.sendall(request.head)
            rest = memoryview(request.body)
            while rest:
                rest = rest[self.sock.send(rest) :]
        except TimeoutError as error:
            raise httpx.WriteTimeout(str(error)) from error
        except OSError:
            return False
        return True

    def receive(self, request: WireRequest) -> ResponseReader:
        """Read a whole response."""
        reader = ResponseReader()
        sock = self.sock
        try:
            if request.read != request.write:
                sock.settimeout(request.read)
            while data := sock.recv(_READ):
                if reader.feed(data) or _is_filled(sock, reader):
                    return reader
        except TimeoutError as error:
            raise httpx.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpx.ReadError(str(error)) from error
        reader.end()
        return reader

    def is_usable(self) -> bool:
        """Whether there is nothing to read on it: neither its end nor more than a response."""
        return not is_readable(self.sock)

    def close(self) -> None:
        """End the connection."""
        self.sock.close()


class DirectPool:
    """The connections of one process; several threads can use it."""

    def __init__(self, limits: httpx.Limits, context: ssl.SSLContext) -> None:
        self._context = context
        self._idle: IdleConnections[_Connection] = IdleConnections(limits)
        most = limits.max_connections
        self._free = None if most is None else threading.Semaphore(most)

    def send(self, request: WireRequest) -> ResponseReader:
        """Send a request and read its response; raises the errors of the HTTP library."""
        free = self._free
        if free is not None and not free.acquire(timeout=request.pool):
            raise httpx.PoolTimeout("All connections are in use.")
        try:
            connection = self._idle.take(request.origin) or self._connect(request)
            try:
                is_sent = connection.send(request)
                reader = connection.receive(request)
            except BaseException:
                connection.close()
                raise
            if is_sent and reader.reusable:
                self._idle.keep(request.origin, connection)
            else:
                connection.close()
            return reader
        finally:
            if free is not None:
                free.release()

    def close(self) -> None:
        """End all connections that are idle; those in use end with their calls."""
        self._idle.close()

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


def _is_filled(sock: socket.socket, reader: ResponseReader) -> bool:
    """Receive the rest of a large body of known length; whether all of it has come."""
    while (room := reader.room()) is not None:
        count = sock.recv_into(room)
        if reader.received(count):
            return True
        if not count:
            break
    return False
