"""Finds the property of error bodies that lists typed errors, if the document leaves no doubt."""

from __future__ import annotations

from specloom.api.build.lookup import Lookup
from specloom.api.build.operations import BuiltOperation
from specloom.api.config import SdkConfig
from specloom.api.ir import ArraySchema, Field, RefSchema, Schema

_USUAL = "errors"
_MESSAGES = ("message", "detail", "title")


def error_envelope(
    config: SdkConfig, operations: dict[str, BuiltOperation], schemas: dict[str, Schema]
) -> tuple[str | None, str | None]:
    """Return the property that lists errors, and the component for one of them.

    If the config does not name it, every error response with an object as its body must list its errors there.
    """
    lookup = Lookup(schemas)
    wanted = config.root.errors.errors_field
    bodies = [
        lookup.fields_of(error.schema)
        for built in operations.values()
        for error in built.operation.errors
        if error.schema
    ]
    bodies = [fields for fields in bodies if fields]
    items = [_error_item(fields.get(wanted or _USUAL), lookup) for fields in bodies]
    found = [item for item in items if item is not None]
    if not found or (wanted is None and len(found) < len(items)):
        return wanted, None
    return wanted or _USUAL, _component_of_item(found[0], schemas)


def _error_item(field: Field | None, lookup: Lookup) -> Schema | None:
    """Return the schema of one error in a list of errors."""
    listed = lookup.resolve_fully(field.schema) if field is not None else None
    if not isinstance(listed, ArraySchema):
        return None
    return listed.items if any(name in lookup.fields_of(listed.items) for name in _MESSAGES) else None


def _component_of_item(item: Schema, schemas: dict[str, Schema]) -> str:
    """Return the component of `item`; an inline schema becomes a component."""
    if isinstance(item, RefSchema):
        return item.name
    key = "ErrorData"
    while key in schemas:
        key += "_"
    schemas[key] = item
    return key
