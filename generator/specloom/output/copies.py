"""Writes the copies of fetched descriptions and the file that names them, the latter last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from specloom.base.diagnostics import SourceLocation, user_error
from specloom.base.path_below import path_below
from specloom.output import swap
from specloom.output.write_below import fresh_directory, is_directory, move_below, remove_below, write_below

STAGING = ".specloom-update.new"
"""Holds the new files until all of them are on the disk; what a dead run has left there, the next one removes."""


def remove_leftovers(folder: Path) -> None:
    """Remove what a run that died has left in `folder`.

    Raises:
        UserError: another run writes there (`output-busy`), or a link or file stands in that place (`staging-foreign`).
    """
    if is_directory(folder / STAGING, str(folder / STAGING)):
        with swap.hold_lock(folder, str(folder)):
            swap.remove_directory(folder / STAGING)


def replace_copies(folder: Path, files: Mapping[str, bytes], gone: Iterable[str], lock: tuple[str, str]) -> None:
    """Write `files` (relative posix path -> content) below `folder`, then the lock (name and text), then remove `gone`.

    Each file is the old or the new one at any moment; the lock says nothing that is not there yet. Until all are
    known to fit on the disk, none is touched. The caller is holding the folder (`swap.held`).

    Raises:
        UserError: something can't be written (`file-unwritable`), a name leads out of the folder or a link is on the
            way (`path-unsafe`), or something that is not ours stands where the files are staged (`staging-foreign`).
    """
    try:
        _replace_files(folder, {**files, lock[0]: lock[1].encode()}, gone)
    except OSError as error:
        why = error.strerror or str(error)
        place = SourceLocation(str(error.filename or folder))
        hint = "make room, or give yourself the right to write there"
        raise user_error("file-unwritable", f"can't be written: {why}", place=place, hint=hint) from error


def _replace_files(folder: Path, files: Mapping[str, bytes], gone: Iterable[str]) -> None:
    staging = folder / STAGING
    for path in files:
        path_below(folder, path)
    fresh_directory(staging, str(staging))
    try:
        for path, content in files.items():
            write_below(staging, path, content)
        swap.flush_to_disk(staging, [path for path in staging.rglob("*") if path.is_file()])
        for path in files:
            move_below(staging, folder, path)
        for path in gone:
            remove_below(folder, path)
    finally:
        swap.remove_directory(staging)
