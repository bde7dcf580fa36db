"""Finds and reads the package of an SDK: in its repository, its source distribution or the package directory itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from specloom.base.bounded_read import FileTooLargeError, read_regular
from specloom.base.diagnostics import Diagnostic, SourceLocation, UserError, user_error
from specloom.compare.source.foreign_source import not_compared

FILE_LIMIT = 2_000_000
"""The most bytes of a module; a longer one is not read."""
PACKAGE_LIMIT = 100_000_000
"""The most bytes of all modules of a package; further modules are not read."""
MODULE_LIMIT = 30_000
"""The most modules of a package; further ones are not read."""
FOLDER_LIMIT = 40
"""The most levels of nested directories in a package; deeper ones are not read."""
_CLIENT = "_client.py"
_LEFT_OUT = {"__pycache__", "node_modules", "tests", "test", "examples", "build", "dist", "docs"}


@dataclass(frozen=True, slots=True)
class SourcePackage:
    """The modules of a package as text by relative posix path; `shown` is its directory as the user wrote it."""

    name: str
    shown: str
    files: Mapping[str, str]
    unread: tuple[Diagnostic, ...] = ()


def find_package(folder: Path) -> SourcePackage:
    """Return the package in the directory `folder`: itself, or `src/NAME` or `NAME` in it. Nothing is imported.

    Raises:
        UserError: the directory does not exist (`folder-missing`), it does not contain exactly one client package
            (`package-missing`, `package-ambiguous`), or the package can't be read (`package-unreadable`).
    """
    try:
        if not folder.is_dir():
            hint = "check the path"
            message = "this directory does not exist"
            raise user_error("folder-missing", message, place=SourceLocation(str(folder)), hint=hint)
        return read_package(choose_package(folder))
    except OSError as error:
        raise unreadable_package(folder, error) from error


def choose_package(folder: Path) -> Path:
    """Return the directory of the package in the directory `folder`."""
    if (folder / "__init__.py").is_file():
        return folder
    hint = "name the repository, the unpacked source distribution or the directory of the package itself"
    found = packages_in(folder)
    if not found:
        raise user_error(
            "package-missing", "this directory contains no Python package", place=SourceLocation(str(folder)), hint=hint
        )
    clients = [path for path in found if (path / _CLIENT).is_file()] or found
    if len(clients) > 1:
        names = ", ".join(f"`{path.name}`" for path in clients)
        message = f"this directory contains several packages: {names}"
        raise user_error("package-ambiguous", message, place=SourceLocation(str(folder)), hint=hint)
    return clients[0]


def packages_in(folder: Path) -> list[Path]:
    """Return the packages directly in `folder` and in `folder/src`; if there are none, those one level below."""
    for places in (
        [folder / "src", folder],
        [*list_directories(folder), *(each / "src" for each in list_directories(folder))],
    ):
        found = [each for place in places for each in list_directories(place) if (each / "__init__.py").is_file()]
        if found:
            return found
    return []


def list_directories(folder: Path) -> list[Path]:
    """Return the directories directly in `folder` that can be a package, without links."""
    if not folder.is_dir() or folder.is_symlink():
        return []
    found = [each for each in folder.iterdir() if each.is_dir() and not each.is_symlink()]
    return sorted(each for each in found if each.name not in _LEFT_OUT and not each.name.startswith("."))


def read_package(folder: Path) -> SourcePackage:
    """Read the modules in `folder`; links are not followed, and files that are not read are listed in `unread`.

    Raises:
        OSError: the directory itself can't be read.
    """
    files: dict[str, str] = {}
    unread: list[Diagnostic] = []
    room = PACKAGE_LIMIT
    for number, path in enumerate(modules_in(folder)):
        if number == MODULE_LIMIT:
            unread.append(not_compared(folder.as_posix(), f"all after the first {MODULE_LIMIT} modules"))
            break
        if isinstance(path, Diagnostic):
            unread.append(path)
            continue
        text = read_module(path, room)
        if isinstance(text, Diagnostic):
            unread.append(text)
        else:
            files[path.relative_to(folder).as_posix()] = text
            room -= len(text)
    return SourcePackage(folder.resolve().name, folder.as_posix(), files, tuple(unread))


def modules_in(folder: Path) -> Iterator[Path | Diagnostic]:
    """Yield the Python files below `folder`, and why a directory in it is not read, in a stable order.

    Raises:
        OSError: `folder` itself can't be read.
    """
    waiting = [(folder, 0)]
    while waiting:
        here, depth = waiting.pop()
        try:
            found = entries_of(here)
        except OSError as error:
            if not depth:
                raise
            yield not_compared(here.as_posix(), f"the directory can't be read: {error.strerror}")
            continue
        yield from (Path(entry.path) for entry in found if is_module(entry))
        below = [Path(entry.path) for entry in found if is_folder(entry) and entry.name != "__pycache__"]
        if depth < FOLDER_LIMIT:
            waiting += reversed([(each, depth + 1) for each in below])
        elif below:
            yield not_compared(here.as_posix(), f"all below more than {FOLDER_LIMIT} levels of directories")


def entries_of(folder: Path) -> list[os.DirEntry[str]]:
    """Return the entries of a directory by name. Raises `OSError`."""
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def is_module(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry has the name of a Python file, whatever it is."""
    return Path(entry.name).suffix == ".py" and not is_folder(entry)


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a directory, not a link to one."""
    return entry.is_dir(follow_symlinks=False)


def read_module(path: Path, room: int) -> str | Diagnostic:
    """Return the text of a module, or why it can't be read; `room` is the most bytes that it may have."""
    try:
        content = read_regular(path, min(FILE_LIMIT, room), follow_links=False)
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileTooLargeError:
        what, limit = ("file", FILE_LIMIT) if room >= FILE_LIMIT else ("package", PACKAGE_LIMIT)
        return not_compared(path.as_posix(), f"the {what} is longer than {limit} bytes")
    except OSError as error:
        return not_compared(path.as_posix(), error.strerror or type(error).__name__)
    except UnicodeDecodeError:
        return not_compared(path.as_posix(), "the file is not UTF-8 text")


def unreadable_package(folder: Path, error: OSError) -> UserError:
    """Return the error for a package that can't be read."""
    why = error.strerror or str(error)
    return user_error("package-unreadable", f"the package can't be read: {why}", place=SourceLocation(str(folder)))
