"""The version of the project that publishes a package: its pyproject.toml says it, or the newest git tag."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

from packaging.version import InvalidVersion, Version

from specloom.base.bounded_read import MEGABYTE, read_regular
from specloom.base.json import JsonObject, JsonValue, as_object, as_str, strings_in
from specloom.base.owners import foreign_owner
from specloom.commands.project import FILE
from specloom.commands.revision import run_git
from specloom.pipeline.options import PublishedVersion


def published_version(out: Path) -> PublishedVersion | None:
    """Return the name and the version of the nearest project at or above `out`, None if there is none."""
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
    project = as_object(as_object(data).get("project"))
    name = as_str(project.get("name"))
    version = _tagged_version(path.parent) if "version" in strings_in(project.get("dynamic")) else _static(project)
    if name is None or version is None:
        return None
    return PublishedVersion(name, version)


def _static(project: JsonObject) -> str | None:
    text = as_str(project.get("version"))
    return text if text is not None and _is_version(text) else None


def _tagged_version(directory: Path) -> str | None:
    """Return the version of the newest tag before the commit that is checked out: `v1.2.3`, or `name-v1.2.3`."""
    try:
        tag = run_git(directory, "describe", "--tags", "--abbrev=0", "--match", "*[0-9].[0-9]*").strip()
    except (OSError, subprocess.CalledProcessError):
        return None
    text = tag.rpartition("-v")[2].rpartition("/")[2].removeprefix("v")
    return text if _is_version(text) else None


def _is_version(text: str) -> bool:
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True
