"""Writes the copies of fetched descriptions and the file that names them, the latter last."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.base.diagnostics import Place, user_error


def replace_copies(folder: Path, files: Mapping[str, bytes], gone: Iterable[str], lock: tuple[str, str]) -> None:
    """Write `files` (relative posix path -> content) below `folder`, then the lock (name and text), then remove `gone`.

    Each file is the old or the new one at any moment; the lock says nothing that is not there yet.

    Raises:
        UserError: something can't be written (`file-unwritable`).
    """
    name, text = lock
    try:
        for path, content in files.items():
            _replace(folder, folder / path, content)
        _replace(folder, folder / name, text.encode())
        for path in gone:
            with contextlib.suppress(FileNotFoundError):
                _check(folder, folder / path)
                (folder / path).unlink()
    except OSError as error:
        why = error.strerror or str(error)
        place = Place(str(error.filename or folder))
        hint = "make room, or give yourself the right to write there"
        raise user_error("file-unwritable", f"can't be written: {why}", place=place, hint=hint) from error


def _check(folder: Path, path: Path) -> None:
    """Raise `OSError` if a link leads `path` out of `folder`."""
    if not path.parent.resolve().is_relative_to(folder.resolve()):
        raise OSError(0, "a link leads out of the folder of the project", str(path))


def _replace(folder: Path, path: Path, content: bytes) -> None:
    _check(folder, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
