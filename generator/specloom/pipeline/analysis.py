"""The stages from a document to the plan: read, validate, normalise, analyse and plan."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from packaging.utils import canonicalize_name

from specloom.api.build import build_api
from specloom.api.config import SdkConfig, read_config
from specloom.api.infer import infer_config_and_parts
from specloom.api.ir import Api, ResourceSpec
from specloom.base.diagnostics import Diagnostics
from specloom.base.packagenames import checked_package
from specloom.base.path_below import checked_directory_name
from specloom.base.records import dataclass
from specloom.base.webaddress import is_url
from specloom.document.document import Document
from specloom.document.limits import DEFAULT_OPTIONS, LoadOptions
from specloom.document.load import load
from specloom.document.normalise import CanonicalDocument, normalise
from specloom.document.reader import DocumentReader, LocalFileReader, StandardInputReader
from specloom.document.validate import validate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from specloom.plan import plan_package
from specloom.plan.planned import Plan

_SEMANTIC_NUMBERS = 3
MANY_VALUES = 50_000
"""The number of values of a document whose validators need tens of megabytes."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document and its meaning under a config."""

    document: Document
    canonical: CanonicalDocument
    config: SdkConfig
    api: Api


def analyze_document(options: Options, run: Run) -> Analysis:
    """Return the document and its meaning: the pipeline as far as the IR.

    Raises:
        UserError: the document or the config is at fault.
    """
    return analyze_loaded(load_document(options, run), options, run)


def analyze_loaded(document: Document, options: Options, run: Run, config: SdkConfig | None = None) -> Analysis:
    """Return the meaning of a loaded document, with the given `config` or the one of the options.

    Raises:
        UserError: the document or the config is at fault.
    """
    canonical = validate_and_normalise(document, run)
    with run.report_stage("build"):
        parts = None
        if config is None and options.config is not None:
            config = read_config(options.config, run.diagnostics)
        if config is None:
            config, parts = infer_config_and_parts(canonical)
        api = with_package_name(build_api(canonical, config, run.diagnostics, parts), options)
        api = with_published_version(api, config, options, run.diagnostics)
        api = with_three_numbers(api) if options.with_workflows else api
        del parts  # the result has what is needed of it
        checked_directory_name(api.package.package_name)  # it becomes part of modules and file names
        run.report.operations, run.report.skipped = len(api.operations), api.skipped
        run.report.generated = len(set(operations_of_methods(api.root)))
        run.diagnostics.raise_errors()
    return Analysis(document, canonical, config, api)


def make_plan(meaning: Analysis, run: Run) -> Plan:
    """Return the plan of the package, with all names assigned.

    Raises:
        UserError: the document or the config is at fault.
    """
    with run.report_stage("plan"):
        planned = plan_package(meaning.api, run.diagnostics, meaning.document.values)
        run.report.models = sum(len(module.types) for module in planned.type_modules)
        run.diagnostics.raise_errors()
    return planned


def load_document(options: Options, run: Run) -> Document:
    """Return the document as read.

    Raises:
        UserError: the document is at fault.
    """
    with run.report_stage("load"):
        document = load(options.spec, load_options(options), options.overlays, reader_for(options.spec))
        run.diagnostics.extend(document.remarks)
        run.report.title, run.report.openapi = document.title, document.openapi
        run.report.sha256 = document.inputs[0][1]
    return document


def reader_for(spec: str) -> Callable[[str, LoadOptions], DocumentReader]:
    """Return the reader of the document: for files, standard input, or a URL, whose network code is loaded here."""
    if spec == StandardInputReader.NAME:
        return StandardInputReader
    if not is_url(spec):
        return LocalFileReader
    open_url: Callable[[str, LoadOptions], DocumentReader] = importlib.import_module("specloom.remote.reader").UrlReader
    return open_url


def load_options(options: Options) -> LoadOptions:
    """Return the limits and files of a document."""
    return replace(
        DEFAULT_OPTIONS,
        redirects=options.network.allow_redirects,
        private=options.network.allow_private,
        root=None if options.root is None else str(options.root),
        copies=options.copies,
    )


def validate_and_normalise(document: Document, run: Run) -> CanonicalDocument:
    """Return the canonical copy of a document after validation.

    Raises:
        UserError: the document is at fault.
    """
    with run.report_stage("validate"):
        validate(document, run.diagnostics)
        run.diagnostics.raise_errors()
        _return_memory_of_validators(document)
    with run.report_stage("normalise"):
        canonical = normalise(document, run.diagnostics)
        run.diagnostics.raise_errors()
        _return_memory_of_validators(document)
    return canonical


def _return_memory_of_validators(document: Document) -> None:
    """Return the memory of the validator of a large document, which is a third of all at that time."""
    if document.values >= MANY_VALUES:
        importlib.import_module("specloom.base.freed_memory").return_freed_memory()  # its library takes time to load


def with_package_name(api: Api, options: Options) -> Api:
    """Return `api` with the package name that the options have, if any.

    Raises:
        UserError: it can't be the name of a package.
    """
    if options.package is None:
        return api
    return replace(api, package=replace(api.package, package_name=checked_package(options.package)))


def with_published_version(api: Api, config: SdkConfig, options: Options, diagnostics: Diagnostics) -> Api:
    """Return `api` with the version of the project that publishes the package.

    The version of the config takes precedence, unless release pull requests raise that of the project.
    """
    found, target = options.published, config.root.targets.python
    is_configured = target is not None and target.version is not None and not options.with_workflows
    if found is None or is_configured:
        return api
    names = {canonicalize_name(name) for name in (api.package.project_name, api.package.package_name)}
    if canonicalize_name(found.name) not in names:
        return api
    if found.version is None:
        message = f"the version of {found.name} is a git tag, and this shallow checkout has none"
        message = f"{message}: that of the document is used, {api.package.version}"
        diagnostics.warning("version-unknown", message, hint="fetch the tags (`fetch-depth: 0`)")
        return api
    return replace(api, package=replace(api.package, version=found.version))


def with_three_numbers(api: Api) -> Api:
    """Return `api` with the version `1.0.0` where it is `1` or `1.0`: release-please reads semantic versions only."""
    numbers = api.package.version.split(".")
    if len(numbers) >= _SEMANTIC_NUMBERS or not all(each.isdigit() for each in numbers):
        return api
    version = ".".join([*numbers, "0", "0"][:_SEMANTIC_NUMBERS])
    return replace(api, package=replace(api.package, version=version))


def operations_of_methods(resource: ResourceSpec) -> Iterator[str]:
    """Yield the key of each method's operation, below `resource` too."""
    yield from (method.operation.key for method in resource.methods)
    for child in resource.children:
        yield from operations_of_methods(child)
