"""Finds a `dynamic` version where build backends look for it: a file that pyproject.toml names, or else git tags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from specloom.base.bounded_read import MEGABYTE, read_regular
from specloom.base.json import JsonObject, JsonValue, as_object, as_str, strings_in
from specloom.output import manifest

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
    root = directory.resolve()
    for path in ((root / name).resolve() for name in names):
        if path.is_relative_to(root) and not _is_generated(path, root) and (found := _version_in(path)) is not None:
            return found
    return None


def _is_generated(path: Path, root: Path) -> bool:
    inside = [each for each in path.parents if each.is_relative_to(root) and each != root]
    return any((each / manifest.NAME).is_file() for each in inside)


def _version_in(path: Path) -> str | None:
    try:
        text = read_regular(path, MEGABYTE).decode()
    except (OSError, UnicodeDecodeError):
        return None
    found = _ASSIGNED.search(text) or _NUMBER_ALONE.fullmatch(text)
    return found[1] if found is not None else None
