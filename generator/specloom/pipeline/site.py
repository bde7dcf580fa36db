"""The pipeline from a document to the files of its reference site; nothing here prints or writes."""

from __future__ import annotations

from specloom.api.build.project import documented_project
from specloom.api.samples import Sampler
from specloom.base.collector import without_collector
from specloom.emit.project import SnippetWriter, readme_view
from specloom.emit.render import template_printer
from specloom.emit.unused_templates import unused_templates
from specloom.output import manifest
from specloom.pipeline.analysis import analyze_document, make_plan
from specloom.pipeline.generate import manifest_text
from specloom.pipeline.options import Options
from specloom.pipeline.run import GenerationResult, Run
from specloom.site.build import build_site
from specloom.site.source import SiteChoices, SiteSource


def generate_site(options: Options, choices: SiteChoices, run: Run) -> GenerationResult:
    """Return the reference site that the options ask for, with its manifest.

    Raises:
        UserError: the document, the config or a template is at fault.
    """
    with without_collector():
        run.diagnostics.extend(unused_templates(options.template_roots))
        meaning = analyze_document(options, run)
        planned = make_plan(meaning, run)
        api, project = meaning.api, documented_project(meaning.config)
        inputs, complete = tuple(meaning.document.inputs), not meaning.document.failures
        del meaning  # half of the memory
        with run.report_stage("site"):
            sampler = Sampler(api.schemas)
            snippets = SnippetWriter(planned, sampler, project.examples)
            source = SiteSource(
                plan=planned,
                api=api,
                print_template=template_printer(options.template_roots),
                snippets=snippets.snippets_for,
                start=readme_view(planned, project, sampler, snippets.facts),
                examples=project.examples,
            )
            files = build_site(source, choices)
    files = run.report.files = {**files, manifest.NAME: manifest_text(options, inputs, files)}
    return GenerationResult(planned.package.package_name, files, inputs, complete=complete)
