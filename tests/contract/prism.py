"""Prism as a server: it answers as a description says, and names what is wrong with a request."""

from __future__ import annotations

import json
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from tests.support.process import ServerError, ServerProcess, free_port

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
SPEC = REPOSITORY / "spec" / "cloudflare-workflows" / "openapi.yaml"
CLI = HERE / "node_modules" / "@stoplight" / "prism-cli" / "dist" / "index.js"
VIOLATIONS_HEADER = "sl-violations"


@contextmanager
def running_prism(directory: Path, spec: Path = SPEC) -> Generator[str]:
    """The base URL of a mock server for `spec`; raises ServerError with one line where it cannot run."""
    node = shutil.which("node")
    if node is None:
        raise ServerError("the contract tests need Node.js 20 or later, and there is no `node` on the path")
    if not CLI.is_file():
        raise ServerError("Prism is not installed: `make test-contract` does it (npm ci in tests/contract)")
    port = free_port()
    base_url = f"http://127.0.0.1:{port}"
    process = ServerProcess(
        "Prism",
        [node, str(CLI), "mock", "--host", "127.0.0.1", "--port", str(port), str(spec)],
        cwd=directory,
        env={"NO_COLOR": "1"},
        log=directory / "prism.log",
    )
    try:
        process.wait_until_answers(base_url)
        yield base_url
        process.require_alive()
    finally:
        process.stop()


def violations(headers: Mapping[str, str]) -> list[str]:
    """What Prism found wrong with the request or with its own answer, one line for each."""
    text = headers.get(VIOLATIONS_HEADER)
    if text is None:
        return []
    found = cast("list[dict[str, object]]", json.loads(text))
    return [f"{'.'.join(cast('list[str]', each['location']))}: {each['message']}" for each in found]
