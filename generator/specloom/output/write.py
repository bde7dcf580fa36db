"""The only writer of the project: it replaces a package folder as a whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.path_below import path_below
from specloom.output import guard, merge, swap
from specloom.output.tree import FileChange, OutputTree, find_changes, scan_directory
from specloom.output.write_below import fresh_directory, write_below

SYSTEM_LINKS = ("/dev/", "/proc/")
"""Where links are the system's own, such as /dev/stdout."""


@dataclass(frozen=True, slots=True)
class OutputTarget:
    """A package folder; `shown` is its path for the user.

    `roots` are the folders out of which no link leads, none where the user has named the folder itself.
    """

    folder: Path
    shown: str
    roots: tuple[Path, ...] = ()

    @property
    def real_path(self) -> Path:
        """The folder itself where `folder` is a link to it.

        Raises:
            UserError: a link leads out of `roots` (`output-link`).
        """
        real = Path(os.path.realpath(self.folder))
        if self.roots and not any(real.is_relative_to(os.path.realpath(root)) for root in self.roots):
            message = f"a link leads from here to {real}, out of {self.roots[-1]}: nothing is read or written there"
            hint = "remove the link; or if it is yours, name the folder itself with -o"
            raise user_error("output-link", message, place=SourceLocation(self.shown), hint=hint)
        return real


def compare_package(target: OutputTarget, files: Mapping[str, str]) -> list[FileChange]:
    """Return how the folder on disk differs from `files`, which hold the manifest too. Files of the user are ignored.

    Raises:
        UserError: the folder is not ours or can't be read.
    """
    try:
        if target.real_path.parent.is_dir():
            recover_package(target)
        tree = scan_directory(target.real_path, files, target.shown)
    except OSError as error:
        raise unusable_directory_error(target, error) from error
    ours = guard.owned_files(tree, files, target.shown, force=False)
    return find_changes(tree, merge.keep_merged_files(tree, files, target.shown), ours)


def recover_package(target: OutputTarget) -> None:
    """Finish what a run that was killed in the middle of a swap has left undone."""
    if os.path.lexists(swap.aside_path(target.real_path)):
        with swap.lock_directory(target.real_path.parent):
            swap.recover_swap(target.real_path, target.shown)


def replace_package(
    target: OutputTarget, files: Mapping[str, str], *, force: bool = False, three_way: bool = False
) -> list[FileChange]:
    """Make the folder hold `files` (relative posix path -> text) and what the user added; return what changed.

    `force` gives up edits of generated files, `three_way` merges them.

    The new folder is put together beside the old one and swapped in at the end: whatever happens, the folder is the
    old or the new one. Unchanged files keep their inodes and times; if nothing changed, nothing is touched.

    Raises:
        UserError: the folder is not ours, holds edits, can't be written, is full, or another run holds it.
    """
    try:
        target.real_path.parent.mkdir(parents=True, exist_ok=True)
        with swap.hold_lock(target.real_path.parent, target.shown):
            return replace_locked(target, files, force=force, three_way=three_way)
    except OSError as error:
        raise unusable_directory_error(target, error) from error


def replace_locked(target: OutputTarget, files: Mapping[str, str], *, force: bool, three_way: bool) -> list[FileChange]:
    """Do the work of `replace_package` while the lock is held."""
    folder = target.real_path
    swap.recover_swap(folder, target.shown)
    tree = scan_directory(folder, files, target.shown)
    ours = guard.owned_files(tree, files, target.shown, force=force)
    settled = merge.merge_edits(folder, tree, files, ours, target.shown, force=force, merging=three_way)
    files = settled.files
    guard.check_ours(tree, files, ours, target.shown, force=force, merged=settled.merged)
    found = find_changes(tree, files, ours)
    if not found and folder.is_dir():
        return found
    staging = swap.staging_path(folder)
    try:
        written = stage_package(staging, folder, tree, files, ours)
        swap.flush_to_disk(staging, written)
        swap.swap_directories(staging, folder)
    except BaseException:
        swap.remove_directory(staging)
        raise
    return found


def stage_package(
    staging: Path, folder: Path, tree: OutputTree, files: Mapping[str, str], ours: Mapping[str, str]
) -> list[Path]:
    """Put the new folder together in `staging`: our files, and everything of the user's; return what is new in it."""
    fresh_directory(staging, str(staging))
    keep_mode(folder, staging)
    made = {""}
    written: list[Path] = []
    for path, text in files.items():
        content = text.encode()
        place = path_below(staging, path)
        make_room(staging, folder, path, made)
        if path not in tree.links and tree.files.get(path) == content:
            link_or_copy(f"{folder}/{path}", f"{staging}/{path}")
        else:
            place.write_bytes(content)
            keep_mode(folder / path, place)
            written.append(place)
    kept = [path for path in (*tree.files, *tree.links, *tree.others) if path not in files and path not in ours]
    for path in kept:
        make_room(staging, folder, path, made)
        link_or_copy(f"{folder}/{path}", f"{staging}/{path}")
    for path in empty_folders(tree):
        make_room(staging, folder, path + "/.", made)
    return written


def make_room(staging: Path, folder: Path, path: str, made: set[str]) -> None:
    """Make the parent folders of `path` in `staging` with the modes that they had; `made` knows those made before."""
    parent = path.rpartition("/")[0]
    if parent not in made:
        make_room(staging, folder, parent, made)
        os.mkdir(f"{staging}/{parent}")
        keep_mode(f"{folder}/{parent}", f"{staging}/{parent}")
        made.add(parent)


def keep_mode(old: str | Path, new: str | Path) -> None:
    """Give `new` the permissions of `old`, if that is there and no link."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        mode = os.lstat(old).st_mode
        if not stat.S_ISLNK(mode):
            os.chmod(new, stat.S_IMODE(mode))


def link_or_copy(old: str, new: str) -> None:
    """Take a file or link over as it is: as a second name of the same file, or where that can't be, as a copy."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


def empty_folders(tree: OutputTree) -> list[str]:
    """Return the folders that held nothing: they are the user's, since we make none such."""
    full: set[str] = set()
    for path in (*tree.files, *tree.links, *tree.folders, *tree.others):
        parent = path.rpartition("/")[0]
        while parent and parent not in full:
            full.add(parent)
            parent = parent.rpartition("/")[0]
    return sorted(tree.folders - full)


def unusable_directory_error(target: OutputTarget, error: OSError) -> UserError:
    """Return the error for a folder that can't be read or written; what was there before is untouched."""
    folders = (target.folder, *target.folder.parents)
    blocked = next((each for each in folders if os.path.lexists(each)), target.folder)
    if isinstance(error, (FileExistsError, NotADirectoryError)) and not blocked.is_dir():
        message = "this is a file, where a folder has to be"
        hint = "move it away, or choose with -o the folder that receives the package folder"
        return user_error("output-unwritable", message, place=SourceLocation(blocked.as_posix()), hint=hint)
    why = error.strerror or str(error)
    hint = "nothing was changed; make room or give the rights and run again, or choose another folder with -o"
    return user_error(
        "output-unwritable", f"the output can't be written: {why}", place=SourceLocation(target.shown), hint=hint
    )


def write_new(path: Path, text: str, *, force: bool) -> None:
    """Write a file of the user's, whole or not at all; one that is there is left alone unless `force`.

    Raises:
        UserError: it is there (`file-exists`), or can't be written (`file-unwritable`).
    """
    if not force and os.path.lexists(path):
        hint = "give another path with -o, or overwrite it with --force"
        raise user_error("file-exists", "there is such a file already", place=SourceLocation(str(path)), hint=hint)
    aside = path.with_name(f".{path.name}.specloom")
    try:
        aside.unlink(missing_ok=True)  # left by a run that was killed; if it is a link, what it leads to stays
        write_below(aside.parent, aside.name, text.encode())
        aside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise unwritable_file_error(path, error) from error


def write_text(path: Path, text: str) -> None:
    """Write a file that is not part of a package, such as a report, or to a device or pipe that the user has named.

    Raises:
        UserError: it can't be written, or is a link to a file (`file-unwritable`).
    """
    try:
        is_link = path.is_symlink() and (path.is_file() or not path.exists())
        if is_link and not os.path.abspath(path).startswith(SYSTEM_LINKS):
            raise OSError(errno.ELOOP, "it is a link, which may have come with a repository; name the file itself")
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable_file_error(path, error) from error


def unwritable_file_error(path: Path, error: OSError) -> UserError:
    """Return the error for a file that can't be written."""
    why = error.strerror or str(error)
    hint = "give a path in a folder that exists and that you may write to"
    return user_error("file-unwritable", f"can't be written: {why}", place=SourceLocation(str(path)), hint=hint)
