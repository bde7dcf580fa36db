"""The types of JSON data and narrow views of it, so that no other module needs ``Any``."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeAlias

JsonScalar: TypeAlias = str | int | float | bool | None
JsonValue: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | JsonScalar"
JsonObject: TypeAlias = dict[str, JsonValue]
JsonArray: TypeAlias = list[JsonValue]


def as_object(value: JsonValue) -> JsonObject:
    """Return ``value`` if it is an object, else a new empty object."""
    return value if isinstance(value, dict) else {}


def as_array(value: JsonValue) -> JsonArray:
    """Return ``value`` if it is an array, else a new empty array."""
    return value if isinstance(value, list) else []


def as_str(value: JsonValue) -> str | None:
    """Return ``value`` if it is a string, else ``None``."""
    return value if isinstance(value, str) else None


def strings_in(value: JsonValue) -> list[str]:
    """Return the strings of an array, in order; other members and non-arrays are ignored."""
    return [item for item in as_array(value) if isinstance(item, str)]


def hashable(value: JsonValue) -> Hashable:
    """Return a hashable key that is equal for two values exactly if the values are equal."""
    if isinstance(value, dict):
        return frozenset((key, hashable(member)) for key, member in value.items())
    if isinstance(value, list):
        return tuple(hashable(member) for member in value)
    return value


def kind_name(value: JsonValue) -> str:
    """Return the JSON type name of ``value`` (``object``, ``array``, ``string``, ``integer``, ...)."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, dict):
        return "object"
    if isinstance(value, list):
        return "array"
    if isinstance(value, str):
        return "string"
    return "integer" if isinstance(value, int) else "number"
