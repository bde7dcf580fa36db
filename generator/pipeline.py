"""The pipeline: data flows one way, from a document to `{path: text}`; nothing here prints or writes."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version

from generator import __version__
from generator.api.build import build
from generator.api.config import read_config
from generator.api.infer import infer_config
from generator.api.ir import Api
from generator.api.plan import plan
from generator.base.diagnostics import Diagnostics
from generator.document.load import Document, load
from generator.document.normalise import normalise
from generator.document.validate import validate
from generator.emit.format import LINE_LENGTH, TARGET_VERSIONS, format_files
from generator.emit.header import header
from generator.emit.models import models
from generator.emit.render import render
from generator.emit.resources import resources
from generator.options import Options
from generator.output import manifest
from generator.report import Report

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins."""
PINNED = ("black", "datamodel-code-generator", "jinja2")
"""The libraries whose versions decide the bytes of the output."""


def silent(stage: str) -> None:
    """Be told of a stage and do nothing."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made: the files of the package folder, its manifest included, by relative posix path."""

    package: str
    files: Mapping[str, str]
    diagnostics: Diagnostics
    report: Report


@dataclass(frozen=True, slots=True)
class Run:
    """What the stages share: findings, the report, and whom to tell that a stage begins."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    report: Report = field(default_factory=Report)
    progress: Progress = silent

    @contextlib.contextmanager
    def stage(self, name: str) -> Generator[None]:
        """Tell that the stage `name` begins, and time it."""
        self.progress(name)
        begun = time.perf_counter()
        yield
        self.report.timings[name] = time.perf_counter() - begun


def generate(options: Options, run: Run) -> Result:
    """Return the package that the options ask for.

    Raises:
        UserError: the document or the config is at fault.
    """
    document, api = understand(options, run)
    with run.stage("plan"):
        planned = run.report.plan = plan(api)
    with run.stage("models"):
        model_views = models(planned, options.template_roots)
    with run.stage("resources"):
        resource_views = resources(planned)
    with run.stage("render"):
        files = render((model_views, resource_views), options.template_roots, header(planned.package))
    with run.stage("format"):
        files = format_files(files, options.workers)
    files = run.report.files = {**files, manifest.NAME: manifest_text(options, document, files)}
    return Result(planned.package.package_name, files, run.diagnostics, run.report)


def understand(options: Options, run: Run) -> tuple[Document, Api]:
    """Return the document and its meaning: the pipeline as far as the IR.

    Raises:
        UserError: the document or the config is at fault.
    """
    with run.stage("load"):
        document = load(options.spec)
        run.report.describe(document.title, document.openapi, dict(document.inputs))
    with run.stage("validate"):
        validate(document, run.diagnostics)
        run.diagnostics.raise_errors()
    with run.stage("normalise"):
        canonical = normalise(document, run.diagnostics)
    with run.stage("build"):
        config = read_config(options.config, run.diagnostics) if options.config else infer_config(canonical)
        api = named(build(canonical, config, run.diagnostics), options.package)
        run.report.api = api
        run.diagnostics.raise_errors()
    return document, api


def named(api: Api, package: str | None) -> Api:
    """Return `api` with the package name that the user asked for, if he did."""
    return api if package is None else replace(api, package=replace(api.package, package_name=package))


def manifest_text(options: Options, document: Document, files: Mapping[str, str]) -> str:
    """Return the manifest of a package: its files, the inputs by name, and the versions that decide the bytes."""
    inputs = dict(document.inputs)
    if options.config is not None:
        inputs[options.config.name] = manifest.digest(options.config.read_bytes())
    versions = {"specloom": __version__, **{name: version(name) for name in PINNED}}
    black = {"line-length": LINE_LENGTH, "target-version": list(TARGET_VERSIONS)}
    return manifest.Manifest(manifest.digests(files), inputs, versions, black).render()
