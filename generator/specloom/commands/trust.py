"""What a repository may decide on the machine that runs specloom in it: its table stays inside it, its templates wait.

The table, like the document, may come from a stranger: with a pull request that CI checks, or with a clone.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from specloom.base.diagnostics import SourceLocation, user_error

ALLOW_TEMPLATES = "SPECLOOM_ALLOW_TEMPLATES"
SERVICES = (
    *("CI", "BUILDKITE", "CODEBUILD_BUILD_ID", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION"),
    "TF_BUILD",
)
"""Variables that say that a machine of a CI service is at work."""
_NO = frozenset({"", "0", "false", "no", "off"})
_REPOSITORY = (".git", ".hg", ".jj", ".svn")
_FLAGS = {
    "spec": "as SPEC",
    "root": "with --root",
    "overlays": "with --overlay",
    "config": "with --config",
    "out": "with --out",
    "templates": "with --templates",
}


def is_on(environment: Mapping[str, str], name: str) -> bool:
    """Tell whether a variable says yes."""
    return environment.get(name, "").strip().lower() not in _NO


def in_ci(environment: Mapping[str, str]) -> bool:
    """Tell whether this is a machine of a CI service."""
    return any(is_on(environment, name) for name in SERVICES)


def check_templates(place: SourceLocation, *, allowed: bool) -> None:
    """Refuse the templates that the table names, in CI, unless they are allowed.

    Raises:
        UserError: they are not (`templates-not-allowed`).
    """
    if allowed or is_on(os.environ, ALLOW_TEMPLATES) or not in_ci(os.environ):
        return
    message = "in CI the templates of [tool.specloom] are used only if that is allowed: a pull request may change them"
    hint = f"allow them with --allow-templates or {ALLOW_TEMPLATES}=1, or name the folder with --templates"
    raise user_error("templates-not-allowed", message, place=place, hint=hint)


def check_inside(path: Path, key: str, folder: Path, place: SourceLocation) -> None:
    """Refuse a path of the table that leads out of the repository, links followed, or into its `.git`.

    `folder` is that of the table: where there is no repository, it stands for one.

    Raises:
        UserError: it does (`project-path`).
    """
    top = repository_of(Path(os.path.realpath(folder)))
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(top):
        message = f"`{key}` leads out of the repository, to {real}"
        hint = f"name it on the command line, {_FLAGS[key]}, if you mean it: a table that others may write stays inside"
        raise user_error("project-path", message, place=place, hint=hint)
    if any(part.lower() in _REPOSITORY for part in real.relative_to(top).parts):
        message = f"`{key}` leads into the folder of the version control"
        raise user_error("project-path", message, place=place, hint="choose another folder")


def repository_of(folder: Path) -> Path:
    """Return the top of the repository that holds a folder, or else the folder itself."""
    parents = (folder, *folder.parents)
    return next((each for each in parents if any(os.path.lexists(each / name) for name in _REPOSITORY)), folder)
