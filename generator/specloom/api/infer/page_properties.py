"""Writes the properties of a page as JSON schemas of the config, so that totals and the like have their types."""

from __future__ import annotations

from specloom.api.build.lookup import Lookup
from specloom.api.ir import (
    ArraySchema,
    EnumSchema,
    Field,
    MapSchema,
    ObjectSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
)
from specloom.base.json import JsonObject, JsonValue, as_array, as_object

_MARK = "x-stainless-pagination-property"
_DEEPEST = 2
_MOST_FIELDS = 40
_LARGEST = 100
_TYPES: dict[ScalarKind, JsonObject] = {
    ScalarKind.STRING: {"type": "string"},
    ScalarKind.INTEGER: {"type": "integer"},
    ScalarKind.NUMBER: {"type": "number"},
    ScalarKind.BOOLEAN: {"type": "boolean"},
    ScalarKind.DATE: {"type": "string", "format": "date"},
    ScalarKind.DATE_TIME: {"type": "string", "format": "date-time"},
}


def page_properties(schema: Schema, items: tuple[str, ...], lookup: Lookup) -> JsonObject:
    """Return the properties of the response `schema`, with an array of anything at `items`."""
    found: JsonObject = {}
    for name, field in lookup.fields_of(schema).items():
        at = items[1:] if name == items[0] else None
        described = _property_schema(field.schema, lookup, 0) if at is None else _items_schema(field.schema, at, lookup)
        if at is None:
            described = {} if _count_schemas(described) > _LARGEST else described
            described[_MARK] = {"required": _is_always_there(field, lookup)}
        found[name] = described
    return found


def _items_schema(schema: Schema, items: tuple[str, ...], lookup: Lookup) -> JsonObject:
    if not items:
        return {"type": "array", "items": {}}
    fields = lookup.fields_of(schema)
    inner: JsonObject = {
        name: _items_schema(each.schema, items[1:], lookup)
        if name == items[0]
        else _property_schema(each.schema, lookup, 1)
        for name, each in fields.items()
    }
    return {"type": "object", "properties": inner}


def _is_always_there(field: Field, lookup: Lookup) -> bool:
    target = lookup.resolve_fully(field.schema)
    return field.required and not (field.schema.info.nullable or target.info.nullable)


def _property_schema(schema: Schema, lookup: Lookup, depth: int) -> JsonObject:
    """Return a JSON schema of a type without references: what is too deep or too large for that accepts anything."""
    target = lookup.resolve_fully(schema)
    match target:
        case ScalarSchema(kind=kind):
            return {**_TYPES.get(kind, {"type": "string"})}
        case EnumSchema(values=values) if all(isinstance(value, str) for value in values):
            return {"type": "string"}
        case ArraySchema(items=items) if depth < _DEEPEST:
            return {"type": "array", "items": _property_schema(items, lookup, depth + 1)}
        case MapSchema():
            return {"type": "object", "additionalProperties": {}}
        case ObjectSchema() if depth < _DEEPEST and 0 < len(fields := lookup.fields_of(target)) <= _MOST_FIELDS:
            inner: JsonObject = {
                name: _property_schema(each.schema, lookup, depth + 1) for name, each in fields.items()
            }
            always: list[JsonValue] = [name for name, each in fields.items() if _is_always_there(each, lookup)]
            return {"type": "object", "properties": inner, **({"required": always} if always else {})}
        case _:
            return {}


def _count_schemas(schema: JsonObject) -> int:
    inner = [*as_object(schema.get("properties")).values(), schema.get("items")]
    return 1 + sum(_count_schemas(as_object(each)) for each in inner if isinstance(each, dict))


def merged_schemas(one: JsonObject, other: JsonObject) -> JsonObject:
    """Return the properties of two pages: what one lacks may be missing, what differs in type accepts anything."""
    merged: JsonObject = {}
    for name in (*one, *(name for name in other if name not in one)):
        mine, theirs = as_object(one.get(name)), as_object(other.get(name))
        if name in one and name in other:
            merged[name] = _merged_schema(mine, theirs)
        else:
            only = mine if name in one else theirs
            merged[name] = {**only, _MARK: {**as_object(only.get(_MARK)), "required": False}}
    return merged


def _merged_schema(one: JsonObject, other: JsonObject) -> JsonObject:
    marks = (as_object(one.get(_MARK)), as_object(other.get(_MARK)))
    mark: JsonObject = {_MARK: {"required": all(each.get("required") is True for each in marks)}} if any(marks) else {}
    bare = [{key: value for key, value in each.items() if key != _MARK} for each in (one, other)]
    if bare[0] == bare[1]:
        return {**bare[0], **mark}
    if all("properties" in each for each in bare):
        inner = _joined_properties(as_object(bare[0]["properties"]), as_object(bare[1]["properties"]))
        others = as_array(bare[1].get("required"))
        always = [name for name in as_array(bare[0].get("required")) if name in others]
        return {"type": "object", "properties": inner, **({"required": always} if always else {}), **mark}
    return {**mark}


def _joined_properties(one: JsonObject, other: JsonObject) -> JsonObject:
    return {
        name: _merged_schema(as_object(one[name]), as_object(other[name]))
        if name in one and name in other
        else {**one, **other}[name]
        for name in (*one, *(name for name in other if name not in one))
    }
