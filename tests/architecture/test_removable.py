"""Incremental runs can be removed: without their directory, and with one line changed, runs are correct and slower."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import MINIMAL

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator" / "specloom"
LINE = 'GENERATE = "specloom.incremental.generate"'


def test_one_line_knows_of_incremental_runs() -> None:
    lines = [
        f"{path.relative_to(PACKAGE).as_posix()}: {line.partition('  #')[0]}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if "incremental" not in path.relative_to(PACKAGE).parts
        for line in path.read_text("utf-8").splitlines()
        if "specloom.incremental" in line
    ]
    assert lines == [f"cache/generate.py: {LINE}"]


@pytest.mark.slow
def test_the_program_works_without_them(tmp_path: Path) -> None:
    copy = tmp_path / "generator" / "specloom"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "incremental"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates", ignore=shutil.ignore_patterns("__pycache__"))
    switch = copy / "cache" / "generate.py"
    switch.write_text(switch.read_text().replace(LINE, 'GENERATE = "specloom.pipeline.generate"'))
    variables = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "generator"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SPECLOOM_CACHE_DIR": str(tmp_path / "cache"),
    }
    for name, document in (("one", MINIMAL), ("two", MINIMAL.replace("The tree.", "A tree."))):
        (tmp_path / "openapi.yaml").write_text(document)
        for out in (name, f"{name}-again"):
            command = [sys.executable, "-m", "specloom", "generate", "openapi.yaml", "-q", "-o", out]
            subprocess.run(command, cwd=tmp_path, env=variables, check=True)
        whole = [
            sys.executable,
            "-m",
            "specloom",
            "generate",
            "openapi.yaml",
            "-q",
            "--no-cache",
            "-o",
            f"{name}-whole",
        ]
        subprocess.run(whole, cwd=tmp_path, env={**variables, "PYTHONPATH": str(ROOT / "generator")}, check=True)
        made = [
            {path.relative_to(tmp_path / out): path.read_text() for path in (tmp_path / out).rglob("*.py")}
            for out in (name, f"{name}-again", f"{name}-whole")
        ]
        assert made[0]
        assert made[0] == made[1] == made[2]
