"""Hole 4: a `.specloom.json` that came with a repository can't make specloom print, overwrite or remove other files."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from tests.support.cli import MINIMAL, Outcome, Runner
from tests.support.slow import slow_unless

SECRET = "the secret that lies outside\n"
WITH_PROJECT = ("openapi.yaml", "-o", "out", "-q", "--with-project")
PACKAGE = ("openapi.yaml", "-o", "out", "-q")


@pytest.fixture
def secret(project: Path) -> Path:
    (project / "openapi.yaml").write_text(MINIMAL)
    path = project.parent / "secret.txt"
    path.write_text(SECRET)
    return path


def plant(path: Path, *names: str, key: str = "files") -> None:
    """List `names` in a manifest, with the digest of the secret: they count as unedited."""
    data = json.loads(path.read_text())
    if key == "files":
        data["files"] |= dict.fromkeys(names, hashlib.sha256(SECRET.encode()).hexdigest())
    else:
        data[key] = list(names)
    path.write_text(json.dumps(data))


def assert_harmless(outcome: Outcome, secret: Path) -> None:
    assert SECRET.strip() not in outcome.out + outcome.err
    assert "Traceback" not in outcome.err
    assert secret.read_text() == SECRET


NAMES = [
    "../../secret.txt",
    "x/../../../secret.txt",
    "{absolute}",
    "//{absolute}",
    ".git/config",
    ".GIT/hooks/pre-commit",
    "sub/git~1/config",
    "..\\\\..\\\\secret.txt",
    "C:secret.txt",
    "a//b",
    "",
    "a/./b",
    "a\n::error::b",
    "a\u202eb",
    "n" * 300,
    "d/" * 600 + "x",
    "\ud800",
    "NUL.txt",
    "x. ",
]
CASES = [*((WITH_PROJECT, name) for name in NAMES), *((PACKAGE, name) for name in NAMES[:4])]
IN_EACH_RUN = CASES[::4]
"""The rest is slow: each takes five runs, and what a name may be is tested without a run elsewhere."""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param(*case, id=f"{len(case[0])}-{ascii(case[1])[:24]}", marks=slow_unless(case in IN_EACH_RUN))
        for case in CASES
    ],
)
def test_a_name_that_leads_out_is_a_finding(
    project: Path, secret: Path, specloom: Runner, words: tuple[str, ...], name: str
) -> None:
    assert specloom("generate", *words).code == 0
    listed = project / ("out/.specloom.json" if words is WITH_PROJECT else "out/orchard/.specloom.json")
    plant(listed, name.replace("{absolute}", str(secret)))
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    for command in ("check", "generate"):
        outcome = specloom(command, *words)
        assert_harmless(outcome, secret)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith(f"{listed.relative_to(project)}: error[manifest-unsafe]: it lists `")
        assert "hint: specloom never writes such a name: restore the file from version control" in outcome.err
        assert len(outcome.err.splitlines()) == 2
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    assert specloom("generate", *words, "--force").code == 0
    assert secret.read_text() == SECRET
    assert specloom("check", *words).code == 0


def test_merged_names_are_held_to_the_same(project: Path, secret: Path, specloom: Runner) -> None:
    assert specloom("generate", *PACKAGE).code == 0
    plant(project / "out/orchard/.specloom.json", "../../secret.txt", key="merged")
    outcome = specloom("check", *PACKAGE)
    assert (outcome.code, "error[manifest-unsafe]" in outcome.err) == (2, True)


@pytest.mark.parametrize("location", ["src/orchard/lib", "notes"])
def test_nothing_is_read_or_removed_through_a_link(
    project: Path, secret: Path, specloom: Runner, location: str
) -> None:
    """The name is harmless, and a link of the repository leads out."""
    assert specloom("generate", *WITH_PROJECT).code == 0
    (project / "out" / location).symlink_to(secret.parent)
    inside = location.startswith("src/")
    name = f"{location.removeprefix('src/orchard/')}/secret.txt"
    plant(project / ("out/src/orchard/.specloom.json" if inside else "out/.specloom.json"), name)
    for command in ("check", "generate", "check"):
        assert_harmless(specloom(command, *WITH_PROJECT), secret)


def test_what_a_manifest_can_not_know_is_not_printed(project: Path, secret: Path, specloom: Runner) -> None:
    """A file with a secret in the checkout itself, such as one that CI has put there."""
    assert specloom("generate", *WITH_PROJECT).code == 0
    (project / "out/.env").write_text("TOKEN=abcdef\n")
    plant(project / "out/.specloom.json", ".env")
    outcome = specloom("check", *(word for word in WITH_PROJECT if word != "-q"))
    assert outcome.code == 1
    assert "abcdef" not in outcome.out + outcome.err
    assert "File out/.env is listed in .specloom.json, is no longer generated, and was edited\n" in outcome.out
    outcome = specloom("generate", *WITH_PROJECT)
    assert (outcome.code, "output-edited" in outcome.err) == (2, True)
    assert (project / "out/.env").read_text() == "TOKEN=abcdef\n"


def test_a_manifest_that_is_too_deep_is_damaged(project: Path, secret: Path, specloom: Runner) -> None:
    assert specloom("generate", *PACKAGE).code == 0
    (project / "out/orchard/.specloom.json").write_text("[" * 200_000)
    outcome = specloom("check", *PACKAGE)
    assert (outcome.code, "error[manifest-damaged]" in outcome.err) == (2, True)


def test_a_manifest_that_is_a_link_is_none(project: Path, secret: Path, specloom: Runner) -> None:
    assert specloom("generate", *WITH_PROJECT).code == 0
    planted = project / "planted.json"
    (project / "out/.specloom.json").rename(planted)
    os.symlink(planted, project / "out/.specloom.json")
    outcome = specloom("generate", *WITH_PROJECT)
    assert (outcome.code, "out/.specloom.json: error[output-conflict]" in outcome.err) == (2, True)


@pytest.mark.parametrize("name", ["../../evil", "/tmp/specloom-evil", "a/b", ".git", "..", "x\\y", "aux", "a\nb"])
@pytest.mark.parametrize("words", [WITH_PROJECT, PACKAGE], ids=["project", "package"])
def test_the_name_of_a_package_is_no_path(
    project: Path, secret: Path, specloom: Runner, words: tuple[str, ...], name: str
) -> None:
    config = {
        "targets": {"python": {"package_name": name}},
        "resources": {"trees": {"methods": {"get": "get /trees/{tree_id}"}}},
    }
    (project / "stainless.yml").write_text(json.dumps(config))
    before = sorted(project.parent.rglob("*"))
    for command in ("check", "generate"):
        outcome = specloom(command, *words, "-c", "stainless.yml")
        assert outcome.code == 2, outcome.err
        assert "Traceback" not in outcome.err
        assert "error[package-name]" in outcome.err
    assert sorted(project.parent.rglob("*")) == before
    assert not Path("/tmp/specloom-evil").exists()
