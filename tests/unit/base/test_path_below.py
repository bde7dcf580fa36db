"""Names that are not ours become paths below a given directory, or errors that say why not."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from specloom.base.bounded_read import FileTooLargeError, NotRegularError, digest_regular, read_regular
from specloom.base.path_below import UnsafePathError, name_fault, path_below, read_below
from specloom.output.manifest import sha256_hex
from specloom.output.write_below import move_below, remove_below, write_below

GOOD = ["a", "a/b.py", ".gitignore", "a/.github/x", "..a", "a..", "é/名前.yaml", "x.yaml?a=b", "con2", "auxiliary.py"]
GOOD.remove("a..")  # Windows drops the full stops
BAD = {
    "": "empty",
    "/a": "absolute",
    "//a": "absolute",
    "a//b": "an empty part",
    "a/": "an empty part",
    "./a": "`.`",
    "a/.": "`.`",
    "../a": "`..`",
    "a/../../b": "`..`",
    "a/..": "`..`",
    "a\\b": "backslash",
    "..\\a": "backslash",
    "C:/a": "colon",
    "a:stream": "colon",
    ".git": "git",
    "a/.GIT/b": "git",
    ".git ": "git",
    ".git..": "git",
    "GIT~1/config": "git",
    "git~12": "git",
    "a.": "full stop",
    "a /b": "space",
    "a\nb": "control",
    "a\0": "control",
    "a\x1b[0m": "control",
    "a\u202eb": "invisible",
    ".g\u200cit": "invisible",
    "\ud800": "invisible",
    "NUL": "device",
    "a/con.txt": "device",
    "Lpt1.tar.gz": "device",
    "aux .py": "device",
    "COM¹": "device",
    "é" * 128: "longer",
    "a/" * 501: "longer",
}


@pytest.mark.parametrize("name", GOOD)
def test_names_that_lead_below(tmp_path: Path, name: str) -> None:
    assert name_fault(name) is None
    assert path_below(tmp_path, name) == tmp_path / name
    write_below(tmp_path, name, b"1")
    assert read_below(tmp_path, name, 1) == b"1"
    (tmp_path / "other").mkdir()
    move_below(tmp_path, tmp_path / "other", name)
    assert (tmp_path / "other" / name).read_bytes() == b"1"
    remove_below(tmp_path / "other", name)
    remove_below(tmp_path / "other", name)
    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.parametrize("name", BAD, ids=ascii)
def test_names_that_do_not(tmp_path: Path, name: str) -> None:
    fault = name_fault(name)
    assert fault is not None
    assert BAD[name] in fault
    for use in (path_below, remove_below):
        with pytest.raises(UnsafePathError, match="path-unsafe"):
            use(tmp_path, name)
    with pytest.raises(UnsafePathError):
        read_below(tmp_path, name, 1)
    with pytest.raises(UnsafePathError):
        write_below(tmp_path, name, b"")
    with pytest.raises(UnsafePathError):
        move_below(tmp_path, tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_whatever_a_name_is_it_leads_below_or_is_refused(tmp_path: Path) -> None:
    chance = random.Random(4)
    pieces = ["..", ".", "/", "a", "\\", "\0", ":", "~", "git", ".git", "%2e", " ", "é", "\u202e", "1", "nul"]
    passed = 0
    for _ in range(20_000):
        name = "".join(chance.choices(pieces, k=chance.randint(1, 7)))
        if name_fault(name) is None:
            passed += 1
            assert (tmp_path / name).resolve().is_relative_to(tmp_path.resolve())
            assert (tmp_path / name).resolve() != tmp_path.resolve()
    assert passed > 300


def test_links_are_refused_wherever_they_are(tmp_path: Path) -> None:
    root, away = tmp_path / "root", tmp_path / "away"
    for directory in (root / "sub", away / "sub"):
        directory.mkdir(parents=True)
    (away / "sub/file").write_text("the user's")
    (root / "link").symlink_to(away)
    (root / "sub/link").symlink_to(away / "sub/file")
    (root / "dangling").symlink_to(away / "new")
    for name in ("link", "link/sub/file", "link/new", "sub/link", "dangling"):
        with pytest.raises(UnsafePathError):
            path_below(root, name)
        with pytest.raises(UnsafePathError):
            read_below(root, name, 100)
        with pytest.raises(UnsafePathError):
            write_below(root, name, b"planted")
        with pytest.raises(UnsafePathError):
            remove_below(root, name)
    write_below(root, "source/sub/link", b"planted")
    with pytest.raises(UnsafePathError):
        move_below(root / "source", root, "sub/link")
    assert [path.name for path in away.rglob("*")] == ["sub", "file"]
    assert (away / "sub/file").read_text() == "the user's"


def test_a_file_is_not_written_over_another(tmp_path: Path) -> None:
    write_below(tmp_path, "a/b", b"1")
    with pytest.raises(FileExistsError) as caught:
        write_below(tmp_path, "a/b", b"2")
    assert caught.value.filename == f"{tmp_path}/a/b"
    with pytest.raises(NotADirectoryError):
        write_below(tmp_path, "a/b/c", b"2")


def test_reading_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 1000)
    assert read_regular(path, 1000) == b"x" * 1000
    assert digest_regular(path, 1000) == sha256_hex(b"x" * 1000)
    for use in (read_regular, digest_regular):
        with pytest.raises(FileTooLargeError):
            use(path, 999)
        with pytest.raises(NotRegularError):
            use(tmp_path, 999)
        with pytest.raises(NotRegularError):
            use("/dev/zero", 999)
        with pytest.raises(FileNotFoundError):
            use(tmp_path / "none", 999)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotRegularError):
        read_regular(tmp_path / "pipe", 999)
    (tmp_path / "link").symlink_to(path)
    assert read_regular(tmp_path / "link", 1000) == b"x" * 1000
    with pytest.raises(OSError, match="it is a link"):
        read_regular(tmp_path / "link", 1000, follow_links=False)


def test_files_that_say_they_are_empty_are_read_to_their_end() -> None:
    assert read_regular("/proc/self/status", 1 << 20).count(b"\n") > 10
    with pytest.raises(FileTooLargeError):
        read_regular("/proc/self/status", 10)
