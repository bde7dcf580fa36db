"""Updates the result of an earlier run, step by step; any step may find that the whole document must be generated."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from specloom.api.config import SdkConfig, read_config
from specloom.base.diagnostics import Diagnostic, Diagnostics, SourceLocation, UserError
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.base.records import dataclass
from specloom.document.document import Document
from specloom.incremental.changed_document import load_changed_objects
from specloom.incremental.components import (
    Components,
    UntrackableReferenceError,
    changed_components,
    components_that_reach,
    has_own_base,
    is_operation,
    json_text,
    make_excerpt,
    parents_of,
    references_in,
    split_document,
    transitive_references,
)
from specloom.incremental.excerpt_config import config_for_excerpt, stream_events_of
from specloom.incremental.locations import relocate_findings
from specloom.incremental.plan_differences import differing_type_files
from specloom.incremental.print_request import PrintedFiles, PrintRequest
from specloom.incremental.record import RunRecord, decode_record, encode_record, find_component_spans, type_homes
from specloom.incremental.spans import Span
from specloom.pipeline.analysis import analyze_loaded, load_document, load_options, make_plan
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from specloom.plan.planned import Plan

MAX_CHANGES = 20
MAX_OPERATIONS = 150
"""With more operations in an excerpt, hardly any time is saved."""
_FIELDS_WITH_EFFECTS_ELSEWHERE = ("operationId", "tags", "security", "servers", "callbacks")
"""The fields of an operation that affect more than its own method."""


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """A successful earlier run: its record, the text of its document, its files and its findings."""

    record: memoryview
    source: bytes
    files: Mapping[str, str]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class UpdatedResult:
    """The result for the changed document: its inputs, changed files, findings, and the record for the next run.

    `models` is the change in the number of types, which may be negative.
    """

    inputs: tuple[tuple[str, str], ...]
    files: Mapping[str, str]
    models: int
    findings: tuple[Diagnostic, ...]
    record: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class _CurrentDocument:
    """The document of this run, split into components; its data may not have been read as a whole."""

    document: Document
    pieces: Components
    spans: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class _PlannedExcerpt:
    """The plan of an excerpt, and the findings about it."""

    plan: Plan
    findings: tuple[Diagnostic, ...]


def update_earlier_result(
    options: Options,
    earlier: EarlierRun,
    ask: Callable[[PrintRequest], PrintedFiles | None],
) -> UpdatedResult | None:
    """Return the result for the document of `options`, based on an earlier run; None in any doubt.

    `ask` prints the files in which two plans differ.
    """
    try:
        old = decode_record(earlier.record)
        new = _read_document(options, earlier.source, old)
        made = None if new is None else _changed_files(new.document, old, new.pieces, options, ask)
    except (UserError, UntrackableReferenceError):
        return None  # generating the whole document reports the fault
    if new is None or made is None or any(earlier.files.get(path) != text for path, text in made.old.items()):
        return None
    content = new.document.reader.read(new.document.main)
    findings = tuple(relocate_findings(earlier.findings, earlier.source, content, new.document))
    record = encode_record(replace(old, components=new.pieces, spans=new.spans))
    return UpdatedResult(new.document.inputs, made.new, made.models, findings, record)


def _read_document(options: Options, source: bytes, old: RunRecord) -> _CurrentDocument | None:
    """Read the document, only its changed objects if possible; None if it now has several files.

    Raises:
        UserError: it is at fault.
    """
    if old.spans:
        some = load_changed_objects(options.spec, load_options(options), source, old.spans)
        if some is not None:
            texts = {pointer: json_text(value) for pointer, value in some.values.items()}
            return _CurrentDocument(
                some.document, Components({**old.components.texts, **texts}, old.components.rest), some.spans
            )
    document = load_document(options, Run(Diagnostics(strict=options.strict)))
    if len(document.files) != 1:
        return None
    pieces = split_document(document.root)
    return _CurrentDocument(document, pieces, find_component_spans(document, pieces))


def _changed_files(
    document: Document,
    record: RunRecord,
    new: Components,
    options: Options,
    ask: Callable[[PrintRequest], PrintedFiles | None],
) -> PrintedFiles | None:
    """Return the files that change, as they were and as they are now."""
    moved = changed_components(record.components, new)
    affected = None if moved is None else _affected_parts(moved, record.components, new)
    if affected is None:
        return None
    if not affected:
        return PrintedFiles({}, {})
    operations = [pointer for pointer in affected if is_operation(pointer)]
    family = _operations_of_resources(operations, record)
    if len(family) > MAX_OPERATIONS:
        return None
    config = None if options.config is None else read_config(options.config, Diagnostics())
    if config is not None and config.root.openapi.transforms:
        return None  # a transform may change any part of the document
    start = [*family, *affected, *(stream_events_of(config, family) if config is not None else ())]
    wanted = _transitive_references(start, record.components) | _transitive_references(start, new)
    config = None if config is None else config_for_excerpt(config, wanted)
    before = _plan_excerpt(document, make_excerpt(record.components, wanted), options, config)
    after = _plan_excerpt(document, make_excerpt(new, wanted), options, config)
    if before.findings != after.findings or not _keeps_type_homes(after.plan, record):
        return None
    types = differing_type_files(before.plan, after.plan)
    if types is None or _file_of_error_item(after.plan) in types:
        return None
    if before.plan == after.plan:
        return PrintedFiles({}, {})
    answer = ask(PrintRequest(before.plan, after.plan, types, options))
    return None if answer is None else replace(answer, models=_count_types(after.plan) - _count_types(before.plan))


def _file_of_error_item(planned: Plan) -> str | None:
    """Return the file with the type of listed errors, which the first operation of the whole document decides."""
    item = planned.client.error_item
    return None if item is None else "/".join(item.module) + ".py"


def _count_types(planned: Plan) -> int:
    return sum(len(module.types) for module in planned.type_modules)


def _affected_parts(moved: list[str], old: Components, new: Components) -> list[str] | None:
    """Return the operations and components that changes affect; None if they may affect more than methods and types.

    A component may be the model of a file of its own that no operation leads to.
    """
    if len(moved) > MAX_CHANGES or not all(_has_local_effect(pointer, old, new) for pointer in moved):
        return None
    components = [pointer for pointer in moved if not is_operation(pointer)]
    if not components:
        return moved
    reached = components_that_reach(components, old) | components_that_reach(components, new)
    if any(target in reached for target in references_in(new.rest)):
        return None
    affected = [pointer for pointer in new.texts if pointer in reached or pointer in moved]
    return affected if any(map(is_operation, affected)) else None


def _has_local_effect(pointer: str, old: Components, new: Components) -> bool:
    """Tell whether a change affects nothing beyond the object and those that refer to it."""
    if has_own_base(new.texts[pointer]):
        return False
    before, after = as_object(json.loads(old.texts[pointer])), as_object(json.loads(new.texts[pointer]))
    if is_operation(pointer):
        return _fields_with_effects_elsewhere(before) == _fields_with_effects_elsewhere(after)
    same = before.get("discriminator") == after.get("discriminator")
    return same and parents_of(old.texts[pointer]) == parents_of(new.texts[pointer])


def _fields_with_effects_elsewhere(operation: JsonObject) -> str:
    said: JsonObject = {
        key: value for key, value in operation.items() if key in _FIELDS_WITH_EFFECTS_ELSEWHERE or key.startswith("x-")
    }
    return json.dumps(said)


def _transitive_references(start: Iterable[str], pieces: Components) -> set[str]:
    return transitive_references([pointer for pointer in start if pointer in pieces.texts], pieces)


def _operations_of_resources(operations: Iterable[str], record: RunRecord) -> list[str]:
    """Return the operations whose names and files follow from each other.

    These are `operations`, the other operations of their resources, the first ones of each resource below, and those
    that the types of their errors are named after.
    """
    files = {pointer: file for file, family in record.families.items() for pointer in family.operations}
    rank = {pointer: number for number, pointer in enumerate(record.components.texts)}
    found = set(operations)
    for file in {files[pointer] for pointer in operations if pointer in files}:
        found.update(record.families[file].operations)
        for child in record.families[file].children:
            found.update(_first_operations_of(child, record, rank))
    waiting = list(found)
    while waiting:
        owners = [owner for owner in record.namesakes.get(waiting.pop(), ()) if owner not in found]
        found.update(owners)
        waiting.extend(owners)
    return sorted(found & rank.keys(), key=rank.__getitem__)


def _first_operations_of(file: str, record: RunRecord, rank: Mapping[str, int]) -> Iterator[str]:
    """Yield the first operation of a resource and all below it, and the first one that lies below it."""
    below = [pointer for child in record.families[file].children for pointer in _all_operations_below(child, record)]
    for pointers in ([*record.families[file].operations, *below], below):
        known = [pointer for pointer in pointers if pointer in rank]
        yield from sorted(known, key=rank.__getitem__)[:1]


def _all_operations_below(file: str, record: RunRecord) -> Iterator[str]:
    """Yield the operations of a resource and of all below it."""
    yield from record.families[file].operations
    for child in record.families[file].children:
        yield from _all_operations_below(child, record)


def _plan_excerpt(document: Document, root: JsonValue, options: Options, config: SdkConfig | None) -> _PlannedExcerpt:
    """Run the stages up to the plan on an excerpt.

    Raises:
        UserError: the excerpt has an error.
    """
    run = Run(Diagnostics(strict=options.strict))
    whole = document.files[document.main]

    def no_location(pointer: str) -> SourceLocation:
        return SourceLocation(whole.name, pointer)

    file = replace(whole, root=root, locate=no_location)
    meaning = analyze_loaded(Document(document.reader, document.main, {document.main: file}), options, run, config)
    return _PlannedExcerpt(make_plan(meaning, run), tuple(run.diagnostics))


def _keeps_type_homes(planned: Plan, record: RunRecord) -> bool:
    """Tell whether every named component has the same types in the excerpt as in the whole package."""
    return all(record.homes.get(key) == home for key, home in type_homes(planned).items())
