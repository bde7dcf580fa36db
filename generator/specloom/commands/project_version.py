"""Reads the version of a project with workflows: release pull requests raise it in `pyproject.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.version import InvalidVersion, Version

from specloom.base.json import as_object, as_str
from specloom.commands.project import FILE, read_user_text


def project_version(out: Path) -> str | None:
    """Return `project.version` of the `pyproject.toml` in the directory, None if it has none that is valid.

    Raises:
        UserError: the file can't be read, or is too large (`unreadable`).
    """
    path = out / FILE
    if not path.is_file() or path.is_symlink():
        return None
    try:
        found = as_str(as_object(tomllib.loads(read_user_text(path)).get("project")).get("version"))
        return str(Version(found)) if found is not None else None
    except (tomllib.TOMLDecodeError, InvalidVersion):
        return None
