"""Prints the files of a project around a package. Loaded only if a project is asked for."""

from __future__ import annotations

from specloom.api.build.project import project_of
from specloom.api.samples import Sampler
from specloom.emit.header import header_comment
from specloom.emit.project import USER_OWNED, project_file_views
from specloom.emit.render import render_views
from specloom.output import manifest
from specloom.pipeline.analysis import Analysis
from specloom.pipeline.caching import RunCache
from specloom.pipeline.manifest_text import ProjectFiles, manifest_text
from specloom.pipeline.options import Options
from specloom.pipeline.printing import format_with_cache
from specloom.pipeline.run import Run
from specloom.plan.planned import Plan


def project_files(meaning: Analysis, planned: Plan, options: Options, run: Run, cache: RunCache | None) -> ProjectFiles:
    """Return what a project adds to the package, and the project files with their manifest."""
    with run.report_stage("project"):
        spec = project_of(meaning.canonical, meaning.config)
        views = project_file_views(planned, spec, Sampler(meaning.api.schemas), workflows=options.with_workflows)
        files = format_with_cache(
            render_views(views, options.template_roots, header_comment(planned.package)), options, run.report, cache
        )
    package = f"src/{planned.package.package_name}/"
    inside = {path.removeprefix(package): text for path, text in files.items() if path.startswith(package)}
    around = {path: text for path, text in files.items() if not path.startswith(package)}
    inputs = tuple(meaning.document.inputs)
    return ProjectFiles(inside, {**around, manifest.NAME: manifest_text(options, inputs, around)}, USER_OWNED)
