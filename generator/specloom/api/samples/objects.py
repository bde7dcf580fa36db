"""Reads objects of the IR with their inherited fields, and follows references to their end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specloom.api.ir import Field, ObjectSchema, RefSchema, Schema

Schemas = Mapping[str, Schema]
_DEEPEST = 50


def resolve_schema(schema: Schema, schemas: Schemas) -> Schema:
    """Return `schema`, or what it refers to in the end; a cycle ends where it closes."""
    seen: set[str] = set()
    while isinstance(schema, RefSchema) and schema.name not in seen and schema.name in schemas:
        seen.add(schema.name)
        schema = schemas[schema.name]
    return schema


def is_read_only(field: Field, schemas: Schemas) -> bool:
    """Return whether a property is never sent."""
    return field.schema.info.read_only or resolve_schema(field.schema, schemas).info.read_only


def is_write_only(field: Field, schemas: Schemas) -> bool:
    """Return whether a property is never received."""
    return field.schema.info.write_only or resolve_schema(field.schema, schemas).info.write_only


def sent_fields(schema: ObjectSchema, schemas: Schemas, depth: int = 0) -> list[Field]:
    """Return the properties of an object that a request may contain, inherited ones first."""
    return [field for field in all_fields(schema, schemas, depth) if not is_read_only(field, schemas)]


def received_fields(schema: ObjectSchema, schemas: Schemas) -> list[Field]:
    """Return the properties of an object that a response may contain, inherited ones first."""
    return [field for field in all_fields(schema, schemas) if not is_write_only(field, schemas)]


def all_fields(schema: ObjectSchema, schemas: Schemas, depth: int = 0) -> list[Field]:
    """Return the properties of an object, inherited ones first."""
    found: dict[str, Field] = {}
    for base in schema.bases if depth < _DEEPEST else ():
        target = resolve_schema(base, schemas)
        if isinstance(target, ObjectSchema):
            found.update({field.wire_name: field for field in all_fields(target, schemas, depth + 1)})
    for field in schema.fields:
        known = found.get(field.wire_name)
        found[field.wire_name] = replace(field, required=field.required or (known is not None and known.required))
    return list(found.values())
