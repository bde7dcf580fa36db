"""Turns an untrusted name into a path: it is below a given directory, or it is refused.

Names come from documents, URLs, manifests, lock files, cache entries and configs. They are checked just before they are
used to read or write: a file that was fine when it was read may have changed since.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from functools import lru_cache
from pathlib import Path

from specloom.base.bounded_read import read_regular
from specloom.base.diagnostics import Severity, SourceLocation, UserError, make, user_error
from specloom.base.reserved import DEVICE_NAMES

LONGEST_PART = 255
"""The longest part of a name in UTF-8 bytes, as file systems allow."""
LONGEST_NAME = 1_000
"""The longest name in bytes: macOS has the lowest limit, 1,024, of which the rest is for the directory above."""
_LONGEST_SHOWN = 120
_GIT_SHORT_NAME = re.compile(r"git~[0-9]+")
DIRECTORY_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class UnsafePathError(UserError):
    """A name whose path is, or may be, outside its root."""

    def __init__(self, path: str, reason: str, hint: str) -> None:
        super().__init__(
            [make(Severity.ERROR, "path-unsafe", f"the path is not safe: {reason}", SourceLocation(path), hint)]
        )


def name_fault(name: str) -> str | None:
    """Return why `name` can't be the relative posix path of a file on every system; None if it can."""
    if len(name) > LONGEST_NAME:
        return f"it is longer than {LONGEST_NAME} bytes"
    return _cached_fault(name)


@lru_cache(maxsize=1 << 15)
def _cached_fault(name: str) -> str | None:
    """Return what is wrong with a name of valid length; cached, because files are checked several times in a run."""
    if not name:
        return "the name is empty"
    if name.startswith("/"):
        return "it is an absolute path"
    if not name.isprintable():
        return "it contains control or invisible characters"
    if len(name.encode()) > LONGEST_NAME:
        return f"it is longer than {LONGEST_NAME} bytes"
    for part in name.split("/"):
        fault = _part_fault(part)
        if fault is not None:
            return fault
    return None


@lru_cache(maxsize=1 << 16)
def _part_fault(part: str) -> str | None:
    """Return what is wrong with one part of a printable name."""
    lower = part.casefold()
    if part in ("", ".", ".."):
        return f"it has the part `{part}`" if part else "it has an empty part"
    if "\\" in part or ":" in part:
        return "it contains a backslash or a colon, which are separators on Windows"
    if len(part.encode()) > LONGEST_PART:
        return f"a part of it is longer than {LONGEST_PART} bytes"
    if lower.rstrip(". ") == ".git" or _GIT_SHORT_NAME.fullmatch(lower.rstrip(". ")):
        return f"`{part}` is reserved for git"
    if part[-1] in ". ":
        return f"`{part}` ends in a full stop or a space, which Windows removes"
    if lower.partition(".")[0].rstrip() in DEVICE_NAMES:
        return f"`{part}` is a device on Windows"
    return None


def checked_name(name: str, directory: str) -> str:
    """Return `name` if it can be the path of a file below `directory`, which is its path for the user.

    Raises:
        UnsafePathError: it can't (`path-unsafe`).
    """
    fault = name_fault(name)
    if fault is not None:
        shown = f"{directory}/{name[:_LONGEST_SHOWN]}"
        raise UnsafePathError(shown, fault, "undo the change that introduced this name")
    return name


def checked_directory_name(name: str) -> str:
    """Return the name of a package if its directory can have it.

    Raises:
        UserError: it is a path, or no name that every system takes (`package-name`).
    """
    fault = "it is a path" if "/" in name else name_fault(name)
    if fault is not None:
        message = f"{name[:_LONGEST_SHOWN]!r} can't be the name of a package directory: {fault}"
        raise user_error(
            "package-name", message, hint="set another one with --package, or as `package_name` in the config"
        )
    return name


def path_below(root: Path, name: str) -> Path:
    """Return the path of `name` (relative, posix) below `root`. It is not a link.

    Raises:
        UnsafePathError: the name leads outside, or the path or one of its parents is a link (`path-unsafe`).
    """
    path = str(root)
    for part in checked_name(name, path).split("/"):
        path = f"{path}/{part}"
        try:
            mode = os.lstat(path).st_mode
        except (FileNotFoundError, NotADirectoryError):
            break
        if stat.S_ISLNK(mode):
            raise link_on_the_way(path)
    return root / name


def link_on_the_way(path: str) -> UnsafePathError:
    """Return the error for a symbolic link in the path of a file or directory."""
    reason = "it is a symbolic link, which specloom does not follow here"
    return UnsafePathError(path, reason, "replace the link with the file or directory itself")


def read_below(root: Path, name: str, most_bytes: int) -> bytes:
    """Return the content of a regular file below `root`: no link is followed, even one that is put there meanwhile.

    Raises:
        UnsafePathError: as `path_below`.
        OSError: it is not there, can't be read, is no regular file or larger than `most_bytes`.
    """
    *parents, last = checked_name(name, str(root)).split("/")
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for number, part in enumerate(parents, 1):
            handle = open_below(handle, part, f"{root}/{'/'.join(parents[:number])}")
        refuse_link(handle, last, f"{root}/{name}")
        return read_regular(last, most_bytes, follow_links=False, directory_handle=handle)
    finally:
        os.close(handle)


def open_below(handle: int, part: str, path: str) -> int:
    """Close the open directory `handle` and return that of `part` in it; `path` is its path for the user.

    Raises:
        UnsafePathError: a link stands there. `handle` is still open.
        OSError: there is no such directory. `handle` is still open.
    """
    try:
        below = os.open(part, DIRECTORY_FLAGS, dir_fd=handle)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            refuse_link(handle, part, path)
        raise
    os.close(handle)
    return below


def refuse_link(handle: int, part: str, path: str) -> None:
    """Raise `UnsafePathError` if `part` of the open directory `handle` is a link; `path` is its path for the user."""
    try:
        mode = os.stat(part, dir_fd=handle, follow_symlinks=False).st_mode
    except OSError:
        return
    if stat.S_ISLNK(mode):
        raise link_on_the_way(path)
