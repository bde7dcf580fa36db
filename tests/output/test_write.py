"""What is ours is replaced, what is the user's is kept, and when in doubt nothing is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.base.diagnostics import UserError
from specloom.output import manifest
from specloom.output.write import OutputTarget, compare_package, replace_package


def package(**texts: str) -> dict[str, str]:
    files = {path.replace("__", "/") + ".py": text for path, text in texts.items()}
    return {**files, manifest.NAME: manifest.Manifest(manifest.text_digests(files)).render()}


@pytest.fixture
def target(tmp_path: Path) -> OutputTarget:
    return OutputTarget(tmp_path / "out" / "pkg", "out/pkg")


def content(directory: Path) -> dict[str, str]:
    return {path.relative_to(directory).as_posix(): path.read_text() for path in directory.rglob("*") if path.is_file()}


def codes(error: UserError) -> list[tuple[str, str | None]]:
    return [(item.code, item.file) for item in error.diagnostics]


def touched(path: Path) -> tuple[int, int, int]:
    """Return what changes when a file is written or replaced; reading it does not count."""
    state = path.stat()
    return state.st_ino, state.st_mtime_ns, state.st_ctime_ns


def test_a_new_directory_holds_the_files(target: OutputTarget) -> None:
    changed = replace_package(target, package(a="1\n", sub__b="2\n"))
    assert [change.path for change in changed] == [".specloom.json", "a.py", "sub/b.py"]
    assert content(target.directory) == package(a="1\n", sub__b="2\n")


def test_nothing_is_touched_where_nothing_changes(target: OutputTarget) -> None:
    replace_package(target, package(a="1\n"))
    before = {path: touched(path) for path in (target.directory, *target.directory.rglob("*"))}
    assert replace_package(target, package(a="1\n")) == []
    assert {path: touched(path) for path in before} == before


def test_an_unchanged_file_keeps_its_inode_and_times(target: OutputTarget) -> None:
    replace_package(target, package(a="1\n", b="1\n"))
    before = (target.directory / "a.py").stat()
    replace_package(target, package(a="1\n", b="2\n"))
    after = (target.directory / "a.py").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_nlink) == (before.st_ino, before.st_mtime_ns, 1)


def test_files_that_are_no_longer_made_go_away_with_their_directories(target: OutputTarget) -> None:
    replace_package(target, package(a="1\n", old__b="2\n"))
    (target.directory / "old" / "__pycache__").mkdir()
    replace_package(target, package(a="1\n"))
    assert sorted(path.name for path in target.directory.iterdir()) == [".specloom.json", "a.py"]


def test_what_the_user_added_is_kept(target: OutputTarget, tmp_path: Path) -> None:
    replace_package(target, package(a="1\n", sub__b="2\n"))
    (target.directory / "lib" / "empty").mkdir(parents=True)
    (target.directory / "lib" / "run.sh").write_bytes(b"\xff\x00")
    (target.directory / "lib" / "run.sh").chmod(0o750)
    (target.directory / "sub" / "mine.py").write_text("mine\n")
    (target.directory / "link").symlink_to(tmp_path)
    (target.directory / "dangling").symlink_to("nowhere")
    replace_package(target, package(a="2\n"))
    assert (target.directory / "lib" / "run.sh").read_bytes() == b"\xff\x00"
    assert (target.directory / "lib" / "run.sh").stat().st_mode & 0o777 == 0o750
    assert (target.directory / "lib" / "empty").is_dir()
    assert (target.directory / "sub" / "mine.py").read_text() == "mine\n"
    assert (target.directory / "link").readlink() == tmp_path
    assert (target.directory / "dangling").readlink() == Path("nowhere")
    assert (target.directory / "a.py").read_text() == "2\n"
    assert not (target.directory / "sub" / "b.py").exists()


def test_directory_permissions_are_kept(target: OutputTarget) -> None:
    replace_package(target, package(a="1\n", sub__b="1\n"))
    target.directory.chmod(0o775)
    (target.directory / "sub").chmod(0o770)
    replace_package(target, package(a="2\n", sub__b="2\n"))
    assert target.directory.stat().st_mode & 0o777 == 0o775
    assert (target.directory / "sub").stat().st_mode & 0o777 == 0o770


def test_a_directory_that_is_not_ours_is_refused(target: OutputTarget) -> None:
    target.directory.mkdir(parents=True)
    (target.directory / "thesis.txt").write_text("years of work")
    for act in (replace_package, compare_package):
        with pytest.raises(UserError) as caught:
            act(target, package(a="1\n"))
        assert codes(caught.value) == [("output-foreign", "out/pkg")]
    assert content(target.directory) == {"thesis.txt": "years of work"}


def test_an_empty_directory_is_taken(target: OutputTarget) -> None:
    (target.directory / "__pycache__").mkdir(parents=True)
    replace_package(target, package(a="1\n"))
    assert content(target.directory) == package(a="1\n")


def test_a_file_of_the_user_is_not_overwritten_even_with_force(target: OutputTarget) -> None:
    replace_package(target, package(a="1\n"))
    (target.directory / "b.py").write_text("mine\n")
    (target.directory / "c.py").mkdir()
    (target.directory / "d").write_text("mine\n")
    before = content(target.directory)
    for force in (False, True):
        with pytest.raises(UserError) as caught:
            replace_package(target, package(a="1\n", b="2\n", c="2\n", d__e="2\n"), force=force)
        assert codes(caught.value) == [("output-conflict", f"out/pkg/{name}") for name in ("b.py", "c.py", "d")]
    assert content(target.directory) == before


def test_a_file_of_the_user_that_says_the_same_is_taken_over(target: OutputTarget) -> None:
    replace_package(target, package(a="1\n"))
    (target.directory / "b.py").write_text("2\n")
    replace_package(target, package(a="1\n", b="2\n"))
    replace_package(target, package(a="1\n"))
    assert content(target.directory) == package(a="1\n")


def test_edited_files_are_named_and_kept_until_forced(target: OutputTarget) -> None:
    replace_package(target, package(a="1\n", b="1\n", gone="1\n"))
    for name in ("a", "b", "gone"):
        (target.directory / f"{name}.py").write_text("edited\n")
    with pytest.raises(UserError) as caught:
        replace_package(target, package(a="2\n", b="edited\n"))
    assert codes(caught.value) == [("output-edited", "out/pkg/a.py"), ("output-edited", "out/pkg/gone.py")]
    assert (target.directory / "a.py").read_text() == "edited\n"
    replace_package(target, package(a="2\n", b="edited\n"), force=True)
    assert content(target.directory) == package(a="2\n", b="edited\n")


def test_a_file_that_the_user_removed_comes_back(target: OutputTarget) -> None:
    replace_package(target, package(a="1\n"))
    (target.directory / "a.py").unlink()
    assert [change.path for change in replace_package(target, package(a="1\n"))] == ["a.py"]


@pytest.mark.parametrize("text", ["<<<<<<< ours\n", "{}", '{"format": 1, "files": 3}', "[]", ""])
def test_a_damaged_manifest_is_refused_until_forced(target: OutputTarget, text: str) -> None:
    replace_package(target, package(a="1\n", gone="1\n"))
    (target.directory / manifest.NAME).write_text(text)
    (target.directory / "mine.py").write_text("mine\n")
    with pytest.raises(UserError) as caught:
        replace_package(target, package(a="2\n"))
    assert codes(caught.value) == [("manifest-damaged", "out/pkg/.specloom.json")]
    replace_package(target, package(a="2\n"), force=True)
    assert content(target.directory) == {**package(a="2\n"), "gone.py": "1\n", "mine.py": "mine\n"}


def test_a_manifest_from_the_future_is_refused(target: OutputTarget) -> None:
    replace_package(target, package(a="1\n"))
    (target.directory / manifest.NAME).write_text('{"format": 2, "files": {"a.py": ""}}')
    with pytest.raises(UserError, match="manifest-newer"):
        replace_package(target, package(a="2\n"))


def test_a_link_to_the_package_directory_stays_a_link(target: OutputTarget, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    target.directory.symlink_to(tmp_path / "elsewhere" / "real")
    replace_package(target, package(a="1\n"))
    replace_package(target, package(a="2\n"))
    assert target.directory.is_symlink()
    assert content(tmp_path / "elsewhere" / "real") == package(a="2\n")
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["real"]


def test_links_inside_the_package_are_never_written_through(target: OutputTarget, tmp_path: Path) -> None:
    replace_package(target, package(a="1\n"))
    (tmp_path / "elsewhere").mkdir()
    (target.directory / "sub").symlink_to(tmp_path / "elsewhere")
    (target.directory / "a.py").unlink()
    (target.directory / "a.py").symlink_to(tmp_path / "elsewhere" / "a.py")
    with pytest.raises(UserError) as caught:
        replace_package(target, package(a="1\n", sub__b="2\n"))
    assert codes(caught.value) == [("output-conflict", "out/pkg/a.py"), ("output-conflict", "out/pkg/sub")]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_compare_shows_a_unified_diff(target: OutputTarget) -> None:
    replace_package(target, package(a="1\n2\n", b="same\n", c="gone"))
    (target.directory / "mine.py").write_text("not of interest\n")
    wanted = package(a="1\n3\n", b="same\n", d="new\n")
    changes = [change for change in compare_package(target, wanted) if change.path != manifest.NAME]
    assert "".join(change.unified_diff(target.shown) for change in changes) == (
        "--- a/out/pkg/a.py\n+++ b/out/pkg/a.py\n@@ -1,2 +1,2 @@\n 1\n-2\n+3\n"
        "--- a/out/pkg/c.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n\\ No newline at end of file\n"
        "--- /dev/null\n+++ b/out/pkg/d.py\n@@ -0,0 +1 @@\n+new\n"
    )


def test_the_manifest_says_what_and_from_what() -> None:
    text = manifest.Manifest(
        {"b.py": "2", "a.py": "1"}, {"z.yaml": "3"}, {"specloom": "0"}, {"line-length": 100}
    ).render()
    assert manifest.parse_manifest(text.encode(), "x").files == {"a.py": "1", "b.py": "2"}
    assert text == (
        '{\n  "format": 1,\n  "versions": {\n    "specloom": "0"\n  },\n  "black": {\n    "line-length": 100\n  },\n'
        '  "inputs": {\n    "z.yaml": "3"\n  },\n  "files": {\n    "a.py": "1",\n    "b.py": "2"\n  }\n}\n'
    )
