"""Makes every file of the project around a package."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.ir.project import ProjectSpec
from specloom.api.samples import Sampler
from specloom.emit.project.metadata import LICENSE_NAMES, metadata_files
from specloom.emit.project.readme import readme_file
from specloom.emit.project.reference import reference_files
from specloom.emit.project.release import RELEASE_NAMES, release_files
from specloom.emit.project.tests import test_files
from specloom.emit.resources.types import type_facts
from specloom.emit.views import FileView
from specloom.plan.planned import Plan

USER_OWNED = ("README.md", "CHANGELOG.md", "pyproject.toml", "Makefile", ".gitignore", *LICENSE_NAMES, *RELEASE_NAMES)
"""Files that are created with the project and user-owned from the first change on."""


def project_file_views(plan: Plan, spec: ProjectSpec, sampler: Sampler, *, workflows: bool) -> tuple[FileView, ...]:
    """Return the files around the package of `plan`; those below `src/` belong to the package itself."""
    return (*_file_views(plan, spec, sampler), *(release_files(plan, spec) if workflows else ()))


def _file_views(plan: Plan, spec: ProjectSpec, sampler: Sampler) -> Iterator[FileView]:
    facts = type_facts(plan)
    yield from metadata_files(plan, spec)
    yield from reference_files(plan)
    yield readme_file(plan, spec, sampler, facts)
    if spec.tests:
        yield from test_files(plan, spec, sampler, facts)
