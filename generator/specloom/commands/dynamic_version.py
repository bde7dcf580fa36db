"""Finds a `dynamic` version where build backends look for it: a file that pyproject.toml names, or else git tags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from specloom.base.bounded_read import MEGABYTE
from specloom.base.json import JsonObject, JsonValue, as_object, as_str, strings_in
from specloom.base.path_below import UnsafePathError, read_below
from specloom.output import manifest

_MOST_BYTES = 4 * MEGABYTE
_NAMED = r"^(?:__version__|VERSION|version)(?: ?: ?[\w.\[\]]+)?"
_ASSIGNED = re.compile(_NAMED + r""" ?= ?["']v?([^"'\s]+)["']""", re.MULTILINE)
"""The assignment of a version, as hatchling, pdm and flit find it."""
_NUMBER_ALONE = re.compile(r"\s*v?([0-9]\S*)\s*")
"""The content of a file that is a version and nothing else."""


def version_source(tools: JsonObject, build_system: JsonObject, name: str) -> Sequence[str] | None:
    """Return the files of a project that may have its version, best first, by the tables of its build backend.

    None means that it is that of the newest git tag. An empty list means that only the backend can find it.
    """
    hatch = as_object(as_object(tools.get("hatch")).get("version"))
    pdm = as_object(as_object(tools.get("pdm")).get("version"))
    setuptools = as_object(as_object(tools.get("setuptools")).get("dynamic")).get("version")
    for table, files_from in ((hatch, ("regex", None)), (pdm, ("file",))):
        source = as_str(table.get("source"))
        if source in ("vcs", "scm"):
            return None
        if table:
            path = as_str(table.get("path"))
            return [path] if path is not None and source in files_from and "pattern" not in table else []
    if setuptools is not None:
        return _setuptools_files(as_object(setuptools))
    if (as_str(build_system.get("build-backend")) or "").startswith("flit"):
        own = as_object(as_object(tools.get("flit")).get("module"))
        return _module_files(as_str(own.get("name")) or name.replace("-", "_"))
    return None


def _setuptools_files(table: Mapping[str, JsonValue]) -> Sequence[str]:
    """Return the files of `version = {attr = "pkg.module.name"}` or `version = {file = ...}` of setuptools."""
    module, _, _ = (as_str(table.get("attr")) or "").rpartition(".")
    one = as_str(table.get("file"))
    return _module_files(module) if module else [one] if one is not None else strings_in(table.get("file"))


def _module_files(module: str) -> Sequence[str]:
    path = module.replace(".", "/")
    return [f"{root}{path}{end}" for root in ("src/", "") for end in ("/__init__.py", ".py")]


def version_in_files(directory: Path, names: Sequence[str]) -> str | None:
    """Return the version in the first of the files below a directory that has one.

    A file of a package that specloom wrote has none: its version follows from the document.
    """
    for name in (PurePosixPath(each).as_posix() for each in names):
        found = None if _is_generated(directory, name) else _version_in(directory, name)
        if found is not None:
            return found
    return None


def _is_generated(directory: Path, name: str) -> bool:
    inside = [each.as_posix() for each in PurePosixPath(name).parents][:-1]
    return any(_content(directory, f"{each}/{manifest.NAME}") is not None for each in inside)


def _version_in(directory: Path, name: str) -> str | None:
    text = _content(directory, name) or ""
    found = _ASSIGNED.search(text) or _NUMBER_ALONE.fullmatch(text)
    return found[1] if found is not None else None


def _content(directory: Path, name: str) -> str | None:
    """Return the text of a file below a directory, None if there is none that can be read, or a link leads there."""
    try:
        return read_below(directory, name, _MOST_BYTES).decode()
    except (OSError, UnsafePathError, UnicodeDecodeError):
        return None
