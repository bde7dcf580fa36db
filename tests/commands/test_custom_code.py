"""`custom_code_budget`: more hand-edited lines of generated files than it allows fail `specloom check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.test_surface import git
from tests.support.cli import MINIMAL, Runner

FILE = "src/orchard/types/tree_retrieve_response.py"


@pytest.fixture
def run(specloom: Runner, orchard: Path) -> Runner:
    """Return a runner in a repository with a committed package and a budget of three lines."""
    write_table(orchard, "custom_code_budget = 3")
    assert specloom("generate", "-q").code == 0
    git(orchard, "init", "-q")
    git(orchard, "add", "-A")
    git(orchard, "commit", "-qm", "generated")
    return specloom


def write_table(directory: Path, line: str) -> None:
    (directory / "pyproject.toml").write_text(f'[tool.specloom]\nspec = "openapi.yaml"\nout = "src"\n{line}\n')


def test_merged_edits_within_the_budget_pass_and_more_fail(run: Runner, orchard: Path) -> None:
    assert run("check").code == 0
    path = orchard / FILE
    text = path.read_text()
    assert "    id: str\n" in text
    path.write_text(text.replace("    id: str\n", "    id: str  # ours\n") + "\nONE = 1\n")
    assert run("generate", "-q", "--three-way").code == 0
    within = run("check")
    assert (within.code, "3 of 3 hand-edited lines" in within.out) == (0, True), within.err

    path.write_text(path.read_text() + "TWO = 2\n")
    beyond = run("check", "-q")
    assert beyond.code == 1
    assert f"{FILE}: error[custom-code-budget]: 4 lines of generated files were edited by hand" in beyond.err
    assert f"the budget is 3: {FILE} (4)" in beyond.err


def test_only_edits_count_not_what_the_document_changed(run: Runner, orchard: Path) -> None:
    fields = ", ".join(f"{name}: {{type: number}}" for name in ("width", "depth", "age"))
    (orchard / "openapi.yaml").write_text(MINIMAL.replace("height: {type: number}", fields))
    stale = run("check", "-q")
    assert (stale.code, stale.err) == (1, "")
    (orchard / FILE).write_text((orchard / FILE).read_text() + "\n\n\nONE = 1\n")
    (orchard / "src/orchard/own.py").write_text("LINES = 1\n" * 100)
    assert "4 lines of generated files" in run("check", "-q").err  # counted against the file as it was generated


def test_files_of_a_project_that_are_the_users_do_not_count(specloom: Runner, orchard: Path) -> None:
    write_table(orchard, "custom_code_budget = 0\nwith_project = true")
    assert specloom("generate", "-q").code == 0
    (orchard / "src" / "README.md").write_text("Ours.\n" * 20)
    assert specloom("check", "-q").code == 0
    api = orchard / "src" / "api.md"
    api.write_text(api.read_text() + "More.\n")
    done = specloom("check", "-q")
    assert (done.code, "src/api.md (1)" in done.err) == (1, True)


@pytest.mark.parametrize(("value", "words"), [("-1", "must not be negative"), ('"3"', "must be a whole number")])
def test_a_budget_is_a_whole_number(specloom: Runner, orchard: Path, value: str, words: str) -> None:
    write_table(orchard, f"custom_code_budget = {value}")
    done = specloom("check", "-q")
    assert (done.code, f"`custom_code_budget`: {words}" in done.err) == (2, True)
