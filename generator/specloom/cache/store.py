"""A content-addressed store on disk. It may be deleted or damaged at any time.

An entry's name is the digest of everything that decides its content, and it begins with a seal over name and content
made with the user's key: a damaged, misplaced or planted entry is never used. A directory that others may write to is
not used at all. Nothing here raises: without a cache, everything still works.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

import platformdirs

from specloom.base.bounded_read import open_regular, read_rest
from specloom.base.diagnostics import Diagnostic, Severity, SourceLocation, UserError, make
from specloom.base.path_below import path_below
from specloom.base.records import dataclass
from specloom.output.manifest import sha256_hex
from specloom.output.user_key import SEAL_SIZE, KeyFaultError, is_sealed, make_seal, user_key

DIRECTORY_VARIABLE = "SPECLOOM_CACHE_DIR"
SIZE_LIMIT = 512 * 1024 * 1024
"""The size limit of the store, in bytes; the least recently used entries are removed first."""
PRUNE_ONE_IN = 32
"""The number of writes between two checks of the size."""
SUFFIX = ".entry"
UNFINISHED_SUFFIX = ".unfinished"
"""The suffix of an entry that is being written; a killed process leaves it behind."""
ABANDONED_SECONDS = 3600.0
"""Seconds after which such a file is abandoned."""
PURPOSE = "cache-entry"
_WRITABLE_FOR_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def default_directory() -> Path:
    """Return the cache directory: from the environment, or the platform's default."""
    own = os.environ.get(DIRECTORY_VARIABLE)
    return Path(own) if own else Path(platformdirs.user_cache_dir("specloom", appauthor=False))


def directory_fault(directory: Path) -> str | None:
    """Return why the directory `directory` can't be trusted; None if it can, or does not exist."""
    try:
        state = directory.stat()
    except OSError:
        return None
    if state.st_uid != os.geteuid():
        return "it belongs to another user"
    if stat.S_ISDIR(state.st_mode) and state.st_mode & _WRITABLE_FOR_OTHERS:
        return "others may write to it"
    return None


def cache_fault(directory: Path) -> Diagnostic | None:
    """Return the warning that the cache in `directory` is not used, None if it is."""
    fault = directory_fault(directory)
    hint = f"run `chmod go-w` on it, name another directory with {DIRECTORY_VARIABLE}, or use --no-cache"
    if fault is None:
        try:
            user_key()
        except KeyFaultError as error:
            fault, hint = (
                str(error),
                "the key protects the cache from planted entries; or use --no-cache",
            )
    if fault is None:
        return None
    return make(
        Severity.WARNING, "cache-unused", f"the cache is not used: {fault}", SourceLocation(str(directory)), hint
    )


@dataclass(frozen=True, slots=True)
class EntryStore:
    """The store in `directory`. Several processes may use it at once."""

    directory: Path
    limit: int = SIZE_LIMIT

    def get(self, key: str) -> bytes | None:
        """Return the content of the entry `key`, None if there is none, or it is damaged or not sealed by this user."""
        path = self._entry_path(key)
        if path is None:
            return None
        try:
            handle = open_regular(path, self.limit, follow_links=False)
            try:
                sealed, content = os.read(handle, SEAL_SIZE), read_rest(handle, self.limit)
            finally:
                os.close(handle)
        except OSError:
            return None
        if not is_sealed(sealed, PURPOSE, key.encode(), content):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return content

    def has(self, key: str) -> bool:
        """Return whether there is an entry `key`, damaged or not."""
        path = self._entry_path(key)
        return path is not None and path.is_file()

    def put(self, key: str, *parts: bytes) -> None:
        """Write the entry `key` with `parts` joined; write errors are ignored."""
        path = self._entry_path(key)
        if path is None:
            return
        with contextlib.suppress(OSError, KeyFaultError):
            sealed = make_seal(PURPOSE, key.encode(), *parts)
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(UNFINISHED_SUFFIX, dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.writelines([sealed, *parts])
                os.replace(name, path)
            except BaseException:
                os.unlink(name)
                raise
            if int(sha256_hex(key.encode())[:8], 16) % PRUNE_ONE_IN == 0:
                self.prune()

    def prune(self) -> None:
        """Remove abandoned files, and the least recently used entries until the store is within its limit."""
        for begun, _, path in self._entry_files(UNFINISHED_SUFFIX):
            if time.time() - begun > ABANDONED_SECONDS:
                with contextlib.suppress(OSError):
                    path.unlink()
        entries = sorted(self._entry_files(SUFFIX), key=lambda entry: entry[0], reverse=True)
        room = self.limit
        for _, size, path in entries:
            room -= size
            if room < 0:
                with contextlib.suppress(OSError):
                    path.unlink()

    def clear(self) -> int:
        """Remove all entries; return how many there were."""
        removed = 0
        for _, _, path in self._entry_files(UNFINISHED_SUFFIX):
            with contextlib.suppress(OSError):
                path.unlink()
        for _, _, path in self._entry_files(SUFFIX):
            with contextlib.suppress(OSError):
                path.unlink()
                removed += 1
        return removed

    def _entry_path(self, key: str) -> Path | None:
        """Return the path of an entry; None if the store can't be used."""
        try:
            path = path_below(self.directory, f"{key[:2]}/{key}{SUFFIX}")
        except UserError:
            return None
        return None if directory_fault(self.directory) is not None else path

    def _entry_files(self, suffix: str) -> Iterator[tuple[float, int, Path]]:
        for parent in self.directory.glob("??"):
            for path in parent.glob(f"*{suffix}") if not parent.is_symlink() else ():
                with contextlib.suppress(OSError):
                    state = path.lstat()
                    yield state.st_mtime, state.st_size, path


@dataclass(slots=True)
class TextCollection:
    """Many texts in one entry, each under its own key: a run reads one file instead of thousands.

    The keys are digests of everything that decides the texts. Texts that a run has not used are dropped when it saves.
    """

    cache: EntryStore
    name: str
    known: dict[str, str] = field(default_factory=dict[str, str])
    used: dict[str, str] = field(default_factory=dict[str, str])
    hits: int = 0

    def __post_init__(self) -> None:
        """Read the texts of an earlier run."""
        content = self.cache.get(self.name)
        if content is not None:
            self.known = dict(json.loads(content))

    def get(self, key: str) -> str | None:
        """Return the text under `key`."""
        text = self.known.get(key)
        if text is not None:
            self.used[key] = text
            self.hits += 1
        return text

    def put(self, key: str, text: str) -> None:
        """Add a text."""
        self.used[key] = text

    def save(self) -> None:
        """Write the used texts to the cache, if they have changed."""
        if self.used.keys() != self.known.keys():
            self.cache.put(self.name, json.dumps(self.used).encode())
