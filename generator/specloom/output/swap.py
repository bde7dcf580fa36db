"""Replaces a directory so that a kill at any moment leaves the old or the new one, never a mixture.

Linux exchanges two directories in one system call. Elsewhere the old one is moved aside and the new one moved in; if
the process is killed between the two moves, the next run finds the old one and moves it back (`recover_swap`), provided
that a token sealed with the user's key identifies it: a directory of that name may also have come with a repository.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import time
from collections.abc import Generator, Sequence
from pathlib import Path

from specloom.base.bounded_read import read_regular
from specloom.base.diagnostics import SourceLocation, user_error
from specloom.output.user_key import SEAL_SIZE, KeyFaultError, is_sealed, make_seal
from specloom.output.write_below import is_directory, write_below

AT_FDCWD = -100
RENAME_EXCHANGE = 2
LOCK_SECONDS = 60.0
POLL_SECONDS = 0.05
TOKEN = "folder-aside"
FEW = 64
"""Up to this number, files are flushed one by one."""
LIBC = ctypes.CDLL(None, use_errno=True)


class BusyError(Exception):
    """Another process has held the lock longer than we wait."""


def staging_path(directory: Path) -> Path:
    """Return where the successor of `directory` is prepared: beside it, on the same file system."""
    return directory.with_name(f".specloom-{directory.name}.new")


def aside_path(directory: Path) -> Path:
    """Return the path of the old directory while the new one is moved in."""
    return directory.with_name(f".specloom-{directory.name}.old")


def token_path(directory: Path) -> Path:
    """Return the path of the token that identifies the old directory while it is moved aside."""
    return directory.with_name(f".specloom-{directory.name}.token")


@contextlib.contextmanager
def lock_directory(parent: Path) -> Generator[None]:
    """Lock the directory `parent`; the lock ends with the process, however that ends, and leaves no file.

    Raises:
        BusyError: it was not free within `LOCK_SECONDS`.
    """
    handle = os.open(parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        deadline = time.monotonic() + LOCK_SECONDS
        while not try_lock(handle):
            if time.monotonic() > deadline:
                raise BusyError
            time.sleep(POLL_SECONDS)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def hold_lock(directory: Path, shown: str) -> Generator[None]:
    """Lock a directory like `lock_directory`, with an error that the user understands.

    Raises:
        UserError: another run holds it (`output-busy`).
    """
    try:
        with lock_directory(directory):
            yield
    except BusyError as error:
        hint = "wait for it to end, or end it"
        raise user_error(
            "output-busy", "another run is writing to this directory", location=SourceLocation(shown), hint=hint
        ) from error


def try_lock(handle: int) -> bool:
    """Take the lock if it is free. On file systems without locks it counts as free."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.EBADF, errno.EINVAL):
            raise
    return True


def recover_swap(directory: Path, shown: str) -> None:
    """Move the old directory back if a swap by two moves was killed, and remove the files of killed runs.

    `shown` is the path of the directory for the user.

    Raises:
        UserError: the moved directory is a link, or not known to be the old one (`staging-foreign`).
    """
    aside, staging, token = aside_path(directory), staging_path(directory), token_path(directory)
    is_directory(staging, sibling_path(shown, staging))
    if is_directory(aside, sibling_path(shown, aside)) and not os.path.lexists(directory):
        if not is_sealed(read_token(token), TOKEN, *token_parts(directory, aside)):
            message = f"this may be `{directory.name}` from before a killed run, but specloom can't tell"
            hint = f"look at it; if so, rename it to `{directory.name}`, otherwise remove it; then run again"
            raise user_error("staging-foreign", message, location=SourceLocation(sibling_path(shown, aside)), hint=hint)
        os.rename(aside, directory)
    remove_directory(staging)
    remove_directory(aside)
    with contextlib.suppress(OSError):
        token.unlink(missing_ok=True)


def sibling_path(shown: str, path: Path) -> str:
    """Return the path for the user of something beside a directory that is `shown` to them."""
    return str(Path(shown).with_name(path.name))


def token_parts(directory: Path, moved: Path) -> tuple[bytes, bytes]:
    """Return the content of a token: the path of a directory, and the identity of the old one."""
    state = os.lstat(moved)
    return os.fsencode(directory) + b"\0", f"{state.st_dev} {state.st_ino}".encode()


def read_token(token: Path) -> bytes:
    """Return the content of a token; empty if there is none."""
    try:
        return read_regular(token, SEAL_SIZE, follow_links=False)
    except OSError:
        return b""


def remove_directory(directory: Path) -> None:
    """Remove a directory of ours, if it exists; the next run removes what can't be removed now."""
    shutil.rmtree(directory, ignore_errors=True)


def swap_directories(staging: Path, directory: Path) -> None:
    """Replace `directory`, which may not exist yet, with `staging`, and discard the old one."""
    if not os.path.lexists(directory):
        os.rename(staging, directory)
    elif exchange_paths(staging, directory):
        remove_directory(staging)
    else:
        aside, token = aside_path(directory), token_path(directory)
        with contextlib.suppress(KeyFaultError, OSError):  # without it, the user decides if a run is killed here
            token.unlink(missing_ok=True)
            write_below(token.parent, token.name, make_seal(TOKEN, *token_parts(directory, directory)))
        os.rename(directory, aside)
        os.rename(staging, directory)
        remove_directory(aside)
        with contextlib.suppress(OSError):
            token.unlink(missing_ok=True)


def exchange_paths(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; False if the system or file system can't."""
    if not hasattr(LIBC, "renameat2"):
        return False
    failed = LIBC.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))


def flush_to_disk(directory: Path, written: Sequence[Path]) -> None:
    """Flush the new files below `directory` to the disk: the files `written`, or all if they are many.

    This may also flush files of others on the same disk.
    """
    if len(written) <= FEW:
        for path in dict.fromkeys([*written, *(path.parent for path in written), directory]):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if not hasattr(LIBC, "syncfs"):
            os.sync()
        elif LIBC.syncfs(handle):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(directory))
    finally:
        os.close(handle)
