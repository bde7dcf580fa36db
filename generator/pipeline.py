"""The pipeline: data flows one way, from a document to `{path: text}`; nothing here prints or writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version

from generator import __version__
from generator.api.build import build
from generator.api.build.project import project_of
from generator.api.config import SdkConfig, read_config
from generator.api.infer import config_text, infer_config
from generator.api.ir import Api, ResourceSpec
from generator.api.plan import plan
from generator.api.planned import Plan
from generator.api.samples import Sampler
from generator.base.json import JsonValue
from generator.document.document import Document
from generator.document.limits import DEFAULT_OPTIONS
from generator.document.load import load
from generator.document.normalise import Canonical, normalise
from generator.document.validate import validate
from generator.emit.format import LINE_LENGTH, TARGET_VERSIONS
from generator.emit.header import header
from generator.emit.project import YIELDING, project
from generator.emit.render import rendered
from generator.options import Options
from generator.output import manifest
from generator.printing import draft, finished, formatted, without_collector
from generator.run import Result, Run

PINNED = ("black", "datamodel-code-generator", "jinja2")
"""The libraries whose versions decide the bytes of the output."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A document and what it means under a config."""

    document: Document
    canonical: Canonical
    config: SdkConfig
    api: Api


@dataclass(frozen=True, slots=True)
class Draft:
    """A package before black has seen it: `files` by path below the package, without the manifest."""

    meaning: Meaning
    plan: Plan
    files: Mapping[str, str]

    @property
    def document(self) -> Document:
        """The document as read."""
        return self.meaning.document

    @property
    def api(self) -> Api:
        """What the document means."""
        return self.meaning.api


def generate(options: Options, run: Run) -> Result:
    """Return the package that the options ask for.

    Raises:
        UserError: the document or the config is at fault.
    """
    with without_collector():
        meaning = understand(options, run)
        planned = planned_of(meaning, run)
        inputs, complete = tuple(meaning.document.inputs), not meaning.document.failures
        inside, around = surroundings(meaning, planned, options, run) if options.with_project else ({}, {})
        del meaning  # half of the memory
        files = {**finished(planned, options, run), **inside}
    files = run.report.files = {**files, manifest.NAME: manifest_text(options, inputs, files)}
    yielding = YIELDING if around else ()
    return Result(planned.package.package_name, files, inputs, around, yielding, complete=complete)


def suggested_config(options: Options, run: Run) -> str:
    """Return the text of a config for the document, whatever config the options name.

    Raises:
        UserError: the document is at fault.
    """
    _, canonical = canonical_of(options, run)
    with run.stage("infer"):
        return config_text(canonical)


def compose(options: Options, run: Run) -> Draft:
    """Return the package as the templates print it.

    Raises:
        UserError: the document or the config is at fault.
    """
    with without_collector():
        meaning = understand(options, run)
        planned = planned_of(meaning, run)
        return Draft(meaning, planned, draft(planned, options, run))


def planned_of(meaning: Meaning, run: Run) -> Plan:
    """Return what is to be printed, every name settled.

    Raises:
        UserError: the document or the config is at fault.
    """
    with run.stage("plan"):
        planned = plan(meaning.api, run.diagnostics)
        run.report.models = sum(len(module.types) for module in planned.type_modules)
        run.diagnostics.raise_errors()
    return planned


def surroundings(meaning: Meaning, planned: Plan, options: Options, run: Run) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a project adds to the package, and the files round it, their manifest included."""
    with run.stage("project"):
        spec = project_of(meaning.canonical, meaning.config)
        views = project(planned, spec, Sampler(meaning.api.schemas))
        files = formatted(rendered(views, options.template_roots, header(planned.package)), options, run.report)
    package = f"src/{planned.package.package_name}/"
    inside = {path.removeprefix(package): text for path, text in files.items() if path.startswith(package)}
    around = {path: text for path, text in files.items() if not path.startswith(package)}
    return inside, {**around, manifest.NAME: manifest_text(options, tuple(meaning.document.inputs), around)}


def understand(options: Options, run: Run) -> Meaning:
    """Return the document and its meaning: the pipeline as far as the IR.

    Raises:
        UserError: the document or the config is at fault.
    """
    document, canonical = canonical_of(options, run)
    with run.stage("build"):
        config = read_config(options.config, run.diagnostics) if options.config else infer_config(canonical)
        api = named(build(canonical, config, run.diagnostics), options.package)
        run.report.operations, run.report.skipped = len(api.operations), api.skipped
        run.report.generated = len(set(method_operations(api.root)))
        run.diagnostics.raise_errors()
    return Meaning(document, canonical, config, api)


def canonical_of(options: Options, run: Run) -> tuple[Document, Canonical]:
    """Return the document and its canonical copy.

    Raises:
        UserError: the document is at fault.
    """
    with run.stage("load"):
        root = None if options.root is None else str(options.root)
        web = options.web
        limits = replace(DEFAULT_OPTIONS, redirects=web.redirects, private=web.private, root=root)
        document = load(options.spec, limits, options.overlays)
        run.diagnostics.extend(document.remarks)
        run.report.title, run.report.openapi = document.title, document.openapi
        run.report.sha256 = document.inputs[0][1]
    with run.stage("validate"):
        validate(document, run.diagnostics)
        run.diagnostics.raise_errors()
    with run.stage("normalise"):
        canonical = normalise(document, run.diagnostics)
        run.diagnostics.raise_errors()
    return document, canonical


def named(api: Api, package: str | None) -> Api:
    """Return `api` with the package name that the user asked for, if he did."""
    return api if package is None else replace(api, package=replace(api.package, package_name=package))


def method_operations(resource: ResourceSpec) -> Iterator[str]:
    """Yield the key of each method's operation, below `resource` too."""
    yield from (method.operation.key for method in resource.methods)
    for child in resource.children:
        yield from method_operations(child)


def manifest_text(options: Options, read: tuple[tuple[str, str], ...], files: Mapping[str, str]) -> str:
    """Return the manifest of a package: its files, the inputs by name, and the versions that decide the bytes."""
    inputs = dict(read)
    if options.config is not None:
        inputs[options.config.name] = manifest.digest(options.config.read_bytes())
    versions = {"specloom": __version__, **{name: version(name) for name in PINNED}}
    black: dict[str, JsonValue] = {"line-length": LINE_LENGTH, "target-version": [*TARGET_VERSIONS]}
    return manifest.Manifest(manifest.digests(files), inputs, versions, black).render()
