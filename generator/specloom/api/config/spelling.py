"""Finds the spelling of a key that a file uses, such as kebab case or an old name."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.base.json import JsonObject, JsonValue
from specloom.base.pointers import from_tokens, split

SYNONYMS = (
    ("targets", "package", "packages"),
    ("transforms", "transformations"),
    ("openapi_uri", "schema"),
    ("event_type", "event_types", "event"),
)
"""Keys of the dialect that have several names."""


def spell_pointer(root: JsonValue, pointer: str) -> str:
    """Return `pointer` with each key as the file at `root` writes it."""
    found: list[str] = []
    value = root
    for token in split(pointer):
        key = spell_key(value, token) if isinstance(value, dict) else None
        found.append(token if key is None else key)
        value = _member_of(value, found[-1])
    return from_tokens(found)


def spell_key(value: Mapping[str, object], token: str) -> str | None:
    """Return the key of `value` that means `token`, perhaps in another casing or by another name."""
    if token in value:
        return token
    plain = _comparison_key(token)
    known = {plain, *(_comparison_key(name) for names in SYNONYMS if token in names for name in names)}
    return next((key for key in value if _comparison_key(key) in known), None)


def _comparison_key(key: str) -> str:
    return key.replace("_", "").replace("-", "").lower()


def _member_of(value: JsonValue | JsonObject, key: str) -> JsonValue:
    if isinstance(value, dict):
        return value.get(key)
    if isinstance(value, list) and key.isascii() and key.isdigit() and int(key) < len(value):
        return value[int(key)]
    return None
