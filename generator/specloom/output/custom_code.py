"""Counts the lines of generated files that were edited by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from specloom.output import guard, merge
from specloom.output.project import ProjectFiles, find_project_files
from specloom.output.tree import OutputTree, read_manifest, scan_directory
from specloom.output.write import OutputTarget, unusable_directory_error


def edited_package_lines(target: OutputTarget, files: Mapping[str, str]) -> dict[str, int]:
    """Return the edited lines of each file of the package at `target` that was edited; `files` are what we would write.

    Raises:
        UserError: the directory can't be read, or its manifest is damaged.
    """
    try:
        return edited_lines(target, scan_directory(target.real_path, files, target.shown), files)
    except OSError as error:
        raise unusable_directory_error(target, error) from error


def edited_project_lines(target: OutputTarget, wanted: ProjectFiles) -> dict[str, int]:
    """Return the same for the files around a package, without those that belong to the user.

    Raises:
        UserError: as `edited_package_lines`.
    """
    try:
        found = find_project_files(target.real_path, target.shown, wanted, force=False)
        return edited_lines(target, found.tree, found.files)
    except OSError as error:
        raise unusable_directory_error(target, error) from error


def edited_lines(target: OutputTarget, tree: OutputTree, files: Mapping[str, str]) -> dict[str, int]:
    """Return the edited lines of each file in `tree` that is neither what we wrote nor what we would write now.

    They are counted against the file as we wrote it, or if its text can't be found, as we would write it now.
    """
    found = read_manifest(tree, target.shown)
    ours = found.files if found is not None else dict[str, str]()
    counts: dict[str, int] = {}
    for path in guard.edited_files(tree, files, ours):
        if path in files:
            base = merge.base_of(target.real_path, tree, path, ours[path])
            content = tree.files[path].decode("utf-8", "replace")
            counts[path] = count_changed(files[path] if base is None else base, content)
    return counts


def count_changed(old: str, new: str) -> int:
    """Return how many lines differ between two texts that differ: those that only one has, of the one with more.

    So a line that was replaced counts once. Lines that only changed their order count as one.
    """
    before, after = Counter(old.splitlines()), Counter(new.splitlines())
    return max((before - after).total(), (after - before).total(), 1)
