"""The GitHub action and the workflow of docs/ci, run step by step as GitHub's runner does."""

from __future__ import annotations

import sys
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
PYTHON = f"""\
# Stands in for the machine's Python: environments are real, but for their Python, which notes how it is called, runs
# `pip --version` in the place of `pip install`, and has this checkout's specloom.
"{sys.executable}" "$@" $VENV_FLAGS || exit $?
for made; do :; done
rm "$made/bin/python"
cat > "$made/bin/python" <<'END'
#!/bin/bash
( echo "$PWD: $*"; env ) >> "$(dirname "$0")/../calls"
case " $* " in *" -m pip "*) exec "{sys.executable}" "${{@:1:3}}" --version ;; esac
exec "{sys.executable}" "$@"
END
chmod +x "$made/bin/python"
cat > "$made/bin/specloom" <<'END'
import sys
sys.path.insert(0, "{ROOT}")
from specloom.__main__ import main_of_process
if __name__ == "__main__":
    main_of_process()
END"""
ACTION = ROOT / "action.yml"
HOSTILE = ("venv", "logging", "ensurepip", "sitecustomize", "usercustomize", "multiprocessing", "typing", "generator")


def action(repository: Repository, directory: Path, **inputs: str) -> tuple[int, Runner]:
    """Run the action with these inputs and return its exit code and its runner."""
    repository.program("stand-in-python", PYTHON)
    known = {"inputs.python": "stand-in-python"}
    environment = {"VENV_FLAGS": "--without-pip", **repository.environment}
    runner = Runner(directory, repository.directory, known, environment, {"the action": ACTION})
    step: Step = {"id": "specloom", "uses": "the action", "with": inputs}
    return runner.run([step]), runner


def calls_of(directory: Path) -> list[str]:
    """Return how the environment's Python was called: working directory and arguments."""
    lines = (directory / "specloom" / "calls").read_text().splitlines()
    return [line for line in lines if line.startswith(f"{directory}") and ": -I " in line]


def test_the_action_agrees_with_a_client_that_is_up_to_date(repository: Repository, tmp_path: Path) -> None:
    code, runner = action(repository, tmp_path)
    assert code == 0, runner.log
    assert runner.outputs["specloom"]["exit-code"] == "0"
    first, second, run = calls_of(tmp_path)
    assert first.startswith(f"{tmp_path}: -I -m pip --isolated install ")
    assert first.endswith(f" --require-hashes --only-binary :all: --requirement {ROOT}/requirements-run.lock")
    assert second.startswith(f"{tmp_path}: -I -m pip --isolated install ")
    assert second.endswith(f" --no-index --no-deps --no-build-isolation {ROOT}")
    assert run.startswith(f"{repository.directory}: -I {tmp_path}/specloom/bin/specloom check ")


def test_the_action_runs_nothing_of_a_hostile_checkout(repository: Repository, tmp_path: Path) -> None:
    """Whatever lies in its root, and whatever variables a workflow leads into it."""
    for name in HOSTILE:
        (repository.directory / f"{name}.py").write_text("open('pwned', 'a').write(__name__)\n")
    for name in ("pip", "black", "pydantic"):
        (repository.directory / name).mkdir()
        (repository.directory / name / "__init__.py").write_text("open('pwned', 'a').write(__name__)\n")
    (repository.directory / "pip.conf").write_text("[global]\nindex-url = https://evil.example\n")
    (repository.directory / "requirements.txt").write_text("evil\n")
    root = str(repository.directory)
    repository.extra.update(
        {
            "PYTHONPATH": root,
            "PYTHONSTARTUP": f"{root}/logging.py",
            "PYTHONUSERBASE": root,
            "PIP_CONFIG_FILE": f"{root}/pip.conf",
            "PIP_REQUIREMENT": f"{root}/requirements.txt",
            "PIP_TARGET": root,
            "VENV_FLAGS": "",
        }
    )
    code, runner = action(repository, tmp_path)
    assert code == 0, runner.log
    assert not (repository.directory / "pwned").exists()
    installing = (tmp_path / "specloom" / "calls").read_text().partition(f"\n{root}: ")[0]
    assert "PATH=" in installing
    assert [line for line in installing.splitlines() if line.startswith(("PYTHON", "PIP_"))] == []


def test_the_action_may_use_a_mirror_of_the_index(repository: Repository, tmp_path: Path) -> None:
    repository.extra["PIP_INDEX_URL"] = "https://mirror.example/simple; touch hacked"
    assert action(repository, tmp_path)[0] == 0
    assert " --index-url=https://mirror.example/simple; touch hacked --" in calls_of(tmp_path)[0]
    assert not (repository.directory / "hacked").exists()


@pytest.mark.one_in(5)
@pytest.mark.parametrize("command", ["$(touch hacked)", "cache", "generate\n::error::x", "../x", ""])
def test_the_action_knows_its_commands(repository: Repository, tmp_path: Path, command: str) -> None:
    code, runner = action(repository, tmp_path, command=command)
    assert (code, "::error::x" in runner.log) == (2, False)
    assert not (repository.directory / "hacked").exists()


@pytest.mark.slow
def test_the_action_annotates_each_stale_file(repository: Repository, tmp_path: Path) -> None:
    (repository.directory / "openapi.yaml").write_text(NEWER)
    code, runner = action(repository, tmp_path)
    assert code == 1
    assert "::error file=clients/orchard/_client.py,line=" in runner.log
    assert "title=stale-output::missing: not up to date with the document; run `specloom generate`" in runner.log


def test_the_action_annotates_the_line_of_a_fault(repository: Repository, tmp_path: Path) -> None:
    (repository.directory / "openapi.yaml").write_text(NEWER + "  /x: {$ref: '#/nowhere'}\n")
    code, runner = action(repository, tmp_path, args="--strict")
    assert code == 2
    assert "::error file=openapi.yaml,line=13,col=" in runner.log


@pytest.mark.one_in(4)
@pytest.mark.parametrize("args", ["$(touch hacked)", "; touch hacked", "`touch hacked`", "-c 'a b'"])
def test_arguments_are_words_and_never_code(repository: Repository, tmp_path: Path, args: str) -> None:
    code, _ = action(repository, tmp_path, args=args)
    assert code == 2
    assert not (repository.directory / "hacked").exists()


def regenerate(repository: Repository, directory: Path) -> tuple[int, Runner]:
    """Run the workflow. What else it uses prepares what the fixture has."""
    jobs = cast("Mapping[str, Mapping[str, list[Step]]]", load(ROOT / "docs" / "ci" / "github-regenerate.yml")["jobs"])
    repository.program("gh", GH)
    repository.program("stand-in-python", PYTHON)
    environment = {**repository.environment, "GH_LOG": str(directory / "gh.log"), "VENV_FLAGS": "--without-pip"}
    known = {"github.token": "t", "inputs.python": "stand-in-python"}
    runner = Runner(directory, repository.directory, known, environment, {"OWNER/specloom@REVISION": ACTION})
    return runner.run(jobs["regenerate"]["steps"]), runner


@pytest.mark.slow
def test_the_workflow_opens_a_pull_request_with_what_changes(repository: Repository, tmp_path: Path) -> None:
    (repository.directory / "openapi.yaml").write_text(NEWER)
    repository.git("commit", "-qam", "Change the document")
    code, runner = regenerate(repository, tmp_path)
    assert code == 0, runner.log
    assert "pr create --head specloom/regenerate" in (tmp_path / "gh.log").read_text()
    body = (tmp_path / "gh.log.body").read_text()
    assert "- `client.leaves.list()`\n  - is new" in body or "- `client.leaves.get()`\n  - is new" in body
    assert "minor version: 1.0.0 -> 1.1.0" in body
    pushed = repository.git("ls-tree", "-r", "--name-only", "origin/specloom/regenerate")
    assert "clients/orchard/resources/leaves.py" in pushed


@pytest.mark.slow
def test_the_workflow_renews_an_open_pull_request(repository: Repository, tmp_path: Path) -> None:
    (repository.directory / "openapi.yaml").write_text(NEWER)
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
    assert "changed" not in runner.outputs["changed"]
    assert not (tmp_path / "gh.log").exists()
