"""Chooses the components that become named models, and their keys."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.api.ir import EnumSchema, MapSchema, ObjectSchema, Schema, UnionSchema
from specloom.base.json import JsonObject
from specloom.base.names import NameScope
from specloom.base.pointers import escape
from specloom.base.words import Casing

_CASING = Casing()


def model_names(schemas: Mapping[str, Schema]) -> JsonObject:
    """Return the config's models: key -> component, for components that should have a class or alias of their own."""
    found: JsonObject = {}
    names = NameScope()
    for key, schema in schemas.items():
        if not isinstance(schema, (ObjectSchema, EnumSchema, UnionSchema, MapSchema)):
            continue
        name = names.claim_name(_CASING.snake(key) or "model")
        found[name] = key if "/" not in key else f"#/components/schemas/{escape(key)}"
    return found
