"""Writes the project files around a package one by one, into a directory with many files of the user.

Only paths that we make, or once made, are looked at. `project_moves` moves the files, so that the next run finishes a
killed one. Files that `user_owned` names are ours until the user changes them: from then on they belong to the user and
are left alone, even if edits of other files are merged.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Collection, Generator, Iterator, Mapping
from pathlib import Path, PurePosixPath

from specloom.base.path_below import checked_name
from specloom.base.records import dataclass
from specloom.output import guard, manifest, merge, swap
from specloom.output.project_moves import finish_moves, recover_moves, stage_changes
from specloom.output.tree import (
    FileChange,
    OutputFileReader,
    OutputTree,
    file_reader,
    find_changes,
    listed_names,
    special_file,
    without_old_digests,
)
from specloom.output.write import OutputTarget, unusable_directory_error


@dataclass(frozen=True, slots=True)
class ProjectFiles:
    """The project files around a package by relative posix path, including their manifest."""

    files: Mapping[str, str]
    user_owned: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What is in the directory at our paths, and what is relevant around it."""

    tree: OutputTree
    files: Mapping[str, str]
    ours: Mapping[str, str]


def compare_project(target: OutputTarget, wanted: ProjectFiles) -> list[FileChange]:
    """Return how the directory differs from the expected files.

    Raises:
        UserError: the manifest is damaged or something can't be read.
    """
    try:
        found = find_project_files(target.real_path, target.shown, wanted, force=False)
    except OSError as error:
        raise unusable_directory_error(target, error) from error
    files = merge.keep_merged_files(found.tree, found.files, target.shown)
    return without_old_digests(found.tree, files, find_changes(found.tree, files, found.ours))


def check_project(target: OutputTarget, wanted: ProjectFiles, *, force: bool, three_way: bool = False) -> None:
    """Refuse what `replace_project` would refuse, before anything is written.

    Raises:
        UserError: a file of the user is in the way, a generated one was edited, or the manifest is damaged.
    """
    try:
        found = find_project_files(target.real_path, target.shown, wanted, force=force)
    except OSError as error:
        raise unusable_directory_error(target, error) from error
    merge_project_edits(found, target, force=force, three_way=three_way)


def merge_project_edits(found: FoundFiles, target: OutputTarget, *, force: bool, three_way: bool) -> Mapping[str, str]:
    """Return the files to write: ours, with merged edits.

    Raises:
        UserError: a file of the user is in the way, or a generated one was edited and is not merged.
    """
    settled = merge.merge_edits(
        target.real_path, found.tree, found.files, found.ours, target.shown, force=force, merging=three_way
    )
    guard.check_ours(found.tree, settled.files, found.ours, target.shown, force=force, merged=settled.merged)
    return settled.files


@contextlib.contextmanager
def hold_project(target: OutputTarget) -> Generator[None]:
    """Lock the directory for the package and its project files, so that both come from the same run.

    Raises:
        UserError: the directory can't be made, or another run holds it.
    """
    try:
        target.real_path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable_directory_error(target, error) from error
    with swap.hold_lock(target.real_path, target.shown):
        try:
            recover_moves(target.real_path, target.shown)  # half-moved files would count as edits
        except OSError as error:
            raise unusable_directory_error(target, error) from error
        yield


def replace_project(
    target: OutputTarget, wanted: ProjectFiles, *, force: bool = False, three_way: bool = False
) -> list[FileChange]:
    """Write the expected files, remove those that we made earlier and no longer make; return the changes.

    The caller holds the directory with `hold_project`.

    Raises:
        UserError: as `check_project`, or the directory can't be written or is full.
    """
    try:
        target.real_path.mkdir(parents=True, exist_ok=True)
        return replace_held(target, target.real_path, wanted, force=force, three_way=three_way)
    except OSError as error:
        raise unusable_directory_error(target, error) from error


def replace_held(
    target: OutputTarget, directory: Path, wanted: ProjectFiles, *, force: bool, three_way: bool
) -> list[FileChange]:
    """Do the work of `replace_project` while the lock is held."""
    recover_moves(directory, target.shown)
    found = find_project_files(directory, target.shown, wanted, force=force)
    files = merge_project_edits(found, target, force=force, three_way=three_way)
    changed = find_changes(found.tree, files, found.ours)
    if changed:
        gone = {path: written for path, written in found.ours.items() if path not in files}
        stage_changes(directory, target.shown, changed, files[manifest.NAME], gone)
        finish_moves(directory, target.shown)
    return changed


def find_project_files(directory: Path, shown: str, wanted: ProjectFiles, *, force: bool) -> FoundFiles:
    """Return the files at our paths, without those that belong to the user by now."""
    tree = scan_paths(directory, {*wanted.files, *listed_names(directory)}, file_reader(wanted.files, shown))
    made = {path: text for path, text in wanted.files.items() if path not in wanted.user_owned}
    known = guard.owned_files(tree, made, shown, force=force) if manifest.NAME in tree.files else {}
    his = {path for path in wanted.user_owned if is_his(path, tree, wanted.files.get(path), known.get(path))}
    files = {path: text for path, text in wanted.files.items() if path not in his}
    return FoundFiles(tree, files, {path: digest for path, digest in known.items() if path not in his})


def is_his(path: str, tree: OutputTree, text: str | None, written: str | None) -> bool:
    """Whether a file of ours belongs to the user by now: it is neither what we would write nor what we wrote."""
    if path in tree.links or path in tree.directories:
        return True
    content = tree.files.get(path)
    wanted = None if text is None else text.encode()
    return content is not None and content != wanted and manifest.sha256_hex(content) != written


def scan_paths(directory: Path, paths: Collection[str], reader: OutputFileReader) -> OutputTree:
    """Return the files at `paths` and the directories above them; links are not followed.

    Raises:
        UserError: a path is outside `directory`, or is not a regular file, or is too large to be ours.
    """
    files: dict[str, bytes] = {}
    links: set[str] = set()
    directories: set[str] = {""}
    others: set[str] = set()
    for path in sorted({step for wanted in paths for step in path_and_parents(checked_name(wanted, reader.shown))}):
        if path.rpartition("/")[0] not in directories:
            continue
        location = f"{directory}/{path}"
        try:
            mode = os.lstat(location).st_mode
        except FileNotFoundError:
            continue
        if stat.S_ISLNK(mode):
            links.add(path)
        elif stat.S_ISDIR(mode):
            directories.add(path)
        elif not stat.S_ISREG(mode):
            raise special_file(f"{reader.shown}/{path}")
        elif path in paths:
            files[path] = reader.read(location, path)
        else:
            others.add(path)
    return OutputTree(files, frozenset(links), frozenset(directories - {""}), frozenset(others))


def path_and_parents(path: str) -> Iterator[str]:
    """Yield `path` and the directories above it."""
    yield path
    yield from (str(parent) for parent in PurePosixPath(path).parents if parent.name)
