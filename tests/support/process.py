"""A server that a test run starts, waits for, and takes down again with everything it started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

START_SECONDS = 60.0
STOP_SECONDS = 5.0
LOG_TAIL = 4000
# Ends the group when its input closes without a word, that is, when the test run was killed.
LEASH = "import os, signal, sys; sys.stdin.read() or os.killpg(int(sys.argv[1]), signal.SIGKILL)"

_open = build_opener(ProxyHandler({})).open


class ServerError(Exception):
    """The server did not come up, or has ended on its own; the text holds the end of its log."""


def free_port() -> int:
    """A TCP port of 127.0.0.1 on which nothing listens right now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class ServerProcess:
    """One server in a process group of its own, with its output in a log file."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        log: Path,
        without: Sequence[str] = (),
    ) -> None:
        """Start it in `cwd`, with `env` added to the environment of the tests, less the variables `without`."""
        self.name = name
        self.log = log
        inherited = {name: value for name, value in os.environ.items() if name not in without}
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command,
                cwd=cwd,
                env={**inherited, **env},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._leash = subprocess.Popen(
            [sys.executable, "-ISc", LEASH, str(self.group)], stdin=subprocess.PIPE, start_new_session=True
        )

    @property
    def group(self) -> int:
        """The process group, which is also the id of its first process."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while the server runs."""
        return self._process.poll()

    def tail(self) -> str:
        """The end of the log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-LOG_TAIL:]

    def failed(self, what: str) -> ServerError:
        """The error that says what happened and shows the end of the log."""
        return ServerError(f"{self.name} {what}; the end of its log:\n{self.tail()}")

    def require_alive(self) -> None:
        """Raises ServerError if the server has ended."""
        if self.exit_code is not None:
            raise self.failed(f"has ended with exit code {self.exit_code}")

    def wait_until_answers(self, url: str, seconds: float = START_SECONDS) -> None:
        """Returns when `url` gives any HTTP answer; raises ServerError if it does not within `seconds`."""
        end = time.monotonic() + seconds
        while not answers(url):
            self.require_alive()
            if time.monotonic() > end:
                raise self.failed(f"did not answer within {seconds:g} seconds")
            time.sleep(0.1)

    def wait_until_listens(self, port: int, seconds: float = START_SECONDS) -> None:
        """Returns when the server takes connections on `port`; raises ServerError if it does not within `seconds`."""
        end = time.monotonic() + seconds
        while not listens(port):
            self.require_alive()
            if time.monotonic() > end:
                raise self.failed(f"did not listen within {seconds:g} seconds")
            time.sleep(0.1)

    def stop(self) -> None:
        """Ends the whole process group, first politely. Raises ServerError if something of it survives."""
        self._leash.communicate(b"let go")
        for number in (signal.SIGTERM, signal.SIGKILL):
            self._signal(number)
            end = time.monotonic() + STOP_SECONDS
            while time.monotonic() < end:
                self._process.poll()
                if not group_members(self.group):
                    self._process.wait(STOP_SECONDS)
                    return
                time.sleep(0.05)
        raise self.failed(f"has left processes behind: {group_members(self.group)}")

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self.group, number)
        except ProcessLookupError:
            return


def answers(url: str) -> bool:
    """Whether something speaks HTTP at `url`, whatever it says."""
    try:
        with _open(url, timeout=2):
            return True
    except HTTPError:
        return True
    except (URLError, OSError):
        return False


def listens(port: int) -> bool:
    """Whether something takes connections on a TCP port of 127.0.0.1."""
    with socket.socket() as client:
        client.settimeout(2)
        return client.connect_ex(("127.0.0.1", port)) == 0


def group_members(group: int) -> list[int]:
    """The living processes of a process group; ended ones that nobody has collected do not count."""
    listing = subprocess.run(["ps", "-A", "-o", "pid=,pgid=,stat="], check=True, capture_output=True, text=True).stdout
    rows = (line.split() for line in listing.splitlines())
    return [int(pid) for pid, pgid, state in rows if int(pgid) == group and not state.startswith("Z")]
