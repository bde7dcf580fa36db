"""Decides whether a body becomes one argument, or its fields become arguments (once, or for each variant)."""

from __future__ import annotations

from dataclasses import replace

from specloom.api.ir import (
    Body,
    BodyKind,
    Field,
    MethodSpec,
    ObjectSchema,
    PartEncoding,
    Schema,
    Style,
    UnionSchema,
)
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.base.records import dataclass
from specloom.plan.arguments import Argument, of_field, with_body_options
from specloom.plan.context import PlanContext
from specloom.plan.partvalues import as_part
from specloom.plan.planned import ArgumentLocation, BodyEncoding, Direction
from specloom.plan.shapes import in_order, object_shape, visible_fields
from specloom.plan.slots import NamePart
from specloom.plan.uploads import with_uploads
from specloom.plan.variants import variant_parts

MOST_VARIANTS = 40
"""A union of more objects stays one argument, because nobody reads that many overloads."""

ENCODINGS = {
    BodyKind.JSON: BodyEncoding.JSON,
    BodyKind.FORM: BodyEncoding.FORM,
    BodyKind.MULTIPART: BodyEncoding.MULTIPART,
    BodyKind.BINARY: BodyEncoding.CONTENT,
    BodyKind.TEXT: BodyEncoding.CONTENT,
    BodyKind.LINES: BodyEncoding.LINES,
}


@dataclass(frozen=True, slots=True)
class BodyVariant:
    """One way to fill the body; `part` is None if there is only one."""

    arguments: tuple[Argument, ...]
    part: NamePart | None = None
    text: str | None = None


def body_variants(method: MethodSpec, context: PlanContext) -> tuple[BodyVariant, ...]:
    """Return the ways to fill the body of `method`; exactly one, without arguments, if it has no body."""
    body = method.operation.body
    if body is None:
        return (BodyVariant(()),)
    if ENCODINGS[body.kind] in (BodyEncoding.CONTENT, BodyEncoding.LINES):
        return (BodyVariant((_whole_body_argument(body, method, positional=True),)),)
    schema = context.catalogue.resolve_schema(body.schema)
    fields = _field_arguments(body, body.schema, context)
    if fields or (isinstance(schema, ObjectSchema) and schema.extra is None):
        return (BodyVariant(fields),)
    if isinstance(schema, UnionSchema) and 1 < len(schema.variants) <= MOST_VARIANTS:
        variants = _body_variants(body, schema, context)
        if variants:
            return variants
    return (BodyVariant((_whole_body_argument(body, method, positional=False),)),)


def _field_arguments(body: Body, schema: Schema, context: PlanContext) -> tuple[Argument, ...]:
    found = object_shape(schema, context.catalogue)
    if found is None:
        return ()
    example = as_object(_body_example(schema, context))
    shown = visible_fields(found.fields, context.catalogue, Direction.REQUEST)
    parts = {part.name: part for part in body.parts}
    ordered = in_order(shown, sort=context.api.package.sort_properties)
    arguments = (of_field(_with_example(field, example), parts.get(field.wire_name)) for field in ordered)
    arguments = (_as_part(argument, parts.get(argument.wire), context) for argument in arguments)
    return tuple(with_body_options(with_uploads(arguments, body, context.catalogue), context))


def _as_part(argument: Argument, part: PartEncoding | None, context: PlanContext) -> Argument:
    if part is None or not part.media_types or part.style is Style.JSON:
        return argument
    return replace(argument, schema=as_part(argument.schema, part.media_types, context.catalogue))


def _with_example(field: Field, example: JsonObject) -> Field:
    """Return `field` with its value from the example of the whole body."""
    value = example.get(field.wire_name)
    if value is None:
        return field
    info = replace(field.schema.info, example=value, has_example=True)
    return replace(field, schema=replace(field.schema, info=info))


def _body_example(schema: Schema, context: PlanContext) -> JsonValue:
    """Return the example of a body: the one beside the reference, or that of what it refers to."""
    return schema.info.example if schema.info.has_example else context.catalogue.resolve_schema(schema).info.example


def _body_variants(body: Body, schema: UnionSchema, context: PlanContext) -> tuple[BodyVariant, ...]:
    """Return one variant for each member of a union of objects, nothing if any member is not an object."""
    as_documented = context.api.client.as_documented
    parts = variant_parts(schema, context.catalogue, context.words, "Variant", as_documented=as_documented)
    found: list[BodyVariant] = []
    for variant, part in zip(schema.variants, parts, strict=True):
        fields = _field_arguments(body, variant.schema, context)
        if not fields:
            return ()
        found.append(BodyVariant(fields, part, context.catalogue.description(variant.schema).description))
    return tuple(found)


def _whole_body_argument(body: Body, method: MethodSpec, *, positional: bool) -> Argument:
    return Argument(
        "",
        ArgumentLocation.WHOLE_BODY,
        body.schema,
        body.required or positional,
        method.body_param_name or "body",
        body.description,
        positional=positional,
    )
