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
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError, ValueError)
"""What the library raises where an archive is damaged, encrypted or compressed in an unknown way."""


def read_wheel(path: Path, name: str) -> SourcePackage:
    """Return the package `name` of a wheel, or else the only client package in it.

    Raises:
        UserError: it can't be read (`wheel-unreadable`), or has no such package (`surface-missing`).
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _read_archive(archive, path, name)
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    except _DAMAGE as error:
        raise _unreadable(path, str(error)) from error


def _read_archive(archive: zipfile.ZipFile, path: Path, name: str) -> SourcePackage:
    members = archive.infolist()
    if len(members) > _MEMBER_LIMIT:
        raise _unreadable(path, f"it has more than {_MEMBER_LIMIT} entries")
    modules = {
        each.filename: each for each in members if each.filename.endswith(".py") and name_fault(each.filename) is None
    }
    root = package_among(modules, name)
    if root is None:
        raise missing_package(str(path), name)
    reader = ModuleReader(f"{path.as_posix()}/{root}")
    for filename in sorted(each for each in modules if each.startswith(f"{root}/")):
        if not reader.add_module(filename.removeprefix(f"{root}/"), partial(_read_member, archive, modules[filename])):
            break
    return reader.package(root.rpartition("/")[2])


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Return the content of a member, of which never more than `most` bytes are unpacked."""
    with archive.open(member) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise FileTooLargeError
    return content


def package_among(paths: Collection[str], name: str) -> str | None:
    """Return the directory of the package `name`, or else of the only package with a client; None if there is none."""
    roots = sorted(path.removesuffix("/__init__.py") for path in paths if path.endswith("/__init__.py"))
    clients = [root for root in roots if f"{root}/_client.py" in paths]
    named = [root for root in clients or roots if root.rpartition("/")[2] == name]
    found = named or clients
    return found[0] if len(found) == 1 else None


def missing_package(shown: str, name: str) -> UserError:
    """Return the error for a release that does not contain the package."""
    hint = f"name a release that contains the package `{name}`"
    return user_error("surface-missing", f"no package `{name}` was found in {shown}", hint=hint)


def _unreadable(path: Path, why: str) -> UserError:
    hint = "build or download the wheel again"
    return user_error(
        "wheel-unreadable", f"the wheel can't be read: {why}", location=SourceLocation(str(path)), hint=hint
    )
