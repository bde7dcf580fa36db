"""Runs the rewrites of schemas in order."""

from __future__ import annotations

from specloom.base.json import JsonObject, as_object
from specloom.document.normalise.keywords import (
    settle_booleans,
    settle_content,
    settle_discriminator,
    settle_examples,
    settle_limits,
    settle_siblings,
)
from specloom.document.normalise.nullable import null_last, settle_nullable
from specloom.document.normalise.sound import drop_unsound
from specloom.document.normalise.types import fill_items, imply_type, settle_type
from specloom.document.normalise.values import drop_long_enum, settle_values
from specloom.document.normalise.walk import walk_schemas


def rewrite_schemas(root: JsonObject, version: str) -> None:
    """Bring every schema below ``root`` into canonical form, in place."""
    named = as_object(as_object(root.get("components")).get("schemas"))
    for key in list(named):
        if not isinstance(named[key], dict):
            named[key] = {"not": {}} if named[key] is False else {}
    older = version.startswith(("2", "3.0"))
    for schema in walk_schemas(root):
        rewrite_schema(schema, older=older)


def rewrite_schema(schema: JsonObject, *, older: bool) -> None:
    """Bring one schema into canonical form, without its parts."""
    settle_discriminator(schema)
    drop_unsound(schema)
    settle_siblings(schema, ignored=older)
    settle_type(schema)
    fill_items(schema)
    settle_booleans(schema)
    settle_limits(schema)
    settle_examples(schema)
    settle_values(schema)
    imply_type(schema)
    drop_long_enum(schema)
    settle_content(schema)
    settle_nullable(schema)
    null_last(schema)
