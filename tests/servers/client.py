"""The client of a running server, made by `specloom generate` without a config, and the job of a user with it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.servers.running import RunningServer
from tests.support.cli import environment

PACKAGE = "sdk"
CHECKS = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": ["job.py", "job_sync.py"]}
JOB_SECONDS = 300
# Runs `job` of a module with the base URL as its argument, whether it is a coroutine or not.
RUN = """
import asyncio, importlib, inspect, sys
done = importlib.import_module(sys.argv[1]).job(sys.argv[2])
if inspect.iscoroutine(done):
    asyncio.run(done)
"""


@dataclass(frozen=True)
class ServedClient:
    """A directory that holds the package `sdk`, `job.py`, and `job_sync.py`, which is the same job without `await`."""

    directory: Path
    messages: str
    """What `specloom generate` printed."""

    def type_faults(self) -> str:
        """Return what strict basedpyright says of the two scripts, or an empty text."""
        (self.directory / "pyrightconfig.json").write_text(json.dumps(CHECKS))
        command = [sys.executable, "-m", "basedpyright", "--pythonpath", sys.executable]
        checked = subprocess.run(command, cwd=self.directory, capture_output=True, text=True, check=False)
        return checked.stdout if checked.returncode else ""

    def run(self, module: str, base_url: str) -> None:
        """Do a job in a process of its own, in which a warning is an error; raises AssertionError if it fails."""
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", RUN, module, base_url],
            cwd=self.directory,
            capture_output=True,
            text=True,
            check=False,
            timeout=JOB_SECONDS,
        )
        assert (done.returncode, done.stderr) == (0, ""), f"{done.stdout}{done.stderr}"


def generate_client(server: RunningServer, directory: Path) -> ServedClient:
    """Generate the client of the document that `server` serves; raises AssertionError with what specloom says."""
    document = directory / "openapi.json"
    document.write_bytes(server.document())
    command = ["generate", str(document), "-o", str(directory), "--package", PACKAGE, "--no-cache"]
    done = subprocess.run(
        [sys.executable, "-m", "specloom", *command, *server.described.generate],
        env=environment(),
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"specloom {' '.join(command)}\n{done.stdout}{done.stderr}"
    job = (server.described.directory / "job.py").read_text(encoding="utf-8")
    (directory / "job.py").write_text(job, encoding="utf-8")
    (directory / "job_sync.py").write_text(without_await(job), encoding="utf-8")
    return ServedClient(directory, done.stdout + done.stderr)


def without_await(script: str) -> str:
    """Return an asynchronous script as a synchronous one, with the synchronous client."""
    return re.sub(r"\bAsync(?=[A-Z])", "", re.sub(r"\b(?:async|await) ", "", script))
