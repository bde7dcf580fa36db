"""Pairs the events that an existing SDK reads from webhooks with the payloads in the document."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.base.json import JsonValue, as_array, as_object
from specloom.base.pointers import join
from specloom.compare.surface import ClientSurface, SurfaceAlias, SurfaceClass
from specloom.compare.surface_types import LITERAL, SurfaceType, constant_value
from specloom.reproduce.document_index import DocumentIndex, comparable


def payload_schemas(index: DocumentIndex) -> Iterator[str]:
    """Yield the pointers of the schemas of all webhooks of a document."""
    for word in ("webhooks", "x-webhooks"):
        for name, item in as_object(index.raw.get(word)).items():
            for verb in as_object(item):
                found = index.media_schema(f"/{word}{join('', name)}/{verb}/requestBody")
                if found is not None:
                    yield found


def event_schemas(surface: ClientSurface, index: DocumentIndex, returned: SurfaceType) -> Iterator[tuple[str, str]]:
    """Yield each class in a union of events with its payload: that whose constant property has the same value."""
    by_constant: dict[tuple[str, JsonValue], str] = {}
    for pointer in payload_schemas(index):
        for key in constants_in(index, pointer):
            by_constant.setdefault(key, pointer)
    for name in classes_in(surface, returned):
        definition = surface.definitions.get(name)
        fields = definition.fields.items() if isinstance(definition, SurfaceClass) else ()
        for field, member in fields:
            if member.type is not None and member.type.name == LITERAL and len(member.type.args) == 1:
                found = by_constant.get((comparable(field), constant_value(member.type.args[0].name)))
                if found is not None:
                    yield name, found
                    break


def constants_in(index: DocumentIndex, pointer: str) -> Iterator[tuple[str, JsonValue]]:
    """Yield the properties of a schema that have one value only, with that value."""
    for here in index.members(pointer):
        for key, schema in as_object(as_object(index.at(here)).get("properties")).items():
            value = as_object(schema)
            values = [value["const"]] if "const" in value else as_array(value.get("enum"))
            if len(values) == 1 and isinstance(values[0], str):
                yield comparable(key), values[0]


def classes_in(surface: ClientSurface, item: SurfaceType) -> Iterator[str]:
    """Yield the classes in a union, named unions opened."""
    waiting, seen = [item], set[str]()
    while waiting:
        each = waiting.pop()
        definition = surface.definitions.get(each.name)
        if isinstance(definition, SurfaceAlias) and each.name not in seen:
            seen.add(each.name)
            waiting.append(definition.type)
        elif definition is not None:
            yield each.name
        else:
            waiting += each.args
