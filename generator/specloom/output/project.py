"""The files round a package: written one by one into a folder that holds much else of the user's.

Only the paths that we make, or once made, are looked at. The new files are put together in a hidden folder first; once
that is complete, a run that dies half-way is finished by the next one. Files that `user_owned` names are ours until the
user changes them: from then on they are his, and left alone, also where edits of other files are merged.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from specloom.output import guard, manifest, merge, swap
from specloom.output.tree import Change, Tree, changes, read_manifest
from specloom.output.write import Target, unusable

NEW = ".specloom-project.new"
READY = ".specloom-project.ready"


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
            if (target.real / READY).is_dir():  # half-moved files would pass for edits
                finish(target.real, target.shown)
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
    if (folder / READY).is_dir():
        finish(folder, target.shown)
    swap.discard(folder / NEW)
    found = examine(folder, target.shown, wanted, force=force)
    files = settle(found, target, force=force, three_way=three_way)
    changed = changes(found.tree, files, found.ours)
    if changed:
        stage(folder, changed, files[manifest.NAME])
        finish(folder, target.shown)
    return changed


def examine(folder: Path, shown: str, wanted: Surroundings, *, force: bool) -> Found:
    """Return what stands at our paths, without the files that have become the user's."""
    first = look(folder, [manifest.NAME])
    known = guard.owned(first, {}, shown, force=force) if manifest.NAME in first.files else {}
    tree = look(folder, [*wanted.files, *known])
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


def look(folder: Path, paths: Collection[str]) -> Tree:
    """Return what stands at `paths` and at the folders that lead to them; links are not followed."""
    files: dict[str, bytes] = {}
    links: set[str] = set()
    folders: set[str] = set()
    for path in {step for wanted in paths for step in steps(wanted)}:
        place = folder / path
        if place.is_symlink():
            links.add(path)
        elif place.is_dir():
            folders.add(path)
        elif place.is_file():
            files[path] = place.read_bytes()
    return Tree(files, frozenset(links), frozenset(folders))


def steps(path: str) -> Iterator[str]:
    """Yield `path` and the folders that lead to it."""
    yield path
    yield from (str(parent) for parent in PurePosixPath(path).parents if parent.name)


def stage(folder: Path, changed: Collection[Change], manifest_text: str) -> None:
    """Put the changed files together aside; when they are complete, their folder is called `READY`."""
    staging = folder / NEW
    try:
        staging.mkdir()
        for change in changed:
            if change.new is not None:
                place = staging / change.path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(change.new)
        (staging / manifest.NAME).write_text(manifest_text, encoding="utf-8")
        swap.flush(staging, [path for path in staging.rglob("*") if path.is_file()])
        os.rename(staging, folder / READY)
    except BaseException:
        swap.discard(staging)
        raise


def finish(folder: Path, shown: str) -> None:
    """Move the files of a complete stage into their places, the manifest last, after what goes away has gone."""
    ready = folder / READY
    moved = sorted(path.relative_to(ready).as_posix() for path in ready.rglob("*") if path.is_file())
    if manifest.NAME not in moved:  # died after the last move
        swap.discard(ready)
        return
    for path in moved:
        if path != manifest.NAME:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(ready / path, folder / path)
    remove_stale(folder, shown, manifest.parse((ready / manifest.NAME).read_bytes(), f"{shown}/{manifest.NAME}"))
    os.replace(ready / manifest.NAME, folder / manifest.NAME)
    swap.discard(ready)


def remove_stale(folder: Path, shown: str, new: manifest.Manifest) -> None:
    """Remove the unedited files of the old manifest that `new` does not list, and folders that are empty then."""
    old = read_manifest(look(folder, [manifest.NAME]), shown)
    for path, written in old.files.items() if old is not None else ():
        place = folder / path
        if path in new.files or place.is_symlink() or not place.is_file():
            continue
        if manifest.digest(place.read_bytes()) == written:
            place.unlink()
            for parent in PurePosixPath(path).parents:
                with contextlib.suppress(OSError):
                    (folder / parent).rmdir() if parent.name else None
