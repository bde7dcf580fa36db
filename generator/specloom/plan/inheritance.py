"""Plans inheritance: the parents that become base classes, and the fields that a class declares itself."""

from __future__ import annotations

from specloom.api.ir import Field, ObjectSchema, Schema
from specloom.base.records import dataclass
from specloom.plan.catalogue import Catalogue
from specloom.plan.context import PlanContext
from specloom.plan.planned import Direction, NamedType
from specloom.plan.shapes import ObjectShape, is_flat, object_shape, visible_fields
from specloom.plan.structure import is_same_class


@dataclass(frozen=True, slots=True)
class Inheritance:
    """The base classes of a class, the fields that it declares, and the type of its other keys."""

    bases: tuple[NamedType, ...]
    fields: tuple[Field, ...]
    extra: Schema | None
    redeclares: bool = False
    """Whether the fields are all there are, because some have other types than in a base class."""


def plan_bases(schema: ObjectSchema, context: PlanContext, direction: Direction) -> Inheritance:
    """Return the base classes of `schema`, its own fields and the type of its other keys.

    A model among the parents becomes a base class, unless the declarations of a field in two parents differ. A class
    whose own declaration differs from that of a parent declares all fields itself: an override that narrows a field is
    an error for type checkers. In a request it has no base class then, as type checkers only see the fields.
    """
    catalogue = context.catalogue
    whole = object_shape(schema, catalogue) or ObjectShape(schema.fields, schema.extra)
    homes = [catalogue.target(base).home for base in schema.bases]
    inherited = _inherited_fields(schema, context)
    redeclares = inherited is not None and any(
        field.wire_name in inherited and not _is_same_type(inherited[field.wire_name], field, catalogue)
        for field in schema.fields
    )
    if not homes or None in homes or inherited is None or (redeclares and direction is Direction.REQUEST):
        return Inheritance((), visible_fields(whole.fields, catalogue, direction), whole.extra)
    named = tuple(dict.fromkeys(context.model(home, direction) for home in homes if home is not None))
    own = tuple(
        field
        for field in schema.fields
        if field.wire_name not in inherited or not _is_same_field(inherited[field.wire_name], field)
    )
    fields = visible_fields(whole.fields if redeclares else own, catalogue, direction)
    return Inheritance(named, fields, schema.extra, redeclares)


def _inherited_fields(schema: ObjectSchema, context: PlanContext) -> dict[str, Field] | None:
    """Return the fields of all parents; None if one is no object, or if two declarations of a field differ."""
    shapes = [object_shape(base, context.catalogue) for base in schema.bases]
    found: dict[str, Field] = {}
    for parent in shapes:
        if parent is None or not parent.fields:
            return None
        for field in parent.fields:
            if not _is_same_field(found.setdefault(field.wire_name, field), field):
                return None
    return found


def _is_same_field(one: Field, other: Field) -> bool:
    if one.required != other.required:
        return False
    return one.schema.info.pointer == other.schema.info.pointer or one.schema == other.schema


def _is_same_type(one: Field, other: Field, catalogue: Catalogue) -> bool:
    """Return whether both fields certainly have one type, whatever their texts are."""
    if _is_same_field(one, other):
        return True
    nullable = catalogue.nullable(one.schema) == catalogue.nullable(other.schema)
    same = nullable and one.required == other.required and is_same_class(one.schema, other.schema)
    return same and is_flat(one.schema, catalogue)
