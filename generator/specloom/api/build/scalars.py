"""Builds scalars: types and formats, enums and constants."""

from __future__ import annotations

from dataclasses import replace

from specloom.api.build.nodes import BuildContext
from specloom.api.ir import (
    AnySchema,
    ArraySchema,
    EnumSchema,
    Info,
    MapSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
    UnionSchema,
    Variant,
)
from specloom.base.json import JsonObject, JsonValue, as_array, as_str

_STRING_FORMATS = {
    "date": ScalarKind.DATE,
    "date-time": ScalarKind.DATE_TIME,
    "datetime": ScalarKind.DATE_TIME,
    "binary": ScalarKind.BINARY,
    "byte": ScalarKind.BASE64,
    "base64": ScalarKind.BASE64,
}
_KINDS = {
    "integer": ScalarKind.INTEGER,
    "number": ScalarKind.NUMBER,
    "boolean": ScalarKind.BOOLEAN,
    "null": ScalarKind.NULL,
}


def build_scalar(raw: JsonObject, name: str, info: Info) -> ScalarSchema:
    """Return the scalar of the JSON type `name`."""
    form = as_str(raw.get("format"))
    if name != "string":
        return ScalarSchema(info, _KINDS[name], form)
    kind = _STRING_FORMATS.get(form or "", ScalarKind.STRING)
    if form in (None, "base64url") and (as_str(raw.get("contentEncoding")) or "").lower() in ("base64", "base64url"):
        kind = ScalarKind.BASE64
    elif form is None and as_str(raw.get("contentMediaType")) == "application/octet-stream":
        kind = ScalarKind.BINARY
    return ScalarSchema(info, kind, form)


def enum_values(raw: JsonObject) -> list[JsonValue] | None:
    """Return the allowed values of a schema, each once, or None if it has no `enum` or `const`."""
    if "const" in raw:
        return [raw["const"]]
    if not isinstance(raw.get("enum"), list):
        return None
    found: dict[tuple[str, str], JsonValue] = {}
    for value in as_array(raw["enum"]):
        found.setdefault((type(value).__name__, str(value)), value)
    return list(found.values())


def build_enum(values: list[JsonValue], raw: JsonObject, info: Info, context: BuildContext) -> Schema:
    """Return the schema of allowed values: an enum if Python has literals for all of them, else their type."""
    if None in values:
        info = replace(info, nullable=True)
        values = [value for value in values if value is not None]
    if not values:
        return ScalarSchema(replace(info, nullable=False), ScalarKind.NULL)
    literals = tuple(value for value in values if isinstance(value, (str, bool, int)))
    if len(literals) == len(values):
        return EnumSchema(info, literals)
    context.widened(info.pointer, "allowed values other than strings, integers and booleans can't be listed in a type")
    if all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
        return build_scalar(raw, "number", info)
    return _mixed_enum(literals, values, info)


def _mixed_enum(literals: tuple[JsonValue, ...], values: list[JsonValue], info: Info) -> Schema:
    inner = Info(pointer=info.pointer)
    parts: list[Schema] = [EnumSchema(inner, literals)] if literals else []
    if any(isinstance(value, float) for value in values):
        parts.append(ScalarSchema(inner, ScalarKind.NUMBER))
    if any(isinstance(value, dict) for value in values):
        parts.append(MapSchema(inner, AnySchema(inner)))
    if any(isinstance(value, list) for value in values):
        parts.append(ArraySchema(inner, AnySchema(inner)))
    return replace(parts[0], info=info) if len(parts) == 1 else UnionSchema(info, tuple(map(Variant, parts)))
