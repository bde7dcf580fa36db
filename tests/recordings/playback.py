"""A server on loopback that answers with what was recorded, and with nothing else."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import cast

from typing_extensions import override

from tests.recordings.cassettes import BOUNDARY, Interaction, as_bytes, as_json, boundary, target

UNEXPECTED = 418


class Tape:
    """The exchanges still to come. Equal requests get their answers in the order in which they were recorded."""

    def __init__(self, interactions: Iterable[Interaction]) -> None:
        self._left = list(interactions)
        self._lock = Lock()
        self.unexpected: list[str] = []

    def take(self, method: str, path: str, body: bytes) -> Interaction | None:
        """The next recorded exchange with this request, or None, which is noted."""
        with self._lock:
            for index, interaction in enumerate(self._left):
                request = interaction["request"]
                if (request["method"], target(request)) == (method, path) and same(as_bytes(request["body"]), body):
                    return self._left.pop(index)
            self.unexpected.append(f"{method} {path} {body.decode(errors='replace')}")
            return None

    @property
    def left(self) -> list[str]:
        """The requests that nobody has made."""
        return [f"{each['request']['method']} {target(each['request'])}" for each in self._left]


def same(recorded: bytes, sent: bytes) -> bool:
    """Whether two bodies are equal: as JSON values, or else byte by byte."""
    if recorded == sent:
        return True
    one, other = as_json(recorded), as_json(sent)
    return one is not None and one == other


class Handler(BaseHTTPRequestHandler):
    """Answers one request from the tape."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def answer(self) -> None:
        tape = cast("TapeServer", self.server).tape
        sent = self.rfile.read(int(self.headers.get("content-length") or 0))
        found = boundary(self.headers.get("content-type", "")).encode()
        interaction = tape.take(self.command, self.path, sent.replace(found, BOUNDARY.encode()) if found else sent)
        if interaction is None:
            self.reply(UNEXPECTED, {}, json.dumps({"error": "nobody has recorded this"}).encode())
            return
        response = interaction["response"]
        self.reply(response["status"]["code"], response["headers"], as_bytes(response["body"]["string"]))

    def reply(self, status: int, headers: dict[str, list[str]], body: bytes) -> None:
        self.send_response(status)
        for name, values in headers.items():
            for value in values:
                self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Silence: a failing test says what is wrong."""


for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
    setattr(Handler, f"do_{method}", Handler.answer)


class TapeServer(ThreadingHTTPServer):
    """The server of one tape."""

    daemon_threads = True

    def __init__(self, tape: Tape) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.tape = tape

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def played(interactions: Iterable[Interaction], *, whole: bool = True) -> Generator[str]:
    """The origin of a server that plays the exchanges.

    Raises AssertionError at the end if it was asked for something else or, with `whole`, if some were not asked for.
    """
    tape = Tape(interactions)
    with TapeServer(tape) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.origin
        finally:
            server.shutdown()
            thread.join()
    assert tape.unexpected == [], "requests that nobody has recorded"
    assert not whole or tape.left == [], "recorded requests that were not made"
