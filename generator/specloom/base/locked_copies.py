"""The copies of a fetched document: where each file is and which URL it came from."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urljoin

from specloom.base.path_below import path_below
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class LockedCopy:
    """The copy of a fetched file: `path` (relative, posix) below the directory of the copies, and the requested `url`.

    `source` is the URL after redirects; None if it is not known.
    """

    path: str
    url: str
    source: str | None


class CopiesByUrl:
    """Finds the copy that a reference in another copy refers to. References are resolved as URLs, not as file names:
    the name of a copy need not be the path of its URL.
    """

    def __init__(self, root: str, copies: Sequence[LockedCopy]) -> None:
        """Take the copies below the directory `root`, a real path."""
        self._root = Path(root)
        self._names = {copy.url: copy.path for copy in copies}
        self._sources = {os.path.join(root, copy.path): copy.source for copy in copies}

    def find(self, base: str, reference: str) -> str | None:
        """Return the path of the copy that `reference` refers to from the copy at `base`; None if there is none.

        Raises:
            UnsafePathError: a link is on the way to it.
        """
        source = self._sources.get(base)
        if source is None:
            return None
        try:
            wanted = urljoin(source, reference)
        except ValueError:
            return None
        name = self._names.get(wanted)
        if name is not None:
            return str(path_below(self._root, name))
        return base if wanted == source else None
