"""Collects the fields of objects, with bases and references followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.api.ir import (
    AnySchema,
    ArraySchema,
    EnumSchema,
    Field,
    ObjectSchema,
    RefSchema,
    ScalarSchema,
    Schema,
    UnionSchema,
)
from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.plan.catalogue import Catalogue
from specloom.plan.planned import Direction

_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class ObjectShape:
    """All fields of an object, inherited ones first, and the type of its other keys."""

    fields: tuple[Field, ...]
    extra: Schema | None


def object_shape(schema: Schema, catalogue: Catalogue) -> ObjectShape | None:
    """Return the shape of `schema` if it resolves to an object, else None."""
    target = catalogue.resolve_schema(schema)
    if not isinstance(target, ObjectSchema):
        return None
    merged: dict[str, Field] = {}
    for one in _line(target, catalogue):
        _merge_fields(merged, one.fields)
    return ObjectShape(tuple(merged.values()), _extra(target, catalogue))


def _line(target: ObjectSchema, catalogue: Catalogue) -> Iterator[ObjectSchema]:
    """Yield the ancestors of an object, each once and before its subclasses, then the object itself."""
    seen: set[int] = set()
    stack: list[tuple[ObjectSchema, int, bool]] = [(target, 0, False)]
    while stack:
        one, depth, is_done = stack.pop()
        if is_done:
            yield one
        elif id(one) not in seen and depth <= _DEEPEST:
            seen.add(id(one))
            stack.append((one, depth, True))
            bases = [catalogue.resolve_schema(base) for base in reversed(one.bases)]
            stack += [(base, depth + 1, False) for base in bases if isinstance(base, ObjectSchema)]


def _extra(target: ObjectSchema, catalogue: Catalogue) -> Schema | None:
    """Return the type of other keys: that of the object itself, else of the first ancestor that has one."""
    seen: set[int] = set()
    stack: list[tuple[Schema, int]] = [(target, 0)]
    while stack:
        one, depth = stack.pop()
        if not isinstance(one, ObjectSchema) or id(one) in seen or depth > _DEEPEST:
            continue
        if one.extra is not None:
            return one.extra
        seen.add(id(one))
        stack += [(catalogue.resolve_schema(base), depth + 1) for base in reversed(one.bases)]
    return None


def _merge_fields(into: dict[str, Field], fields: tuple[Field, ...]) -> None:
    for field in fields:
        known = into.get(field.wire_name)
        required = field.required or (known is not None and known.required)
        into[field.wire_name] = replace(field, required=required) if required != field.required else field


def visible_fields(fields: tuple[Field, ...], catalogue: Catalogue, direction: Direction) -> tuple[Field, ...]:
    """Return the fields that exist in `direction`: no read-only ones in requests, no write-only ones in responses."""
    return tuple(field for field in fields if not _is_hidden(field, catalogue, direction))


def _is_hidden(field: Field, catalogue: Catalogue, direction: Direction) -> bool:
    info, at_end = field.schema.info, catalogue.resolve_schema(field.schema).info
    if direction is Direction.REQUEST:
        return info.read_only or at_end.read_only
    return info.write_only or at_end.write_only


def in_order(fields: tuple[Field, ...], *, sort: bool) -> tuple[Field, ...]:
    """Return required fields first, each group by wire name with `id` and `token` in front (or as written)."""
    if not sort:
        return tuple(sorted(fields, key=lambda field: not field.required))
    return tuple(sorted(fields, key=lambda field: (not field.required, by_name(field.wire_name))))


def by_name(wire: str) -> tuple[int, str, str]:
    """Return the key that sorts properties: `id`, `token`, then all others without regard to case."""
    return ({"id": 0, "token": 1}.get(wire, 2), wire.lower(), wire)


def is_object(schema: Schema, catalogue: Catalogue) -> bool:
    """Return whether `schema` becomes a class (an object with content, or with named parents)."""
    target = catalogue.resolve_schema(schema)
    return isinstance(target, ObjectSchema) and bool(target.fields or target.bases or target.kept_empty)


def has_objects(schema: UnionSchema, catalogue: Catalogue) -> bool:
    """Return whether a union has an object among its members, directly or by reference."""
    return any(_holds_objects(variant.schema, catalogue) for variant in schema.variants)


def _holds_objects(member: Schema, catalogue: Catalogue) -> bool:
    if isinstance(member, RefSchema):
        return catalogue.target(member).component in catalogue.with_objects
    return has_objects(member, catalogue) if isinstance(member, UnionSchema) else is_object(member, catalogue)


def is_flat(schema: Schema, catalogue: Catalogue) -> bool:
    """Return whether `schema` is a scalar, an enum or a list of these, which needs no class."""
    target = catalogue.resolve_schema(schema)
    if isinstance(target, ArraySchema):
        return isinstance(catalogue.resolve_schema(target.items), ScalarSchema | EnumSchema)
    return isinstance(target, ScalarSchema | EnumSchema | AnySchema)


def is_free(schema: Schema, catalogue: Catalogue) -> bool:
    """Return whether `schema` allows any value, or any object."""
    target = catalogue.resolve_schema(schema)
    if isinstance(target, ObjectSchema):
        return not (target.fields or target.bases or target.extra or target.kept_empty)
    return isinstance(target, AnySchema)


def enum_constants(schema: Schema, catalogue: Catalogue) -> tuple[JsonValue, ...]:
    """Return the values of a closed enum, nothing for other schemas."""
    target = catalogue.resolve_schema(schema)
    return target.values if isinstance(target, EnumSchema) and not target.open else ()


def telling_property(schema: UnionSchema, catalogue: Catalogue) -> str | None:
    """Return the property whose constants certainly distinguish the members of a union, if there is one.

    Every member must be an object that requires the property, with constants that no other member has. The property
    that the document names as discriminator takes precedence.
    """
    shapes = [object_shape(variant.schema, catalogue) for variant in schema.variants]
    members = [
        {field.wire_name: field for field in member.fields if field.required} for member in shapes if member is not None
    ]
    if len(members) < 2 or len(members) != len(shapes):
        return None
    wanted = (schema.discriminator.property_name,) if schema.discriminator is not None else ()
    return next((name for name in (*wanted, *members[0]) if _tells_apart(name, members, catalogue)), None)


def _tells_apart(name: str, members: list[dict[str, Field]], catalogue: Catalogue) -> bool:
    seen: set[str] = set()
    for member in members:
        found = member.get(name)
        values = [repr(value) for value in enum_constants(found.schema, catalogue)] if found is not None else []
        if not values or not seen.isdisjoint(values):
            return False
        seen.update(values)
    return True
