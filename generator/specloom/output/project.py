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
from specloom.output.project_moves import finish, recover, stage
from specloom.output.tree import Change, FileReader, Tree, changes, file_reader, listed, special_file
from specloom.output.write import Target, unusable


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The files round a package by relative posix path, their manifest included."""

    files: Mapping[str, str]
    user_owned: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the folder, and what of the surroundings concerns it."""

    tree: Tree
    files: Mapping[str, str]
    ours: Mapping[str, str]


def compare(target: Target, wanted: Surroundings) -> list[Change]:
    """Return how the folder differs from what should stand there.

    Raises:
        UserError: the manifest is damaged or something can't be read.
    """
    try:
        found = examine(target.real, target.shown, wanted, force=False)
    except OSError as error:
        raise unusable(target, error) from error
    return changes(found.tree, merge.adopt(found.tree, found.files, target.shown), found.ours)


def check(target: Target, wanted: Surroundings, *, force: bool, three_way: bool = False) -> None:
    """Refuse what `replace` would refuse, before anything is written.

    Raises:
        UserError: a file of the user stands in the way, a generated one was edited, or the manifest is damaged.
    """
    try:
        found = examine(target.real, target.shown, wanted, force=force)
    except OSError as error:
        raise unusable(target, error) from error
    settle(found, target, force=force, three_way=three_way)


def settle(found: Found, target: Target, *, force: bool, three_way: bool) -> Mapping[str, str]:
    """Return what is to be written: our files with merged edits.

    Raises:
        UserError: a file of the user stands in the way, or a generated one was edited and is not merged.
    """
    settled = merge.settled(
        target.real, found.tree, found.files, found.ours, target.shown, force=force, merging=three_way
    )
    guard.check_ours(found.tree, settled.files, found.ours, target.shown, force=force, merged=settled.merged)
    return settled.files


@contextlib.contextmanager
def holding(target: Target) -> Generator[None]:
    """Hold the folder for the package and for what stands round it, so that both come from the same run.

    Raises:
        UserError: the folder can't be made, or another run holds it.
    """
    try:
        target.real.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(target, error) from error
    with swap.held(target.real, target.shown):
        try:
            recover(target.real, target.shown)  # half-moved files would pass for edits
        except OSError as error:
            raise unusable(target, error) from error
        yield


def replace(target: Target, wanted: Surroundings, *, force: bool = False, three_way: bool = False) -> list[Change]:
    """Write what should stand in the folder, take away what we made earlier and make no more; return what changed.

    The caller is `holding` the folder.

    Raises:
        UserError: as `check`, or the folder can't be written or is full.
    """
    try:
        target.real.mkdir(parents=True, exist_ok=True)
        return replace_held(target, target.real, wanted, force=force, three_way=three_way)
    except OSError as error:
        raise unusable(target, error) from error


def replace_held(target: Target, folder: Path, wanted: Surroundings, *, force: bool, three_way: bool) -> list[Change]:
    """Do the work of `replace`."""
    recover(folder, target.shown)
    found = examine(folder, target.shown, wanted, force=force)
    files = settle(found, target, force=force, three_way=three_way)
    changed = changes(found.tree, files, found.ours)
    if changed:
        gone = {path: written for path, written in found.ours.items() if path not in files}
        stage(folder, target.shown, changed, files[manifest.NAME], gone)
        finish(folder, target.shown)
    return changed


def examine(folder: Path, shown: str, wanted: Surroundings, *, force: bool) -> Found:
    """Return what stands at our paths, without the files that have become the user's."""
    tree = look(folder, {*wanted.files, *listed(folder)}, file_reader(wanted.files, shown))
    made = {path: text for path, text in wanted.files.items() if path not in wanted.user_owned}
    known = guard.owned(tree, made, shown, force=force) if manifest.NAME in tree.files else {}
    his = {path for path in wanted.user_owned if is_his(path, tree, wanted.files.get(path), known.get(path))}
    files = {path: text for path, text in wanted.files.items() if path not in his}
    return Found(tree, files, {path: digest for path, digest in known.items() if path not in his})


def is_his(path: str, tree: Tree, text: str | None, written: str | None) -> bool:
    """Has a file of ours become the user's? It has if it is neither what we would write nor what we wrote."""
    if path in tree.links or path in tree.folders:
        return True
    content = tree.files.get(path)
    wanted = None if text is None else text.encode()
    return content is not None and content != wanted and manifest.digest(content) != written


def look(folder: Path, paths: Collection[str], reader: FileReader) -> Tree:
    """Return what stands at `paths` and at the folders that lead to them; nothing is looked at through a link.

    Raises:
        UserError: a path leads out of `folder`, or what stands there is no file or too large to be ours.
    """
    files: dict[str, bytes] = {}
    links: set[str] = set()
    folders: set[str] = {""}
    others: set[str] = set()
    for path in sorted({step for wanted in paths for step in steps(checked_name(wanted, reader.shown))}):
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
    return Tree(files, frozenset(links), frozenset(folders - {""}), frozenset(others))


def steps(path: str) -> Iterator[str]:
    """Yield `path` and the folders that lead to it."""
    yield path
    yield from (str(parent) for parent in PurePosixPath(path).parents if parent.name)
