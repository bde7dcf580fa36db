"""Where results are kept: an entry for each run that has succeeded, and a trail from which the next run goes on.

The key of an entry is the digest of everything that decides the result: the generator's own code and templates, the
libraries, the options, the document and the config. The key of a trail leaves out what the document says.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from specloom.base.bundles import bundled, unbundled
from specloom.base.diagnostics import Diagnostic, Severity
from specloom.base.json import JsonObject, JsonValue, as_array, as_object, as_str, strings
from specloom.cache.identity import file_digest, identity
from specloom.cache.store import Cache, default_folder
from specloom.output.manifest import digest
from specloom.pipeline.options import Options
from specloom.pipeline.run import Result, Run


@dataclass(frozen=True, slots=True)
class Entry:
    """A result as it is kept, with what the report says of it."""

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
    """Where the result of certain options is kept, and the trail that earlier runs with these options have left."""

    cache: Cache
    key: str
    trail: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Trail:
    """What an earlier run has left: its result, its record, and the text of its document."""

    entry: Entry
    record: memoryview
    source: bytes


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
    place = {**key, "spec": [str(spec.resolve()), options.root and str(options.root)], "purpose": "trail"}
    folder = spec.resolve().parent
    return Shelf(Cache(default_folder()), digest(json.dumps(key).encode()), digest(json.dumps(place).encode()), folder)


def find(shelf: Shelf) -> Entry | None:
    """Return the entry, if there is one and the further files of its document are as they were."""
    entry = entry_at(shelf, shelf.key)
    if entry is None:
        return None
    same = all(file_digest(shelf.folder / name) == known for name, known in entry.inputs[1:])
    return entry if same else None


def entry_at(shelf: Shelf, key: str) -> Entry | None:
    """Return the entry that is kept under a key."""
    content = shelf.cache.get(key)
    if content is None:
        return None
    data, texts = unbundled(content)  # sealed: it is what `keep` has written
    named = iter(texts)
    return Entry(
        package=str(data["package"]),
        files=dict(zip(strings(data["files"]), named, strict=False)),
        inputs=tuple((name, known) for name, known in map(strings, as_array(data["inputs"]))),
        diagnostics=tuple(_diagnostic(as_object(item)) for item in as_array(data["diagnostics"])),
        title=as_str(data["title"]),
        openapi=as_str(data["openapi"]),
        operations=_count(data["operations"]),
        generated=_count(data["generated"]),
        skipped=tuple((key, pointer, why) for key, pointer, why in map(strings, as_array(data["skipped"]))),
        models=_count(data["models"]),
        project=dict(zip(strings(data["project"]), named, strict=True)),
        yielding=tuple(strings(data["yielding"])),
    )


def _count(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0


def _diagnostic(data: JsonObject) -> Diagnostic:
    return Diagnostic(
        code=str(data["code"]),
        severity=Severity(str(data["severity"])),
        message=str(data["message"]),
        file=as_str(data["file"]),
        pointer=as_str(data["pointer"]),
        line=_count(data["line"]),
        column=_count(data["column"]),
        hint=as_str(data["hint"]),
    )


def trail_of(shelf: Shelf) -> Trail | None:
    """Return what an earlier run with the same options has left, if it is all there."""
    content = shelf.cache.get(shelf.trail) or b""
    begin = content.find(b"\n") + 1
    if not begin:
        return None
    key, length = content[:begin].decode().split()
    entry = entry_at(shelf, key)
    end = begin + int(length)
    return None if entry is None else Trail(entry, memoryview(content)[begin:end], content[end:])


def restore(entry: Entry, run: Run) -> Result:
    """Return the result that `entry` holds, and give the run what it would have found."""
    run.diagnostics.extend(entry.diagnostics)
    report = run.report
    report.title, report.openapi, report.sha256 = entry.title, entry.openapi, entry.inputs[0][1]
    report.operations, report.generated, report.skipped = entry.operations, entry.generated, entry.skipped
    report.models, report.files = entry.models, entry.files
    return Result(entry.package, entry.files, entry.inputs, entry.project, entry.yielding)


def keep(shelf: Shelf, result: Result, spec: Path, run: Run) -> None:
    """Keep the result that the document at `spec` gives for the next run."""
    report = run.report
    data: JsonObject = {
        "package": result.package,
        "files": [*result.files],
        "inputs": [[*item] for item in result.inputs],
        "diagnostics": [asdict(item) for item in run.diagnostics],
        "title": report.title,
        "openapi": report.openapi,
        "operations": report.operations,
        "generated": report.generated,
        "skipped": [[*item] for item in report.skipped],
        "models": report.models,
        "project": [*result.project],
        "yielding": [*result.yielding],
    }
    shelf.cache.put(shelf.key, *bundled(data, [*result.files.values(), *result.project.values()]))
    if result.record:
        source = spec.read_bytes()
        if digest(source) == result.inputs[0][1]:
            head = f"{shelf.key} {sum(map(len, result.record))}\n".encode()
            shelf.cache.put(shelf.trail, head, *result.record, source)
