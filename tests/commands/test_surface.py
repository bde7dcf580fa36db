"""`specloom check --surface`: a package that breaks the users of a release needs a version that says so."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from specloom.compare.changes import may_break
from specloom.compare.source import package
from tests.support.cli import MINIMAL, Outcome, Runner

GONE = ("height: {type: number}", "width: {type: number}")
NEW = ("height: {type: number}", "height: {type: number}, width: {type: number}")
ABORT = "\nimport os\nos.abort()\n"


def git(directory: Path, *command: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@x.test")
    subprocess.run(["git", "-C", str(directory), *identity, *command], check=True, capture_output=True)


def generated(run: Runner, directory: Path, version: str, change: tuple[str, str] = ("", "")) -> None:
    """Generate the package of the document with a change, in a version."""
    (directory / "openapi.yaml").write_text(
        MINIMAL.replace("version: '1'", f"version: '{version}'").replace(*change, 1)
    )
    done = run("generate", "openapi.yaml", "-q", "-o", "src")
    assert done.code == 0, done.err


def released(run: Runner, directory: Path, version: str) -> None:
    """Generate and commit the package of the document, and tag the commit."""
    generated(run, directory, version)
    git(directory, "init", "-q")
    git(directory, "add", "-A")
    git(directory, "commit", "-qm", "release")
    git(directory, "tag", f"v{version}")


def wheel_of(directory: Path, extra: dict[str, str]) -> Path:
    """Return a wheel of the package in `src`, whose modules end the process that runs them."""
    path = directory / "orchard-1.0.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in extra.items():
            archive.writestr(name, text)
        for each in sorted((directory / "src" / "orchard").rglob("*.py")):
            archive.writestr(each.relative_to(directory / "src").as_posix(), each.read_text() + ABORT)
    return path


def checked(run: Runner, against: str, *more: str) -> Outcome:
    return run("check", "openapi.yaml", "-o", "src", "--surface", against, *more)


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("1.4.0", "1.5.0", False),
        ("1.4.0", "2.0.0", True),
        ("1.4.0", "2.0.0rc1", True),
        ("0.4.0", "0.4.1", False),
        ("0.4.0", "0.5.0", True),
        ("0.4.0", "1.0.0", True),
        ("2.0.0rc1", "2.0.0rc2", True),
        ("2.0.0", "1.9.0", False),
        ("2.0.0", "newer", False),
        ("", "2.0.0", False),
    ],
)
def test_a_version_says_whether_it_may_break(old: str, new: str, allowed: bool) -> None:
    assert may_break(old, new) is allowed


def test_what_breaks_needs_the_version_for_it(specloom: Runner, orchard: Path) -> None:
    released(specloom, orchard, "0.4.0")
    for version, code, verdict in (("0.4.0", 1, "which does not allow that"), ("0.5.0", 0, "which allows that")):
        generated(specloom, orchard, version, GONE)
        done = checked(specloom, "v0.4.0")
        assert done.code == code, done.out + done.err
        assert "field `height` is gone" in done.out
        assert "calls for a major version: 0.4.0 -> 0.5.0" in done.out
        assert verdict in done.out
        assert ("error[surface-broken]" in done.err) is bool(code)


def test_what_breaks_nothing_says_which_version_it_needs(specloom: Runner, orchard: Path) -> None:
    released(specloom, orchard, "1.4.0")
    same = checked(specloom, "v1.4.0")
    assert (same.code, "nothing changes for users of v1.4.0" in same.out) == (0, True)
    generated(specloom, orchard, "1.4.0", NEW)
    wider = checked(specloom, "v1.4.0")
    assert wider.code == 0
    assert "calls for a minor version: 1.4.0 -> 1.5.0.\nNothing breaks; the version is still 1.4.0." in wider.out


@pytest.mark.slow
def test_the_package_is_found_where_it_was_at_the_tag(specloom: Runner, orchard: Path) -> None:
    generated(specloom, orchard, "1.0.0")
    (orchard / "src").rename(orchard / "lib")
    git(orchard, "init", "-q")
    git(orchard, "add", "-A")
    git(orchard, "commit", "-qm", "release")
    git(orchard, "tag", "v1.0.0")
    shutil.rmtree(orchard / "lib")
    generated(specloom, orchard, "1.0.0", GONE)
    assert checked(specloom, "v1.0.0").code == 1


def test_a_client_that_is_newer_than_the_release_is_not_compared_with_another(specloom: Runner, orchard: Path) -> None:
    released(specloom, orchard, "1.0.0")
    for more in (("--package", "meadow", "-o", "src"), ("-o", "second")):
        assert specloom("generate", "openapi.yaml", "-q", *more).code == 0
        done = specloom("check", "openapi.yaml", *more, "--surface", "v1.0.0")
        assert (done.code, "error[surface-missing]: no package `" in done.err) == (2, True), done.err + done.out
    wheel = wheel_of(orchard, {})
    done = specloom("check", "openapi.yaml", "--package", "meadow", "-o", "src", "--surface", wheel.name)
    assert (done.code, "it has other clients: `orchard`" in done.err) == (2, True), done.err


def test_a_format_without_a_surface_is_refused(specloom: Runner, orchard: Path) -> None:
    generated(specloom, orchard, "1.0.0")
    done = specloom("check", "openapi.yaml", "-o", "src", "--format", "json")
    assert (done.code, done.out, "error[surface-not-named]" in done.err) == (2, "", True), done.err


def test_a_package_that_cannot_be_read_is_named(
    specloom: Runner, orchard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(specloom, orchard, "1.0.0")

    def refuse(_: Path) -> list[os.DirEntry[str]]:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(package, "entries_of", refuse)  # root may read everything
    done = checked(specloom, "v1.0.0")
    assert (done.code, "src/orchard: error[package-unreadable]" in done.err) == (2, True), done.err


@pytest.mark.slow
def test_the_differences_are_data_and_markdown_too(specloom: Runner, orchard: Path) -> None:
    released(specloom, orchard, "1.4.0")
    generated(specloom, orchard, "1.4.0", GONE)
    edited = orchard / "src/orchard/_constants.py"
    edited.write_text(edited.read_text() + "\nEXTRA = 1\n")
    data = json.loads(checked(specloom, "v1.4.0", "-f", "json").out)
    assert (data["bump"], data["allowed"]) == ("major", False)
    assert (data["against"], data["package_version"]) == ("v1.4.0", "1.4.0")
    assert data["version"] == {"current": "1.4.0", "next": "2.0.0"}
    assert data["stale"] == ["src/orchard/_constants.py"]
    gone = [each for each in data["changes"] if each["rule"] == "field-removed"]
    assert {each["level"] for each in gone} == {"breaking"}
    assert gone[0]["file"].startswith("v1.4.0:src/orchard/types/")
    text = checked(specloom, "v1.4.0", "-f", "markdown").out
    assert text.startswith("### Breaking (1)\n")
    assert "### Not up to date with the document (1)\n\n- `src/orchard/_constants.py`\n" in text


def test_nothing_of_a_wheel_is_run_or_unpacked(specloom: Runner, orchard: Path) -> None:
    generated(specloom, orchard, "1.0.0")
    names = ("../evil.py", "/tmp/specloom-evil.py", "orchard/../../evil.py", "a\\..\\b.py")
    wheel = wheel_of(orchard, dict.fromkeys(names, "x = 1"))
    generated(specloom, orchard, "1.1.0", GONE)
    before = set(orchard.parent.rglob("*"))
    done = checked(specloom, wheel.name)
    assert done.code == 1, done.err
    assert "field `height` is gone" in done.out
    assert set(orchard.parent.rglob("*")) == before
    assert not Path("/tmp/specloom-evil.py").exists()


@pytest.mark.slow
def test_a_module_of_a_wheel_that_is_too_long_is_not_unpacked(specloom: Runner, orchard: Path) -> None:
    generated(specloom, orchard, "1.0.0")
    wheel = wheel_of(orchard, {"orchard/zeros.py": "0" * 5_000_000})
    done = checked(specloom, wheel.name)
    assert done.code == 0, done.err
    assert "orchard/zeros.py: warning[module-unread]: not compared: the file is longer" in done.err


def test_nothing_of_a_tag_is_run(specloom: Runner, orchard: Path) -> None:
    released(specloom, orchard, "1.0.0")
    for each in (orchard / "src/orchard").rglob("*.py"):
        each.write_text(each.read_text() + ABORT)
    git(orchard, "config", "filter.x.smudge", "touch ran")
    git(orchard, "config", "core.fsmonitor", "touch ran")
    (orchard / ".gitattributes").write_text("*.py filter=x\n")
    git(orchard, "-c", "core.fsmonitor=false", "add", "-A")
    git(orchard, "-c", "core.fsmonitor=false", "commit", "-qm", "hostile")
    git(orchard, "-c", "core.fsmonitor=false", "tag", "v2")
    subprocess.run(["rm", "-rf", str(orchard / "src"), str(orchard / "ran")], check=True)
    generated(specloom, orchard, "1.0.0", GONE)
    assert checked(specloom, "v2").code == 1
    assert not (orchard / "ran").exists()


@pytest.mark.parametrize(
    ("against", "code"),
    [("v9", "surface-unknown"), ("--upload-pack=touch", "surface-unknown"), ("none.whl", "file-missing")],
)
def test_a_release_that_is_not_there_is_named(specloom: Runner, orchard: Path, against: str, code: str) -> None:
    released(specloom, orchard, "1.0.0")
    done = run_against(specloom, against)
    assert (done.code, f"error[{code}]" in done.err) == (2, True), done.err


def run_against(run: Runner, against: str) -> Outcome:
    return run("check", "openapi.yaml", "-o", "src", f"--surface={against}")


def test_what_has_no_such_package_is_no_release_of_it(specloom: Runner, orchard: Path) -> None:
    git(orchard, "init", "-q")
    git(orchard, "add", "-A")
    git(orchard, "commit", "-qm", "before the package")
    git(orchard, "tag", "v0")
    generated(specloom, orchard, "1.0.0")
    assert "error[surface-missing]: no package `orchard` was found in v0" in run_against(specloom, "v0").err
    with zipfile.ZipFile(orchard / "other.whl", "w") as archive:
        archive.writestr("orchard/__init__.py", "")
    assert "error[surface-missing]: no client class" in run_against(specloom, "other.whl").err
    (orchard / "bad.whl").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    assert "error[wheel-unreadable]" in run_against(specloom, "bad.whl").err
    with zipfile.ZipFile(orchard / "lzma.whl", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("orchard/__init__.py", "")
        archive.writestr("orchard/_client.py", "class Orchard: ...\n")
    packed = (orchard / "lzma.whl").read_bytes()
    (orchard / "lzma.whl").write_bytes(packed.replace(b"\x09\x04\x05\x00\x5d", b"\x09\x04\x05\x00\xff"))
    assert packed != (orchard / "lzma.whl").read_bytes()
    assert "error[wheel-unreadable]" in run_against(specloom, "lzma.whl").err


def test_a_package_that_was_never_generated_is_named(specloom: Runner, orchard: Path) -> None:
    assert "error[surface-missing]: there is no package here" in run_against(specloom, "v1").err
