"""Writes the copies of fetched documents, and then the lock that names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from specloom.base.diagnostics import SourceLocation, user_error
from specloom.base.path_below import path_below
from specloom.output import swap
from specloom.output.write_below import fresh_directory, is_directory, move_below, remove_below, write_below

STAGING = ".specloom-update.new"
"""Holds the new files until all of them are on the disk; files of a killed run are removed by the next one."""


def remove_leftovers(directory: Path) -> None:
    """Remove the files of a killed run in `directory`.

    Raises:
        UserError: another run writes there (`output-busy`), or there is a link or file instead (`staging-foreign`).
    """
    if is_directory(directory / STAGING, str(directory / STAGING)):
        with swap.hold_lock(directory, str(directory)):
            swap.remove_directory(directory / STAGING)


def replace_copies(directory: Path, files: Mapping[str, bytes], gone: Iterable[str], lock: tuple[str, str]) -> None:
    """Write `files` (posix path -> content) below `directory`, then the lock (name and text), then remove `gone`.

    Each file is the old or the new one at any moment; the lock names no file that does not exist yet. No file is
    touched until all are known to fit on the disk. The caller holds the lock on the directory (`swap.hold_lock`).

    Raises:
        UserError: something can't be written (`file-unwritable`), a name leads outside or a path contains a link
            (`path-unsafe`), or something that is not ours is in the staging directory (`staging-foreign`).
    """
    try:
        _replace_files(directory, {**files, lock[0]: lock[1].encode()}, gone)
    except OSError as error:
        why = error.strerror or str(error)
        location = SourceLocation(str(error.filename or directory))
        hint = "free disk space, or make the directory writable"
        raise user_error(
            "file-unwritable", f"the file can't be written: {why}", location=location, hint=hint
        ) from error


def _replace_files(directory: Path, files: Mapping[str, bytes], gone: Iterable[str]) -> None:
    staging = directory / STAGING
    for path in files:
        path_below(directory, path)
    fresh_directory(staging, str(staging))
    try:
        for path, content in files.items():
            write_below(staging, path, content)
        swap.flush_to_disk(staging, [path for path in staging.rglob("*") if path.is_file()])
        for path in files:
            move_below(staging, directory, path)
        for path in gone:
            remove_below(directory, path)
    finally:
        swap.remove_directory(staging)
