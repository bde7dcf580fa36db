"""Generates a package from the result of the previous run if the document has changed little, otherwise from scratch.

It replaces `specloom.pipeline.generate.generate`. The data that the next run needs is stored beside the result in the
cache.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from specloom.base.aside import prepare_worker
from specloom.base.bounded_read import MEGABYTE, read_regular
from specloom.base.collector import without_collector
from specloom.base.diagnostics import Diagnostic
from specloom.base.records import dataclass
from specloom.output import manifest
from specloom.pipeline.caching import CacheKeys, FinishedRun, RunCache
from specloom.pipeline.options import Options
from specloom.pipeline.run import GenerationResult, Run

if TYPE_CHECKING:
    from specloom.document.document import Document
    from specloom.incremental.excerpts import EarlierRun, UpdatedResult
    from specloom.incremental.print_request import PrintedFiles, PrintRequest
    from specloom.plan.planned import Plan


MAX_SOURCE_BYTES = 128 * MEGABYTE
"""A larger document is an error anyway."""


@dataclass(frozen=True, slots=True)
class PreviousRun:
    """The data of the previous run with the same options: its result, its record, and the text of its document."""

    finished: FinishedRun
    record: memoryview
    source: bytes


@dataclass(slots=True)
class RunRecorder:
    """Keeps the data for the next run, encoded, while document and plan are both available."""

    parts: tuple[bytes, ...] = field(default=())

    def record_run(self, document: Document, plan: Plan, findings: Iterable[Diagnostic]) -> None:
        """Encode the record of a run; do nothing if the next run could not use it."""
        module = importlib.import_module("specloom.incremental.record")
        record = module.make_record(document, plan, findings)
        if record is not None:
            self.parts = module.encode_record(record)


def generate(options: Options, run: Run, cache: RunCache | None) -> GenerationResult:
    """Return the package that the options ask for.

    Raises:
        UserError: the document or the config is at fault.
    """
    keys = None if cache is None or options.with_project else cache.keys
    if cache is None or keys is None:
        return _from_scratch(options, run, cache)
    key = record_key(keys)
    result = _from_previous_run(key, options, run, cache)
    if result is not None:
        return result
    recorder = RunRecorder()
    result = _from_scratch(options, run, cache, recorder.record_run)
    return _with_record(result, recorder.parts, options, cache, keys)


def record_key(keys: CacheKeys) -> str:
    """Return the key of the record that a run leaves for the next one with other content of the same document."""
    return manifest.sha256_hex(f"previous run\0{keys.inputs}".encode())


def _from_scratch(
    options: Options,
    run: Run,
    cache: RunCache | None,
    observe: Callable[[Document, Plan, Iterable[Diagnostic]], None] | None = None,
) -> GenerationResult:
    """Run all stages, which are loaded only now."""
    result: GenerationResult = importlib.import_module("specloom.pipeline.generate").generate(
        options, run, cache, observe
    )
    return result


def _with_record(
    result: GenerationResult, parts: tuple[bytes, ...], options: Options, cache: RunCache, keys: CacheKeys
) -> GenerationResult:
    """Return the result with the order to keep a record once it is in the cache."""
    if not parts:
        return result
    return replace(result, after_caching=partial(_keep_record, result.inputs[0][1], parts, options, cache, keys))


def _keep_record(digest: str, parts: tuple[bytes, ...], options: Options, cache: RunCache, keys: CacheKeys) -> None:
    source = read_regular(Path(options.spec), MAX_SOURCE_BYTES)
    if manifest.sha256_hex(source) == digest:
        head = f"{keys.result} {sum(map(len, parts))}\n".encode()
        cache.put(record_key(keys), head, *parts, source)


def _from_previous_run(key: str, options: Options, run: Run, cache: RunCache) -> GenerationResult | None:
    """Return the package based on the previous run, if its document was nearly the same."""
    if not cache.has(key):
        return None
    with without_collector(), run.report_stage("renew"):
        printer = prepare_worker(lambda: _load_printer(options, cache), aside=options.workers > 1)
        try:
            previous = previous_run(key, cache)
            latest = None if previous is None else _update_result(previous, options, printer.send_request)
        finally:
            printer.end_worker()
    if previous is None or latest is None:
        return None
    result = _merge_results(previous.finished, latest, run)
    keys = cache.keys
    return result if keys is None else _with_record(result, latest.record, options, cache, keys)


def previous_run(key: str, cache: RunCache) -> PreviousRun | None:
    """Return the data of the previous run under `key`, if it is complete."""
    content = cache.get(key) or b""
    begin = content.find(b"\n") + 1
    if not begin:
        return None
    result_key, length = content[:begin].decode().split()
    finished = cache.finished_run(result_key)
    end = begin + int(length)
    return None if finished is None else PreviousRun(finished, memoryview(content)[begin:end], content[end:])


def _update_result(
    previous: PreviousRun, options: Options, ask: Callable[[PrintRequest], PrintedFiles | None]
) -> UpdatedResult | None:
    """Return the result of the previous run, updated for the document."""
    module = importlib.import_module("specloom.incremental.excerpts")
    finished = previous.finished
    earlier: EarlierRun = module.EarlierRun(previous.record, previous.source, finished.files, finished.diagnostics)
    latest: UpdatedResult | None = module.update_earlier_result(options, earlier, ask)
    return latest


def _load_printer(options: Options, cache: RunCache) -> Callable[[PrintRequest], PrintedFiles | None]:
    """Load and return the printer."""
    module = importlib.import_module("specloom.incremental.printing")
    module.prepare_printing(options.template_roots)
    return partial(module.print_differing_files, cache=cache)


def _merge_results(finished: FinishedRun, latest: UpdatedResult, run: Run) -> GenerationResult:
    """Return the earlier result with everything that is new in it."""
    files = {**finished.files, **latest.files}
    old = manifest.parse_manifest(files[manifest.NAME].encode(), manifest.NAME)
    inputs, digests = {**old.inputs, **dict(latest.inputs)}, manifest.text_digests(latest.files)
    files[manifest.NAME] = replace(old, inputs=inputs, files={**old.files, **digests}).render()
    models = finished.models + latest.models
    merged = replace(finished, files=files, inputs=latest.inputs, models=models, diagnostics=latest.findings)
    run.report.hits += len(files) - len(latest.files)
    run.report.misses += len(latest.files)
    return merged.restore_result(run)
