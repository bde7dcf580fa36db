"""`specloom generate --watch`, as a user has it running while he edits the document."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integrations.conftest import DOCUMENT, NEWER
from tests.support.cli import environment

PATIENCE_SECONDS = 60
HEED_INTERRUPTS = """
import signal
from specloom.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""


def wait_for(what: Callable[[], bool], watcher: subprocess.Popen[str]) -> None:
    """Wait until `what` is true."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not what():
        assert watcher.poll() is None, "the watcher has ended"
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


@pytest.fixture
def watcher(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A watcher of openapi.yaml in a new folder; its stderr goes to watch.log."""
    (tmp_path / "openapi.yaml").write_text(DOCUMENT)
    with (tmp_path / "watch.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", HEED_INTERRUPTS, "generate", "openapi.yaml", "--watch"],
            cwd=tmp_path,
            env=environment(),
            stdout=log,
            stderr=log,
            text=True,
        )
        yield process
        process.kill()
        process.wait()


def test_an_edit_is_generated_a_fault_is_waited_out_and_ctrl_c_ends_it(
    tmp_path: Path, watcher: subprocess.Popen[str]
) -> None:
    log, package = tmp_path / "watch.log", tmp_path / "orchard" / "resources"
    wait_for(lambda: log.read_text().count("watching") == 1, watcher)
    assert (package / "trees.py").is_file()
    (tmp_path / "openapi.yaml").write_text(NEWER)
    wait_for((package / "leaves.py").is_file, watcher)
    wait_for(lambda: log.read_text().count("watching") == 2, watcher)
    (tmp_path / "openapi.yaml").write_text("openapi: [\n")
    wait_for(lambda: log.read_text().count("watching") == 3, watcher)
    assert "openapi.yaml:2:1: error[" in log.read_text()
    assert (package / "leaves.py").is_file()
    beside = tmp_path / "new.yaml"
    beside.write_text(DOCUMENT)
    beside.replace(tmp_path / "openapi.yaml")
    wait_for(lambda: not (package / "leaves.py").exists(), watcher)
    watcher.send_signal(signal.SIGINT)
    assert watcher.wait(PATIENCE_SECONDS) == 130
