"""Writes a package directory as a whole, or not at all. Nothing else writes packages."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path

from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.path_below import path_below
from specloom.base.records import dataclass
from specloom.output import guard, merge, swap
from specloom.output.tree import FileChange, OutputTree, find_changes, scan_directory, without_old_digests
from specloom.output.write_below import fresh_directory, write_below

SYSTEM_LINKS = ("/dev/", "/proc/")
"""Directories of the system's own links, such as /dev/stdout."""


@dataclass(frozen=True, slots=True)
class OutputTarget:
    """A package directory; `shown` is its path for the user.

    `roots` are the directories that no link may leave, none if the user named the directory itself.
    """

    directory: Path
    shown: str
    roots: tuple[Path, ...] = ()

    @property
    def real_path(self) -> Path:
        """The directory itself if `directory` is a link to it.

        Raises:
            UserError: a link leads out of `roots` (`output-link`).
        """
        real = Path(os.path.realpath(self.directory))
        if self.roots and not any(real.is_relative_to(os.path.realpath(root)) for root in self.roots):
            message = f"a link leads to {real}, outside {self.roots[-1]}, where specloom does not read or write"
            hint = "remove the link, or if it is yours, pass its target with -o"
            raise user_error("output-link", message, location=SourceLocation(self.shown), hint=hint)
        return real


def compare_package(target: OutputTarget, files: Mapping[str, str]) -> list[FileChange]:
    """Return how the directory on disk differs from `files`, which include the manifest. Files of the user are ignored.

    Raises:
        UserError: the directory is not ours or can't be read.
    """
    try:
        if target.real_path.parent.is_dir():
            recover_package(target)
        tree = scan_directory(target.real_path, files, target.shown)
    except OSError as error:
        raise unusable_directory_error(target, error) from error
    ours = guard.owned_files(tree, files, target.shown, force=False)
    wanted = merge.keep_merged_files(tree, files, target.shown)
    return without_old_digests(tree, wanted, find_changes(tree, wanted, ours))


def recover_package(target: OutputTarget) -> None:
    """Finish the work of a run that was killed in the middle of a swap."""
    if os.path.lexists(swap.aside_path(target.real_path)):
        with swap.lock_directory(target.real_path.parent):
            swap.recover_swap(target.real_path, target.shown)


def replace_package(
    target: OutputTarget, files: Mapping[str, str], *, force: bool = False, three_way: bool = False
) -> list[FileChange]:
    """Write `files` (relative posix path -> text) to the directory, keep the user's additions; return the changes.

    `force` discards edits of generated files, `three_way` merges them.

    The new directory is prepared beside the old one and swapped in at the end: whatever happens, the result is the
    old or the new one. Unchanged files keep their inodes and times; if nothing changed, nothing is touched.

    Raises:
        UserError: the directory is not ours, holds edits, can't be written, is full, or another run holds it.
    """
    try:
        target.real_path.parent.mkdir(parents=True, exist_ok=True)
        with swap.hold_lock(target.real_path.parent, target.shown):
            return replace_locked(target, files, force=force, three_way=three_way)
    except OSError as error:
        raise unusable_directory_error(target, error) from error


def replace_locked(target: OutputTarget, files: Mapping[str, str], *, force: bool, three_way: bool) -> list[FileChange]:
    """Do the work of `replace_package` while the lock is held."""
    directory = target.real_path
    swap.recover_swap(directory, target.shown)
    tree = scan_directory(directory, files, target.shown)
    ours = guard.owned_files(tree, files, target.shown, force=force)
    settled = merge.merge_edits(directory, tree, files, ours, target.shown, force=force, merging=three_way)
    files = settled.files
    guard.check_ours(tree, files, ours, target.shown, force=force, merged=settled.merged)
    found = find_changes(tree, files, ours)
    if not found and directory.is_dir():
        return found
    staging = swap.staging_path(directory)
    try:
        written = stage_package(staging, directory, tree, files, ours)
        swap.flush_to_disk(staging, written)
        swap.swap_directories(staging, directory)
    except BaseException:
        swap.remove_directory(staging)
        raise
    return found


def stage_package(
    staging: Path, directory: Path, tree: OutputTree, files: Mapping[str, str], ours: Mapping[str, str]
) -> list[Path]:
    """Prepare the new directory in `staging`: our files, and everything of the user; return the new paths in it."""
    fresh_directory(staging, str(staging))
    keep_mode(directory, staging)
    made = {""}
    written: list[Path] = []
    for path, text in files.items():
        content = text.encode()
        location = path_below(staging, path)
        make_room(staging, directory, path, made)
        if path not in tree.links and tree.files.get(path) == content:
            link_or_copy(f"{directory}/{path}", f"{staging}/{path}")
        else:
            location.write_bytes(content)
            keep_mode(directory / path, location)
            written.append(location)
    kept = [path for path in (*tree.files, *tree.links, *tree.others) if path not in files and path not in ours]
    for path in kept:
        make_room(staging, directory, path, made)
        link_or_copy(f"{directory}/{path}", f"{staging}/{path}")
    for path in empty_directories(tree):
        make_room(staging, directory, path + "/.", made)
    return written


def make_room(staging: Path, directory: Path, path: str, made: set[str]) -> None:
    """Make the parent directories of `path` in `staging` with their old modes; `made` are those that exist already."""
    parent = path.rpartition("/")[0]
    if parent not in made:
        make_room(staging, directory, parent, made)
        os.mkdir(f"{staging}/{parent}")
        keep_mode(f"{directory}/{parent}", f"{staging}/{parent}")
        made.add(parent)


def keep_mode(old: str | Path, new: str | Path) -> None:
    """Give `new` the permissions of `old`, if that exists and is not a link."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        mode = os.lstat(old).st_mode
        if not stat.S_ISLNK(mode):
            os.chmod(new, stat.S_IMODE(mode))


def link_or_copy(old: str, new: str) -> None:
    """Keep a file or link: as a hard link to the same file, or otherwise as a copy."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


def empty_directories(tree: OutputTree) -> list[str]:
    """Return the empty directories: they belong to the user, since we make none."""
    full: set[str] = set()
    for path in (*tree.files, *tree.links, *tree.directories, *tree.others):
        parent = path.rpartition("/")[0]
        while parent and parent not in full:
            full.add(parent)
            parent = parent.rpartition("/")[0]
    return sorted(tree.directories - full)


def unusable_directory_error(target: OutputTarget, error: OSError) -> UserError:
    """Return the error for a directory that can't be read or written; its content is untouched."""
    directories = (target.directory, *target.directory.parents)
    blocked = next((each for each in directories if os.path.lexists(each)), target.directory)
    if isinstance(error, (FileExistsError, NotADirectoryError)) and not blocked.is_dir():
        message = "this is a file, not a directory"
        hint = "move it away, or choose the parent directory of the package with -o"
        return user_error("output-unwritable", message, location=SourceLocation(blocked.as_posix()), hint=hint)
    why = error.strerror or str(error)
    hint = "nothing was changed; free disk space or make it writable, or choose another directory with -o"
    return user_error(
        "output-unwritable", f"the output can't be written: {why}", location=SourceLocation(target.shown), hint=hint
    )


def write_new(path: Path, text: str, *, force: bool) -> None:
    """Write a file for the user, whole or not at all; an existing one is kept unless `force`.

    Raises:
        UserError: it exists (`file-exists`), or can't be written (`file-unwritable`).
    """
    if not force and os.path.lexists(path):
        hint = "give another path with -o, or overwrite it with --force"
        raise user_error("file-exists", "the file exists already", location=SourceLocation(str(path)), hint=hint)
    aside = path.with_name(f".{path.name}.specloom")
    try:
        aside.unlink(missing_ok=True)  # left by a killed run; if it is a link, its target stays
        write_below(aside.parent, aside.name, text.encode())
        aside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise unwritable_file_error(path, error) from error


def write_text(path: Path, text: str) -> None:
    """Write a file that is not part of a package, such as a report, or write to a device or pipe of the user.

    Raises:
        UserError: it can't be written, or is a link to a file (`file-unwritable`).
    """
    try:
        is_link = path.is_symlink() and (path.is_file() or not path.exists())
        if is_link and not os.path.abspath(path).startswith(SYSTEM_LINKS):
            raise OSError(errno.ELOOP, "it is a link, which may have come with a repository; pass the file itself")
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable_file_error(path, error) from error


def unwritable_file_error(path: Path, error: OSError) -> UserError:
    """Return the error for a file that can't be written."""
    why = error.strerror or str(error)
    hint = "give a path in an existing, writable directory"
    return user_error(
        "file-unwritable", f"the file can't be written: {why}", location=SourceLocation(str(path)), hint=hint
    )
