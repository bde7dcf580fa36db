"""Chooses the components that become named models, and their keys."""

from __future__ import annotations

import re
from collections.abc import Mapping

from specloom.api.infer.namespaces import short_names
from specloom.api.ir import EnumSchema, MapSchema, ObjectSchema, Schema, UnionSchema
from specloom.base.json import JsonObject
from specloom.base.names import NameScope
from specloom.base.pointers import escape
from specloom.base.words import Casing

_CASING = Casing()
_MEANINGLESS = re.compile(r"(?:(?:def|definition|schema|model|type|component|object|inline)[-_. ]?)?\d+", re.IGNORECASE)
"""Keys that number components: Fastify calls them `def-0`, `def-1`."""


def model_names(schemas: Mapping[str, Schema]) -> JsonObject:
    """Return the config's models: key -> component, for components that should have a class or alias of their own.

    A component whose key only numbers it is named by its title, if no other component has that name.
    """
    named = {key: schema for key, schema in schemas.items() if isinstance(schema, _NAMED)}
    names, short = NameScope(), short_names(named)
    chosen: dict[str, str] = {}
    for key, schema in sorted(named.items(), key=lambda item: _title_of(*item) is not None):
        text = _title_of(key, schema) or short.get(key, key)
        chosen[key] = names.claim_name(_CASING.snake(text) or "model")
    return {chosen[key]: key if "/" not in key else f"#/components/schemas/{escape(key)}" for key in named}


_NAMED = (ObjectSchema, EnumSchema, UnionSchema, MapSchema)


def _title_of(key: str, schema: Schema) -> str | None:
    """Return the title of a component whose key means nothing."""
    return schema.info.title if _MEANINGLESS.fullmatch(key) and _CASING.snake(schema.info.title or "") else None
