"""`specloom.lock`: which state of each URL a project works with. The copies are beside it, in `specloom.specs/`.

A run reads a copy, never the network, and only if it matches the lock. Only `specloom update` changes the lock.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from specloom.base.bounded_read import MEGABYTE
from specloom.base.copy_names import DIRECTORY, LONGEST, is_name_of
from specloom.base.diagnostics import SourceLocation, user_error
from specloom.base.locked_copies import LockedCopy
from specloom.base.path_below import name_fault, path_below, read_below
from specloom.base.records import dataclass

NAME = "specloom.lock"
_UPDATE = "run `specloom update`"
ATTRIBUTES = f"{DIRECTORY}/.gitattributes"
"""Keeps git from changing line endings in copies, whose digests are in the lock."""
_MARKER = re.compile(rb"^(?:<{7}|={7}|>{7})", re.MULTILINE)
MOST_BYTES = 128 * MEGABYTE
"""The largest lock or copy, in bytes: more than a document may have."""


class LockedFile(BaseModel):
    """One file of a document: its URL, its SHA-256 (hexadecimal), and the ETag of the server."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    url: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    etag: str | None = None
    redirected_to: str | None = None
    """The URL after redirects, if it differs."""


class LockedSpec(BaseModel):
    """A document: its main file, the day (UTC) on which it was fetched, and all its files by path."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    path: str
    fetched: str
    files: dict[str, LockedFile]


class LockFile(BaseModel):
    """The lock: documents by the URLs in [tool.specloom]."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    version: Literal[1] = 1
    specs: dict[str, LockedSpec] = Field(default_factory=dict[str, LockedSpec])

    def render(self) -> str:
        """Return the text of the lock."""
        return json.dumps(self.model_dump(exclude_none=True), indent=2, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class PinnedDocument:
    """The copy of a document: its main file, the directory below which its files are, and all of them."""

    path: Path
    root: Path
    copies: tuple[LockedCopy, ...]


def read_lock(directory: Path) -> LockFile:
    """Return the lock in `directory`, an empty one if there is none.

    Raises:
        UserError: the file is not a valid lock (`lock-syntax`).
    """
    path = directory / NAME
    if not os.path.lexists(path):
        return LockFile()
    location = SourceLocation(str(path))
    try:
        content = read_below(directory, NAME, MOST_BYTES)
    except OSError as error:
        message = f"the lock can't be read: {error.strerror or error}"
        raise user_error("lock-syntax", message, location=location, hint="make it a readable file") from None
    try:
        lock = LockFile.model_validate_json(content)
    except ValidationError as error:
        detail = error.errors()[0]
        where = "".join(f"[{json.dumps(part)}]" for part in detail["loc"])
        message = f"this is not a valid lock: {f'{where}: ' if where else ''}{detail['msg']}"
        hint = f"undo the edit, or remove the file and {_UPDATE}"
        marker = _MARKER.search(content)
        if marker is not None:
            location = SourceLocation(str(path), line=content.count(b"\n", 0, marker.start()) + 1, column=1)
            message = "the lock has merge conflicts"
            hint = f"restore the file and {DIRECTORY}/ of one side, then {_UPDATE}"
        raise user_error("lock-syntax", message, location=location, hint=hint) from None
    for spec in lock.specs.values():
        if spec.path not in spec.files:
            message = f"`{spec.path[:LONGEST]}` is not one of the files of its document"
            hint = f"undo the edit, or remove it and {_UPDATE}"
            raise user_error("lock-syntax", message, location=location, hint=hint)
        for name in spec.files:
            fault = copy_name_fault(name)
            if fault is not None:
                message = f"`{name[:LONGEST]}` is not a safe path: {fault}"
                hint = f"undo the edit, or remove the lock and {DIRECTORY}/ and {_UPDATE}"
                raise user_error("lock-syntax", message, location=location, hint=hint)
    return lock


def copy_name_fault(name: str) -> str | None:
    """Return why a name can't be that of a copy, None if it can."""
    is_copy = name.startswith(f"{DIRECTORY}/") and name.count("/") > 1
    return name_fault(name) if is_copy else f"it is not below a directory of {DIRECTORY}/"


def pinned_copy(directory: Path, url: str) -> PinnedDocument:
    """Return the copy of the document at `url` that the lock in `directory` names.

    Raises:
        UserError: there is none (`lock-missing`), or it does not match the lock (`lock-mismatch`).
    """
    spec = read_lock(directory).specs.get(url)
    location = SourceLocation(str(directory / NAME))
    if spec is None:
        message = f"{url} is not in the lock, and only `specloom update` fetches documents"
        raise user_error("lock-missing", message, location=location, hint=_UPDATE)
    for name, known in spec.files.items():
        check_copy(directory, name, known)
    return pinned_below(directory, spec)


def pinned_below(directory: Path, spec: LockedSpec) -> PinnedDocument:
    """Return the copy of a document with all its files, which must be below the directory of their host in `directory`.

    Raises:
        UserError: the path contains a link (`path-unsafe`).
    """
    root = "/".join(spec.path.split("/")[:2])
    return PinnedDocument(path_below(directory, spec.path), path_below(directory, root), tuple(copies_of(spec, root)))


def check_copy(directory: Path, name: str, known: LockedFile) -> None:
    """Check that a copy matches the lock.

    Raises:
        UserError: it differs or is missing (`lock-mismatch`), or its path contains a link (`path-unsafe`).
    """
    location = SourceLocation(str(directory / name))
    try:
        content = read_below(directory, name, MOST_BYTES)
    except FileNotFoundError:
        message = f"the copy named in {NAME} does not exist"
        hint = f"commit {DIRECTORY}/ together with {NAME}, or {_UPDATE}"
        raise user_error("lock-mismatch", message, location=location, hint=hint) from None
    except OSError as error:
        message = f"the copy can't be read: {error.strerror or error}"
        raise user_error("lock-mismatch", message, location=location, hint=f"remove it, and {_UPDATE}") from None
    if digest_of(content) != known.sha256:
        message = f"the copy does not match {NAME}"
        hint = f"undo the edit and put your changes into an overlay, or {_UPDATE}"
        if digest_of(content.replace(b"\r\n", b"\n")) == known.sha256:
            message = f"the copy differs from {NAME} in its line endings, which git has changed"
            hint = f"write `* -text` into {ATTRIBUTES}, and check the file out again"
        raise user_error("lock-mismatch", message, location=location, hint=hint)


def copies_of(spec: LockedSpec, root: str) -> Iterator[LockedCopy]:
    """Yield the copies below `root`. Earlier locks don't record redirects; then the name of the copy tells."""
    main = spec.files[spec.path].url
    for name, file in spec.files.items():
        if name.startswith(f"{root}/"):
            own = file.url if _is_own_name(name, main, file.url) else None
            yield LockedCopy(name.removeprefix(f"{root}/"), file.url, file.redirected_to or own)


def _is_own_name(name: str, main: str, url: str) -> bool:
    """Return whether a copy is named after the requested URL rather than after one that it redirected to."""
    try:
        return is_name_of(name, main, url, url)
    except ValueError:  # not a URL: somebody has edited the lock
        return False


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
