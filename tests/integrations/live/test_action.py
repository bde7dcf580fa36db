"""The GitHub action with its real installation."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from tests.integrations.conftest import NEWER, Repository
from tests.integrations.steps import Runner, Step, load
from tests.support.cli import ROOT


def test_the_action_installs_itself_and_runs(repository: Repository, tmp_path: Path) -> None:
    described = load(ROOT / "action.yml")
    declared = cast("Mapping[str, Mapping[str, str]]", described["inputs"])
    given = {name: each["default"] for name, each in declared.items()} | {"python": sys.executable}
    known = {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(ROOT)}
    steps = cast("Mapping[str, list[Step]]", described["runs"])["steps"]
    for name in ("venv", "logging", "ensurepip", "hatchling", "sitecustomize", "multiprocessing"):
        (repository.directory / f"{name}.py").write_text("open('pwned', 'a').write(__name__)\n")
    (repository.directory / "pip").mkdir()
    (repository.directory / "pip" / "__init__.py").write_text("open('pwned', 'a').write(__name__)\n")
    repository.extra["PYTHONPATH"] = str(repository.directory)
    runner = Runner(tmp_path, repository.directory, known, repository.environment)
    assert runner.run(steps) == 0, runner.log
    assert not (repository.directory / "pwned").exists()
    (repository.directory / "openapi.yaml").write_text(NEWER)
    assert runner.step(steps[1]) == 1
    assert "::error file=clients/orchard/" in runner.log
