"""Finds the properties of a multipart body that take a file although the document describes the URL of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from specloom.api.build.bodies import is_upload_link
from specloom.api.ir import (
    ArraySchema,
    BodyKind,
    Operation,
    Schema,
    UnionSchema,
)
from specloom.plan.arguments import Argument
from specloom.plan.catalogue import Catalogue
from specloom.plan.context import PlanContext
from specloom.plan.partvalues import text_or_file
from specloom.plan.shapes import object_shape


def with_uploads(arguments: Iterable[Argument], operation: Operation, context: PlanContext) -> tuple[Argument, ...]:
    """Return the arguments of a body, in which those for an uploaded file take files as well as text.

    Django REST Framework has one schema for both directions: its file fields are URLs in the response, and so they are
    URLs in the multipart body that uploads them. A config leaves them as described.
    """
    body = operation.body
    if body is None or body.kind is not BodyKind.MULTIPART or not context.api.client.as_documented:
        return tuple(arguments)
    returned = _returned_links(operation, context.catalogue)
    return tuple(
        (
            replace(argument, schema=_file_schema(argument.schema, context.catalogue))
            if argument.wire in returned and _is_link(argument.schema, context.catalogue)
            else argument
        )
        for argument in arguments
    )


def _returned_links(operation: Operation, catalogue: Catalogue) -> frozenset[str]:
    """Return the wire names of the properties of the response that are URLs."""
    schema = operation.result.schema
    shapes = (object_shape(one, catalogue) for one in _objects_of(schema, catalogue)) if schema is not None else ()
    fields = (field for shape in shapes if shape is not None for field in shape.fields)
    return frozenset(field.wire_name for field in fields if _is_link(field.schema, catalogue))


def _objects_of(schema: Schema, catalogue: Catalogue) -> Iterator[Schema]:
    """Yield what a response returns: the schema, or the items of a list, for each member of a union."""
    found = catalogue.resolve_schema(schema)
    members = [variant.schema for variant in found.variants] if isinstance(found, UnionSchema) else [found]
    for member in members:
        one = catalogue.resolve_schema(member)
        yield one.items if isinstance(one, ArraySchema) else one


def _is_link(schema: Schema, catalogue: Catalogue) -> bool:
    found = catalogue.resolve_schema(schema)
    if isinstance(found, ArraySchema):
        found = catalogue.resolve_schema(found.items)
    return is_upload_link(found)


def _file_schema(schema: Schema, catalogue: Catalogue) -> Schema:
    found = catalogue.resolve_schema(schema)
    if isinstance(found, ArraySchema):
        return replace(found, items=text_or_file(found.items.info))
    nullable = schema.info.nullable or found.info.nullable
    return text_or_file(replace(schema.info, nullable=nullable))
