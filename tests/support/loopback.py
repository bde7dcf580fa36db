"""An HTTP server on the loopback interface that keeps what it was asked and answers as it was told."""

from __future__ import annotations

import contextlib
import json
import threading
from collections import deque
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Request:
    """A request as it came in; `target` is the undecoded path with its query."""

    method: str
    target: str
    headers: Message
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.target).query, keep_blank_values=True)

    @property
    def json(self) -> object:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """An answer; `json` wins over `body`. `chunks` are sent one after the other as a chunked body."""

    status: int = 200
    json: object = None
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    chunks: tuple[bytes, ...] = ()

    def content(self) -> tuple[bytes, dict[str, str]]:
        if self.json is not None:
            return json.dumps(self.json).encode(), {"content-type": "application/json", **self.headers}
        return self.body, dict(self.headers)


class Loopback:
    """The server as tests see it: `url`, the `requests` so far, and `reply` to script the next answers in order."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.replies: deque[Reply] = deque()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def last(self) -> Request:
        return self.requests[-1]

    def reply(self, *replies: Reply) -> None:
        """Answer the next requests with `replies`, in order."""
        self.replies.extend(replies)

    def answer(self, request: Request) -> Reply:
        self.requests.append(request)
        return self.replies.popleft() if self.replies else Reply(599, json={"error": "the test scripted no reply"})


class AnyMethod(BaseHTTPRequestHandler):
    """Serves methods of any name alike."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("do_"):
            return self.serve
        raise AttributeError(name)

    def serve(self) -> None:
        """Serve a request."""


def handler_of(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    """Return the handler class that serves `loopback`."""

    class Handler(AnyMethod):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            if self.headers.get("transfer-encoding", "").lower() == "chunked":
                body = b"".join(self.read_chunks())
            reply = loopback.answer(Request(self.command, self.path, self.headers, body))
            content, headers = reply.content()
            self.send_response(reply.status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header(
                *(("transfer-encoding", "chunked") if reply.chunks else ("content-length", str(len(content))))
            )
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)
            for chunk in (*reply.chunks, b"") if reply.chunks else ():
                self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))

        def read_chunks(self) -> Generator[bytes]:
            while size := int(self.rfile.readline().split(b";")[0], 16):
                yield self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


@contextlib.contextmanager
def serving(site: Loopback | None = None) -> Generator[Loopback]:
    """Serve until the block ends."""
    loopback = site or Loopback()
    thread = threading.Thread(target=loopback.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield loopback
    finally:
        loopback.server.shutdown()
        loopback.server.server_close()
        thread.join()
