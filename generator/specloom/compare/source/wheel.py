"""Reads the package in a wheel. Nothing is unpacked to the disk, and nothing of it is run."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Collection
from functools import partial
from pathlib import Path

from specloom.base.bounded_read import FileTooLargeError
from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.path_below import name_fault
from specloom.compare.source.package import ModuleReader, SourcePackage

_MEMBER_LIMIT = 100_000
"""The most entries of a wheel; the modules of a longer one are not read."""
_SHOWN = 5
"""The most packages that a message names."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError, ValueError)
"""What the library raises where an archive is damaged, encrypted or compressed in an unknown way."""


def read_wheel(path: Path, name: str) -> SourcePackage:
    """Return the package `name` of a wheel.

    Raises:
        UserError: it can't be read (`wheel-unreadable`), or has no such package (`surface-missing`).
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _read_archive(archive, path, name)
    except OSError as error:
        raise _unreadable_wheel(path, error.strerror or str(error)) from error
    except _DAMAGE as error:
        raise _unreadable_wheel(path, str(error)) from error


def _read_archive(archive: zipfile.ZipFile, path: Path, name: str) -> SourcePackage:
    members = archive.infolist()
    if len(members) > _MEMBER_LIMIT:
        raise _unreadable_wheel(path, f"it has more than {_MEMBER_LIMIT} entries")
    modules = {
        each.filename: each for each in members if each.filename.endswith(".py") and name_fault(each.filename) is None
    }
    root = package_among(modules, name, str(path))
    reader = ModuleReader(f"{path.as_posix()}/{root}")
    for filename in sorted(each for each in modules if each.startswith(f"{root}/")):
        if not reader.add_module(filename.removeprefix(f"{root}/"), partial(_read_member, archive, modules[filename])):
            break
    return reader.finish_package(root.rpartition("/")[2])


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Return the content of a member, of which never more than `most` bytes are unpacked."""
    with archive.open(member) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise FileTooLargeError
    return content


def package_among(paths: Collection[str], name: str, shown: str) -> str:
    """Return the directory of the package `name` among the `paths` of a release, called `shown` for the user.

    Packages of other names are those of other clients: who changes the name of a package makes a new one.

    Raises:
        UserError: there is none, or several (`surface-missing`).
    """
    roots = sorted(path.removesuffix("/__init__.py") for path in paths if path.endswith("/__init__.py"))
    clients = [root for root in roots if f"{root}/_client.py" in paths]
    named = [root for root in roots if root.rpartition("/")[2] == name]
    found = [root for root in named if root in clients] or named
    if len(found) == 1:
        return found[0]
    message, others = f"no package `{name}` was found in {shown}", _listed(clients)
    if found:
        message = f"several packages `{name}` were found in {shown}: {_listed(found)}"
    elif others:
        message = f"{message}; it has other clients: {others}"
    raise user_error("surface-missing", message, hint=f"name a release that contains the package `{name}`, once")


def _listed(roots: list[str]) -> str:
    return ", ".join(f"`{root}`" for root in roots[:_SHOWN])


def _unreadable_wheel(path: Path, why: str) -> UserError:
    hint = "build or download the wheel again"
    return user_error(
        "wheel-unreadable", f"the wheel can't be read: {why}", location=SourceLocation(str(path)), hint=hint
    )
