"""The pipeline from a document to `{path: text}`; nothing here prints or writes."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from specloom.api.infer import config_text
from specloom.api.ir import Api
from specloom.base.collector import without_collector
from specloom.base.diagnostics import Diagnostic
from specloom.base.records import dataclass
from specloom.document.document import Document
from specloom.emit.unused_templates import unused_templates
from specloom.output import manifest
from specloom.pipeline.analysis import Analysis, analyze_document, load_document, make_plan, validate_and_normalise
from specloom.pipeline.caching import RunCache
from specloom.pipeline.manifest_text import ProjectFiles, manifest_text
from specloom.pipeline.options import Options
from specloom.pipeline.printing import print_package, print_unformatted
from specloom.pipeline.run import GenerationResult, Run
from specloom.plan.planned import Plan

Observer: TypeAlias = Callable[[Document, Plan, Iterable[Diagnostic]], None]
"""Called with the document, the plan and the findings of a run, before its files are printed."""


@dataclass(frozen=True, slots=True)
class UnformattedPackage:
    """A package before formatting with black: `files` by path below the package, without the manifest."""

    meaning: Analysis
    plan: Plan
    files: Mapping[str, str]

    @property
    def document(self) -> Document:
        """The document as read."""
        return self.meaning.document

    @property
    def api(self) -> Api:
        """The meaning of the document."""
        return self.meaning.api


def generate(
    options: Options, run: Run, cache: RunCache | None = None, observe: Observer | None = None
) -> GenerationResult:
    """Return the package that the options ask for.

    `cache` may have texts that earlier runs have made. `observe` is called with the document, the plan and the findings
    while all three are at hand.

    Raises:
        UserError: the document or the config is at fault.
    """
    with without_collector():
        run.diagnostics.extend(unused_templates(options.template_roots))
        meaning = analyze_document(options, run)
        planned = make_plan(meaning, run)
        document = meaning.document
        project = _project_files(meaning, planned, options, run, cache) if options.with_project else ProjectFiles()
        del meaning  # half of the memory
        if observe is not None:
            with run.report_stage("record"):
                observe(document, planned, run.diagnostics)
        inputs, complete = tuple(document.inputs), not document.failures
        del document
        files = {**print_package(planned, options, run, cache), **project.inside}
    files = run.report.files = {**files, manifest.NAME: manifest_text(options, inputs, files)}
    return GenerationResult(
        planned.package.package_name, files, inputs, project.around, project.user_owned, complete=complete
    )


def infer_config_text(options: Options, run: Run) -> str:
    """Return the text of an inferred config for the document, whatever config the options name.

    Raises:
        UserError: the document is at fault.
    """
    canonical = validate_and_normalise(load_document(options, run), run)
    with run.report_stage("infer"):
        return config_text(canonical)


def generate_unformatted(options: Options, run: Run) -> UnformattedPackage:
    """Return the package as the templates print it.

    Raises:
        UserError: the document or the config is at fault.
    """
    with without_collector():
        meaning = analyze_document(options, run)
        planned = make_plan(meaning, run)
        return UnformattedPackage(meaning, planned, print_unformatted(planned, options, run))


def _project_files(
    meaning: Analysis, planned: Plan, options: Options, run: Run, cache: RunCache | None
) -> ProjectFiles:
    """Return the files of a project; what prints them is loaded only now."""
    files: ProjectFiles = importlib.import_module("specloom.pipeline.project").project_files(
        meaning, planned, options, run, cache
    )
    return files
