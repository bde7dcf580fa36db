"""Server-sent events (3.2): ``itemSchema`` describes the whole event; a client returns its parsed data."""

from __future__ import annotations

import json

from specloom.base.json import JsonObject, JsonValue, as_array, as_object, as_str
from specloom.base.pointers import unescape
from specloom.document.grammar import ObjectKind
from specloom.document.normalise.canonical import SourceOrigins
from specloom.document.normalise.walk import of_kinds

_EVENTS = "text/event-stream"
_FIELDS = frozenset(["data", "event", "id", "retry"])
_REF = "#/components/schemas/"


def settle_events(root: JsonObject, origin: SourceOrigins) -> None:
    """Make the ``itemSchema`` of event streams describe the data of an event; one that does so already stays."""
    named = as_object(as_object(root.get("components")).get("schemas"))
    for response in of_kinds(root, ObjectKind.RESPONSE):
        content = response.get("content")
        for name, media in list(content.items()) if isinstance(content, dict) else ():
            if isinstance(content, dict) and isinstance(media, dict) and name.lower().startswith(_EVENTS):
                data = _event_data_schema(as_object(media.get("itemSchema")), named, frozenset())
                if data is not None:
                    made: JsonObject = {**media, "itemSchema": data}
                    origin.copy_origin(made, media)
                    content[name] = made


def _event_data_schema(schema: JsonObject, named: JsonObject, seen: frozenset[str]) -> JsonObject | None:
    """Return the schema of the data of the event that ``schema`` describes, or ``None`` if it describes no event."""
    reference = as_str(schema.get("$ref"))
    if reference is not None:
        if reference in seen:
            return None
        return _event_data_schema(
            as_object(named.get(unescape(reference.removeprefix(_REF)))), named, seen | {reference}
        )
    for key in ("oneOf", "anyOf"):
        if schema.get(key):
            return _union_of_events(
                [_event_data_schema(as_object(part), named, seen) for part in as_array(schema[key])]
            )
    properties = as_object(schema.get("properties"))
    data = properties.get("data")
    if not isinstance(data, dict) or not properties.keys() <= _FIELDS:
        return None
    inner = data.get("contentSchema")
    if isinstance(inner, dict):
        return inner
    return {} if "json" in (as_str(data.get("contentMediaType")) or "") else data


def _union_of_events(parts: list[JsonObject | None]) -> JsonObject | None:
    """Return a union of the data of several kinds of events."""
    distinct: dict[str, JsonValue] = {}
    for part in parts:
        if part is None:
            return None
        distinct.setdefault(json.dumps(part, sort_keys=True), part)
    alone = next(iter(distinct.values()))
    return alone if len(distinct) == 1 and isinstance(alone, dict) else {"anyOf": [*distinct.values()]}
