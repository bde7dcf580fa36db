"""Renews the result of an earlier run: the steps in order, each of which may find that it can't be done."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from specloom.api.config import SdkConfig, read_config
from specloom.base.diagnostics import Diagnostic, Diagnostics, Place, UserError
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.document.document import Document
from specloom.incremental.amended import load_amended
from specloom.incremental.configured import also_needed, configured
from specloom.incremental.differing import differing
from specloom.incremental.pieces import (
    Pieces,
    TangledError,
    changed,
    closure,
    cut,
    excerpt,
    is_operation,
    is_scoped,
    parents,
    reaching,
    references,
    text_of,
)
from specloom.incremental.places import placed
from specloom.incremental.question import Answer, Question
from specloom.incremental.record import Record, decoded, encoded, homes_of, spans_of
from specloom.incremental.spans import Span
from specloom.pipeline.analysis import limits_of, loaded, meaning_of, planned_of
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from specloom.plan.planned import Plan

MOST_CHANGES = 20
MOST_OPERATIONS = 150
"""Operations in an excerpt beyond which making everything anew is hardly slower."""
_SETTLED = ("operationId", "tags", "security", "servers", "callbacks")
"""What an operation says to more than its own method."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A run that has ended well: its record, the text of its document, its files, and what it found."""

    record: memoryview
    source: bytes
    files: Mapping[str, str]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a document has become: its inputs, the files that are new, what was found, the record for the next run.

    `models` is by how many its types have become more.
    """

    inputs: tuple[tuple[str, str], ...]
    files: Mapping[str, str]
    models: int
    findings: tuple[Diagnostic, ...]
    record: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class _Now:
    """The document of this run, its data perhaps unread, in pieces."""

    document: Document
    pieces: Pieces
    spans: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class _World:
    """What an excerpt means."""

    plan: Plan
    findings: tuple[Diagnostic, ...]


def renewed(
    options: Options,
    earlier: Earlier,
    ask: Callable[[Question], Answer | None],
) -> Renewal | None:
    """Return what the document of `options` makes of an earlier run; None where that can't be told for sure.

    `ask` prints the files in which two plans differ.
    """
    try:
        old = decoded(earlier.record)
        new = _read(options, earlier.source, old)
        made = None if new is None else _made(new.document, old, new.pieces, options, ask)
    except (UserError, TangledError):
        return None  # who generates everything will say what is wrong
    if new is None or made is None or any(earlier.files.get(path) != text for path, text in made.old.items()):
        return None
    told = tuple(placed(earlier.findings, earlier.source, Path(options.spec).read_bytes(), new.document))
    record = encoded(replace(old, pieces=new.pieces, spans=new.spans))
    return Renewal(new.document.inputs, made.new, made.models, told, record)


def _read(options: Options, source: bytes, old: Record) -> _Now | None:
    """Read the document, what has changed of it alone where that can be; None where it has become several files.

    Raises:
        UserError: it is at fault.
    """
    if old.spans:
        some = load_amended(options.spec, limits_of(options), source, old.spans)
        if some is not None:
            texts = {pointer: text_of(value) for pointer, value in some.values.items()}
            return _Now(some.document, Pieces({**old.pieces.texts, **texts}, old.pieces.rest), some.spans)
    document = loaded(options, Run(Diagnostics(strict=options.strict)))
    if len(document.files) != 1:
        return None
    pieces = cut(document.root)
    return _Now(document, pieces, spans_of(document, pieces))


def _made(
    document: Document, record: Record, new: Pieces, options: Options, ask: Callable[[Question], Answer | None]
) -> Answer | None:
    """Return the files that change, as they were and as they are now."""
    moved = changed(record.pieces, new)
    operations = None if moved is None else _touched(moved, record.pieces, new)
    if operations is None:
        return None
    if not operations:
        return Answer({}, {})
    family = _family(operations, record)
    if len(family) > MOST_OPERATIONS:
        return None
    config = None if options.config is None else read_config(options.config, Diagnostics())
    if config is not None and config.root.openapi.transforms:
        return None  # they reach wherever their paths lead
    start = [*family, *(also_needed(config, family) if config is not None else ())]
    wanted = _closed(start, record.pieces) | _closed(start, new)
    config = None if config is None else configured(config, wanted)
    before = _world(document, excerpt(record.pieces, wanted), options, config)
    after = _world(document, excerpt(new, wanted), options, config)
    if before.findings != after.findings or not _at_home(after.plan, record):
        return None
    types = differing(before.plan, after.plan)
    if types is None or _error_file(after.plan) in types:
        return None
    if before.plan == after.plan:
        return Answer({}, {})
    answer = ask(Question(before.plan, after.plan, types, options))
    return None if answer is None else replace(answer, models=_count(after.plan) - _count(before.plan))


def _error_file(planned: Plan) -> str | None:
    """Return the file of the type of listed errors: it is that of the first operation that fails so, of all."""
    item = planned.client.error_item
    return None if item is None else "/".join(item.module) + ".py"


def _count(planned: Plan) -> int:
    return sum(len(module.types) for module in planned.type_modules)


def _touched(moved: list[str], old: Pieces, new: Pieces) -> list[str] | None:
    """Return the operations that changes reach; None where they may reach more than methods and types."""
    if len(moved) > MOST_CHANGES or not all(_is_local(pointer, old, new) for pointer in moved):
        return None
    components = [pointer for pointer in moved if not is_operation(pointer)]
    if not components:
        return moved
    reached = reaching(components, old) | reaching(components, new)
    if any(target in reached for target in references(new.rest)):
        return None
    operations = [
        pointer for pointer in new.texts if is_operation(pointer) and (pointer in reached or pointer in moved)
    ]
    return operations or None


def _is_local(pointer: str, old: Pieces, new: Pieces) -> bool:
    """Whether a changed piece says the same as before to others than those that refer to it."""
    if is_scoped(new.texts[pointer]):
        return False
    before, after = as_object(json.loads(old.texts[pointer])), as_object(json.loads(new.texts[pointer]))
    if is_operation(pointer):
        return _spoken(before) == _spoken(after)
    same = before.get("discriminator") == after.get("discriminator")
    return same and parents(old.texts[pointer]) == parents(new.texts[pointer])


def _spoken(operation: JsonObject) -> str:
    said: JsonObject = {key: value for key, value in operation.items() if key in _SETTLED or key.startswith("x-")}
    return json.dumps(said)


def _closed(start: Iterable[str], pieces: Pieces) -> set[str]:
    return closure([pointer for pointer in start if pointer in pieces.texts], pieces)


def _family(operations: Iterable[str], record: Record) -> list[str]:
    """Return `operations`, the others of their resources, and those that each resource below these begins with."""
    files = {pointer: file for file, family in record.families.items() for pointer in family.operations}
    rank = {pointer: number for number, pointer in enumerate(record.pieces.texts)}
    found = set(operations)
    for file in {files[pointer] for pointer in operations if pointer in files}:
        found.update(record.families[file].operations)
        for child in record.families[file].children:
            found.update(_beginning(child, record, rank))
    return sorted(found & rank.keys(), key=rank.__getitem__)


def _beginning(file: str, record: Record, rank: Mapping[str, int]) -> Iterator[str]:
    """Yield the first operation of a resource and all below it, and the first one that lies below it."""
    below = [pointer for child in record.families[file].children for pointer in _all(child, record)]
    for pointers in ([*record.families[file].operations, *below], below):
        known = [pointer for pointer in pointers if pointer in rank]
        yield from sorted(known, key=rank.__getitem__)[:1]


def _all(file: str, record: Record) -> Iterator[str]:
    """Yield the operations of a resource and of all below it."""
    yield from record.families[file].operations
    for child in record.families[file].children:
        yield from _all(child, record)


def _world(document: Document, root: JsonValue, options: Options, config: SdkConfig | None) -> _World:
    """Take an excerpt through the stages.

    Raises:
        UserError: it is at fault, alone or like the whole.
    """
    run = Run(Diagnostics(strict=options.strict))
    whole = document.files[document.main]

    def unplaced(pointer: str) -> Place:
        return Place(whole.name, pointer)

    file = replace(whole, root=root, placed=unplaced)
    meaning = meaning_of(Document(document.reader, document.main, {document.main: file}), options, run, config)
    return _World(planned_of(meaning, run), tuple(run.diagnostics))


def _at_home(planned: Plan, record: Record) -> bool:
    """Whether every named component has the types in the excerpt that it has in the whole package."""
    return all(record.homes.get(key) == home for key, home in homes_of(planned).items())
