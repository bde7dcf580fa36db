"""The files round a package: ours are replaced, the user's are kept, and some become his when he changes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.base.diagnostics import UserError
from specloom.output import manifest, project_moves
from specloom.output.project import ProjectFiles, check_project, compare_project, replace_project
from specloom.output.write import OutputTarget
from specloom.output.write_below import move_below

YIELDING = ("README.md", "CHANGELOG.md")


def wanted(**texts: str) -> ProjectFiles:
    """Return files by name, with `__` for a slash; `readme` is README.md."""
    names = {"readme": "README.md", "changelog": "CHANGELOG.md"}
    files = {names.get(name, name.replace("__", "/") + ".py"): text for name, text in texts.items()}
    manifest_text = manifest.Manifest(manifest.text_digests(files)).render()
    return ProjectFiles({**files, manifest.NAME: manifest_text}, YIELDING)


@pytest.fixture
def target(tmp_path: Path) -> OutputTarget:
    return OutputTarget(tmp_path / "sdk", "sdk")


def content(directory: Path) -> dict[str, str]:
    files = {
        path.relative_to(directory).as_posix(): path.read_text() for path in directory.rglob("*") if path.is_file()
    }
    return {path: text for path, text in files.items() if path != manifest.NAME}


def codes(caught: pytest.ExceptionInfo[UserError]) -> list[tuple[str, str | None]]:
    return [(item.code, item.file) for item in caught.value.diagnostics]


def test_files_stand_beside_those_of_the_user(target: OutputTarget) -> None:
    (target.directory / "tests").mkdir(parents=True)
    (target.directory / "tests/mine.py").write_text("mine\n")
    changed = replace_project(target, wanted(tests__a="1\n", readme="hello\n"))
    assert [change.path for change in changed] == [manifest.NAME, "README.md", "tests/a.py"]
    assert content(target.directory) == {"tests/a.py": "1\n", "tests/mine.py": "mine\n", "README.md": "hello\n"}
    assert compare_project(target, wanted(tests__a="1\n", readme="hello\n")) == []


def test_nothing_is_touched_where_nothing_changes(target: OutputTarget) -> None:
    replace_project(target, wanted(a="1\n"))
    before = {path: path.stat().st_mtime_ns for path in (target.directory, *target.directory.rglob("*"))}
    assert replace_project(target, wanted(a="1\n")) == []
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_an_edited_file_stops_the_run_unless_it_is_forced(target: OutputTarget) -> None:
    replace_project(target, wanted(a="1\n", b="1\n"))
    (target.directory / "a.py").write_text("edited\n")
    with pytest.raises(UserError) as caught:
        check_project(target, wanted(a="2\n", b="2\n"), force=False)
    assert codes(caught) == [("output-edited", "sdk/a.py")]
    with pytest.raises(UserError):
        replace_project(target, wanted(a="2\n", b="2\n"))
    assert content(target.directory) == {"a.py": "edited\n", "b.py": "1\n"}
    replace_project(target, wanted(a="2\n", b="2\n"), force=True)
    assert content(target.directory) == {"a.py": "2\n", "b.py": "2\n"}


def test_a_readme_is_renewed_until_the_user_changes_it(target: OutputTarget) -> None:
    replace_project(target, wanted(readme="one\n", changelog="log\n"))
    replace_project(target, wanted(readme="two\n", changelog="log\n"))
    assert content(target.directory) == {"README.md": "two\n", "CHANGELOG.md": "log\n"}
    (target.directory / "README.md").write_text("his own\n")
    assert compare_project(target, wanted(readme="two\n", changelog="log\n")) == []
    for text in ("three\n", "four\n"):
        replace_project(target, wanted(readme=text, changelog="log\n"), force=True)
        assert content(target.directory)["README.md"] == "his own\n"


def test_a_licence_that_is_no_longer_made_stays_if_the_user_changed_it(target: OutputTarget) -> None:
    replace_project(target, wanted(readme="one\n", changelog="log\n"))
    (target.directory / "README.md").write_text("his own\n")
    replace_project(target, wanted(a="1\n"))
    assert content(target.directory) == {"README.md": "his own\n", "a.py": "1\n"}


def test_a_readme_that_was_there_before_is_the_users(target: OutputTarget) -> None:
    target.directory.mkdir()
    (target.directory / "README.md").write_text("his own\n")
    replace_project(target, wanted(readme="one\n", a="1\n"))
    assert content(target.directory) == {"README.md": "his own\n", "a.py": "1\n"}


def test_another_file_in_the_way_stops_the_run(target: OutputTarget) -> None:
    (target.directory / "tests").mkdir(parents=True)
    (target.directory / "tests/a.py").write_text("his own\n")
    with pytest.raises(UserError) as caught:
        replace_project(target, wanted(tests__a="1\n", b="1\n"), force=True)
    assert codes(caught) == [("output-conflict", "sdk/tests/a.py")]
    assert content(target.directory) == {"tests/a.py": "his own\n"}


def test_nothing_is_written_through_a_link(target: OutputTarget, tmp_path: Path) -> None:
    target.directory.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (target.directory / "tests").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError) as caught:
        replace_project(target, wanted(tests__a="1\n"))
    assert codes(caught) == [("output-conflict", "sdk/tests")]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_is_no_longer_made_goes_away_with_its_directory(target: OutputTarget) -> None:
    replace_project(target, wanted(tests__old__a="1\n", tests__b="1\n"))
    replace_project(target, wanted(tests__b="1\n"))
    assert not (target.directory / "tests/old").exists()
    assert content(target.directory) == {"tests/b.py": "1\n"}


def test_what_is_no_longer_made_but_was_edited_stops_the_run(target: OutputTarget) -> None:
    replace_project(target, wanted(a="1\n", b="1\n"))
    (target.directory / "a.py").write_text("edited\n")
    with pytest.raises(UserError) as caught:
        replace_project(target, wanted(b="2\n"))
    assert codes(caught) == [("output-edited", "sdk/a.py")]


def test_a_run_that_died_between_its_moves_is_finished_by_the_next(
    target: OutputTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_project(target, wanted(a="1\n", b="1\n", gone="1\n"))
    moves: list[str] = []

    def die(source: Path, root: Path, name: str) -> None:
        if moves:
            raise KeyboardInterrupt
        moves.append(name)
        move_below(source, root, name)

    with monkeypatch.context() as patch:
        patch.setattr(project_moves, "move_below", die)
        with pytest.raises(KeyboardInterrupt):
            replace_project(target, wanted(a="2\n", b="2\n"))
    assert content(target.directory)["a.py"] == "2\n"
    replace_project(target, wanted(a="3\n", b="3\n"))
    assert content(target.directory) == {"a.py": "3\n", "b.py": "3\n"}
    assert sorted(path.name for path in target.directory.iterdir()) == [manifest.NAME, "a.py", "b.py"]


def test_a_full_disk_leaves_all_as_it_was(target: OutputTarget, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_project(target, wanted(a="1\n"))

    def full(path: Path, written: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(project_moves.swap, "flush_to_disk", full)
        with pytest.raises(UserError) as caught:
            replace_project(target, wanted(a="2\n"))
    assert codes(caught) == [("output-unwritable", "sdk")]
    assert content(target.directory) == {"a.py": "1\n"}
