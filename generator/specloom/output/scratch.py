"""Writes files to a temporary directory, for tools that read packages from disk."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Generator, Mapping
from pathlib import Path

from specloom.output.write_below import write_below


@contextlib.contextmanager
def scratch_directories(*trees: Mapping[str, str | bytes]) -> Generator[tuple[Path, ...]]:
    """Give a directory for each `{relative posix path: text or bytes}`; all of them are removed at the end.

    Raises:
        UnsafePathError: a path is outside its directory.
    """
    with tempfile.TemporaryDirectory(prefix="specloom-") as name:
        roots = tuple(Path(name, str(index)) for index in range(len(trees)))
        for root, files in zip(roots, trees, strict=True):
            root.mkdir()
            for relative, text in files.items():
                write_below(root, relative, text.encode() if isinstance(text, str) else text)
        yield roots
