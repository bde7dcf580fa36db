"""When the engine dies in the middle of a test, the report says so, and nothing of it is left."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.support.process import group_members

REPOSITORY = Path(__file__).parents[2]


def test_engine_does_not_outlive_a_killed_run(tmp_path: Path) -> None:
    script = f"""
import sys, time
from pathlib import Path
from tests.engine.engine import running_engine
with running_engine(Path({str(tmp_path)!r})) as engine:
    print(engine.process.group, flush=True)
    time.sleep(60)
"""
    run = subprocess.Popen([sys.executable, "-c", script], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    with run.stdout:
        group = int(run.stdout.readline())
    assert group_members(group)
    run.kill()
    run.wait()
    end = time.monotonic() + 60
    while group_members(group) and time.monotonic() < end:
        time.sleep(0.05)
    assert group_members(group) == []


def test_death_of_the_engine_is_reported(tmp_path: Path) -> None:
    group_file = tmp_path / "group"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/engine/killed.py"],
        cwd=REPOSITORY,
        env={**os.environ, "SPECLOOM_GROUP_FILE": str(group_file), "SPECLOOM_LIVE": "engine"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 1, done.stdout
    assert "the engine has ended with exit code -9" in done.stdout
    assert "Starting local server" in done.stdout
    assert group_members(int(group_file.read_text())) == []
