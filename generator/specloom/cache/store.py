"""A content-addressed store on disk: what was made once is not made again. It may vanish or rot at any time.

An entry's name is the digest of everything that decides its content, and it begins with a seal over name and bytes, so
that a damaged or misplaced entry is never taken for a good one. Nothing here raises: without a cache, all still works.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from specloom.output.manifest import digest

DIRECTORY_VARIABLE = "SPECLOOM_CACHE_DIR"
SIZE_LIMIT = 512 * 1024 * 1024
"""Bytes that the store may hold; the entries used longest ago go first."""
PRUNE_ONE_IN = 32
"""Puts between two looks at the size."""
SUFFIX = ".entry"
UNFINISHED_SUFFIX = ".unfinished"
"""Ends the name of an entry that is being written; a process that is killed then leaves it."""
ABANDONED_SECONDS = 3600.0
"""Seconds after which nobody will finish it."""
SEAL = 64


def default_directory() -> Path:
    """Return where the cache lies: as the variable says, or where the platform keeps such things."""
    own = os.environ.get(DIRECTORY_VARIABLE)
    return Path(own) if own else Path(platformdirs.user_cache_dir("specloom", appauthor=False))


def seal(key: str, *parts: bytes) -> bytes:
    """Return what stands before the content of an entry, which consists of parts."""
    state = hashlib.sha256(key.encode())
    for part in parts:
        state.update(part)
    return state.hexdigest().encode()


@dataclass(frozen=True, slots=True)
class EntryStore:
    """The store in `folder`. Many processes may use it at once."""

    folder: Path
    limit: int = SIZE_LIMIT

    def get(self, key: str) -> bytes | None:
        """Return the content put under `key`, None if there is none or it is damaged."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                sealed, content = file.read(SEAL), file.read()
        except OSError:
            return None
        if seal(key, content) != sealed:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return content

    def has(self, key: str) -> bool:
        """Return whether there is something under `key`, damaged or not."""
        return self._path(key).is_file()

    def put(self, key: str, *parts: bytes) -> None:
        """Keep `parts`, one after the other, under `key`; what can't be written is not kept."""
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(UNFINISHED_SUFFIX, dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.writelines([seal(key, *parts), *parts])
                os.replace(name, path)
            except BaseException:
                os.unlink(name)
                raise
            if int(digest(key.encode())[:8], 16) % PRUNE_ONE_IN == 0:
                self.prune()

    def prune(self) -> None:
        """Remove what nobody will finish, and the entries used longest ago until the store keeps to its limit."""
        for begun, _, path in self._files(UNFINISHED_SUFFIX):
            if time.time() - begun > ABANDONED_SECONDS:
                with contextlib.suppress(OSError):
                    path.unlink()
        entries = sorted(self._files(SUFFIX), key=lambda entry: entry[0], reverse=True)
        room = self.limit
        for _, size, path in entries:
            room -= size
            if room < 0:
                with contextlib.suppress(OSError):
                    path.unlink()

    def clear(self) -> int:
        """Remove all entries; return how many there were."""
        removed = 0
        for _, _, path in self._files(UNFINISHED_SUFFIX):
            with contextlib.suppress(OSError):
                path.unlink()
        for _, _, path in self._files(SUFFIX):
            with contextlib.suppress(OSError):
                path.unlink()
                removed += 1
        return removed

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / (key + SUFFIX)

    def _files(self, suffix: str) -> Iterator[tuple[float, int, Path]]:
        for path in self.folder.glob(f"??/*{suffix}"):
            with contextlib.suppress(OSError):
                state = path.stat()
                yield state.st_mtime, state.st_size, path


@dataclass(slots=True)
class TextCollection:
    """Many texts in one entry, each under a key of its own: a run reads one file instead of thousands.

    The keys are digests of all that decides the texts. A pack forgets what the run that saves it has not asked for.
    """

    cache: EntryStore
    name: str
    known: dict[str, str] = field(default_factory=dict[str, str])
    used: dict[str, str] = field(default_factory=dict[str, str])
    hits: int = 0

    def __post_init__(self) -> None:
        """Read what an earlier run has saved."""
        content = self.cache.get(self.name)
        if content is not None:
            self.known = dict(json.loads(content))

    def get(self, key: str) -> str | None:
        """Return the text put under `key`."""
        text = self.known.get(key)
        if text is not None:
            self.used[key] = text
            self.hits += 1
        return text

    def put(self, key: str, text: str) -> None:
        """Keep a text."""
        self.used[key] = text

    def save(self) -> None:
        """Put what was used into the cache, if it is not all there."""
        if self.used.keys() != self.known.keys():
            self.cache.put(self.name, json.dumps(self.used).encode())
