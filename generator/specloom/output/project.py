"""The files round a package: written one by one into a folder that holds much else of the user's.

Only the paths that we make, or once made, are looked at. `project_moves` moves files into their places, so that a run
which dies half-way is finished by the next one. Files that `user_owned` names are ours until the user changes
them: from then on they are the user's, and left alone, also where edits of other files are merged.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from specloom.base.path_below import checked_name
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
)
from specloom.output.write import OutputTarget, unusable_directory_error


@dataclass(frozen=True, slots=True)
class ProjectFiles:
    """The files round a package by relative posix path, their manifest included."""

    files: Mapping[str, str]
    user_owned: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What stands in the folder, and what of the surroundings concerns it."""

    tree: OutputTree
    files: Mapping[str, str]
    ours: Mapping[str, str]


def compare_project(target: OutputTarget, wanted: ProjectFiles) -> list[FileChange]:
    """Return how the folder differs from what should stand there.

    Raises:
        UserError: the manifest is damaged or something can't be read.
    """
    try:
        found = find_project_files(target.real_path, target.shown, wanted, force=False)
    except OSError as error:
        raise unusable_directory_error(target, error) from error
    return find_changes(found.tree, merge.keep_merged_files(found.tree, found.files, target.shown), found.ours)


def check_project(target: OutputTarget, wanted: ProjectFiles, *, force: bool, three_way: bool = False) -> None:
    """Refuse what `replace_project` would refuse, before anything is written.

    Raises:
        UserError: a file of the user stands in the way, a generated one was edited, or the manifest is damaged.
    """
    try:
        found = find_project_files(target.real_path, target.shown, wanted, force=force)
    except OSError as error:
        raise unusable_directory_error(target, error) from error
    merge_project_edits(found, target, force=force, three_way=three_way)


def merge_project_edits(found: FoundFiles, target: OutputTarget, *, force: bool, three_way: bool) -> Mapping[str, str]:
    """Return what is to be written: our files with merged edits.

    Raises:
        UserError: a file of the user stands in the way, or a generated one was edited and is not merged.
    """
    settled = merge.merge_edits(
        target.real_path, found.tree, found.files, found.ours, target.shown, force=force, merging=three_way
    )
    guard.check_ours(found.tree, settled.files, found.ours, target.shown, force=force, merged=settled.merged)
    return settled.files


@contextlib.contextmanager
def hold_project(target: OutputTarget) -> Generator[None]:
    """Hold the folder for the package and for what stands round it, so that both come from the same run.

    Raises:
        UserError: the folder can't be made, or another run holds it.
    """
    try:
        target.real_path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable_directory_error(target, error) from error
    with swap.hold_lock(target.real_path, target.shown):
        try:
            recover_moves(target.real_path, target.shown)  # half-moved files would pass for edits
        except OSError as error:
            raise unusable_directory_error(target, error) from error
        yield


def replace_project(
    target: OutputTarget, wanted: ProjectFiles, *, force: bool = False, three_way: bool = False
) -> list[FileChange]:
    """Write what should stand in the folder, take away what we made earlier and make no more; return what changed.

    The caller is `hold_project` the folder.

    Raises:
        UserError: as `check_project`, or the folder can't be written or is full.
    """
    try:
        target.real_path.mkdir(parents=True, exist_ok=True)
        return replace_held(target, target.real_path, wanted, force=force, three_way=three_way)
    except OSError as error:
        raise unusable_directory_error(target, error) from error


def replace_held(
    target: OutputTarget, folder: Path, wanted: ProjectFiles, *, force: bool, three_way: bool
) -> list[FileChange]:
    """Do the work of `replace_project`."""
    recover_moves(folder, target.shown)
    found = find_project_files(folder, target.shown, wanted, force=force)
    files = merge_project_edits(found, target, force=force, three_way=three_way)
    changed = find_changes(found.tree, files, found.ours)
    if changed:
        gone = {path: written for path, written in found.ours.items() if path not in files}
        stage_changes(folder, target.shown, changed, files[manifest.NAME], gone)
        finish_moves(folder, target.shown)
    return changed


def find_project_files(folder: Path, shown: str, wanted: ProjectFiles, *, force: bool) -> FoundFiles:
    """Return what stands at our paths, without the files that have become the user's."""
    tree = scan_paths(folder, {*wanted.files, *listed_names(folder)}, file_reader(wanted.files, shown))
    made = {path: text for path, text in wanted.files.items() if path not in wanted.user_owned}
    known = guard.owned_files(tree, made, shown, force=force) if manifest.NAME in tree.files else {}
    his = {path for path in wanted.user_owned if is_his(path, tree, wanted.files.get(path), known.get(path))}
    files = {path: text for path, text in wanted.files.items() if path not in his}
    return FoundFiles(tree, files, {path: digest for path, digest in known.items() if path not in his})


def is_his(path: str, tree: OutputTree, text: str | None, written: str | None) -> bool:
    """Has a file of ours become the user's? It has if it is neither what we would write nor what we wrote."""
    if path in tree.links or path in tree.folders:
        return True
    content = tree.files.get(path)
    wanted = None if text is None else text.encode()
    return content is not None and content != wanted and manifest.sha256_hex(content) != written


def scan_paths(folder: Path, paths: Collection[str], reader: OutputFileReader) -> OutputTree:
    """Return what stands at `paths` and at the folders that lead to them; nothing is looked at through a link.

    Raises:
        UserError: a path leads out of `folder`, or what stands there is no file or too large to be ours.
    """
    files: dict[str, bytes] = {}
    links: set[str] = set()
    folders: set[str] = {""}
    others: set[str] = set()
    for path in sorted({step for wanted in paths for step in path_and_parents(checked_name(wanted, reader.shown))}):
        if path.rpartition("/")[0] not in folders:
            continue
        place = f"{folder}/{path}"
        try:
            mode = os.lstat(place).st_mode
        except FileNotFoundError:
            continue
        if stat.S_ISLNK(mode):
            links.add(path)
        elif stat.S_ISDIR(mode):
            folders.add(path)
        elif not stat.S_ISREG(mode):
            raise special_file(f"{reader.shown}/{path}")
        elif path in paths:
            files[path] = reader.read(place, path)
        else:
            others.add(path)
    return OutputTree(files, frozenset(links), frozenset(folders - {""}), frozenset(others))


def path_and_parents(path: str) -> Iterator[str]:
    """Yield `path` and the folders that lead to it."""
    yield path
    yield from (str(parent) for parent in PurePosixPath(path).parents if parent.name)
