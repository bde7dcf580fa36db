"""The version of the project that publishes a package: in pyproject.toml, in a file named there, or a git tag."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

from packaging.version import InvalidVersion, Version

from specloom.base.bounded_read import MEGABYTE, read_regular
from specloom.base.json import JsonValue, as_object, as_str, strings_in
from specloom.base.owners import foreign_owner
from specloom.commands.dynamic_version import version_in_files, version_source
from specloom.commands.project import FILE
from specloom.commands.revision import run_git
from specloom.pipeline.options import PublishedVersion

_MARKS = ("-v", "-", "/v", "/", "@v", "@")
"""Separators in tags between the name of a package and its version."""
_TAG_NAME = re.compile(r"[A-Za-z0-9._-]+")


def published_version(out: Path) -> PublishedVersion | None:
    """Return the name and the version of the nearest project at or above `out`, None if there is none.

    The version is None if it is that of a git tag, and the checkout is a shallow one that has no such tag.
    """
    start = out.absolute()
    for directory in (start, *start.parents):
        path = directory / FILE
        if path.is_file() and (directory == start or foreign_owner(path) is None):
            return _version_in(path)
        if (directory / ".git").exists():
            break
    return None


def _version_in(path: Path) -> PublishedVersion | None:
    try:
        data: JsonValue = tomllib.loads(read_regular(path, MEGABYTE).decode())
    except (OSError, ValueError):
        return None
    tools = as_object(as_object(data).get("tool"))
    poetry = as_object(tools.get("poetry"))
    project = as_object(as_object(data).get("project")) or poetry
    name = as_str(project.get("name"))
    if name is None:
        return None
    if "version" not in strings_in(project.get("dynamic")):
        version = as_str(project.get("version"))
    elif (version := as_str(poetry.get("version"))) is None:
        source = version_source(tools, as_object(as_object(data).get("build-system")), name)
        if source is not None:
            version = version_in_files(path.parent, source)
        elif (version := _tagged_version(path.parent, name)) is None and _is_shallow(path.parent):
            return PublishedVersion(name, None)
    return PublishedVersion(name, version) if version is not None and _is_version(version) else None


def _is_shallow(directory: Path) -> bool:
    """Return whether the history of the checkout is cut off, so that a tag may be missing."""
    try:
        return run_git(directory, "rev-parse", "--is-shallow-repository").strip() == "true"
    except (OSError, subprocess.CalledProcessError):
        return False


def _tagged_version(directory: Path, name: str) -> str | None:
    """Return the version of the newest tag before the commit that is checked out: `v1.2.3`, or `name-v1.2.3`.

    Tags that begin with another name are those of other packages in the repository.
    """
    prefixes = ["", "v", *(f"{name}{mark}" for mark in _MARKS if _TAG_NAME.fullmatch(name))]
    patterns = [f"--match={prefix}[0-9]*" for prefix in prefixes]
    try:
        tag = run_git(directory, "describe", "--tags", "--abbrev=0", *patterns).strip()
    except (OSError, subprocess.CalledProcessError):
        return None
    return tag.removeprefix(name).lstrip("-/@").removeprefix("v")


def _is_version(text: str) -> bool:
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True
