"""Compares the structure of schemas, whatever their texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from specloom.api.ir import (
    ArraySchema,
    EnumSchema,
    Field,
    MapSchema,
    ObjectSchema,
    RefSchema,
    ScalarSchema,
    Schema,
    TupleSchema,
    UnionSchema,
)


def is_same_class(one: Schema, other: Schema) -> bool:
    """Return whether `one` and `other` make the same class: with equal kinds, names and null at every level."""
    if one is other:
        return True
    if type(one) is not type(other) or one.info.nullable != other.info.nullable:
        return False
    if isinstance(one, ObjectSchema) and isinstance(other, ObjectSchema):
        bases = [base.name for base in one.bases] == [base.name for base in other.bases]
        return bases and _is_same_pair(one.extra, other.extra) and _have_same_fields(one.fields, other.fields)
    if isinstance(one, UnionSchema) and isinstance(other, UnionSchema):
        titles = [variant.title for variant in one.variants] == [variant.title for variant in other.variants]
        return titles and _all_same([v.schema for v in one.variants], [v.schema for v in other.variants])
    return _is_same_plain(one, other)


def _is_same_plain(one: Schema, other: Schema) -> bool:
    match one, other:
        case ArraySchema(), ArraySchema():
            return is_same_class(one.items, other.items)
        case MapSchema(), MapSchema():
            return is_same_class(one.values, other.values)
        case TupleSchema(), TupleSchema():
            return _all_same(one.prefix, other.prefix) and _is_same_pair(one.rest, other.rest)
        case RefSchema(), RefSchema():
            return one.name == other.name
        case EnumSchema(), EnumSchema():
            return repr(one.values) == repr(other.values) and one.open == other.open
        case ScalarSchema(), ScalarSchema():
            return one.kind == other.kind
        case _:
            return True


def _all_same(ones: Sequence[Schema], others: Sequence[Schema]) -> bool:
    return len(ones) == len(others) and all(starmap(is_same_class, zip(ones, others, strict=True)))


def _is_same_pair(one: Schema | None, other: Schema | None) -> bool:
    if one is None or other is None:
        return one is other
    return is_same_class(one, other)


def _have_same_fields(ones: tuple[Field, ...], others: tuple[Field, ...]) -> bool:
    if len(ones) != len(others):
        return False
    by_name = {field.wire_name: field for field in others}
    for field in ones:
        twin = by_name.get(field.wire_name)
        if twin is None or twin.required != field.required or not is_same_class(field.schema, twin.schema):
            return False
    return True
