"""Goldens: a feature's `expected/` holds the generated files that are worth reading; `make golden` accepts a change."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.support.generated import generate_directory

FEATURES = sorted(path.parent for path in Path(__file__).parent.glob("*/expected"))


def diff(old: str, new: str, name: str) -> str:
    return "".join(
        difflib.unified_diff(old.splitlines(True), new.splitlines(True), f"expected/{name}", f"generated/{name}")
    )


@pytest.mark.parametrize("directory", FEATURES, ids=lambda directory: directory.name)
def test_the_output_is_as_expected(directory: Path, pytestconfig: pytest.Config) -> None:
    files = generate_directory(directory).files
    differences: list[str] = []
    for path in sorted(path for path in (directory / "expected").rglob("*") if path.is_file()):
        name = path.relative_to(directory / "expected").as_posix()
        text = files.get(name)
        if pytestconfig.getoption("--golden"):
            path.write_text(text) if text is not None else path.unlink()
        elif text != path.read_text():
            differences.append(diff(path.read_text(), text or "", name))
    assert not differences, "\n" + "\n".join(differences) + "\n`make golden` accepts this"
