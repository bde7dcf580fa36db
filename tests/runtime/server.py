"""A server on loopback that answers with bytes, so that it can break every rule of HTTP."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any


class Request:
    """A request as it came."""

    def __init__(self, raw: bytes, body: bytes) -> None:
        self.raw = raw
        self.body = body
        lines = raw.decode("latin-1").split("\r\n")
        self.method, self.target, _ = lines[0].split(" ", 2)
        pairs = (line.partition(":") for line in lines[1:] if line)
        self.headers = {name.strip().lower(): value.strip() for name, _, value in pairs}


Answer = Callable[["Connection"], None]
CERTIFICATE = Path(__file__).parent / "loopback.pem"
"""Signed by itself, for `localhost`, 127.0.0.1, ::1 and api.orchard.example; with its key, which nothing else uses."""


def tls_of_server() -> ssl.SSLContext:
    """The TLS settings of a server that shows `CERTIFICATE`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


class Connection:
    """One connection; an answer may do to it what it likes."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def send(self, data: bytes) -> None:
        self.sock.sendall(data)

    def reset(self) -> None:
        """Close so that the peer sees a reset, not an end."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()


class Server:
    """Answers each request with the next answer of its script; the last one is used for ever.

    `tls` is spoken from the first byte on; `tunnel_tls` after a CONNECT, as if the server behind a proxy spoke it.
    """

    def __init__(
        self,
        uds: str | None = None,
        *,
        host: str = "127.0.0.1",
        tls: ssl.SSLContext | None = None,
        tunnel_tls: ssl.SSLContext | None = None,
    ) -> None:
        self.requests: list[Request] = []
        self.script: list[Answer] = [reply({"success": True, "result": None})]
        self.connections = 0
        self.open = 0
        self.peak = 0
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._tls = tls
        self._tunnel_tls = tunnel_tls
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, 0), family=family, backlog=1024) if uds is None else unix_socket(uds)
        self.port: int = self._socket.getsockname()[1] if uds is None else 0
        self.url = f"{'http' if tls is None else 'https'}://{f'[{host}]' if ':' in host else host}:{self.port}"
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        with contextlib.suppress(OSError), socket.socket(self._socket.family) as last:
            last.settimeout(1)
            last.connect(self._socket.getsockname())
        self._socket.close()
        self._thread.join(timeout=5)

    def answers(self, *script: Answer) -> Server:
        self.script = list(script)
        return self

    def wait_until_idle(self, seconds: float = 3.0) -> int:
        """How many connections are still open after a while."""
        end = time.monotonic() + seconds
        while self.open and time.monotonic() < end:
            time.sleep(0.01)
        return self.open

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._socket.accept()
            except OSError:
                return
            if self._stopped.is_set():
                sock.close()
                return
            with self._lock:
                self.connections += 1
                self.open += 1
                self.peak = max(self.peak, self.open)
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        sock.settimeout(30)
        try:
            if self._tls is not None:
                sock = self._tls.wrap_socket(sock, server_side=True)
            while (request := _read(sock)) is not None:
                if request.method == "CONNECT" and self._tunnel_tls is not None:
                    self.requests.append(request)
                    sock.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    sock = self._tunnel_tls.wrap_socket(sock, server_side=True)
                    continue
                with self._lock:
                    self.requests.append(request)
                    answer = self.script.pop(0) if len(self.script) > 1 else self.script[0]
                answer(Connection(sock))
        except OSError:
            pass
        finally:
            sock.close()
            with self._lock:
                self.open -= 1


def unix_socket(path: str) -> socket.socket:
    """A socket that listens at a path."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path)
    listening.listen()
    return listening


def _read(sock: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = sock.recv(65536)
        if not chunk:
            return None
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    request = Request(head, body)
    if request.headers.get("transfer-encoding") == "chunked":
        while not body.endswith(b"0\r\n\r\n"):
            body += sock.recv(65536)
        request.body = _unchunk(body)
        return request
    length = int(request.headers.get("content-length", "0"))
    while len(body) < length:
        chunk = sock.recv(65536)
        if not chunk:
            return None
        body += chunk
    request.body = body
    return request


def _unchunk(data: bytes) -> bytes:
    whole = b""
    while True:
        size, _, data = data.partition(b"\r\n")
        length = int(size, 16)
        if length == 0:
            return whole
        whole, data = whole + data[:length], data[length + 2 :]


def raw(*pieces: bytes, pause: float = 0.0) -> Answer:
    """Send these bytes, with a pause before each piece but the first."""

    def answer(connection: Connection) -> None:
        for number, piece in enumerate(pieces):
            if number and pause:
                time.sleep(pause)
            connection.send(piece)

    return answer


def head(status: int, headers: dict[str, str], reason: str = "Reason") -> bytes:
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def reply(
    value: Any = None,
    *,
    status: int = 200,
    body: bytes | None = None,
    content_type: str = "application/json",
    **headers: str,
) -> Answer:
    """A whole answer: JSON, or these bytes."""
    content = json.dumps(value).encode() if body is None else body
    more = {name.replace("_", "-"): text for name, text in headers.items()}
    return raw(head(status, {"Content-Type": content_type, "Content-Length": str(len(content)), **more}) + content)


def then_reset(*pieces: bytes) -> Answer:
    """Send these bytes, then reset the connection."""

    def answer(connection: Connection) -> None:
        for piece in pieces:
            connection.send(piece)
        if pieces:
            time.sleep(0.05)
        connection.reset()

    return answer


def then_close(*pieces: bytes) -> Answer:
    """Send these bytes, then close the connection."""

    def answer(connection: Connection) -> None:
        for piece in pieces:
            connection.send(piece)
        connection.sock.shutdown(socket.SHUT_RDWR)

    return answer


def silence(seconds: float = 5.0) -> Answer:
    """Say nothing for a while."""

    def answer(connection: Connection) -> None:
        connection.sock.settimeout(seconds)
        connection.sock.recv(1)

    return answer


TREE: dict[str, Any] = {"id": "t1", "created_on": "2024-05-06T07:08:09Z", "kind": "apple"}


def tree(**changes: Any) -> Answer:
    """A good answer for a tree."""
    return reply({"success": True, "errors": [], "messages": [], "result": {**TREE, **changes}})
