"""`-` as SPEC: the document comes from standard input."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import MINIMAL, Outcome, environment


def piped(text: str, *args: str, directory: Path) -> Outcome:
    """Run `specloom ARGS` in `folder` with `text` on standard input."""
    command = [sys.executable, "-m", "specloom", *args]
    done = subprocess.run(
        command, check=False, input=text, cwd=directory, env=environment(), capture_output=True, text=True, timeout=120
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def test_a_piped_document_gives_the_package_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    assert piped("", "generate", "-q", "openapi.yaml", "-o", "file", directory=tmp_path).code == 0
    assert piped(MINIMAL, "generate", "-q", "-", "-o", "pipe", directory=tmp_path).code == 0
    made = [
        {path.relative_to(tmp_path / out): path.read_bytes() for path in (tmp_path / out).rglob("*.py")}
        for out in ("file", "pipe")
    ]
    assert made[0]
    assert made[0] == made[1]
    assert piped(MINIMAL, "check", "-q", "-", "-o", "pipe", directory=tmp_path) == Outcome(0, "", "")
    changed = piped(MINIMAL.replace("height", "girth"), "check", "-", "-o", "pipe", directory=tmp_path)
    assert changed.code == 1
    assert "+    girth: Optional[float] = None" in changed.out


def test_it_may_refer_to_files_of_the_working_directory(tmp_path: Path) -> None:
    (tmp_path / "id.yaml").write_text("type: string\n")
    text = MINIMAL.replace("schema: {type: string}", "schema: {$ref: id.yaml}")
    assert piped(text, "validate", "-", directory=tmp_path) == Outcome(0, "<stdin>: no warnings, no errors\n", "")


def test_findings_name_standard_input(tmp_path: Path) -> None:
    outcome = piped("a: [", "validate", "-", directory=tmp_path)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("<stdin>:2:1: error[syntax]: not valid YAML")


def test_the_new_side_of_a_diff_may_be_piped(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(MINIMAL)
    outcome = piped(MINIMAL.replace("height", "girth"), "diff", "old.yaml", "-", directory=tmp_path)
    assert outcome.code == 1
    assert "girth" in outcome.out


@pytest.mark.parametrize("args", [("init", "-", "-o", "-"), ("dump-ir", "-")])
def test_other_commands_take_it_too(args: tuple[str, ...], tmp_path: Path) -> None:
    outcome = piped(MINIMAL, *args, directory=tmp_path)
    assert outcome.code == 0
    assert "tree" in outcome.out


def test_it_can_not_be_watched(tmp_path: Path) -> None:
    outcome = piped(MINIMAL, "generate", "-", "--watch", directory=tmp_path)
    assert outcome.code == 2
    assert "--watch can't be used with standard input" in outcome.err
