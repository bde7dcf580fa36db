"""Finds and reads the package of an SDK: from its repository, its source distribution or the package folder itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from specloom.base.diagnostics import Diagnostic, Place, Severity, UserError, make, user_error

FILE_LIMIT = 8_000_000
"""Bytes; a longer module is not read."""
_CLIENT = "_client.py"
_LEFT_OUT = {"__pycache__", "node_modules", "tests", "test", "examples", "build", "dist", "docs"}


@dataclass(frozen=True, slots=True)
class SourcePackage:
    """The modules of a package as text by relative posix path; `shown` is its folder for the user."""

    name: str
    shown: str
    files: Mapping[str, str]
    unread: tuple[Diagnostic, ...] = ()


def find_package(folder: Path) -> SourcePackage:
    """Return the package in `folder`: the folder itself, or `src/NAME` or `NAME` in it. Nothing is imported.

    Raises:
        UserError: there is no such folder (`folder-missing`), or not exactly one client package in it
            (`package-missing`, `package-ambiguous`).
    """
    if not folder.is_dir():
        raise user_error("folder-missing", "there is no such folder", place=Place(str(folder)), hint="check the path")
    return read_package(choose(folder))


def choose(folder: Path) -> Path:
    """Return the folder of the package in `folder`."""
    if (folder / "__init__.py").is_file():
        return folder
    hint = "name the repository, the unpacked source distribution or the folder of the package itself"
    found = packages_in(folder)
    if not found:
        raise user_error("package-missing", "there is no Python package here", place=Place(str(folder)), hint=hint)
    clients = [path for path in found if (path / _CLIENT).is_file()] or found
    if len(clients) > 1:
        names = ", ".join(f"`{path.name}`" for path in clients)
        message = f"there are several packages here: {names}"
        raise user_error("package-ambiguous", message, place=Place(str(folder)), hint=hint)
    return clients[0]


def packages_in(folder: Path) -> list[Path]:
    """Return the packages directly in `folder` and in `folder/src`; if there are none, those one folder below."""
    for places in ([folder / "src", folder], [*subfolders(folder), *(each / "src" for each in subfolders(folder))]):
        found = [each for place in places for each in subfolders(place) if (each / "__init__.py").is_file()]
        if found:
            return found
    return []


def subfolders(folder: Path) -> list[Path]:
    """Return the folders directly in `folder` that can hold a package, links left out."""
    if not folder.is_dir() or folder.is_symlink():
        return []
    found = [each for each in folder.iterdir() if each.is_dir() and not each.is_symlink()]
    return sorted(each for each in found if each.name not in _LEFT_OUT and not each.name.startswith("."))


def read_package(folder: Path) -> SourcePackage:
    """Read the modules in `folder`; links are not followed, and files that are no text are named in `unread`."""
    files: dict[str, str] = {}
    unread: list[Diagnostic] = []
    try:
        for path in modules_in(folder):
            text = read_module(path)
            if isinstance(text, Diagnostic):
                unread.append(text)
            else:
                files[path.relative_to(folder).as_posix()] = text
    except OSError as error:
        raise unreadable(folder, error) from error
    return SourcePackage(folder.resolve().name, folder.as_posix(), files, tuple(unread))


def modules_in(folder: Path) -> Iterator[Path]:
    """Yield the Python files below `folder` in a stable order."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = Path(parent, name)
            if path.suffix == ".py" and path.is_file() and not path.is_symlink():
                yield path


def read_module(path: Path) -> str | Diagnostic:
    """Return the text of a module, or why it can't be read."""
    if path.stat().st_size > FILE_LIMIT:
        return unread(path, f"the file is longer than {FILE_LIMIT} bytes")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return unread(path, "the file is no UTF-8 text")


def unread(path: Path, why: str) -> Diagnostic:
    """Return the warning for a module that takes no part in the comparison."""
    return make(Severity.WARNING, "module-unread", f"not compared: {why}", Place(path.as_posix()), None)


def unreadable(folder: Path, error: OSError) -> UserError:
    """Return the error for a package that can't be read."""
    why = error.strerror or str(error)
    return user_error("package-unreadable", f"the package can't be read: {why}", place=Place(str(folder)))
