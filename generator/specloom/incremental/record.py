"""The data that a run keeps for the next one: the split document, and the files of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from specloom.base.bundles import bundle_files, unbundle_files
from specloom.base.diagnostics import Diagnostic
from specloom.base.json import JsonObject, JsonValue, as_array, as_object, strings_in
from specloom.base.pointers import join
from specloom.base.records import dataclass
from specloom.document.document import Document
from specloom.document.positions import JsonPositions
from specloom.incremental.components import (
    Components,
    UntrackableReferenceError,
    check_references,
    is_path_item,
    split_document,
)
from specloom.incremental.json_objects import find_json_objects
from specloom.incremental.spans import Span
from specloom.incremental.yaml_blocks import find_yaml_blocks
from specloom.plan.planned import NamedType, Plan, PlannedResource

_POSITION = re.compile(r":\d+:\d+")


@dataclass(frozen=True, slots=True)
class ResourceOperations:
    """A resource: its own operations by pointer, and the files of its children."""

    operations: tuple[str, ...]
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A finished run. `families` are keyed by the file of their classes, `homes` are the types of each named component.

    `spans` are the byte spans of operations and components in the text; empty if they are not known. `namesakes` are
    the operations after which the types of another operation's errors are named, by the pointer of that operation.
    """

    components: Components
    families: Mapping[str, ResourceOperations]
    homes: Mapping[str, JsonValue]
    spans: Mapping[str, Span]
    namesakes: Mapping[str, tuple[str, ...]]


def make_record(document: Document, planned: Plan, findings: Iterable[Diagnostic]) -> RunRecord | None:
    """Return the record of a run; None if the next run could not use it."""
    if len(document.files) != 1 or document.failures or document.overlays or document.remarks:
        return None
    if not all(_has_known_location(item, document) for item in findings):
        return None
    pieces = split_document(document.root)
    try:
        check_references(pieces)
    except UntrackableReferenceError:
        return None
    families = {
        "/".join(each.module) + ".py": _resource_operations(each) for each in _resources_below(planned.client.root)
    }
    spans = find_component_spans(document, pieces)
    return RunRecord(pieces, families, type_homes(planned), spans, _error_namesakes(planned))


def find_component_spans(document: Document, pieces: Components) -> dict[str, Span]:
    """Return the byte spans of operations and components in the text of a document."""
    file = document.files[document.main]
    objects = [pointer for pointer, text in pieces.texts.items() if text.startswith("{") and not is_path_item(pointer)]
    if isinstance(file.positions, JsonPositions):
        return find_json_objects(file.positions.text, objects) if file.is_plain(file.positions.text.encode()) else {}
    content = document.reader.read(document.main)
    return find_yaml_blocks(content, file.positions, objects) if file.is_plain(content) else {}


def type_homes(planned: Plan) -> dict[str, JsonValue]:
    """Return the types of each named component, one for responses and one for requests, as data."""
    return {key: [_dotted_name(response), _dotted_name(request)] for key, (response, request) in planned.homes.items()}


def _dotted_name(item: NamedType) -> str:
    return ".".join((*item.module, item.name))


def _has_known_location(item: Diagnostic, document: Document) -> bool:
    """Tell whether the location of a finding follows from its pointer, and its texts mention no other location."""
    if _POSITION.search(item.message) or _POSITION.search(item.hint or ""):
        return False
    if item.line == 0 or item.file != document.files[document.main].name:
        return True
    if item.pointer is None:
        return False
    location = document.location_of(item.pointer)
    return (location.line, location.column) == (item.line, item.column)


def _resources_below(root: PlannedResource) -> Iterator[PlannedResource]:
    for child in root.children:
        yield child
        yield from _resources_below(child)


def _resource_operations(resource: PlannedResource) -> ResourceOperations:
    return ResourceOperations(
        tuple(dict.fromkeys(_operation_pointer(method.operation_key) for method in resource.methods)),
        tuple("/".join(child.module) + ".py" for child in resource.children),
    )


def _error_namesakes(planned: Plan) -> dict[str, tuple[str, ...]]:
    """Return the operations that other operations' inline errors are named after: the first one with such an error."""
    models = {response for response, _ in planned.homes.values()}
    first: dict[NamedType, str] = {}
    found: dict[str, dict[str, None]] = {}
    for resource in (planned.client.root, *_resources_below(planned.client.root)):
        for method in resource.methods:
            pointer = _operation_pointer(method.operation_key)
            for _, named in method.errors:
                owner = first.setdefault(named, pointer)
                if owner != pointer and named not in models:
                    found.setdefault(pointer, {})[owner] = None
    return {pointer: tuple(owners) for pointer, owners in found.items()}


def _operation_pointer(key: str) -> str:
    verb, _, path = key.partition(" ")
    return join("/paths", path, verb)


def encode_record(record: RunRecord) -> tuple[bytes, ...]:
    """Return a record as bytes, in parts."""
    families: JsonObject = {
        file: [[*family.operations], [*family.children]] for file, family in record.families.items()
    }
    head: JsonObject = {
        "pointers": [*record.components.texts],
        "families": families,
        "homes": {**record.homes},
        "spans": {pointer: [span.begin, span.end] for pointer, span in record.spans.items()},
        "namesakes": {pointer: [*owners] for pointer, owners in record.namesakes.items()},
    }
    return bundle_files(head, [record.components.rest, *record.components.texts.values()])


def decode_record(content: bytes | memoryview) -> RunRecord:
    """Return the record that `encode_record` encoded."""
    head, texts = unbundle_files(content)
    families: dict[str, ResourceOperations] = {}
    for file, value in as_object(head["families"]).items():
        operations, children = as_array(value)
        families[file] = ResourceOperations(tuple(strings_in(operations)), tuple(strings_in(children)))
    pieces = Components(dict(zip(strings_in(head["pointers"]), texts[1:], strict=True)), texts[0])
    spans = {pointer: _decode_span(value) for pointer, value in as_object(head["spans"]).items()}
    namesakes = {key: tuple(strings_in(value)) for key, value in as_object(head["namesakes"]).items()}
    return RunRecord(pieces, families, as_object(head["homes"]), spans, namesakes)


def _decode_span(value: JsonValue) -> Span:
    begin, end = (number for number in as_array(value) if isinstance(number, int))
    return Span(begin, end)
