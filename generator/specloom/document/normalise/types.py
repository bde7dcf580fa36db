"""Normalises types of schemas: one spelling, valid names, and the type that other keywords imply."""

from __future__ import annotations

from specloom.base.json import JsonObject, JsonValue, kind_name
from specloom.document.spellings import SPELLINGS

_NAMES = frozenset(["array", "boolean", "integer", "null", "number", "object", "string"])
_CHOICES = ("$ref", "allOf", "anyOf", "oneOf", "not", "if")


def settle_type(schema: JsonObject) -> None:
    """Make ``type`` a name or a list of two or more, ``null`` last; an unknown name allows any type."""
    if "type" not in schema:
        return
    declared = schema.pop("type")
    names: list[str] = []
    for name in declared if isinstance(declared, list) else [declared]:
        known = _known_type(schema, name)
        if known is None:
            return
        if known not in names:
            names.append(known)
    set_types(schema, names)


def _known_type(schema: JsonObject, name: JsonValue) -> str | None:
    if name is None:
        return "null"
    text = name.strip().lower() if isinstance(name, str) else ""
    if text in _NAMES:
        return text
    if text in SPELLINGS:
        text, format_ = SPELLINGS[text]
        if format_ is not None:
            schema.setdefault("format", format_)
        return text
    return None


def types_of(schema: JsonObject) -> list[str]:
    """Return the names in ``type``."""
    declared = schema.get("type")
    names = declared if isinstance(declared, list) else [declared]
    return [name for name in names if isinstance(name, str)]


def set_types(schema: JsonObject, names: list[str]) -> None:
    """Write ``names`` as ``type``, in canonical form."""
    ordered: list[JsonValue] = [
        *(name for name in names if name != "null"),
        *(name for name in names if name == "null"),
    ]
    if len(ordered) > 1:
        schema["type"] = ordered
    elif ordered:
        schema["type"] = ordered[0]
    else:
        schema.pop("type", None)


def imply_type(schema: JsonObject) -> None:
    """Write the type that properties, items or listed values imply, if there is none.

    The items of a tuple imply none: `prefixItems` says something about lists, not that the value is one.
    """
    if "type" in schema or any(key in schema for key in _CHOICES):
        return
    values = schema.get("enum")
    if "const" in schema or isinstance(values, list):
        listed = [schema["const"]] if "const" in schema else values
        set_types(
            schema, list(dict.fromkeys(kind_name(value) for value in listed or [])) if isinstance(listed, list) else []
        )
    elif any(key in schema for key in ("properties", "patternProperties", "additionalProperties")):
        schema["type"] = "object"
    elif "items" in schema and "prefixItems" not in schema:
        schema["type"] = "array"


def fill_items(schema: JsonObject) -> None:
    """Write ``items`` with a list as one schema, and ``items: {}`` where it is missing."""
    items = schema.get("items")
    if isinstance(items, list):
        _settle_listed_items(schema, [item for item in items if isinstance(item, dict | bool)])
    if "array" in types_of(schema) and not any(key in schema for key in ("items", "prefixItems", "contains")):
        schema["items"] = {}


def _settle_listed_items(schema: JsonObject, items: list[JsonValue]) -> None:
    """Write a list of schemas in ``items`` as a tuple if its length is fixed; else each item may be any of them."""
    rest = schema.pop("additionalItems", True)
    is_closed = rest is False or schema.get("maxItems") == len(items)
    if "type" not in schema or "prefixItems" in schema or (is_closed and items):
        schema.setdefault("prefixItems", items)
        schema["items"] = rest if isinstance(rest, dict | bool) else True
        return
    choices: list[JsonValue] = [*items, rest] if isinstance(rest, dict) else items
    schema["items"] = choices[0] if len(choices) == 1 else {"anyOf": choices} if choices else {}
