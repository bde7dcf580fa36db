"""The pipeline from a document to the files of its reference site; nothing here prints or writes."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from importlib.metadata import version

from specloom import __version__
from specloom.api.build.contents import contents_of
from specloom.api.build.project import documented_project
from specloom.api.samples import Sampler
from specloom.base.collector import without_collector
from specloom.emit.project import SnippetWriter, readme_view
from specloom.emit.render import template_printer
from specloom.emit.unused_templates import unused_templates
from specloom.output import manifest
from specloom.pipeline.analysis import analyze_document, make_plan
from specloom.pipeline.manifest_text import digested_inputs
from specloom.pipeline.options import Options
from specloom.pipeline.run import GenerationResult, Run
from specloom.site.source import SiteChoices, SiteSource

DECIDING_LIBRARIES = ("jinja2", "markdown-it-py", "nh3", "pygments")
"""The libraries whose versions decide the bytes of a site."""


def generate_site(options: Options, run: Run) -> GenerationResult:
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
        contents = contents_of(meaning.canonical, api.operations)
        del meaning  # half of the memory
        with run.report_stage("site"):
            sampler = Sampler(api.schemas)
            snippets = SnippetWriter(planned, sampler, project.examples)
            source = SiteSource(
                plan=planned,
                api=api,
                print_template=template_printer(options.template_roots, unchanging=True),
                snippets=snippets.snippets_for,
                start=readme_view(planned, project, sampler, snippets.facts),
                examples=project.examples,
                contents=contents,
            )
            files = site_builder()(source, SiteChoices(options.site.base_url, options.site.markdown_only))
    files = run.report.files = {**files, manifest.NAME: site_manifest(options, inputs, files)}
    return GenerationResult(planned.package.package_name, files, inputs, complete=complete)


def site_builder() -> Callable[[SiteSource, SiteChoices], dict[str, str]]:
    """Return what builds a site. Its libraries are loaded here, when the document is gone: there is room for them."""
    module = importlib.import_module("specloom.site.build")
    build: Callable[[SiteSource, SiteChoices], dict[str, str]] = module.build_site
    return build


def site_manifest(options: Options, read: tuple[tuple[str, str], ...], files: Mapping[str, str]) -> str:
    """Return the manifest of a site: its files, the inputs by name, and the versions that decide the bytes."""
    versions = {"specloom": __version__, **{name: version(name) for name in DECIDING_LIBRARIES}}
    digests = manifest.text_digests(files)
    return manifest.Manifest(digests, digested_inputs(options, read), versions, kind=manifest.SITE).render()
