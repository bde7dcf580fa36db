"""Plans inheritance: the parents that become base classes, and the fields that a class declares itself."""

from __future__ import annotations

from specloom.api.ir import Field, ObjectSchema, Schema
from specloom.plan.context import PlanContext
from specloom.plan.planned import Direction, NamedType
from specloom.plan.shapes import ObjectShape, object_shape, visible_fields


def plan_bases(
    schema: ObjectSchema, context: PlanContext, direction: Direction
) -> tuple[tuple[NamedType, ...], tuple[Field, ...], Schema | None]:
    """Return the base classes of `schema`, its own fields and the type of its other keys.

    A model among the parents becomes a base class, unless two declarations of a field differ: an override that narrows
    a field is an error for type checkers, so then the class declares all fields itself.
    """
    catalogue = context.catalogue
    whole = object_shape(schema, catalogue) or ObjectShape(schema.fields, schema.extra)
    homes = [catalogue.target(base).home for base in schema.bases]
    if not homes or None in homes or not _parents_agree(schema, context):
        return (), visible_fields(whole.fields, catalogue, direction), whole.extra
    inherited = {field.wire_name for base in schema.bases for field in _own_fields(base, context)}
    own = tuple(field for field in schema.fields if field.wire_name not in inherited)
    named = tuple(context.model(home, direction) for home in homes if home is not None)
    return tuple(dict.fromkeys(named)), visible_fields(own, catalogue, direction), schema.extra


def _own_fields(schema: Schema, context: PlanContext) -> tuple[Field, ...]:
    found = object_shape(schema, context.catalogue)
    return found.fields if found is not None else ()


def _parents_agree(schema: ObjectSchema, context: PlanContext) -> bool:
    """Return whether every parent is an object and all declarations of each field are equal."""
    shapes = [object_shape(base, context.catalogue) for base in schema.bases]
    if not all(parent is not None and parent.fields for parent in shapes):
        return False
    seen: dict[str, Field] = {}
    for field in (*(field for parent in shapes if parent is not None for field in parent.fields), *schema.fields):
        known = seen.setdefault(field.wire_name, field)
        if known is not field and (known.required != field.required or not _is_same_field(known.schema, field.schema)):
            return False
    return True


def _is_same_field(one: Schema, other: Schema) -> bool:
    return one.info.pointer == other.info.pointer or one == other
