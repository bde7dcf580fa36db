"""Writes the copies of fetched descriptions and the file that names them, the latter last."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from specloom.base.diagnostics import Place, user_error
from specloom.output import swap

STAGING = ".specloom-update.new"
"""Holds the new files until all of them are on the disk; what a dead run has left there, the next one removes."""


def tidy(folder: Path) -> None:
    """Remove what a run that died has left in `folder`.

    Raises:
        UserError: another run writes there (`output-busy`).
    """
    if os.path.lexists(folder / STAGING):
        with swap.held(folder, str(folder)):
            swap.discard(folder / STAGING)


def replace_copies(folder: Path, files: Mapping[str, bytes], gone: Iterable[str], lock: tuple[str, str]) -> None:
    """Write `files` (relative posix path -> content) below `folder`, then the lock (name and text), then remove `gone`.

    Each file is the old or the new one at any moment; the lock says nothing that is not there yet. Until all are
    known to fit on the disk, none is touched. The caller is holding the folder (`swap.held`).

    Raises:
        UserError: something can't be written (`file-unwritable`).
    """
    try:
        _replace(folder, {**files, lock[0]: lock[1].encode()}, gone)
    except OSError as error:
        why = error.strerror or str(error)
        place = Place(str(error.filename or folder))
        hint = "make room, or give yourself the right to write there"
        raise user_error("file-unwritable", f"can't be written: {why}", place=place, hint=hint) from error


def _replace(folder: Path, files: Mapping[str, bytes], gone: Iterable[str]) -> None:
    staging = folder / STAGING
    swap.discard(staging)
    try:
        for path, content in files.items():
            _check(folder, folder / path)
            (staging / path).parent.mkdir(parents=True, exist_ok=True)
            (staging / path).write_bytes(content)
        swap.flush(staging, [staging / path for path in files])
        for path in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging / path, folder / path)
        for path in gone:
            with contextlib.suppress(FileNotFoundError):
                _check(folder, folder / path)
                (folder / path).unlink()
    finally:
        swap.discard(staging)


def _check(folder: Path, path: Path) -> None:
    """Raise `OSError` if a link leads `path` out of `folder`."""
    if not path.parent.resolve().is_relative_to(folder.resolve()):
        raise OSError(0, "a link leads out of the folder of the project", str(path))
