"""`[tool.specloom]`: what a run without SPEC does, and what is said about a table that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import Runner

TABLE = "[project]\nname = 'x'\n\n[tool.specloom]\nspec = 'openapi.yaml'\nout = 'vendor'\n"


def test_the_table_drives_a_run(specloom: Runner, orchard: Path) -> None:
    (orchard / "pyproject.toml").write_text(TABLE)
    assert specloom("generate").out.startswith("vendor/orchard: ")
    assert specloom("check").code == 0


def test_flags_go_before_the_table(specloom: Runner, orchard: Path) -> None:
    (orchard / "pyproject.toml").write_text(TABLE)
    assert specloom("generate", "-o", "other", "--package", "trees").out.startswith("other/trees: ")


def test_the_table_is_found_from_below(specloom: Runner, orchard: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (orchard / "pyproject.toml").write_text(TABLE)
    (orchard / "deep" / "below").mkdir(parents=True)
    monkeypatch.chdir(orchard / "deep" / "below")
    assert specloom("generate").out.startswith("../../vendor/orchard: ")
    assert (orchard / "vendor" / "orchard" / "__init__.py").is_file()


CASES = {
    "": ": error[spec-missing]: SPEC is missing, and no pyproject.toml has [tool.specloom]",
    TABLE.replace(
        "spec =", "sepc ="
    ): "pyproject.toml:5:1: error[project-key]: unknown key `sepc`, did you mean `spec`?",
    TABLE.replace("'vendor'", "7"): "pyproject.toml:6:1: error[project-key]: `out`: must be text",
    TABLE.replace("'vendor'", ""): "pyproject.toml:6:7: error[toml-syntax]: Invalid value",
    "[tool.specloom]\nspec = 'no.yaml'\n": "no.yaml: error[not-found]: ",
    "[tool.specloom]\nspec = 'openapi.yaml'\nconfig = 'no.yml'\n": "no.yml: error[file-missing]: the config",
    "[tool.specloom]\nspec = 'openapi.yaml'\ntemplates = 'no'\n": "no: error[folder-missing]: the template directory",
}


@pytest.mark.parametrize("text", CASES)
def test_a_wrong_table_is_explained(specloom: Runner, orchard: Path, text: str) -> None:
    (orchard / "pyproject.toml").write_text(text)
    refused = specloom("generate", "-q")
    assert refused.code == 2
    assert CASES[text].removeprefix(": ") in refused.err
    assert "hint: " in refused.err
    assert not (orchard / "vendor").exists()
