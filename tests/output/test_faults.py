"""Whatever happens to the process, the disk or the neighbours: the folder holds the old package or the new one."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from specloom.base.diagnostics import UserError
from specloom.output import swap
from specloom.output.write import OutputTarget, compare_package, replace_package
from tests.output.writer import package

KILLS = int(os.environ.get("SPECLOOM_KILLS", "25"))
WRITER = [sys.executable, str(Path(__file__).with_name("writer.py"))]
ROOT = Path(__file__).parents[2]
NOBODY = 65534


def start(directory: Path, versions: str, rounds: int, *words: str) -> subprocess.Popen[str]:
    command = [*WRITER, str(directory), versions, str(rounds), *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    )


def content(directory: Path) -> dict[str, str]:
    paths = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_text() for path in paths}


@pytest.mark.one_in(2)
@pytest.mark.parametrize("way", ["exchange", "two-moves"])
def test_a_kill_at_any_moment_leaves_the_old_package_or_the_new_one(tmp_path: Path, way: str) -> None:
    directory = tmp_path / "out" / "pkg"
    replace_package(OutputTarget(directory, "out"), package("a"))
    (directory / "lib").mkdir()
    (directory / "lib" / "mine.py").write_text("mine\n")
    valid = [{**package(version), "lib/mine.py": "mine\n"} for version in "ab"]
    chance = random.Random(way)
    for _ in range(KILLS):
        with start(directory, "b,a", 10_000, way) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.random() * 0.05)
            process.send_signal(signal.SIGKILL)
        if way == "two-moves":
            compare_package(OutputTarget(directory, "out"), package("a"))
        assert content(directory) in valid
    replace_package(OutputTarget(directory, "out"), package("c"))
    assert content(directory) == {**package("c"), "lib/mine.py": "mine\n"}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["pkg"]


def test_runs_at_the_same_time_take_turns(tmp_path: Path) -> None:
    directory = tmp_path / "out" / "pkg"
    processes = [start(directory, f"{name}1,{name}2", 6) for name in "abc"]
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert content(directory) in [package(f"{name}2") for name in "abc"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["pkg"]


def test_a_run_that_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "LOCK_SECONDS", 0.1)
    with swap.lock_directory(tmp_path), pytest.raises(UserError, match="output-busy"):
        replace_package(OutputTarget(tmp_path / "pkg", "pkg"), package("a"))
    assert list(tmp_path.iterdir()) == []


def assert_refused(directory: Path) -> None:
    with pytest.raises(UserError, match="output-unwritable"):
        replace_package(OutputTarget(directory, "pkg"), {**package("b"), "big.py": "x" * 100_000})


def assert_unchanged(directory: Path, before: dict[str, str]) -> None:
    assert content(directory) == before
    assert [path.name for path in directory.parent.iterdir()] == [directory.name]


def test_a_full_disk_leaves_the_old_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = tmp_path / "pkg"
    replace_package(OutputTarget(directory, "pkg"), package("a"))
    room = iter(range(20))
    real = Path.write_bytes

    def limited(path: Path, data: bytes) -> int:
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", limited)
    assert_refused(directory)
    assert_unchanged(directory, package("a"))


def test_a_file_that_the_system_cuts_short_leaves_the_old_package(tmp_path: Path) -> None:
    directory = tmp_path / "pkg"
    replace_package(OutputTarget(directory, "pkg"), package("a"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        assert_refused(directory)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_unchanged(directory, package("a"))


def test_a_directory_without_write_permission_is_left_alone(tmp_path: Path) -> None:
    directory = tmp_path / "pkg"
    replace_package(OutputTarget(directory, "pkg"), package("a"))
    for path in tmp_path.parents:
        if path.stat().st_uid == os.geteuid() and "pytest" in str(path):
            path.chmod(0o755)
    tmp_path.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)  # root may write everywhere
    try:
        assert content(directory) == package("a")
        assert_refused(directory)
    finally:
        os.seteuid(user)
        tmp_path.chmod(0o755)
    assert_unchanged(directory, package("a"))


def test_a_file_where_the_output_directory_should_be_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UserError, match="output-unwritable"):
        replace_package(OutputTarget(tmp_path / "out" / "pkg", "out/pkg"), package("a"))
    assert (tmp_path / "out").read_text() == "a file"


def test_an_interrupt_while_staging_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = tmp_path / "pkg"
    replace_package(OutputTarget(directory, "pkg"), package("a"))

    def interrupted(path: Path, data: bytes) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_package(OutputTarget(directory, "pkg"), package("b"))
    assert content(directory) == package("a")
    assert [path.name for path in tmp_path.iterdir()] == ["pkg"]
