"""Checks before a package directory is replaced: nothing of the user's may be lost or overwritten."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from specloom.base.diagnostics import Diagnostics, SourceLocation, UserError, user_error
from specloom.output import manifest
from specloom.output.tree import OutputTree, read_manifest


def owned_files(tree: OutputTree, files: Mapping[str, str], shown: str, *, force: bool) -> dict[str, str]:
    """Return the files of `tree` that are ours with their expected digests, including the manifest.

    Raises:
        UserError: the directory has content but no manifest (`output-foreign`), or a damaged one (unless `force`).
    """
    try:
        found = read_manifest(tree, shown)
    except UserError:
        if not force:
            raise
        return {path: manifest.sha256_hex(tree.files[path]) for path in files if path in tree.files}
    if found is not None:
        check_kind(found, files, shown)
        own = tree.files[manifest.NAME]
        return {**found.files, manifest.NAME: manifest.sha256_hex(own)}
    if not tree.is_empty:
        count = len(tree.files) + len(tree.links) + len(tree.others)
        message = f"the directory has content ({count} files) but no {manifest.NAME}, so specloom does not replace it"
        hint = "choose another directory with -o or another name with --package, or move the content away"
        raise user_error("output-foreign", message, location=SourceLocation(shown), hint=hint)
    return {}


def check_kind(found: manifest.Manifest, files: Mapping[str, str], shown: str) -> None:
    """Check that a directory holds what is written to it: a reference site does not replace a package.

    Raises:
        UserError: it holds the other (`output-kind`).
    """
    wanted = manifest.parse_manifest(files[manifest.NAME].encode(), shown).kind
    if wanted != found.kind:
        message = f"this directory holds a generated {found.kind}, and this run would replace it by a {wanted}"
        raise user_error(
            "output-kind", message, location=SourceLocation(shown), hint="choose another directory with -o"
        )


def check_ours(
    tree: OutputTree,
    files: Mapping[str, str],
    ours: Mapping[str, str],
    shown: str,
    *,
    force: bool,
    merged: Collection[str] = (),
) -> None:
    """Refuse to overwrite what the user made or changed.

    `force` discards edits of generated files, nothing else; edits of the files in `merged` are part of the new content.

    Raises:
        UserError: every file in the way (`output-conflict`) and every edited file (`output-edited`).
    """
    problems = Diagnostics()
    for path in in_the_way(tree, files, ours):
        hint = "move or rename it: specloom would write this file, and never overwrites files that it did not make"
        problems.error(
            "output-conflict",
            "the file was not made by specloom",
            location=SourceLocation(f"{shown}/{path}"),
            hint=hint,
        )
    for path in () if force else (each for each in edited_files(tree, files, ours) if each not in merged):
        hint = "undo the edit, move it to another file, merge it with --three-way, or discard it with --force"
        problems.error(
            "output-edited",
            "the file was edited by hand since it was generated",
            location=SourceLocation(f"{shown}/{path}"),
            hint=hint,
        )
    problems.raise_errors()


def in_the_way(tree: OutputTree, files: Mapping[str, str], ours: Mapping[str, str]) -> Iterator[str]:
    """Yield the user's paths at which, or below which, we would write a file."""
    seen: set[str] = set()
    theirs = tree.links | tree.others
    parents = {path.rpartition("/")[0] for path in files}
    blocked = {parent: _blocking_parent(parent, theirs, tree.files, ours) for parent in parents}
    for path, text in sorted(files.items()):
        foreign = path in tree.others or (path not in ours and tree.files.get(path, text.encode()) != text.encode())
        at = path if foreign or path in tree.links or path in tree.directories else blocked[path.rpartition("/")[0]]
        if at is not None and at not in seen:
            seen.add(at)
            yield at


def _blocking_parent(
    directory: str, theirs: Collection[str], files: Collection[str], ours: Collection[str]
) -> str | None:
    """Return the nearest of a directory and its parents that is a link, or a file of the user."""
    while directory and directory not in theirs and (directory not in files or directory in ours):
        directory = directory.rpartition("/")[0]
    return directory or None


def edited_files(tree: OutputTree, files: Mapping[str, str], ours: Mapping[str, str]) -> Iterator[str]:
    """Yield our files whose content is neither what we wrote nor what we would write now."""
    for path, expected in sorted(ours.items()):
        content = tree.files.get(path)
        if content is None or manifest.sha256_hex(content) == expected:
            continue
        text = files.get(path)
        if text is None or text.encode() != content:
            yield path
