"""Normalises listed values: no duplicates, no empty lists, unions of constants as a list."""

from __future__ import annotations

import json

from specloom.base.json import JsonObject, JsonValue
from specloom.document.checks.schemas import MAX_ENUM
from specloom.document.siblings import is_annotation


def settle_values(schema: JsonObject) -> None:
    """Make ``enum`` a list of distinct values; a union of constants becomes one."""
    for key in ("oneOf", "anyOf"):
        _merge_constants(schema, key)
    values = schema.get("enum")
    if isinstance(values, list):
        distinct: dict[str, JsonValue] = {}
        for value in values:
            distinct.setdefault(_identity_text(value), value)
        schema["enum"] = list(distinct.values())


def drop_long_enum(schema: JsonObject) -> None:
    """Drop an ``enum`` that is too long to become a type; its types are written already."""
    values = schema.get("enum")
    if isinstance(values, list) and len(values) > MAX_ENUM:
        del schema["enum"]


def _identity_text(value: JsonValue) -> str:
    """Return a text that distinguishes JSON values (``1`` and ``true`` are equal in Python)."""
    return json.dumps(value, sort_keys=True)


def _merge_constants(schema: JsonObject, key: str) -> None:
    variants = schema.get(key)
    if not isinstance(variants, list) or len(variants) < 2 or "enum" in schema:
        return
    values: list[JsonValue] = []
    for variant in variants:
        found = _constant_of(variant)
        if found is None:
            return
        values += found
    del schema[key]
    schema["enum"] = values


def _constant_of(variant: JsonValue) -> list[JsonValue] | None:
    """Return the value of a schema that is only a constant, in a list; ``None`` otherwise."""
    if not isinstance(variant, dict):
        return None
    if variant.get("type") == "null" and len(variant) == 1:
        return [None]
    if not all(is_annotation(key) or key in ("const", "type", "enum") for key in variant):
        return None
    if "const" in variant:
        return [variant["const"]]
    values = variant.get("enum")
    return list(values) if isinstance(values, list) and len(values) == 1 else None
