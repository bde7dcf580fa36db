"""Finds and reads the package of an SDK: in its repository, its source distribution or the package directory itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import partial
from pathlib import Path

from specloom.base.bounded_read import FileTooLargeError, read_regular
from specloom.base.diagnostics import Diagnostic, SourceLocation, UserError, user_error
from specloom.base.records import dataclass
from specloom.compare.source.foreign_source import not_compared

FILE_LIMIT = 4_000_000
"""The most bytes of a module; a longer one is not read."""
PACKAGE_LIMIT = 100_000_000
"""The most bytes of all modules of a package; further modules are not read."""
MODULE_LIMIT = 30_000
"""The most modules of a package; further ones are not read."""
DIRECTORY_LIMIT = 40
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


@dataclass(slots=True)
class ModuleReader:
    """Reads the modules of a package one after the other, within the limits; `shown` is its path for the user."""

    shown: str
    files: dict[str, str] = field(default_factory=dict[str, str])
    unread: list[Diagnostic] = field(default_factory=list[Diagnostic])
    room: int = field(default_factory=lambda: PACKAGE_LIMIT)
    count: int = 0

    def add_module(self, path: str, read: Callable[[int], bytes]) -> bool:
        """Add the module at the relative `path`, whose content of at most some bytes `read` returns.

        Return whether further modules are read. `read` raises `OSError`, or `FileTooLargeError` for a longer one.
        """
        if self.count == MODULE_LIMIT:
            self.unread.append(not_compared(self.shown, f"all after the first {MODULE_LIMIT} modules"))
            return False
        self.count += 1
        location = f"{self.shown}/{path}"
        try:
            content = read(min(FILE_LIMIT, self.room))
            text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except FileTooLargeError:
            what, limit = ("file", FILE_LIMIT) if self.room >= FILE_LIMIT else ("package", PACKAGE_LIMIT)
            self.unread.append(not_compared(location, f"the {what} is longer than {limit} bytes"))
        except OSError as error:
            self.unread.append(not_compared(location, error.strerror or type(error).__name__))
        except UnicodeDecodeError:
            self.unread.append(not_compared(location, "the file is not UTF-8 text"))
        else:
            self.files[path] = text
            self.room -= len(text)
        return True

    def finish_package(self, name: str) -> SourcePackage:
        """Return the package with the modules that were read."""
        return SourcePackage(name, self.shown, self.files, tuple(self.unread))


def find_package(directory: Path) -> SourcePackage:
    """Return the package in the directory `directory`: itself, or `src/NAME` or `NAME` in it. Nothing is imported.

    Raises:
        UserError: the directory does not exist (`folder-missing`), it does not contain exactly one client package
            (`package-missing`, `package-ambiguous`), or the package can't be read (`package-unreadable`).
    """
    try:
        if not directory.is_dir():
            hint = "check the path"
            message = "this directory does not exist"
            raise user_error("folder-missing", message, location=SourceLocation(str(directory)), hint=hint)
        return read_package(choose_package(directory))
    except OSError as error:
        raise unreadable_package(directory, error) from error


def choose_package(directory: Path) -> Path:
    """Return the directory of the package in the directory `directory`."""
    if (directory / "__init__.py").is_file():
        return directory
    hint = "name the repository, the unpacked source distribution or the directory of the package itself"
    found = packages_in(directory)
    if not found:
        raise user_error(
            "package-missing",
            "this directory contains no Python package",
            location=SourceLocation(str(directory)),
            hint=hint,
        )
    clients = [path for path in found if (path / _CLIENT).is_file()] or found
    if len(clients) > 1:
        names = ", ".join(f"`{path.name}`" for path in clients)
        message = f"this directory contains several packages: {names}"
        raise user_error("package-ambiguous", message, location=SourceLocation(str(directory)), hint=hint)
    return clients[0]


def packages_in(directory: Path) -> list[Path]:
    """Return the packages directly in `directory` and in `folder/src`; if there are none, those one level below."""
    for locations in (
        [directory / "src", directory],
        [*list_directories(directory), *(each / "src" for each in list_directories(directory))],
    ):
        found = [
            each for location in locations for each in list_directories(location) if (each / "__init__.py").is_file()
        ]
        if found:
            return found
    return []


def list_directories(directory: Path) -> list[Path]:
    """Return the directories directly in `directory` that can be a package, without links."""
    if not directory.is_dir() or directory.is_symlink():
        return []
    found = [each for each in directory.iterdir() if each.is_dir() and not each.is_symlink()]
    return sorted(each for each in found if each.name not in _LEFT_OUT and not each.name.startswith("."))


def read_package(directory: Path) -> SourcePackage:
    """Read the modules in `directory`; links are not followed, and files that are not read are listed in `unread`.

    Raises:
        OSError: the directory itself can't be read.
    """
    reader = ModuleReader(directory.as_posix())
    for path in modules_in(directory):
        if isinstance(path, Diagnostic):
            reader.unread.append(path)
        elif not reader.add_module(path.relative_to(directory).as_posix(), partial(read_file, path)):
            break
    return reader.finish_package(directory.resolve().name)


def modules_in(directory: Path) -> Iterator[Path | Diagnostic]:
    """Yield the Python files below `directory`, and why a directory in it is not read, in a stable order.

    Raises:
        OSError: `directory` itself can't be read.
    """
    waiting = [(directory, 0)]
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
        below = [Path(entry.path) for entry in found if is_directory(entry) and entry.name != "__pycache__"]
        if depth < DIRECTORY_LIMIT:
            waiting += reversed([(each, depth + 1) for each in below])
        elif below:
            yield not_compared(here.as_posix(), f"all below more than {DIRECTORY_LIMIT} levels of directories")


def entries_of(directory: Path) -> list[os.DirEntry[str]]:
    """Return the entries of a directory by name. Raises `OSError`."""
    with os.scandir(directory) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def is_module(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry has the name of a Python file, whatever it is."""
    return Path(entry.name).suffix == ".py" and not is_directory(entry)


def is_directory(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a directory, not a link to one."""
    return entry.is_dir(follow_symlinks=False)


def read_file(path: Path, most: int) -> bytes:
    """Return the content of a regular file of at most `most` bytes. Raises `OSError` or `FileTooLargeError`."""
    return read_regular(path, most, follow_links=False)


def unreadable_package(directory: Path, error: OSError) -> UserError:
    """Return the error for a package that can't be read."""
    why = error.strerror or str(error)
    return user_error(
        "package-unreadable", f"the package can't be read: {why}", location=SourceLocation(str(directory))
    )
