"""Edits of generated files: named, merged on request, and alive from then on."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.cli import MINIMAL, Runner, runner

FILE = "orchard/types/tree_retrieve_response.py"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return a runner in a repository in which the package has been committed."""
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    result = runner(tmp_path, monkeypatch, capsys)
    assert result("generate", "openapi.yaml", "-q").code == 0
    commit(tmp_path)
    return result


def commit(directory: Path) -> None:
    git = ["git", "-C", str(directory), "-c", "user.name=x", "-c", "user.email=x@x.test"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "generated"], check=True)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def test_an_edit_is_named_then_merged_and_lives_on(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(path.read_text() + "\n\ndef mine() -> int:\n    return 1\n")
    stopped = run("generate", "openapi.yaml", "-q")
    assert (stopped.code, "output-edited" in stopped.err, "--three-way" in stopped.err) == (2, True, True)

    edit(tmp_path / "openapi.yaml", "height: {type: number}", "height: {type: number}, age: {type: integer}")
    assert run("generate", "openapi.yaml", "-q", "--three-way").code == 0
    text = path.read_text()
    assert "age: Optional[int]" in text
    assert text.endswith("def mine() -> int:\n    return 1\n")

    assert run("check", "openapi.yaml", "-q").code == 0
    again = run("generate", "openapi.yaml")
    assert (again.code, "unchanged" in again.out) == (0, True)
    # No history is needed any more: the base of a merged file is kept in the package.
    subprocess.run(["rm", "-rf", str(tmp_path / ".git")], check=True)
    edit(tmp_path / "openapi.yaml", "age: {type: integer}", "area: {type: integer}")
    assert run("check", "openapi.yaml", "-q").code == 1
    assert "output-edited" in run("generate", "openapi.yaml", "-q").err
    assert run("generate", "openapi.yaml", "-q", "--three-way").code == 0
    text = path.read_text()
    assert "area: Optional[int]" in text
    assert "age:" not in text
    assert "def mine()" in text


def test_conflicts_are_marked_named_and_have_to_be_settled(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / FILE
    edit(path, "height: Optional[float] = None", "height: Optional[float] = 1.0")
    edit(tmp_path / "openapi.yaml", "height: {type: number}", "height: {type: integer}")
    done = run("generate", "openapi.yaml", "--three-way")
    assert done.code == 1
    text = path.read_text()
    assert "<<<<<<< yours\n" in text
    assert "||||||| base\n" in text
    assert ">>>>>>> generated\n" in text
    line = text.splitlines().index("<<<<<<< yours") + 1
    assert f"{FILE}:{line}:0: warning[merge-conflict]" in done.err

    for command in ("check", "generate"):
        left = run(command, "openapi.yaml", "-q")
        assert (left.code, "merge-unresolved" in left.err) == (2, True)
    start, rest = text.split("<<<<<<< yours\n")
    yours, end = rest.split("||||||| base\n")[0], rest.split(">>>>>>> generated\n")[1]
    path.write_text(start + yours + end)
    assert run("check", "openapi.yaml", "-q").code == 0
    assert run("generate", "openapi.yaml", "-q").code == 0
    assert "= 1.0" in path.read_text()


def test_an_edit_that_is_undone_leaves_nothing_behind(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / FILE
    clean = path.read_text()
    path.write_text(clean + "\nX = 1\n")
    assert run("generate", "openapi.yaml", "-q", "--three-way").code == 0
    assert (tmp_path / "orchard/.specloom.base").is_dir()
    path.write_text(clean)
    assert run("generate", "openapi.yaml", "-q").code == 0
    assert not (tmp_path / "orchard/.specloom.base").exists()
    assert run("check", "openapi.yaml", "-q").code == 0


def test_without_a_base_nothing_is_written(run: Runner, tmp_path: Path) -> None:
    subprocess.run(["rm", "-rf", str(tmp_path / ".git")], check=True)
    path = tmp_path / FILE
    edited = path.read_text() + "\nX = 1\n"
    path.write_text(edited)
    edit(tmp_path / "openapi.yaml", "height: {type: number}", "height: {type: integer}")
    done = run("generate", "openapi.yaml", "-q", "--three-way")
    assert (done.code, "merge-base-missing" in done.err) == (2, True)
    assert path.read_text() == edited


def test_edits_of_the_files_round_a_package_are_merged_too(run: Runner, tmp_path: Path) -> None:
    asked = ("generate", "openapi.yaml", "-q", "--with-project", "-o", "sdk")
    assert run(*asked).code == 0
    commit(tmp_path)
    reference, readme = tmp_path / "sdk/api.md", tmp_path / "sdk/README.md"
    reference.write_text("Our own words.\n\n" + reference.read_text())
    readme.write_text("Ours from now on.\n")
    assert "sdk/api.md: error[output-edited]" in run(*asked).err

    more = "post: {operationId: plantTree, responses: {'204': {description: ok}}}"
    edit(tmp_path / "openapi.yaml", "    get:", f"    {more}\n    get:")
    assert run(*asked, "--three-way").code == 0
    text = reference.read_text()
    assert text.startswith("Our own words.\n")
    assert "post /" in text
    assert readme.read_text() == "Ours from now on.\n"
    assert (tmp_path / "sdk/.specloom.base/api.md.txt").is_file()
    for command in ("check", "generate"):
        assert run(command, *asked[1:]).code == 0

    edit(reference, ">update<", ">change<")
    edit(tmp_path / "openapi.yaml", "post:", "put:")
    assert run(*asked, "--three-way").code == 1
    assert "<<<<<<< yours\n" in reference.read_text()
    assert "merge-unresolved" in run(*asked).err
    assert run(*asked, "--force").code == 0
    assert not (tmp_path / "sdk/.specloom.base").exists()
