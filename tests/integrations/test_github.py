"""The GitHub action and the workflow of docs/ci, run step by step as GitHub's runner does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

from tests.integrations.conftest import NEWER, Repository
from tests.integrations.steps import Runner, Step, load
from tests.support.cli import ROOT

GH = """\
echo "$@" >> "$GH_LOG"
case "$1 $2" in
  "pr list") cat "$GH_LOG.open" 2>/dev/null || true ;;
  "pr create" | "pr edit") for word in "$@"; do [ -f "$word" ] && cp "$word" "$GH_LOG.body"; done ;;
esac
exit 0"""
PYTHON = """\
# Stands in for `python -m venv DIR` and `pip install`: the environment's specloom is the one on the path.
if [ "$2" = venv ]; then
  mkdir -p "$3/bin"
  printf '#!/bin/bash\\necho "$@" > "%s/installed"\\n' "$3" > "$3/bin/python"
  printf '#!/bin/bash\\nexec specloom "$@"\\n' > "$3/bin/specloom"
  chmod +x "$3/bin/python" "$3/bin/specloom"
fi"""


def action(repository: Repository, folder: Path, **inputs: str) -> tuple[int, Runner]:
    """Run the action with these inputs and return its exit code and its runner."""
    described = load(ROOT / "action.yml")
    declared = cast("Mapping[str, Mapping[str, str]]", described["inputs"])
    assert set(inputs) <= set(declared)
    given = {name: inputs.get(name, each["default"]) for name, each in declared.items()}
    given["python"] = "stand-in-python"
    repository.program("stand-in-python", PYTHON)
    known = {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(ROOT)}
    runner = Runner(folder, repository.folder, known, repository.environment)
    steps = cast("Mapping[str, list[Step]]", described["runs"])["steps"]
    return runner.run(steps), runner


def test_the_action_agrees_with_a_client_that_is_up_to_date(repository: Repository, tmp_path: Path) -> None:
    code, runner = action(repository, tmp_path)
    assert code == 0, runner.log
    assert runner.outputs["run"]["exit-code"] == "0"
    assert str(ROOT) in (tmp_path / "specloom" / "installed").read_text()


def test_the_action_annotates_each_stale_file(repository: Repository, tmp_path: Path) -> None:
    (repository.folder / "openapi.yaml").write_text(NEWER)
    code, runner = action(repository, tmp_path)
    assert code == 1
    assert "::error file=clients/orchard/_client.py,line=" in runner.log
    assert "title=stale-output::missing: not what the document gives; run `specloom generate`" in runner.log


def test_the_action_annotates_the_line_of_a_fault(repository: Repository, tmp_path: Path) -> None:
    (repository.folder / "openapi.yaml").write_text(NEWER + "  /x: {$ref: '#/nowhere'}\n")
    code, runner = action(repository, tmp_path, args="--strict")
    assert (code, runner.outputs["run"]["exit-code"]) == (2, "2")
    assert "::error file=openapi.yaml,line=13,col=" in runner.log


@pytest.mark.parametrize("args", ["$(touch hacked)", "; touch hacked", "`touch hacked`", "-c 'a b'"])
def test_arguments_are_words_and_never_code(repository: Repository, tmp_path: Path, args: str) -> None:
    code, _ = action(repository, tmp_path, args=args)
    assert code == 2
    assert not (repository.folder / "hacked").exists()


def regenerate(repository: Repository, folder: Path) -> tuple[int, Runner]:
    """Run the workflow's own steps. `uses` steps prepare what the fixture has, and pip has nothing to install."""
    jobs = cast("Mapping[str, Mapping[str, list[Step]]]", load(ROOT / "docs" / "ci" / "github-regenerate.yml")["jobs"])
    repository.program("gh", GH)
    repository.program("pip", "exit 0")
    environment = {**repository.environment, "GH_LOG": str(folder / "gh.log")}
    runner = Runner(folder, repository.folder, {"github.token": "t"}, environment)
    return runner.run(jobs["regenerate"]["steps"]), runner


def test_the_workflow_opens_a_pull_request_with_what_changes(repository: Repository, tmp_path: Path) -> None:
    (repository.folder / "openapi.yaml").write_text(NEWER)
    repository.git("commit", "-qam", "Change the document")
    code, runner = regenerate(repository, tmp_path)
    assert code == 0, runner.log
    assert "pr create --head specloom/regenerate" in (tmp_path / "gh.log").read_text()
    body = (tmp_path / "gh.log.body").read_text()
    assert "- `client.leaves.list()`\n  - is new" in body or "- `client.leaves.get()`\n  - is new" in body
    assert "minor version: 1.0.0 -> 1.1.0" in body
    pushed = repository.git("ls-tree", "-r", "--name-only", "origin/specloom/regenerate")
    assert "clients/orchard/resources/leaves.py" in pushed


def test_the_workflow_renews_an_open_pull_request(repository: Repository, tmp_path: Path) -> None:
    (repository.folder / "openapi.yaml").write_text(NEWER)
    repository.git("commit", "-qam", "Change the document")
    (tmp_path / "gh.log.open").write_text("7\n")
    code, runner = regenerate(repository, tmp_path)
    assert code == 0, runner.log
    log = (tmp_path / "gh.log").read_text()
    assert "pr edit specloom/regenerate" in log
    assert "pr create" not in log


def test_the_workflow_does_nothing_where_nothing_changes(repository: Repository, tmp_path: Path) -> None:
    code, runner = regenerate(repository, tmp_path)
    assert code == 0, runner.log
    assert "up to date" in runner.log
    assert not (tmp_path / "gh.log").exists()
