"""Rewrites all spellings of null to a type or a union with null."""

from __future__ import annotations

from specloom.base.json import JsonObject, JsonValue
from specloom.document.normalise.types import set_types, types_of
from specloom.document.siblings import is_annotation

_NULL: JsonObject = {"type": "null"}
_FLAGS = ("nullable", "x-nullable")


def settle_nullable(schema: JsonObject) -> None:
    """Rewrite ``nullable: true`` (also ``x-nullable``) in JSON Schema; ``false`` has no effect."""
    flags = [schema.pop(key, False) for key in _FLAGS]
    if True in flags:
        _allow_null(schema)
    for key in ("oneOf", "anyOf"):
        _settle_null_members(schema, key)


def _settle_null_members(schema: JsonObject, key: str) -> None:
    """Make the members of a union that say nothing but ``nullable: true`` null; alone they would allow any value."""
    variants = schema.get(key)
    if isinstance(variants, list):
        marked = [_is_null_mark(variant) for variant in variants]
        if any(marked) and not all(marked):
            schema[key] = [dict(_NULL) if mark else variant for variant, mark in zip(variants, marked, strict=True)]


def _is_null_mark(variant: JsonValue) -> bool:
    if not isinstance(variant, dict) or not any(variant.get(key) is True for key in _FLAGS):
        return False
    return all(key in _FLAGS or is_annotation(key) for key in variant)


def _allow_null(schema: JsonObject) -> None:
    choice = next((key for key in ("oneOf", "anyOf") if isinstance(schema.get(key), list)), None)
    if "$ref" in schema or "allOf" in schema:
        _wrap_nullable(schema)
    elif choice is not None:
        _add_null_variant(schema, choice)
    elif "type" in schema:
        set_types(schema, list(dict.fromkeys([*types_of(schema), "null"])))
    values = schema.get("enum")
    if isinstance(values, list) and None not in values:
        schema["enum"] = [*values, None]
    if schema.get("const", None) is not None:
        schema["enum"] = [schema.pop("const"), None]


def _wrap_nullable(schema: JsonObject) -> None:
    """Make the schema a union of itself and null; annotations stay outside."""
    inner = {key: schema.pop(key) for key in list(schema) if not is_annotation(key)}
    members = inner.get("allOf")
    if len(inner) == 1 and isinstance(members, list) and len(members) == 1 and isinstance(members[0], dict):
        inner = members[0]
    schema["anyOf"] = [inner, dict(_NULL)]


def _add_null_variant(schema: JsonObject, choice: str) -> None:
    variants = schema[choice]
    if isinstance(variants, list) and _NULL not in variants:
        schema[choice] = [*variants, dict(_NULL)]
    if "type" in schema:
        set_types(schema, list(dict.fromkeys([*types_of(schema), "null"])))


def null_last(schema: JsonObject) -> None:
    """Put the null member of a union last."""
    for key in ("oneOf", "anyOf"):
        variants = schema.get(key)
        if isinstance(variants, list) and _NULL in variants[:-1]:
            rest: list[JsonValue] = [variant for variant in variants if variant != _NULL]
            schema[key] = [*rest, dict(_NULL)]
