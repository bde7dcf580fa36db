"""Changes files below a directory by untrusted names: no link is followed, even one that is created meanwhile.

Each step starts from the directory that the previous step opened, so that nothing can change between the check of a
path and its use.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Generator
from pathlib import Path

from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.path_below import checked_name, open_below, refuse_link

_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@contextlib.contextmanager
def opened_parent(root: Path, name: str, *, make: bool) -> Generator[tuple[int, str]]:
    """Give the open directory that contains `name` below `root`, and its last part; `make` creates missing directories.

    Raises:
        UnsafePathError: the name leads outside, or the path or one of its parents is a link.
        OSError: a directory can't be opened or made.
    """
    *parents, last = checked_name(name, str(root)).split("/")
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for number, part in enumerate(parents, 1):
            if make:
                with contextlib.suppress(FileExistsError):
                    os.mkdir(part, dir_fd=handle)
            handle = open_below(handle, part, f"{root}/{'/'.join(parents[:number])}")
        refuse_link(handle, last, f"{root}/{name}")
        yield handle, last
    except OSError as error:
        error.filename = f"{root}/{name}"  # not only its last part
        raise
    finally:
        os.close(handle)


def write_below(root: Path, name: str, content: bytes) -> None:
    """Write a new file, and make the directories above it. Raises as `opened_parent`."""
    with (
        opened_parent(root, name, make=True) as (handle, last),
        open(os.open(last, _WRITE, 0o666, dir_fd=handle), "wb") as file,
    ):
        file.write(content)


def move_below(source: Path, root: Path, name: str) -> None:
    """Move the file `name` from below `source` to below `root`, and replace an existing one. Raises as
    `opened_parent`."""
    with (
        opened_parent(source, name, make=False) as (old, last),
        opened_parent(root, name, make=True) as (new, _),
    ):
        os.replace(last, last, src_dir_fd=old, dst_dir_fd=new)


def remove_below(root: Path, name: str) -> None:
    """Remove a file, if it exists, and the directories above it that become empty. Raises as `opened_parent`."""
    with contextlib.suppress(FileNotFoundError), opened_parent(root, name, make=False) as (handle, last):
        os.unlink(last, dir_fd=handle)
    while name := name.rpartition("/")[0]:
        with contextlib.suppress(OSError), opened_parent(root, name, make=False) as (handle, last):
            os.rmdir(last, dir_fd=handle)


def foreign_stage(shown: str, what: str) -> UserError:
    """Return the error for something in a staging path that specloom did not make."""
    message = f"{what}, in the path where specloom prepares files; it is not followed, used or removed"
    hint = "look at it, remove it (also from version control, if it came with the repository), and run again"
    return user_error("staging-foreign", message, location=SourceLocation(shown), hint=hint)


def is_directory(path: Path, shown: str) -> bool:
    """Return whether there is a directory at the staging path `path`; `shown` is the path for the user.

    Raises:
        UserError: it is a link or a file (`staging-foreign`).
    """
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISDIR(mode):
        raise foreign_stage(shown, "this is a symbolic link" if stat.S_ISLNK(mode) else "this is not a directory")
    return True


def fresh_directory(path: Path, shown: str) -> None:
    """Make an empty directory at `path`; one of a killed run is removed. `shown` is the path for the user.

    Raises:
        UserError: it is a link or a file (`staging-foreign`).
        OSError: the old one can't be removed, or the new one not be made.
    """
    if is_directory(path, shown):
        shutil.rmtree(path)
    path.mkdir()
