"""Makes the workflows of a project: checks of pull requests, release pull requests, and publishing to PyPI.

Nothing of the document or the config is in a workflow: the files are the same for every project.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from specloom.api.ir.project import ProjectSpec
from specloom.emit.project.views import TextView, WorkflowView
from specloom.emit.resources.settings import settings_files
from specloom.emit.views import ConstantsView, FileView
from specloom.plan.planned import Plan

RELEASE_NAMES = (
    ".github/workflows/ci.yml",
    ".github/workflows/release.yml",
    "release-please-config.json",
    ".release-please-manifest.json",
)
_CI, _RELEASE, _CONFIG, _VERSIONS = RELEASE_NAMES
_SCHEMA = "https://raw.githubusercontent.com/googleapis/release-please/main/schemas/config.json"
_MARK = "  # x-release-please-version"
"""The comment by which release-please finds the version in a file."""


def release_files(plan: Plan, spec: ProjectSpec) -> Iterator[FileView]:
    """Return the workflows with their settings, and the modules of the package that have its version."""
    view = WorkflowView(tests=spec.tests)
    yield FileView(_CI, "project/workflows/ci.yml.jinja", view)
    yield FileView(_RELEASE, "project/workflows/release.yml.jinja", view)
    package = f"src/{plan.package.package_name}"
    marked = list(marked_modules(plan))
    config = {
        "$schema": _SCHEMA,
        "release-type": "python",
        "include-component-in-tag": False,
        "bump-minor-pre-major": True,
        "packages": {".": {"extra-files": [f"{package}/{each.path}" for each in marked]}},
    }
    for path, data in ((_CONFIG, config), (_VERSIONS, {".": plan.package.version})):
        yield FileView(path, "project/text.jinja", TextView(f"{json.dumps(data, indent=2)}\n"))
    for each in marked:
        yield FileView(f"{package}/{each.path}", each.template, each.view)


def marked_modules(plan: Plan) -> Iterator[FileView]:
    """Yield the modules of the package that have its version, with the mark at that line."""
    for each in settings_files(plan):
        view = each.view
        if isinstance(view, ConstantsView):
            marked = tuple(
                (name, annotation, value + _MARK if name in {"__version__", "PACKAGE_VERSION"} else value)
                for name, annotation, value in view.constants
            )
            if marked != view.constants:
                yield FileView(each.path, each.template, replace(view, constants=marked))
