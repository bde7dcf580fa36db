"""What two plans print in the files in which they differ. This module loads what prints, which takes its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.api.planned import Plan, PlannedResource
from generator.emit.header import header
from generator.emit.models import models
from generator.emit.render import rendered
from generator.emit.resources import resource_views
from generator.options import Options
from generator.printing import formatted
from generator.renew.differing import Changed
from generator.renew.question import Answer, Question
from generator.report import Report


def printed(question: Question) -> Answer | None:
    """Return what both plans print; None where other files would change with these."""
    old, old_reached = _printed(question.old, question.changed, question.options)
    new, new_reached = _printed(question.new, question.changed, question.options)
    return Answer(old, new) if old_reached == new_reached else None


def _printed(planned: Plan, changed: Changed, options: Options) -> tuple[dict[str, str], frozenset[tuple[str, ...]]]:
    roots = options.template_roots
    modules = [module for module in planned.type_modules if "/".join(module.path) + ".py" in changed.types]
    views, reached = resource_views(planned, list(_named(planned.client.root, changed.resources)))
    files = rendered((*models(planned, roots, modules), *views), roots, header(planned.package))
    return formatted(files, options, Report()), reached


def _named(root: PlannedResource, files: Sequence[str]) -> Iterator[PlannedResource]:
    for child in root.children:
        if "/".join(child.module) + ".py" in files:
            yield child
        yield from _named(child, files)
