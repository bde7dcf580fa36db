"""The pipeline behind the cache: a run whose inputs are those of an earlier one gives what that one gave.

The key of an entry is the digest of everything that decides the result: the generator's own code and templates, the
libraries, the options, the document and the config. Only runs that succeeded are kept. The stages are loaded only if
there is no entry.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.base.diagnostics import Diagnostic
from generator.identity import file_digest, identity
from generator.options import Options
from generator.output.cache import Cache, default_folder
from generator.output.manifest import digest
from generator.run import Result, Run


class Entry(BaseModel):
    """A result as it is kept, with what the report says of it."""

    model_config = ConfigDict(frozen=True, strict=False)

    package: str
    files: dict[str, str]
    inputs: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]
    title: str | None
    openapi: str | None
    operations: int
    generated: int
    skipped: tuple[tuple[str, str, str], ...]
    models: int
    project: dict[str, str]
    yielding: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the result of certain options is kept."""

    cache: Cache
    key: str
    folder: Path


def generate(options: Options, run: Run) -> Result:
    """Return the package that the options ask for, from the cache if it holds it.

    Raises:
        UserError: the document or the config is at fault.
    """
    shelf = shelf_of(options)
    known = recall_from(shelf, run)
    if known is not None:
        return known
    run.report.misses += shelf is not None
    fresh: Callable[[Options, Run], Result] = importlib.import_module("generator.pipeline").generate
    result = fresh(options, run)
    if shelf is not None and result.complete and shelf == shelf_of(options):  # nothing has changed under our hands
        keep(shelf, result, run)
    return result


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


def shelf_of(options: Options) -> Shelf | None:
    """Return where the result is kept; None where nothing is to be kept, or an input can't be read."""
    spec = Path(options.spec)
    if not options.cache or not spec.is_file():
        return None
    key = {
        "identity": identity(options.template_roots),
        "spec": [options.spec, file_digest(spec), options.root and str(options.root)],
        "overlays": [[str(path), file_digest(path)] for path in options.overlays],
        "config": options.config and [str(options.config), file_digest(options.config)],
        "options": [options.package, options.strict, options.with_project],
    }
    return Shelf(Cache(default_folder()), digest(json.dumps(key).encode()), spec.resolve().parent)


def find(shelf: Shelf) -> Entry | None:
    """Return the entry, if there is one and the further files of its document are as they were."""
    content = shelf.cache.get(shelf.key)
    if content is None:
        return None
    try:
        entry = Entry.model_validate_json(content)
    except ValidationError:
        return None
    same = all(file_digest(shelf.folder / name) == known for name, known in entry.inputs[1:])
    return entry if same else None


def restore(entry: Entry, run: Run) -> Result:
    """Return the result that `entry` holds, and give the run what it would have found."""
    run.diagnostics.extend(entry.diagnostics)
    report = run.report
    report.title, report.openapi, report.sha256 = entry.title, entry.openapi, entry.inputs[0][1]
    report.operations, report.generated, report.skipped = entry.operations, entry.generated, entry.skipped
    report.models, report.files = entry.models, entry.files
    return Result(entry.package, entry.files, entry.inputs, entry.project, entry.yielding)


def keep(shelf: Shelf, result: Result, run: Run) -> None:
    """Keep a result for the next run."""
    report = run.report
    data = {
        "package": result.package,
        "files": dict(result.files),
        "inputs": result.inputs,
        "diagnostics": [asdict(item) for item in run.diagnostics],
        "title": report.title,
        "openapi": report.openapi,
        "operations": report.operations,
        "generated": report.generated,
        "skipped": report.skipped,
        "models": report.models,
        "project": dict(result.project),
        "yielding": result.yielding,
    }
    shelf.cache.put(shelf.key, json.dumps(data, ensure_ascii=False).encode())
