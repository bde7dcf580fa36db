"""Prints the files in which two plans differ. Importing this module loads black and the model printer: it is slow."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from specloom.emit.header import header_comment
from specloom.emit.models import model_file_views, non_class_aliases
from specloom.emit.render import compile_templates, render_views
from specloom.emit.resources import resource_file_views
from specloom.emit.views import FileView
from specloom.incremental.print_request import PrintedFiles, PrintRequest
from specloom.pipeline.caching import RunCache
from specloom.pipeline.options import Options
from specloom.pipeline.printing import format_with_cache
from specloom.pipeline.report import Report
from specloom.plan.planned import Plan


def prepare_printing(roots: Sequence[Path]) -> None:
    """Load and compile what the first request needs, before it comes."""
    compile_templates(roots, ("models/", "resources/"))


def print_differing_files(question: PrintRequest, cache: RunCache | None = None) -> PrintedFiles | None:
    """Return the differing files as each plan prints them; None if a changed type affects how others are printed.

    Files of types depend on their own plan only. Of all other files the template views are compared.
    """
    if non_class_aliases(question.old) != non_class_aliases(question.new):
        return None
    old, new = _resource_views(question.old), _resource_views(question.new)
    if old.keys() != new.keys():
        return None
    others = [path for path, view in old.items() if view != new[path]]
    texts = (
        _print_files(question.old, [old[path] for path in others], question.types, question.options, cache),
        _print_files(question.new, [new[path] for path in others], question.types, question.options, cache),
    )
    return PrintedFiles(*texts)


def _resource_views(planned: Plan) -> Mapping[str, FileView]:
    return {view.path: view for view in resource_file_views(planned)}


def _print_files(
    planned: Plan, views: list[FileView], types: Collection[str], options: Options, cache: RunCache | None
) -> dict[str, str]:
    roots = options.template_roots
    modules = [module for module in planned.type_modules if "/".join(module.path) + ".py" in types]
    files = render_views((*model_file_views(planned, roots, modules), *views), roots, header_comment(planned.package))
    return format_with_cache(files, options, Report(), cache)
