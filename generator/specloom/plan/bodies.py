"""Bodies: whether the fields of a body become arguments, by variant or once, or the body is one argument."""

from __future__ import annotations

from dataclasses import dataclass, replace

from specloom.api.ir import (
    Body,
    BodyKind,
    Field,
    MethodSpec,
    ObjectSchema,
    PartEncoding,
    RefSchema,
    Schema,
    UnionSchema,
)
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.plan.arguments import Argument, of_field, with_body_options
from specloom.plan.context import Context
from specloom.plan.partvalues import as_part
from specloom.plan.planned import Direction, Encoding, Place
from specloom.plan.shapes import in_order, shape, visible
from specloom.plan.slots import Part
from specloom.plan.variants import variant_parts

MOST_VARIANTS = 40
"""A union of more objects than these stays one argument: nobody reads that many overloads."""

ENCODINGS = {
    BodyKind.JSON: Encoding.JSON,
    BodyKind.FORM: Encoding.FORM,
    BodyKind.MULTIPART: Encoding.MULTIPART,
    BodyKind.BINARY: Encoding.CONTENT,
    BodyKind.TEXT: Encoding.CONTENT,
    BodyKind.LINES: Encoding.LINES,
}


@dataclass(frozen=True, slots=True)
class BodyVariant:
    """One way to fill the body; `part` is None where there is only one."""

    arguments: tuple[Argument, ...]
    part: Part | None = None
    text: str | None = None


def body_variants(method: MethodSpec, context: Context) -> tuple[BodyVariant, ...]:
    """Return the ways to fill the body of `method`; exactly one, without arguments, where it has none."""
    body = method.operation.body
    if body is None:
        return (BodyVariant(()),)
    if ENCODINGS[body.kind] in (Encoding.CONTENT, Encoding.LINES):
        return (BodyVariant((_whole(body, method, positional=True),)),)
    schema = context.catalogue.resolved(body.schema)
    fields = _fields(body, body.schema, context)
    if fields or (isinstance(schema, ObjectSchema) and schema.extra is None):
        return (BodyVariant(fields),)
    if isinstance(schema, UnionSchema) and 1 < len(schema.variants) <= MOST_VARIANTS:
        variants = _variants(body, schema, context)
        if variants:
            return variants
    return (BodyVariant((_whole(body, method, positional=False),)),)


def _fields(body: Body, schema: Schema, context: Context) -> tuple[Argument, ...]:
    found = shape(schema, context.catalogue)
    if found is None:
        return ()
    example = as_object(_example(schema, context))
    shown = visible(found.fields, context.catalogue, Direction.REQUEST)
    parts = {part.name: part for part in body.parts}
    ordered = in_order(shown, sort=context.api.package.sort_properties)
    arguments = (of_field(_shown(field, example), parts.get(field.wire_name)) for field in ordered)
    arguments = (_as_part(argument, parts.get(argument.wire), context) for argument in arguments)
    return tuple(with_body_options(arguments, context))


def _as_part(argument: Argument, part: PartEncoding | None, context: Context) -> Argument:
    if part is None or not part.media_types:
        return argument
    return replace(argument, schema=as_part(argument.schema, part.media_types, context.catalogue))


def _shown(field: Field, example: JsonObject) -> Field:
    """Return `field` with the value that the example of its whole body gives it."""
    value = example.get(field.wire_name)
    if value is None:
        return field
    info = replace(field.schema.info, example=value, has_example=True)
    return replace(field, schema=replace(field.schema, info=info))


def _example(schema: Schema, context: Context) -> JsonValue:
    """Return the example of a body: the one beside the reference, or that of what it refers to."""
    return schema.info.example if schema.info.has_example else context.catalogue.resolved(schema).info.example


def _variants(body: Body, schema: UnionSchema, context: Context) -> tuple[BodyVariant, ...]:
    """Return one variant for each arm of a union of objects, nothing where an arm is something else."""
    parts = variant_parts(schema, context.catalogue, context.words, "Variant")
    found: list[BodyVariant] = []
    for variant, part in zip(schema.variants, parts, strict=True):
        fields = _fields(body, variant.schema, context)
        if not fields:
            return ()
        found.append(BodyVariant(fields, part, context.catalogue.description(variant.schema).description))
    return tuple(found)


def _whole(body: Body, method: MethodSpec, *, positional: bool) -> Argument:
    return Argument(
        "",
        Place.WHOLE_BODY,
        body.schema,
        body.required or positional,
        method.body_param_name or "body",
        body.description,
        positional=positional,
    )


def body_component(method: MethodSpec) -> str | None:
    """Return the component that the body of `method` refers to, if it is a reference."""
    body = method.operation.body
    return body.schema.name if body is not None and isinstance(body.schema, RefSchema) else None
