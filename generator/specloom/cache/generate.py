"""The pipeline behind a cache: a run with the same inputs as an earlier one returns the result of that one.

Only results of successful runs are kept. The stages are loaded only when there is no cached result.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from specloom.base.aside import begin_work
from specloom.cache.results import OptionsCache, open_cache, store_result
from specloom.pipeline.options import Options
from specloom.pipeline.run import GenerationResult, Run, do_nothing

GENERATE = "specloom.incremental.generate"  # "specloom.pipeline.generate" generates everything in every run
LARGE_RESULT = 2_000_000
"""Results of this many characters are written to the cache by a separate process."""


def generate(options: Options, run: Run) -> GenerationResult:
    """Return the package that the options ask for, from the cache if it is there.

    A new result is in the cache for certain only when the run has been finished (`Run.finish`).

    Raises:
        UserError: the document or the config is at fault.
    """
    cache = open_cache(options)
    known = find_cached_result(cache, run)
    if known is not None:
        return known
    run.report.misses += cache is not None and cache.keys is not None
    make: Callable[[Options, Run, OptionsCache | None], GenerationResult] = importlib.import_module(GENERATE).generate
    result = make(options, run, cache)
    if cache is not None and result.complete and cache.is_current(options):
        size = sum(map(len, result.files.values()))
        store = partial(_store_and_finish, cache, result, run)
        run.pending.append(begin_work(store, aside=options.workers > 1 and size > LARGE_RESULT))
    return replace(result, after_caching=do_nothing)


def cached_result(options: Options, run: Run) -> GenerationResult | None:
    """Return the package that the options ask for if it is in the cache."""
    return find_cached_result(open_cache(options), run)


def find_cached_result(cache: OptionsCache | None, run: Run) -> GenerationResult | None:
    """Return the result that `cache` has for its run, and add its findings to `run`."""
    if cache is None or cache.keys is None:
        return None
    with run.report_stage("cache"):
        finished = cache.unchanged_run()
    if finished is None:
        return None
    run.report.hits += 1
    return finished.restore_result(run)


def _store_and_finish(cache: OptionsCache, result: GenerationResult, run: Run) -> None:
    store_result(cache, result, run)
    result.after_caching()
