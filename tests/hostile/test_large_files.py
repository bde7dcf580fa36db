"""Hole 21: what is read from disk is bounded before it is read, and pipes and devices are not waited for.

Each file is sparse: three gigabytes that take no room on the disk, and must take none in memory. A run gets two
gigabytes of address space and some seconds of processor time, and may have a fraction of that in memory.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.cli import MINIMAL, environment
from tests.support.slow import slow_unless

HUGE = 3 << 30
ADDRESS_SPACE = 2 << 30
PEAK_KILOBYTES = 180 * 1024
CPU_SECONDS = 20
WAIT_SECONDS = 300


@dataclass(frozen=True)
class Measured:
    """What a run ended with and needed."""

    code: int
    text: str
    kilobytes: int


MAIN = """
import re, sys
from pathlib import Path
from specloom.__main__ import main
try:
    main()
finally:
    Path(PEAK).write_text(re.search("VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""
"""The peak is asked of the process itself: what the system tells of it begins with what this one had when it forked."""


def run(directory: Path, *words: str) -> Measured:
    """Run specloom in a process that is killed when it waits for what never comes."""
    peak = directory.parent / "peak"
    peak.write_text("0")
    with (directory.parent / "printed").open("w+") as printed:
        process = subprocess.Popen(
            [sys.executable, "-c", MAIN.replace("PEAK", repr(str(peak))), *words],
            cwd=directory,
            env=environment(SPECLOOM_CACHE_DIR=str(directory.parent / "cache")),
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        resource.prlimit(process.pid, resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        watch = threading.Timer(WAIT_SECONDS, process.kill)
        watch.start()
        process.wait()
        watch.cancel()
        printed.seek(0)
        return Measured(process.returncode, printed.read(), int(peak.read_text()))


def huge(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.unlink()
    path.touch()
    os.truncate(path, HUGE)


def pipe(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.unlink()
    os.mkfifo(path)


def device(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.unlink()
    path.symlink_to("/dev/zero")


def assert_modest(found: Measured, code: int, *words: str) -> None:
    assert 0 < found.kilobytes < PEAK_KILOBYTES
    assert found.code == code, found.text
    assert "Traceback" not in found.text
    assert [word for word in words if word not in found.text] == []


COMMANDS = {
    name: (name, "openapi.yaml", "-o", "out", "-q", "--with-project", "--overlay", "overlay.yaml")
    for name in ("check", "generate")
}
OVERLAY = "overlay: 1.0.0\ninfo: {title: o, version: '1'}\nactions: [{target: $.info, update: {x-a: 1}}]\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("made") / "project"
    directory.mkdir()
    (directory / "openapi.yaml").write_text(MINIMAL)
    (directory / "overlay.yaml").write_text(OVERLAY)
    (directory / "stainless.yml").write_text('resources: {trees: {methods: {retrieve: "get /trees/{tree_id}"}}}\n')
    assert run(directory, *COMMANDS["generate"]).code == 0
    return directory


@pytest.fixture
def generated(made: Path, project: Path) -> Path:
    shutil.copytree(made, project, dirs_exist_ok=True)
    return project


INPUTS = [
    ("openapi.yaml", huge, "openapi.yaml: error[too-large]"),
    ("openapi.yaml", pipe, "openapi.yaml: error[not-a-file]"),
    ("openapi.yaml", device, "openapi.yaml: error[not-a-file]"),
    ("overlay.yaml", huge, "overlay.yaml: error[too-large]"),
    ("stainless.yml", huge, "stainless.yml: error[config-unreadable]"),
    ("out/.specloom.json", huge, "out/.specloom.json: error[output-too-large]"),
    ("out/Makefile", huge, "out/Makefile: error[output-too-large]"),
    ("out/Makefile", pipe, "out/Makefile: error[output-special]"),
    ("out/tests/api_resources/test_trees.py", huge, "error[output-too-large]"),
    ("out/src/orchard/.specloom.json", huge, "out/src/orchard/.specloom.json: error[output-too-large]"),
    ("out/src/orchard/_client.py", huge, "out/src/orchard/_client.py: error[output-too-large]"),
    ("out/src/orchard/lib/pipe", pipe, "out/src/orchard/lib/pipe: error[output-special]"),
]


IN_EACH_RUN = ("openapi.yaml-huge", "overlay.yaml-huge", "out/Makefile-huge", "out/src/orchard/lib/pipe-pipe")
"""The rest is slow: each starts two processes."""


@pytest.mark.one_in(4)
@pytest.mark.parametrize(
    ("name", "make", "word"),
    [
        pytest.param(*each, id=name, marks=slow_unless(name in IN_EACH_RUN))
        for name, each in ((f"{each[0]}-{each[1].__name__}", each) for each in INPUTS)
    ],
)
def test_a_file_that_is_too_large_is_a_finding(
    generated: Path, name: str, make: Callable[[Path], None], word: str
) -> None:
    make(generated / name)
    for command in COMMANDS.values():
        assert_modest(run(generated, *command), 2, word, "hint: ")


def test_a_large_file_of_the_users_is_not_read(generated: Path) -> None:
    huge(generated / "out/src/orchard/lib/data.bin")
    huge(generated / "out/data.bin")
    for command in COMMANDS.values():
        assert_modest(run(generated, *command), 0)
    assert (generated / "out/src/orchard/lib/data.bin").stat().st_size == HUGE


@pytest.mark.slow
def test_large_files_that_a_manifest_lists_are_not_read(generated: Path) -> None:
    """Many that are small enough each, together as large."""
    path = generated / "out/src/orchard/.specloom.json"
    data = json.loads(path.read_text())
    for number in range(12):
        name = f"planted_{number}.py"
        huge(path.parent / name)
        os.truncate(path.parent / name, 60 << 20)
        data["files"][name] = "0" * 64
    path.write_text(json.dumps(data))
    for command in COMMANDS.values():
        found = run(generated, *command)
        assert (found.code, "error[output-too-large]" in found.text) == (2, True), found.text
        assert found.kilobytes < PEAK_KILOBYTES + (256 << 10)


def test_a_lock_and_its_copies_are_bounded(project: Path) -> None:
    url = "https://a.test/openapi.yaml"
    (project / "pyproject.toml").write_text(f'[tool.specloom]\nspec = "{url}"\n')
    huge(project / "specloom.lock")
    assert_modest(
        run(project, "check", "-q"), 2, "specloom.lock: error[lock-syntax]: the lock can't be read: it is larger"
    )
    name = "specloom.specs/a.test/openapi.yaml"
    spec = {"path": name, "fetched": "2026-01-01", "files": {name: {"url": url, "sha256": "0" * 64, "etag": '"1"'}}}
    (project / "specloom.lock").write_text(json.dumps({"version": 1, "specs": {url: spec}}))
    huge(project / name)
    assert_modest(run(project, "check", "-q"), 2, f"{name}: error[lock-mismatch]: the copy can't be read: it is larger")
    pipe(project / name)
    assert_modest(run(project, "check", "-q"), 2, f"{name}: error[lock-mismatch]: the copy can't be read: it is a pipe")


def test_a_pyproject_is_bounded(project: Path) -> None:
    huge(project / "pyproject.toml")
    assert_modest(
        run(project, "check", "-q"), 2, "pyproject.toml: error[unreadable]: the file can't be read: it is larger"
    )


@pytest.mark.slow
def test_the_history_of_a_file_is_bounded(generated: Path) -> None:
    """Where edits are to be merged, earlier contents of the file are looked for in git."""
    settings = ("user.name=t", "user.email=t@example.org", "core.bigFileThreshold=1m", "core.compression=1")
    git = ["git", *(word for each in settings for word in ("-c", each))]
    edited = generated / "out/src/orchard/_client.py"
    mine = edited.read_text() + "# mine\n"
    edited.unlink()
    edited.touch()
    os.truncate(edited, 160 << 20)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Plant"]):
        subprocess.run([*git, *words], cwd=generated, check=True)
    edited.write_text(mine)
    (generated / "openapi.yaml").write_text(MINIMAL.replace("height", "girth"))
    found = run(generated, *COMMANDS["generate"], "--three-way")
    assert_modest(found, 2, "error[merge-base-missing]")


def test_a_template_directory_with_a_large_file_is_no_cache_key(generated: Path) -> None:
    (generated / "templates/resources").mkdir(parents=True)
    huge(generated / "templates/data.bin")
    pipe(generated / "templates/resources/pipe")
    found = run(generated, *COMMANDS["check"], "--templates", "templates")
    assert_modest(found, 0)
