"""Reads the current content of a package directory without following links, and compares it with the expected one."""

from __future__ import annotations

import difflib
import io
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from specloom.base.bounded_read import MEGABYTE, FileTooLargeError, read_regular
from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.records import dataclass
from specloom.output import manifest

DROPPED = "__pycache__"
"""Directories that Python makes beside its modules: neither ours nor the user's."""


MOST_FILE_BYTES = 64 * MEGABYTE
"""The size limit of one file that may be ours, far above any file that specloom writes."""
MOST_BYTES = 256 * MEGABYTE
"""The size limit of all such files, in addition to twice what specloom would write now."""


@dataclass(frozen=True, slots=True)
class OutputTree:
    """The entries of a package directory by relative posix path. `links` are symbolic links to files or directories.

    `files` have been read: those that specloom would write or has written. `others` belong to the user and have not.
    """

    files: Mapping[str, bytes]
    links: frozenset[str]
    directories: frozenset[str]
    others: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that anyone would miss."""
        return not self.files and not self.links and not self.directories and not self.others


@dataclass(slots=True)
class OutputFileReader:
    """Reads files that may be ours, at most `left` bytes in total; `shown` is the path of their directory for the
    user."""

    shown: str
    left: int

    def read(self, path: str, name: str) -> bytes:
        """Return the content of the file at `path`, called `name` below the directory.

        Raises:
            UserError: it is larger than any file that specloom writes (`output-too-large`).
        """
        try:
            content = read_regular(path, min(self.left, MOST_FILE_BYTES), follow_links=False)
        except FileTooLargeError:
            hint = "restore it from version control, or move it away"
            location = SourceLocation(f"{self.shown}/{name}")
            message = "the file is too large to be written by specloom, and is not read"
            raise user_error("output-too-large", message, location=location, hint=hint) from None
        self.left -= len(content)
        return content


def file_reader(wanted: Mapping[str, str], shown: str) -> OutputFileReader:
    """Return a reader for the files of a directory that is to contain `wanted` (relative posix path -> text)."""
    return OutputFileReader(shown, MOST_BYTES + 2 * sum(map(len, wanted.values())))


def scan_directory(directory: Path, wanted: Mapping[str, str], shown: str) -> OutputTree:
    """Return the content of `directory`; a directory that does not exist is empty.

    Only the files in `wanted` and in its manifest are read; `shown` is the path for the user.

    Raises:
        UserError: something is neither a file nor a directory, or too large to be ours.
    """
    reader = file_reader(wanted, shown)
    ours = {*wanted, manifest.NAME, *listed_names(directory)}
    files: dict[str, bytes] = {}
    links: set[str] = set()
    directories: set[str] = set()
    others: set[str] = set()
    for path, entry in walk_directory(directory, ""):
        if entry.is_symlink():
            links.add(path)
        elif entry.is_dir():
            directories.add(path)
        elif not entry.is_file():
            raise special_file(entry.path)
        elif path in ours:
            files[path] = reader.read(entry.path, path)
        else:
            others.add(path)
    return OutputTree(files, frozenset(links), frozenset(directories), frozenset(others))


def listed_names(directory: Path) -> Collection[str]:
    """Return the names in the manifest of `directory`; none if it can't be read, which is reported elsewhere."""
    try:
        content = read_regular(directory / manifest.NAME, MOST_FILE_BYTES, follow_links=False)
        return manifest.parse_manifest(content, manifest.NAME).files.keys()
    except (OSError, UserError):
        return ()


def special_file(path: str) -> UserError:
    """Return the error for what is neither a file nor a directory."""
    hint = "move it away: a generated package can't contain sockets, pipes or devices"
    return user_error(
        "output-special", "this is neither a file nor a directory", location=SourceLocation(path), hint=hint
    )


def walk_directory(directory: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield every entry below `directory` in a stable order with its relative path; links are not entered."""
    try:
        with os.scandir(directory) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in found:
        if entry.name == DROPPED:
            continue
        path = prefix + entry.name
        yield path, entry
        if entry.is_dir(follow_symlinks=False):
            yield from walk_directory(directory / entry.name, path + "/")


def read_manifest(tree: OutputTree, shown: str) -> manifest.Manifest | None:
    """Return the manifest of `tree`, None if there is none; `shown` is the directory's path for the user."""
    content = tree.files.get(manifest.NAME)
    return None if content is None else manifest.parse_manifest(content, f"{shown}/{manifest.NAME}")


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that differs: `old` is None if it is new, `text` is None if it is removed."""

    path: str
    old: bytes | None
    text: str | None
    is_private: bool = False
    """The old content is not to be shown: a manifest may list any file, without knowing its content."""

    @property
    def new(self) -> bytes | None:
        """The content that the file should have; it is made each time, as those of all files are much."""
        return None if self.text is None else self.text.encode()

    @property
    def state(self) -> str:
        """The state of the file on disk, as a word."""
        return "missing" if self.old is None else "left over" if self.text is None else "changed"

    @property
    def line(self) -> int:
        """The first line on disk that differs, from 1."""
        old, new = (content.split(b"\n") if content else [] for content in (self.old, self.new))
        same = next((index for index, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), None)
        return min(len(old), len(new)) + 1 if same is None and old and new else (same or 0) + 1

    def unified_diff(self, shown: str) -> str:
        """Return the change as a unified diff; `shown` is the directory's path for the user."""
        name = f"{shown}/{self.path}"
        if self.is_private:
            return f"File {name} is listed in {manifest.NAME}, is no longer generated, and was edited\n"
        old, new = decode_lines(self.old), decode_lines(self.new)
        if old is None or new is None:
            return f"Binary files a/{name} and b/{name} differ\n"
        before = "/dev/null" if self.old is None else f"a/{name}"
        after = "/dev/null" if self.text is None else f"b/{name}"
        return "".join(with_line_end(line) for line in difflib.unified_diff(old, new, before, after))


def decode_lines(content: bytes | None) -> list[str] | None:
    """Return the lines of a text with their ends, None if it is not UTF-8 text."""
    if content is None:
        return []
    try:
        return list(io.StringIO(content.decode(), newline="\n"))
    except UnicodeDecodeError:
        return None


def with_line_end(line: str) -> str:
    """Return a diff line with its end, or with diff's note if the file has none."""
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def without_old_digests(tree: OutputTree, files: Mapping[str, str], changes: list[FileChange]) -> list[FileChange]:
    """Return the changes without that of a manifest that lists the same files, all as they should be, by old digests.

    So it is after a release pull request, which raises the version in files that we would write the same.
    """
    old = tree.files.get(manifest.NAME)
    if [change.path for change in changes] != [manifest.NAME] or old is None:
        return changes
    was, now = (manifest.parse_manifest(each, manifest.NAME) for each in (old, files[manifest.NAME].encode()))
    return [] if was.files.keys() == now.files.keys() and replace(was, files=now.files) == now else changes


def find_changes(tree: OutputTree, files: Mapping[str, str], ours: Mapping[str, str]) -> list[FileChange]:
    """Return how `tree` differs from `files`; other files in `ours` (an old manifest) should not exist."""
    found = [
        FileChange(path, tree.files.get(path), text)
        for path, text in files.items()
        if path not in tree.files or tree.files[path] != text.encode()
    ]
    stale = [
        FileChange(path, tree.files[path], None, is_private=manifest.sha256_hex(tree.files[path]) != written)
        for path, written in ours.items()
        if path in tree.files and path not in files
    ]
    return sorted(found + stale, key=lambda change: change.path)
