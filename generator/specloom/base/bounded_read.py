"""Reads files that may not be ours: only regular files, and never more than a given size.

The size is checked before the first byte is read: a sparse file of any size costs no memory, and a pipe or a device
never blocks.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

MEGABYTE = 1024 * 1024
_BLOCK = MEGABYTE
_LEAST = 4096
"""Bytes that are always requested: files in /proc report a size of 0."""
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC


class NotRegularError(OSError):
    """The path is a directory (`EISDIR`), a pipe, a socket or a device."""


class FileTooLargeError(OSError):
    """The file exceeds the size limit."""


def read_regular(
    path: str | Path, most_bytes: int, *, follow_links: bool = True, directory_handle: int | None = None
) -> bytes:
    """Return the bytes of a regular file; a relative `path` starts at the open directory `directory_handle`, if any.

    Raises:
        OSError: it is not there, no regular file, a link that is not to be followed, or larger than `most_bytes`.
    """
    handle = open_regular(path, most_bytes, follow_links=follow_links, directory_handle=directory_handle)
    try:
        return read_rest(handle, most_bytes)
    finally:
        os.close(handle)


def digest_regular(path: str | Path, most_bytes: int) -> str:
    """Return the SHA-256 (hexadecimal) of a regular file; at most a megabyte is in memory at a time.

    Raises:
        OSError: as `read_regular`.
    """
    handle = open_regular(path, most_bytes)
    try:
        state, done = hashlib.sha256(), 0
        while block := os.read(handle, _BLOCK):
            done += len(block)
            if done > most_bytes:
                raise too_large(str(path), most_bytes)
            state.update(block)
        return state.hexdigest()
    finally:
        os.close(handle)


def open_regular(
    path: str | Path, most_bytes: int, *, follow_links: bool = True, directory_handle: int | None = None
) -> int:
    """Open a regular file within the size limit. Its type is checked first, because opening a device can have effects.

    Raises:
        OSError: as `read_regular`.
    """
    check_regular(os.stat(path, dir_fd=directory_handle, follow_symlinks=follow_links), path, most_bytes)
    handle = os.open(path, _FLAGS if follow_links else _FLAGS | os.O_NOFOLLOW, dir_fd=directory_handle)
    try:
        check_regular(os.fstat(handle), path, most_bytes)
    except BaseException:
        os.close(handle)
        raise
    return handle


def read_rest(handle: int, most_bytes: int) -> bytes:
    """Return the rest of an open file. Raises `OSError` if it has grown beyond `most_bytes` meanwhile."""
    wanted = min(max(os.fstat(handle).st_size, _LEAST), most_bytes) + 1
    content = block = os.read(handle, wanted)
    while len(content) <= most_bytes and (block := os.read(handle, wanted)):
        content += block
    if len(content) > most_bytes:
        raise too_large("", most_bytes)
    return content


def check_regular(state: os.stat_result, path: str | Path, most_bytes: int) -> None:
    """Raise `OSError` if `state` is not that of a regular file, or if the file is larger than `most_bytes`."""
    if stat.S_ISREG(state.st_mode) and state.st_size <= most_bytes:
        return
    name = str(path)
    if stat.S_ISREG(state.st_mode):
        raise too_large(name, most_bytes)
    if stat.S_ISLNK(state.st_mode):
        raise OSError(errno.ELOOP, "it is a link", name)
    if stat.S_ISDIR(state.st_mode):
        raise NotRegularError(errno.EISDIR, "it is a directory", name)
    raise NotRegularError(errno.EINVAL, "it is a pipe, a socket or a device", name)


def too_large(name: str, most_bytes: int) -> FileTooLargeError:
    """Return the error for a file larger than `most_bytes`."""
    return FileTooLargeError(errno.EFBIG, f"it is larger than {most_bytes // MEGABYTE} MiB", name)
