"""`specloom.lock`: which state of a web address a project works with. The copy lies beside it, in `specloom.specs/`.

A run reads the copy, never the network, and only if it is what the lock says; `specloom update` alone moves the lock.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from specloom.base.diagnostics import Place, user_error

NAME = "specloom.lock"
FOLDER = "specloom.specs"
_UPDATE = "run `specloom update`"
ATTRIBUTES = f"{FOLDER}/.gitattributes"
"""Keeps git from changing line ends in copies, whose digests are in the lock."""
_MARKER = re.compile(rb"^(?:<{7}|={7}|>{7})", re.MULTILINE)
_LONGEST = 120


class LockedFile(BaseModel):
    """One file of a description: where it came from, its SHA-256 (hex), and the ETag that the server gave it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    url: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    etag: str | None = None


class LockedSpec(BaseModel):
    """A description: its main file, the day (UTC) on which this state was fetched, and all its files by their paths."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    path: str
    fetched: str
    files: dict[str, LockedFile]


class Lock(BaseModel):
    """The lock: descriptions by the addresses that [tool.specloom] names."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    version: Literal[1] = 1
    specs: dict[str, LockedSpec] = Field(default_factory=dict[str, LockedSpec])

    def render(self) -> str:
        """Return the lock as it is written."""
        return json.dumps(self.model_dump(exclude_none=True), indent=2, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class Pinned:
    """The copy of a description: its main file, and the folder below which its files lie."""

    path: Path
    root: Path


def read_lock(folder: Path) -> Lock:
    """Return the lock in `folder`, an empty one where there is none.

    Raises:
        UserError: the file is no lock of ours (`lock-syntax`).
    """
    path = folder / NAME
    if not os.path.lexists(path):
        return Lock()
    place = Place(str(path))
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"the lock can't be read: {error.strerror or error}"
        raise user_error("lock-syntax", message, place=place, hint="it has to be a file that you may read") from None
    try:
        lock = Lock.model_validate_json(content)
    except ValidationError as error:
        detail = error.errors()[0]
        where = "".join(f"[{json.dumps(part)}]" for part in detail["loc"])
        message = f"this is no lock of specloom: {f'{where}: ' if where else ''}{detail['msg']}"
        hint = f"undo the edit, or remove the file and {_UPDATE}"
        marker = _MARKER.search(content)
        if marker is not None:
            place = Place(str(path), line=content.count(b"\n", 0, marker.start()) + 1, column=1)
            message = "two versions of the lock were merged and conflict"
            hint = f"take the file and {FOLDER}/ of one side, then {_UPDATE}"
        raise user_error("lock-syntax", message, place=place, hint=hint) from None
    for spec in lock.specs.values():
        if spec.path not in spec.files:
            message = f"`{spec.path[:_LONGEST]}` is none of the files of its description"
            raise user_error("lock-syntax", message, place=place, hint=f"undo the edit, or {_UPDATE}")
        for name in spec.files:
            if not _is_inside(name):
                message = f"`{name[:_LONGEST]}` is no path below {FOLDER}/"
                raise user_error("lock-syntax", message, place=place, hint=f"undo the edit, or {_UPDATE}")
    return lock


def _is_inside(name: str) -> bool:
    parts = name.split("/")
    return len(parts) > 2 and parts[0] == FOLDER and not {"", ".", ".."} & set(parts) and "\\" not in name


def pinned(folder: Path, url: str) -> Pinned:
    """Return the copy of the description at `url` that the lock in `folder` names.

    Raises:
        UserError: there is none (`lock-missing`), or it is not what the lock says (`lock-mismatch`).
    """
    spec = read_lock(folder).specs.get(url)
    place = Place(str(folder / NAME))
    if spec is None:
        message = f"{url} is not locked: nothing is fetched without being asked to"
        raise user_error("lock-missing", message, place=place, hint=_UPDATE)
    for name, known in spec.files.items():
        path = folder / name
        if not path.is_file():
            message = f"the copy that {NAME} names is not here"
            hint = f"commit {FOLDER}/ together with {NAME} where they were made, or {_UPDATE} here"
            raise user_error("lock-mismatch", message, place=Place(str(path)), hint=hint)
        content = path.read_bytes()
        if digest(content) != known.sha256:
            message = f"the copy is not what {NAME} says"
            hint = f"undo the edit (changes of your own belong into an overlay), or {_UPDATE}"
            if digest(content.replace(b"\r\n", b"\n")) == known.sha256:
                message = f"the copy is what {NAME} says but for its line ends, which git has changed"
                hint = f"write `* -text` into {ATTRIBUTES}, and check the file out again"
            raise user_error("lock-mismatch", message, place=Place(str(path)), hint=hint)
    return Pinned(folder / spec.path, folder / posixpath.join(*spec.path.split("/")[:2]))


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file, in hex."""
    return hashlib.sha256(content).hexdigest()


def copy_paths(url: str, files: Mapping[str, str]) -> dict[str, str]:
    """Return where the copies of files lie, by their keys; `files` are the addresses that they came from at last.

    All lie below a folder named after the host of `url`, as they do there, so that they find each other.
    """
    parts = urlsplit(url)
    host = re.sub(r"[^a-z0-9.-]", "_", (parts.hostname or "").lower()).strip(".") or "host"
    root = f"{FOLDER}/{host}" + (f"_{parts.port}" if parts.port else "")
    return {key: f"{root}/{_path_of(address, is_main=key == url)}" for key, address in files.items()}


def _path_of(address: str, *, is_main: bool) -> str:
    """Return the path of an address below the folder of its host, harmless as the name of a file."""
    parts = urlsplit(address)
    text = posixpath.normpath("/" + unquote(parts.path)).lstrip("/") or "openapi"
    if parts.query:
        text += ("-" if is_main else "?") + parts.query
    names = [re.sub(r'[\x00-\x1f\x7f\\:*"<>|]', "_", name) for name in text.split("/")]
    return "/".join(name if len(name) <= _LONGEST else f"{digest(name.encode())[:16]}" for name in names)
