"""From a plan to the text of a package's files: types on one side, all the rest on the other, each in a process."""

from __future__ import annotations

import gc
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version

from generator.api.planned import Plan
from generator.aside import begin
from generator.emit.format import LINE_LENGTH, TARGET_VERSIONS, format_files, without_black
from generator.emit.header import header
from generator.emit.models import models
from generator.emit.render import SEAMS, render, rendered, runtime_files
from generator.emit.resources import resources
from generator.options import Options
from generator.output import manifest
from generator.output.cache import Cache, default_folder
from generator.report import Report
from generator.run import Run

MANY_TYPES = 200
"""Types from which on a second process is worth its start."""


def draft(planned: Plan, options: Options, run: Run) -> dict[str, str]:
    """Return the files of a package as the templates print them."""
    with run.stage("models"):
        model_views = models(planned, options.template_roots)
    with run.stage("resources"):
        resource_views = resources(planned)
    with run.stage("render"):
        return render((model_views, resource_views), options.template_roots, header(planned.package))


def finished(planned: Plan, options: Options, run: Run) -> dict[str, str]:
    """Return the files of a package as they are written."""
    many = sum(len(module.types) for module in planned.type_modules) >= MANY_TYPES
    with run.stage("models"):
        types = begin(lambda: _types(planned, options), aside=many and options.workers > 1)
    with run.stage("resources"):
        views = resources(planned)
    with run.stage("render"):
        files = render((views,), options.template_roots, header(planned.package))
    with run.stage("format"):
        files = formatted(files, options, run.report)
        made = types.result()
    if twice := sorted(made.files.keys() & files.keys() - SEAMS):
        raise AssertionError(f"two stages print {twice[0]}")
    run.report.hits += made.hits
    run.report.misses += made.misses
    return dict(sorted({**files, **made.files}.items()))


@dataclass(frozen=True, slots=True)
class _Types:
    """The files of all types, and what the cache had of them."""

    files: Mapping[str, str]
    hits: int
    misses: int


def _types(planned: Plan, options: Options) -> _Types:
    report = Report()
    files = rendered(models(planned, options.template_roots), options.template_roots, header(planned.package))
    return _Types(formatted(files, options, report), report.hits, report.misses)


def formatted(files: Mapping[str, str], options: Options, report: Report) -> dict[str, str]:
    """Return the files as black writes them; of those that it must see, it has seen some before: they are kept."""
    ours = runtime_files(options.template_roots[-1:])
    done = without_black(files, [path for path, text in ours.items() if files.get(path) == text])
    rest = {path: text for path, text in files.items() if path not in done}
    done |= _seen(rest, options, report) if options.cache else format_files(rest, options.workers)
    return {path: done[path] for path in files}


def _seen(files: Mapping[str, str], options: Options, report: Report) -> dict[str, str]:
    """Return files as black writes them, by way of the cache."""
    style = f"{version('black')} {LINE_LENGTH} {TARGET_VERSIONS}"
    keys = {path: manifest.digest(f"format\0{style}\0{path}\0{text}".encode()) for path, text in files.items()}

    def make(paths: list[str]) -> dict[str, str]:
        return format_files({path: files[path] for path in paths}, options.workers)

    texts, hits = Cache(default_folder()).texts(keys, make)
    report.hits += hits
    report.misses += len(keys) - hits
    return texts


@contextmanager
def without_collector() -> Generator[None]:
    """Pause the collector of cycles: a run makes millions of objects that live to its end, and few cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
