"""Hole 5: what stands where specloom puts files together, and came with a repository, is never finished or followed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from specloom.base.diagnostics import UserError
from specloom.output import manifest, project_moves, swap
from specloom.output.project import ProjectFiles, replace_project
from specloom.output.project_moves import READY
from specloom.output.write import OutputTarget, compare_package
from specloom.output.write import replace_package as replace_package
from tests.output.writer import package
from tests.support.cli import MINIMAL, Outcome, Runner, environment
from tests.support.site import Site, page

WORDS = ("generate", "openapi.yaml", "-o", "out", "-q", "--with-project")


@pytest.fixture
def away(project: Path) -> Path:
    """A folder of the user's outside of the project."""
    (project / "openapi.yaml").write_text(MINIMAL)
    directory = project.parent / ".ssh"
    directory.mkdir()
    return directory


def refused(outcome: Outcome, *words: str) -> None:
    assert outcome.code == 2, outcome.err
    assert "Traceback" not in outcome.err
    assert [word for word in ("error[staging-foreign]", "hint: ", *words) if word not in outcome.err] == []


def plant(directory: Path, files: dict[str, str]) -> None:
    """Write a stage as specloom would have left it, with a manifest that fits."""
    listed = manifest.Manifest(manifest.text_digests(files)).render()
    for name, text in {**files, manifest.NAME: listed}.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(text)


def test_a_stage_that_was_cloned_is_not_finished(project: Path, away: Path, specloom: Runner) -> None:
    """The attack as it was found: `out/evil` is a link, and the stage holds `evil/authorized_keys`."""
    out = project / "out"
    out.mkdir()
    (out / "evil").symlink_to(away)
    plant(out / READY, {"evil/authorized_keys": "ssh-rsa\n", "Makefile": "all: ; touch pwned\n"})
    refused(specloom(*WORDS), f"out/{READY}", "remove it and run again")
    assert list(away.iterdir()) == []
    assert not (out / "Makefile").exists()
    shutil.rmtree(out / READY)
    assert specloom(*WORDS).code == 0


def test_not_even_one_without_links(project: Path, away: Path, specloom: Runner) -> None:
    assert specloom(*WORDS).code == 0
    (project / "out/.env").write_text("the user's\n")
    before = (project / "out/Makefile").read_text()
    plant(project / "out" / READY, {"Makefile": "all: ; touch pwned\n", ".env": "the attacker's\n"})
    refused(specloom(*WORDS))
    assert (project / "out/Makefile").read_text() == before
    assert (project / "out/.env").read_text() == "the user's\n"


def test_an_empty_one_neither(project: Path, away: Path, specloom: Runner) -> None:
    (project / "out" / READY).mkdir(parents=True)
    refused(specloom(*WORDS))
    assert (project / "out" / READY).is_dir()


@pytest.mark.parametrize("name", [READY, ".specloom-project.new", "src/.specloom-orchard.new"])
def test_a_link_in_the_place_of_a_stage_is_named(project: Path, away: Path, specloom: Runner, name: str) -> None:
    assert specloom(*WORDS).code == 0
    (project / "openapi.yaml").write_text(MINIMAL.replace("height", "girth"))
    (project / "out" / name).symlink_to(away)
    refused(specloom(*WORDS), f"out/{name}", "remove it (also from version control")
    assert list(away.iterdir()) == []


def test_a_link_in_the_place_of_the_stage_of_an_update(site: Site, project: Path, away: Path, specloom: Runner) -> None:
    site.pages["/openapi.yaml"] = page(MINIMAL)
    (project / "pyproject.toml").write_text(f'[tool.specloom]\nspec = "{site.url}/openapi.yaml"\n')
    (project / ".specloom-update.new").symlink_to(away)
    refused(specloom("update", "--allow-private", "-q"), ".specloom-update.new")
    assert list(away.iterdir()) == []
    (project / ".specloom-update.new").unlink()
    assert specloom("update", "--allow-private", "-q").code == 0


def test_a_link_on_the_way_of_copies(site: Site, project: Path, away: Path, specloom: Runner) -> None:
    site.pages["/api/openapi.yaml"] = page(MINIMAL)
    (project / "pyproject.toml").write_text(f'[tool.specloom]\nspec = "{site.url}/api/openapi.yaml"\n')
    host = project / "specloom.specs" / site.url.removeprefix("http://").replace(":", "_")
    host.mkdir(parents=True)
    (host / "api").symlink_to(away)
    outcome = specloom("update", "--allow-private", "-q")
    assert (outcome.code, "error[path-unsafe]" in outcome.err) == (2, True)
    assert list(away.iterdir()) == []


def surroundings(**texts: str) -> ProjectFiles:
    files = {f"{name}.py": text for name, text in texts.items()}
    return ProjectFiles({**files, manifest.NAME: manifest.Manifest(manifest.text_digests(files)).render()})


def half_done(target: OutputTarget, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what a run leaves that is killed after its first move."""
    replace_project(target, surroundings(a="1\n", b="1\n"))

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(project_moves, "move_below", die)
        with pytest.raises(KeyboardInterrupt):
            replace_project(target, surroundings(a="2\n", b="2\n"))


@pytest.mark.parametrize("change", ["edited", "added", "linked", "journal", "moved"])
def test_a_stage_of_ours_that_was_changed_is_not_finished(
    project: Path, away: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    target = OutputTarget(project / "sdk", "sdk")
    half_done(target, monkeypatch)
    ready = target.directory / READY
    if change == "edited":
        (ready / "a.py").write_text("planted\n")
    elif change == "added":
        (ready / "c.py").write_text("planted\n")
    elif change == "linked":
        (ready / "a.py").unlink()
        (ready / "a.py").symlink_to(away)
    elif change == "journal":
        path = ready / project_moves.JOURNAL
        path.write_bytes(path.read_bytes().replace(b'"a.py"', b'"z.py"'))
    else:
        shutil.copytree(target.directory, project / "other")
        target = OutputTarget(project / "other", "other")
    with pytest.raises(UserError, match="staging-foreign"):
        replace_project(target, surroundings(a="3\n", b="3\n"))
    assert (target.directory / "a.py").read_text() == "1\n"


def test_a_stage_of_ours_goes_no_way_through_a_link(project: Path, away: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = OutputTarget(project / "sdk", "sdk")
    half_done(target, monkeypatch)
    (target.directory / "a.py").unlink()
    (target.directory / "a.py").symlink_to(away / "planted")
    with pytest.raises(UserError, match="path-unsafe"):
        replace_project(target, surroundings(a="3\n", b="3\n"))
    assert list(away.iterdir()) == []


def test_a_stage_of_another_user_is_not_finished(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = OutputTarget(project / "sdk", "sdk")
    half_done(target, monkeypatch)
    monkeypatch.setenv("XDG_STATE_HOME", str(project / "another-user"))
    with pytest.raises(UserError, match="staging-foreign"):
        replace_project(target, surroundings(a="3\n", b="3\n"))


@pytest.fixture
def _two_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "RENAME_EXCHANGE", 1 << 20)  # as on file systems that can't exchange


@pytest.mark.usefixtures("_two_moves")
def test_a_directory_aside_that_was_cloned_is_not_put_back(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = project / "pkg"
    replace_package(OutputTarget(project / "other", "other"), package("planted"))
    (project / "other").rename(swap.aside_path(directory))
    for act in (compare_package, replace_package):
        with pytest.raises(UserError, match=r"out/\.specloom-pkg\.old: error\[staging-foreign\]: ") as caught:
            act(OutputTarget(directory, "out/pkg"), package("a"))
        assert "specloom can't tell\n  hint: look at it; if so, rename it to `pkg`, otherwise" in str(caught.value)
    assert not directory.exists()


@pytest.mark.usefixtures("_two_moves")
def test_a_link_aside_is_not_put_back(project: Path, away: Path) -> None:
    directory = project / "pkg"
    swap.aside_path(directory).symlink_to(away)
    with pytest.raises(UserError, match="staging-foreign"):
        replace_package(OutputTarget(directory, "pkg"), package("a"))
    assert not os.path.lexists(directory)
    assert list(away.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from specloom.output import swap
from specloom.output.write import OutputTarget, replace_package
from tests.output.writer import package
swap.RENAME_EXCHANGE = 1 << 20
replace_package(OutputTarget(Path("pkg"), "pkg"), package("a"))
real = os.rename
def rename(one, other):
    real(one, other)
    if str(other).endswith(".old"):
        os.kill(os.getpid(), signal.SIGKILL)
os.rename = rename
replace_package(OutputTarget(Path("pkg"), "pkg"), package("b"))
"""


def test_the_directory_that_a_killed_run_has_put_aside_is_put_back(project: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED], cwd=project, env=environment(), check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (project / "pkg").exists()
    compare_package(OutputTarget(project / "pkg", "pkg"), package("a"))
    assert (project / "pkg" / manifest.NAME).read_text() == package("a")[manifest.NAME]
    assert [path.name for path in project.iterdir()] == ["pkg"]
