"""A server of the tests, started on a free port of the loopback interface, and the document that it serves."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from tests.servers.described import ServerDescription
from tests.servers.environments import Environment, environment_of, run_or_fail
from tests.support.process import ServerError, ServerProcess, free_port

START_ATTEMPTS = 3
START_SECONDS = 180.0
TAKEN = ("address already in use", "eaddrinuse", "port is already in use", "already in use")
# A server must not read the settings of whoever runs the tests.
UNWANTED = ("PYTHONPATH", "DJANGO_SETTINGS_MODULE", "PORT", "HOST")

_open = build_opener(ProxyHandler({})).open


class RunningServer:
    """A running server: where it is, and the document that it serves."""

    def __init__(self, described: ServerDescription, process: ServerProcess, origin: str) -> None:
        self.described = described
        self.process = process
        self.origin = origin

    @property
    def base_url(self) -> str:
        """What users pass to the client."""
        return self.origin + self.described.api

    def document(self) -> bytes:
        """Return the document that it serves, byte by byte; raises ServerError if it does not."""
        request = Request(self.origin + self.described.document, headers=self.described.headers)
        try:
            with _open(request, timeout=60) as response:
                content: bytes = response.read()
                return content
        except HTTPError as error:
            raise self.process.failed(f"does not serve its document: {error} {error.read()[:1000]!r}") from error


@contextmanager
def running_server(described: ServerDescription, directory: Path) -> Generator[RunningServer]:
    """A server with empty state that lives in `directory`; everything it started is gone afterwards."""
    environment = environment_of(described)
    for attempt in range(START_ATTEMPTS):
        try:
            server = _start(described, environment, directory / f"start-{attempt}")
            break
        except ServerError as error:
            # Somebody may have taken the port in between; anything else fails at once.
            if attempt + 1 == START_ATTEMPTS or not any(text in str(error).lower() for text in TAKEN):
                raise
    else:
        raise AssertionError("unreachable")
    try:
        yield server
    finally:
        server.process.stop()


def _start(described: ServerDescription, environment: Environment, directory: Path) -> RunningServer:
    work, home = directory / "work", directory / "home"
    shutil.copytree(described.directory, work, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    home.mkdir()
    port = free_port()
    env = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    own = {"HOME": str(home), "PYTHONUNBUFFERED": "1", "NO_COLOR": "1", "PORT": str(port), **described.env}
    for command in described.setup:
        run_or_fail(environment.filled(command, port=port), work, {**env, **own})
    process = ServerProcess(
        described.name,
        environment.filled(described.command, port=port),
        cwd=work,
        env=own,
        log=directory / "server.log",
        without=UNWANTED,
    )
    server = RunningServer(described, process, f"http://127.0.0.1:{port}")
    try:
        process.wait_until_listens(port, START_SECONDS)
    except ServerError:
        process.stop()
        raise
    return server
