"""Every feature's package passes strict basedpyright and strict mypy: all of them in one run of each."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.generated import SPECS, generate_directory, write

HERE = Path(__file__).parent
FEATURES = sorted({path.parent for name in SPECS for path in HERE.glob(f"*/{name}")})
PYRIGHT = {"typeCheckingMode": "strict", "pythonVersion": "3.10"}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("types")
    for directory in FEATURES:
        write(generate_directory(directory, package=f"feature_{directory.name}"), out)
    (out / "pyrightconfig.json").write_text(json.dumps(PYRIGHT))
    return out


@pytest.mark.parametrize(
    "command",
    [
        ["basedpyright", "--pythonpath", sys.executable, "."],
        ["mypy", "--strict", "--python-version", "3.10", "--no-error-summary", "--cache-dir=.cache", "."],
    ],
    ids=["basedpyright", "mypy"],
)
def test_features_are_typed(packages: Path, command: list[str]) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", *command], cwd=packages, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
