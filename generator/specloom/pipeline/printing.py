"""Prints the files of a package from a plan: types and everything else in parallel processes."""

from __future__ import annotations

import importlib
import pickle
from collections.abc import Mapping
from importlib.metadata import version

from specloom.base.aside import begin_work
from specloom.base.diagnostics import SourceLocation, user_error
from specloom.base.records import dataclass
from specloom.emit.header import header_comment
from specloom.emit.models import model_file_views, non_class_aliases
from specloom.emit.parsed import ModuleError, check_modules
from specloom.emit.render import SEAMS, render_package, render_views, runtime_files
from specloom.emit.resources import resource_file_views
from specloom.emit.style import LINE_LENGTH, TARGET_VERSIONS, without_black
from specloom.output import manifest
from specloom.pipeline.caching import RunCache
from specloom.pipeline.options import Options
from specloom.pipeline.report import Report
from specloom.pipeline.run import Run
from specloom.plan.planned import Plan

MANY_TYPES = 200
"""The number of types that is worth starting a second process."""


def print_unformatted(planned: Plan, options: Options, run: Run) -> dict[str, str]:
    """Return the files of a package as the templates print them."""
    with run.report_stage("models"):
        model_views = model_file_views(planned, options.template_roots)
    with run.report_stage("resources"):
        resource_views = resource_file_views(planned)
    with run.report_stage("render"):
        return render_package((model_views, resource_views), options.template_roots, header_comment(planned.package))


def print_package(planned: Plan, options: Options, run: Run, cache: RunCache | None = None) -> dict[str, str]:
    """Return the formatted files of a package; `cache` may have some of them."""
    many = sum(len(module.types) for module in planned.type_modules) >= MANY_TYPES
    with run.report_stage("models"):
        types = begin_work(lambda: _print_types(planned, options, cache), aside=many and options.workers > 1)
    with run.report_stage("resources"):
        views = resource_file_views(planned)
    with run.report_stage("render"):
        files = render_package((views,), options.template_roots, header_comment(planned.package))
    with run.report_stage("format"):
        files = format_with_cache(files, options, run.report, cache)
        made = types.result()
    if twice := sorted(made.files.keys() & files.keys() - SEAMS):
        raise AssertionError(f"two stages print {twice[0]}")
    run.report.hits += made.hits
    run.report.misses += made.misses
    return dict(sorted({**files, **made.files}.items()))


@dataclass(frozen=True, slots=True)
class _TypeFiles:
    """The files of all types, and the cached ones among them."""

    files: Mapping[str, str]
    hits: int
    misses: int


def _print_types(planned: Plan, options: Options, cache: RunCache | None) -> _TypeFiles:
    """Return the files of all types; those with an unchanged plan come from the cache."""
    roots, head, report = options.template_roots, header_comment(planned.package), Report()
    if cache is None:
        return _TypeFiles(
            format_with_cache(render_views(model_file_views(planned, roots), roots, head), options, report, None), 0, 0
        )
    texts = cache.cached_texts(_texts_key("types", planned, options))
    base = "\0".join([cache.printing_key, head, *sorted(map(repr, non_class_aliases(planned)))]).encode()
    keys = {
        "/".join(module.path) + ".py": manifest.sha256_hex(base + pickle.dumps(module))
        for module in planned.type_modules
    }
    files = {path: text for path, key in keys.items() if (text := texts.get(key)) is not None}
    missing = [module for module in planned.type_modules if "/".join(module.path) + ".py" not in files]
    if missing:
        fresh = format_with_cache(
            render_views(model_file_views(planned, roots, missing), roots, head), options, report, cache
        )
        for path, text in fresh.items():
            texts.put(keys[path], text)
            files[path] = text
        texts.save()
    return _TypeFiles(files, texts.hits, len(missing))


def _texts_key(kind: str, planned: Plan, options: Options) -> str:
    """Return the key of the entry for the texts of one package; the keys inside it decide which are used."""
    return manifest.sha256_hex("\0".join([kind, options.spec, planned.package.package_name]).encode())


def format_with_cache(
    files: Mapping[str, str], options: Options, report: Report, cache: RunCache | None = None
) -> dict[str, str]:
    """Return the files formatted by black; cached results are used where they exist.

    Each module is parsed by Python as well.

    Raises:
        ModuleError: a module does not parse, which is a bug of ours.
        UserError: a module does not parse, and the user's templates are in use (`template-output`).
    """
    try:
        return _format_files(files, options, report, cache)
    except ModuleError as error:
        if options.templates is None:
            raise
        message = f"the templates print invalid Python here: {error.reason}"
        hint = f"correct the template in {options.templates} that prints this file"
        raise user_error("template-output", message, location=SourceLocation(error.path), hint=hint) from error


def _format_files(files: Mapping[str, str], options: Options, report: Report, cache: RunCache | None) -> dict[str, str]:
    ours = runtime_files(options.template_roots[-1:])
    copied = {path for path, text in ours.items() if files.get(path) == text}
    done = without_black(files, copied)
    check_modules({path: text for path, text in done.items() if path not in copied})
    rest = {path: text for path, text in files.items() if path not in done}
    done |= _format_with_black(rest, options) if cache is None else _format_cached(rest, options, report, cache)
    return {path: done[path] for path in files}


def _format_with_black(files: Mapping[str, str], options: Options) -> dict[str, str]:
    """Return files formatted by black."""
    if not files:
        return {}
    formatted: dict[str, str] = importlib.import_module("specloom.emit.format").format_files(files, options.workers)
    return formatted


def _format_cached(files: Mapping[str, str], options: Options, report: Report, cache: RunCache) -> dict[str, str]:
    """Return files formatted by black; those that were formatted before come from the cache."""
    style = f"{version('black')} {LINE_LENGTH} {TARGET_VERSIONS} {cache.code_identity}"
    keys = {path: manifest.sha256_hex(f"format\0{style}\0{path}\0{text}".encode()) for path, text in files.items()}
    known = {path: content.decode() for path, key in keys.items() if (content := cache.get(key)) is not None}
    fresh = _format_with_black({path: text for path, text in files.items() if path not in known}, options)
    for path, text in fresh.items():
        cache.put(keys[path], text.encode())
    report.hits += len(known)
    report.misses += len(fresh)
    return {**known, **fresh}
