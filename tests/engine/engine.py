"""The local Workflows engine: started for a test run, asked about instances, stopped without a trace."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import cast
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from tests.support.process import ServerError, ServerProcess, free_port

HERE = Path(__file__).parent
WRANGLER = HERE / "node_modules" / "wrangler" / "bin" / "wrangler.js"
API_PATH = "/cdn-cgi/explorer/api"
SETTLE_SECONDS = 20.0
START_ATTEMPTS = 3

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

# Polls are marked, so that a recorder can leave them out: how many there are is chance.
POLL_HEADER = "x-specloom-poll"

_open = build_opener(ProxyHandler({})).open


class Engine:
    """A running engine: where its API is, and how its instances are doing."""

    def __init__(self, process: ServerProcess, origin: str) -> None:
        self.process = process
        self.origin = origin

    @property
    def api_url(self) -> str:
        """The base URL of the engine's API, under which `/workflows` lies."""
        return self.origin + API_PATH

    def document(self) -> bytes:
        """The OpenAPI document that the engine serves, as it came."""
        self.process.require_alive()
        with _open(self.api_url, timeout=10) as response:
            return cast("bytes", response.read())

    def instance(self, workflow: str, instance_id: str) -> dict[str, Json] | None:
        """What the engine says of an instance, or None if it knows none of that name."""
        request = Request(f"{self.api_url}/workflows/{workflow}/instances/{instance_id}", headers={POLL_HEADER: "1"})
        try:
            with _open(request, timeout=10) as response:
                envelope = cast("dict[str, dict[str, Json]]", json.load(response))
                return envelope["result"]
        except HTTPError as error:
            if error.code == 404:
                return None
            raise
        except OSError as error:
            self.process.require_alive()
            raise self.process.failed(f"does not answer ({error})") from error

    def settle(self, workflow: str, instance_id: str, *, status: str, step: str | None = None) -> None:
        """Waits until an instance has `status` and, if one is named, has reached the step; raises ServerError."""
        end = time.monotonic() + SETTLE_SECONDS
        found: dict[str, Json] | None = None
        while time.monotonic() < end:
            self.process.require_alive()
            found = self.instance(workflow, instance_id)
            if found is not None and found["status"] == status and (step is None or has_step(found, step)):
                return
            time.sleep(0.05)
        raise ServerError(f"{workflow}/{instance_id} did not become {status} within {SETTLE_SECONDS:g} s: {found}")


def has_step(details: dict[str, Json], name: str) -> bool:
    """Whether an instance has reached the step of that name."""
    steps = cast("list[dict[str, Json]]", details["steps"])
    return any(step["name"] == name for step in steps)


def node_or_fail() -> str:
    """The path of node, if the engine can run here; raises ServerError with one line that says what to do."""
    node = shutil.which("node")
    if node is None:
        raise ServerError("the engine needs Node.js 20 or later, and there is no `node` on the path")
    if not WRANGLER.is_file():
        raise ServerError("the engine is not installed: `make test-engine` does it (npm ci in tests/engine)")
    return node


def _start(directory: Path, attempt: int) -> Engine:
    node = node_or_fail()
    home = directory / f"home-{attempt}"
    home.mkdir()
    origin = f"http://127.0.0.1:{(port := free_port())}"
    command = [node, str(WRANGLER), "dev", "--ip", "127.0.0.1", "--port", str(port), "--inspector-port", "0"]
    process = ServerProcess(
        "the engine",
        [*command, "--persist-to", str(home / "state"), "--show-interactive-dev-session=false"],
        cwd=directory / "worker",
        env={
            "CI": "1",
            "NO_COLOR": "1",
            "CLOUDFLARE_CF_FETCH_ENABLED": "false",
            "WRANGLER_SEND_METRICS": "false",
            "WRANGLER_LOG_PATH": str(home / "logs"),
            "WRANGLER_REGISTRY_PATH": str(home / "registry"),
            "XDG_CONFIG_HOME": str(home / "config"),
        },
        log=directory / f"engine-{attempt}.log",
    )
    try:
        process.wait_until_answers(origin + API_PATH)
    except ServerError:
        process.stop()
        raise
    return Engine(process, origin)


@contextmanager
def running_engine(directory: Path) -> Generator[Engine]:
    """An engine with empty state that lives in `folder`; everything it started is gone afterwards."""
    worker = directory / "worker"
    shutil.copytree(HERE / "src", worker / "src")
    shutil.copy(HERE / "wrangler.json", worker)
    for attempt in range(START_ATTEMPTS):
        try:
            engine = _start(directory, attempt)
            break
        except ServerError as error:
            # Somebody may have taken the port in between; anything else fails at once.
            if attempt + 1 == START_ATTEMPTS or "in use" not in str(error).lower():
                raise
    else:
        raise AssertionError("unreachable")
    try:
        yield engine
    finally:
        engine.process.stop()
