"""Further holes of the kind of 1 and 5: links and names of a repository through which a run could write elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from specloom.base.diagnostics import UserError
from specloom.base.path_below import UnsafePathError
from specloom.output import manifest
from specloom.output.scratch import scratch_directories
from specloom.output.write import OutputTarget, replace_package
from tests.support.cli import MINIMAL, Runner

WORDS = ("generate", "openapi.yaml", "-o", "out", "-q")


@pytest.fixture
def away(project: Path) -> Path:
    """A folder of the user's outside of the project."""
    (project / "openapi.yaml").write_text(MINIMAL)
    directory = project.parent / "site-packages"
    directory.mkdir()
    return directory


@pytest.mark.parametrize("words", [(), ("--with-project",)], ids=["package", "project"])
def test_a_package_that_is_a_link_out_of_the_project(
    project: Path, away: Path, specloom: Runner, words: tuple[str, ...]
) -> None:
    """A new package beside others that Python imports at each start would run at each start."""
    location = project / ("out/src/orchard" if words else "out/orchard")
    location.parent.mkdir(parents=True)
    location.symlink_to(away / "usercustomize")
    for command in ("check", "generate"):
        outcome = specloom(command, *WORDS[1:], *words)
        assert (outcome.code, "error[output-link]: a link leads to" in outcome.err) == (2, True)
        assert "hint: remove the link" in outcome.err
    assert list(away.iterdir()) == []


def test_a_directory_of_sources_that_is_a_link(project: Path, away: Path, specloom: Runner) -> None:
    (project / "out").mkdir()
    (project / "out/src").symlink_to(away)
    outcome = specloom(*WORDS, "--with-project")
    assert (outcome.code, "error[output-link]" in outcome.err) == (2, True)
    assert list(away.iterdir()) == []


def test_a_package_that_is_a_link_within_the_project(project: Path, away: Path, specloom: Runner) -> None:
    (project / "out").mkdir()
    (project / "shared").mkdir()
    (project / "out/orchard").symlink_to(project / "shared/orchard")
    assert specloom(*WORDS).code == 0
    assert (project / "shared/orchard/_client.py").is_file()


@pytest.mark.parametrize("out", ["out", "out/deeper", "./out/../out"])
def test_an_out_of_the_table_that_a_link_leads_away(project: Path, away: Path, specloom: Runner, out: str) -> None:
    (project / "pyproject.toml").write_text(f'[tool.specloom]\nspec = "openapi.yaml"\nout = "{out}"\n')
    (project / "out").symlink_to(away)
    for command in ("generate", "check"):
        outcome = specloom(command, "-q")
        assert (outcome.code, "error[project-path]: `out` leads outside the repository" in outcome.err) == (2, True)
    assert list(away.iterdir()) == []
    assert specloom("generate", "-q", "-o", str(project / "out")).code == 0  # whoever names it means it
    assert (away / "orchard/_client.py").is_file()


def test_a_report_is_not_written_through_a_link(project: Path, away: Path, specloom: Runner) -> None:
    """`check --report` in CI, where the pull request brings the link."""
    for target in (away / "new", away / "old"):
        (away / "old").write_text("the user's\n")
        (project / "report.json").symlink_to(target)
        outcome = specloom(*WORDS, "--report", "report.json")
        assert (outcome.code, "report.json: error[file-unwritable]" in outcome.err) == (2, True)
        (project / "report.json").unlink()
    assert {path.name: path.read_text() for path in away.iterdir()} == {"old": "the user's\n"}
    assert specloom(*WORDS, "--report", "/dev/stdout").code == 0
    assert specloom(*WORDS, "--report", "report.json").code == 0


def test_a_new_config_is_not_written_through_a_link(project: Path, away: Path, specloom: Runner) -> None:
    (project / ".stainless.yml.specloom").symlink_to(away / "planted")
    assert specloom("init", "openapi.yaml", "-q").code == 0
    assert list(away.iterdir()) == []
    assert not (project / "stainless.yml").is_symlink()
    (project / "stainless.yml").unlink()
    (project / "stainless.yml").symlink_to(away / "planted")
    assert specloom("init", "openapi.yaml", "-q", "--force").code == 0
    assert list(away.iterdir()) == []
    assert not os.path.lexists(project / ".stainless.yml.specloom")


PLANTED = ["../planted.py", "/planted.py", "a/../../planted.py", ".git/hooks/x", "a//b", "nul.py", "\ud800.py", ""]


@pytest.mark.parametrize("name", PLANTED, ids=ascii)
def test_no_name_of_a_result_leads_out(project: Path, name: str) -> None:
    """Whatever hands files over, such as a cache or a plan: what writes looks at their names itself."""
    files = {"a.py": "1\n", name: "planted\n"}
    with pytest.raises(UnsafePathError, match="path-unsafe"):
        replace_package(
            OutputTarget(project / "pkg", "pkg"), {**files, manifest.NAME: manifest.Manifest({"a.py": "0"}).render()}
        )
    with pytest.raises(UnsafePathError), scratch_directories({name: "planted\n"}):
        pass
    assert list(project.iterdir()) == []
    assert not (project.parent / "planted.py").exists()


def test_a_base_of_a_merge_that_is_not_ours_is_kept(project: Path) -> None:
    """`.specloom.base/a.py.txt` of the user's, where specloom would keep what it needs for the next merge."""
    target = OutputTarget(project / "pkg", "pkg")
    made = {"a.py": "1\n" * 9}
    replace_package(target, {**made, manifest.NAME: manifest.Manifest(manifest.text_digests(made)).render()})
    (target.directory / ".specloom.base").mkdir()
    (target.directory / ".specloom.base/a.py.txt").write_text("the user's\n")
    (target.directory / "a.py").write_text("mine\n" + "1\n" * 9)
    new = {"a.py": "1\n" * 9 + "2\n"}
    with pytest.raises(UserError):
        replace_package(
            target, {**new, manifest.NAME: manifest.Manifest(manifest.text_digests(new)).render()}, three_way=True
        )
    assert (target.directory / ".specloom.base/a.py.txt").read_text() == "the user's\n"
