"""A failure is a folder: bad input, `stderr.txt` that it must get, and `args` unless `generate openapi.yaml` is run.

`room` says how many files the disk still takes. Each run ends with exit code 2, writes nothing and leaves the output of
an earlier run alone. `--golden` rewrites `stderr.txt`.
"""

from __future__ import annotations

import errno
import os
import shlex
import shutil
from pathlib import Path

import pytest

from tests.support.cli import runner

DIRECTORIES = sorted(path.parent for path in Path(__file__).parent.glob("*/stderr.txt"))


def contents(directory: Path) -> dict[str, str]:
    return {str(path.relative_to(directory)): path.read_text() for path in directory.rglob("*") if path.is_file()}


def fill_the_disk(monkeypatch: pytest.MonkeyPatch, files: int) -> None:
    room = iter(range(files))
    real = Path.write_bytes

    def limited(path: Path, data: bytes) -> int:
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", limited)


@pytest.mark.parametrize("directory", DIRECTORIES, ids=lambda directory: directory.name)
def test_bad_input_gets_its_diagnostics(
    directory: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    pytestconfig: pytest.Config,
) -> None:
    work = tmp_path / "work"
    shutil.copytree(directory, work, symlinks=True)
    out = work / "out"
    out.mkdir(exist_ok=True)
    (out / "earlier.py").write_text("# made by an earlier run\n")
    before = contents(out)
    args = directory / "args"
    words = shlex.split(args.read_text()) if args.is_file() else ["generate", "openapi.yaml"]

    if words[0] == "generate":
        words += ["-q"] if "-o" in words else ["-o", "out", "-q"]
    if (directory / "room").is_file():
        fill_the_disk(monkeypatch, int((directory / "room").read_text()))

    outcome = runner(work, monkeypatch, capsys)(*words)

    if pytestconfig.getoption("--golden"):
        (directory / "stderr.txt").write_text(outcome.err)
    assert outcome.err == (directory / "stderr.txt").read_text()
    assert outcome.code == 2
    assert contents(out) == before
    assert "Traceback" not in outcome.err


def test_every_directory_says_what_it_expects() -> None:
    directories = {path for path in Path(__file__).parent.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert directories == set(DIRECTORIES)
