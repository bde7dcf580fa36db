"""What a repository may decide when specloom runs in it: paths of its table stay inside it, its templates need
permission in CI.

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
"""Environment variables that are set by CI services."""
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
    """Tell whether an environment variable is on."""
    return environment.get(name, "").strip().lower() not in _NO


def in_ci(environment: Mapping[str, str]) -> bool:
    """Tell whether this run is in CI."""
    return any(is_on(environment, name) for name in SERVICES)


def check_templates(location: SourceLocation, *, allowed: bool) -> None:
    """Refuse the templates in the table, in CI, unless they are allowed.

    Raises:
        UserError: they are not (`templates-not-allowed`).
    """
    if allowed or is_on(os.environ, ALLOW_TEMPLATES) or not in_ci(os.environ):
        return
    message = "the templates of [tool.specloom] need permission in CI, because a pull request may change them"
    hint = f"allow them with --allow-templates or {ALLOW_TEMPLATES}=1, or pass the directory with --templates"
    raise user_error("templates-not-allowed", message, location=location, hint=hint)


def check_inside(path: Path, key: str, directory: Path, location: SourceLocation) -> None:
    """Refuse a path of the table that is outside the repository, links resolved, or in its `.git`.

    `directory` is the directory of the table, which is used if there is no repository.

    Raises:
        UserError: it does (`project-path`).
    """
    top = repository_of(Path(os.path.realpath(directory)))
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(top):
        message = f"`{key}` leads outside the repository, to {real}"
        hint = f"to allow that, pass it on the command line with {_FLAGS[key]}; others may write the table"
        raise user_error("project-path", message, location=location, hint=hint)
    if any(part.lower() in _REPOSITORY for part in real.relative_to(top).parts):
        message = f"`{key}` leads into the directory of the version control"
        raise user_error("project-path", message, location=location, hint="choose another directory")


def repository_of(directory: Path) -> Path:
    """Return the top of the repository that contains a directory, or else the directory itself."""
    parents = (directory, *directory.parents)
    return next((each for each in parents if any(os.path.lexists(each / name) for name in _REPOSITORY)), directory)
