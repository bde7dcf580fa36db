"""The pipeline behind the cache: a run whose inputs are those of an earlier one gives what that one gave.

Where the document has changed a little, the result of the earlier run is renewed. Only runs that succeeded are kept.
The stages are loaded only if there is no entry.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from specloom.base.aside import begin, prepared
from specloom.base.collector import without_collector
from specloom.cache.shelf import Shelf, Trail, find, keep, restore, shelf_of, trail_of
from specloom.output import manifest
from specloom.pipeline.options import Options
from specloom.pipeline.run import Result, Run

if TYPE_CHECKING:
    from specloom.incremental.question import Answer, Question
    from specloom.incremental.run import Earlier, Renewal

MUCH = 2_000_000
"""Bytes from which on a process of its own keeps what was made, while this one goes on."""


def generate(options: Options, run: Run) -> Result:
    """Return the package that the options ask for, from the cache if it holds it.

    What was made anew is kept for certain only when the run has been finished.

    Raises:
        UserError: the document or the config is at fault.
    """
    shelf = shelf_of(options)
    known = recall_from(shelf, run)
    if known is not None:
        return known
    run.report.misses += shelf is not None
    result = renewed(shelf, options, run)
    if result is None:
        fresh: Callable[[Options, Run], Result] = importlib.import_module("specloom.pipeline.pipeline").generate
        result = fresh(options, run)
    if shelf is not None and result.complete and shelf == shelf_of(options):  # nothing has changed under our hands
        kept = partial(keep, shelf, result, Path(options.spec), run)
        run.pending.append(begin(kept, aside=options.workers > 1 and sum(map(len, result.record)) > MUCH))
    return replace(result, record=())


def recall(options: Options, run: Run) -> Result | None:
    """Return the package that the options ask for if the cache holds it."""
    return recall_from(shelf_of(options), run)


def recall_from(shelf: Shelf | None, run: Run) -> Result | None:
    """Return what is kept in a place, and give the run what it would have found."""
    if shelf is None:
        return None
    with run.stage("cache"):
        entry = find(shelf)
    if entry is None:
        return None
    run.report.hits += 1
    return restore(entry, run)


def renewed(shelf: Shelf | None, options: Options, run: Run) -> Result | None:
    """Return the package as far as an earlier run tells it, if the document was nearly the same then."""
    if shelf is None or not shelf.cache.has(shelf.trail):
        return None
    with without_collector(), run.stage("renew"):
        printer = prepared(lambda: _printer(options), aside=options.workers > 1)
        try:
            trail = trail_of(shelf)
            renewal = None if trail is None else _renewal(trail, options, printer.ask)
        finally:
            printer.dismiss()
    return None if trail is None or renewal is None else _taken(trail, renewal, run)


def _renewal(trail: Trail, options: Options, ask: Callable[[Question], Answer | None]) -> Renewal | None:
    """Return what the document makes of the earlier run."""
    module = importlib.import_module("specloom.incremental.run")
    earlier: Earlier = module.Earlier(trail.record, trail.source, trail.entry.files, trail.entry.diagnostics)
    renewal: Renewal | None = module.renewed(options, earlier, ask)
    return renewal


def _printer(options: Options) -> Callable[[Question], Answer | None]:
    """Load what prints, and return it."""
    module = importlib.import_module("specloom.incremental.prints")
    module.get_ready(options.template_roots)
    printed: Callable[[Question], Answer | None] = module.printed
    return printed


def _taken(trail: Trail, renewal: Renewal, run: Run) -> Result:
    """Return the earlier result with all that is new in it."""
    files = {**trail.entry.files, **renewal.files}
    old = manifest.parse(files[manifest.NAME].encode(), manifest.NAME)
    inputs, digests = {**old.inputs, **dict(renewal.inputs)}, manifest.digests(renewal.files)
    files[manifest.NAME] = replace(old, inputs=inputs, files={**old.files, **digests}).render()
    models = trail.entry.models + renewal.models
    entry = replace(trail.entry, files=files, inputs=renewal.inputs, models=models, diagnostics=renewal.findings)
    result = restore(entry, run)
    run.report.hits += len(files) - len(renewal.files)
    run.report.misses += len(renewal.files)
    return replace(result, record=renewal.record)
