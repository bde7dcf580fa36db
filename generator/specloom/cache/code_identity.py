"""Identifies the code that decides the output: our code and templates, Python, the libraries."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from specloom import LOADED_NS
from specloom.base.bounded_read import MEGABYTE, digest_regular
from specloom.base.template_directory import template_files
from specloom.output.manifest import sha256_hex

MOST_BYTES = 128 * MEGABYTE
"""The size limit of an input, above that of its reader."""
PACKAGE_DIRECTORY = Path(__file__).resolve().parents[1]
CLOCK_TICK_NS = 20_000_000
"""How far the time of a file may be behind that of a process, in nanoseconds."""


def compute_code_identity(template_roots: Sequence[Path]) -> str:
    """Return one digest of all code; `template_roots` are the template directories in use, ours last.

    Raises:
        UserError: a directory of the user is at fault.
    """
    own = [[name, sha256_hex(text)] for root in template_roots[:-1] for name, text in template_files(root).items()]
    parts = [tree_digest([PACKAGE_DIRECTORY, template_roots[-1]]), own, sys.version, list(installed_distributions())]
    return sha256_hex(json.dumps(parts).encode())


def has_code_changed() -> bool:
    """Return whether code on disk has changed since this process loaded it: its digest would be that of other code."""
    latest = LOADED_NS - CLOCK_TICK_NS
    try:
        for parent, directories, names in os.walk(PACKAGE_DIRECTORY):
            directories[:] = [name for name in directories if name != "__pycache__"]
            if any(os.stat(f"{parent}/{name}").st_ctime_ns > latest for name in names):
                return True
    except OSError:
        return True
    return False


def file_digest(path: Path) -> str | None:
    """Return the digest of a file, None if it can't be read, is not a regular file or is too large to be an input."""
    try:
        return digest_regular(path, MOST_BYTES)
    except (OSError, ValueError):
        return None


def tree_digest(directories: Iterable[Path]) -> str:
    """Return one digest of the names and content of all files in `directories`, without byte code."""
    parts = [
        f"{name}\0{file_digest(path)}" for directory in directories for name, path in sorted(files_below(directory))
    ]
    return sha256_hex("\n".join(parts).encode())


def files_below(directory: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files below `directory` with their relative names."""
    for parent, directories, names in os.walk(directory):
        directories[:] = [name for name in directories if name != "__pycache__"]
        for name in names:
            path = Path(parent, name)
            yield path.relative_to(directory).as_posix(), path


def installed_distributions() -> Iterator[str]:
    """Yield name and version of every installed distribution, from the names of their metadata directories."""
    for directory in sys.path:
        try:
            names = os.listdir(directory or ".")
        except OSError:
            continue
        yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))
