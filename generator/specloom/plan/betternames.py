"""Finds names for union members without a name in the document, from the differences between the members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from specloom.api.ir import ArraySchema, MapSchema, ObjectSchema, Schema, UnionSchema
from specloom.plan.catalogue import Catalogue
from specloom.plan.shapes import ObjectShape, enum_constants, object_shape, telling_property
from specloom.plan.words import PascalNames

MOST_CONSTANTS = 3
"""A member with more constants is not named after them."""


def better_names(schema: UnionSchema, catalogue: Catalogue, words: PascalNames) -> list[str | None]:
    """Return a name for each member, None if nothing distinguishes it.

    In this order: the constants of the property that distinguishes the members, or most of them; the kind of a member
    that is the only one of its kind; the first property that no other member has.
    """
    shapes = _member_shapes(schema, catalogue)
    mapped = {index: value for value, index in reversed(_discriminator_values(schema))}
    tag = telling_property(schema, catalogue)
    if tag is None and mapped:
        return [words.pascal(mapped[index]) if index in mapped else None for index in range(len(shapes))]
    tags = frozenset([tag] if tag is not None else _loose_tags(shapes))
    names = [_by_constants(member, tags, catalogue, words) for member in shapes]
    kinds = Counter(_kind_word(variant.schema) for variant in schema.variants)
    for index, variant in enumerate(schema.variants):
        kind = _kind_word(variant.schema)
        if kind is not None and kinds[kind] == 1 and names[index] is None:
            names[index] = kind
    return _with_properties(names, shapes, words)


def with_rest(schema: UnionSchema, names: list[str | None], catalogue: Catalogue) -> list[str | None]:
    """Return `names` with one for the only nameless member that may need a class: `WithoutX` beside `WithX`."""
    structured = [
        index
        for index, variant in enumerate(schema.variants)
        if isinstance(catalogue.resolve_schema(variant.schema), ObjectSchema | UnionSchema | ArraySchema | MapSchema)
    ]
    nameless = [index for index in structured if names[index] is None]
    if len(nameless) != 1 or len(structured) < 2:
        return names
    others = [names[index] or "" for index in structured if index != nameless[0]]
    other = others[0]
    rest = f"Without{other.removeprefix('With')}" if len(others) == 1 and other.startswith("With") else "Other"
    return [rest if index == nameless[0] and rest not in names else name for index, name in enumerate(names)]


def _member_shapes(schema: UnionSchema, catalogue: Catalogue) -> list[ObjectShape | None]:
    """Return the shapes of the members, or those of their items if all are lists or all are maps."""
    members = [catalogue.resolve_schema(variant.schema) for variant in schema.variants]
    lists = [object_shape(member.items, catalogue) for member in members if isinstance(member, ArraySchema)]
    maps = [object_shape(member.values, catalogue) for member in members if isinstance(member, MapSchema)]
    inner = next((found for found in (lists, maps) if len(found) == len(members)), None)
    return inner or [object_shape(member, catalogue) for member in members]


def _with_properties(names: list[str | None], shapes: list[ObjectShape | None], words: PascalNames) -> list[str | None]:
    """Return `names`; each duplicate or None gets the first property that only this member has as a suffix."""
    groups: dict[str | None, list[int]] = {}
    for index, name in enumerate(names):
        groups.setdefault(name, []).append(index)
    found = list(names)
    dropped: set[str | None] = set()
    for name, members in groups.items():
        if name is not None and len(members) == 1:
            continue
        only = _unique_properties([shapes[index] for index in members])
        for index, own in zip(members, only, strict=True):
            found[index] = f"{name or ''}With{words.pascal(own)}" if own is not None else name
        if name is not None and only.count(None) > 1:
            dropped.add(name)
    return [None if name in dropped else name for name in found]


def _discriminator_values(schema: UnionSchema) -> tuple[tuple[str, int], ...]:
    return schema.discriminator.mapping if schema.discriminator is not None else ()


def _kind_word(schema: Schema) -> str | None:
    """Return the name for a member with a class of its own, from the kind of its schema."""
    if isinstance(schema, ObjectSchema):
        return "Object"
    if isinstance(schema, MapSchema):
        return "Value"
    return "Item" if isinstance(schema, ArraySchema) else None


def _loose_tags(shapes: list[ObjectShape | None]) -> list[str]:
    """Return the properties that all objects among the members have, in the order of the first."""
    members = [{field.wire_name for field in member.fields} for member in shapes if member is not None]
    first = next((member for member in shapes if member is not None), None)
    if first is None or len(members) < 2:
        return []
    everywhere = members[0].intersection(*members[1:])
    return [field.wire_name for field in first.fields if field.wire_name in everywhere]


def _by_constants(
    member: ObjectShape | None, tags: Collection[str], catalogue: Catalogue, words: PascalNames
) -> str | None:
    for field in member.fields if member is not None else ():
        values = enum_constants(field.schema, catalogue) if field.wire_name in tags else ()
        if values and len(values) <= MOST_CONSTANTS:
            texts = [value if isinstance(value, str) else f"{field.wire_name} {value}" for value in values]
            return "".join(map(words.pascal, texts)) or None
    return None


def _unique_properties(shapes: list[ObjectShape | None]) -> list[str | None]:
    """Return for each member the first property that no other member has, or at least requires."""
    fields = [member.fields if member is not None else () for member in shapes]
    required = Counter(field.wire_name for member in fields for field in member if field.required)
    anywhere = Counter(field.wire_name for member in fields for field in member)
    found: list[str | None] = []
    for member in fields:
        names = sorted(field.wire_name for field in member if field.required and required[field.wire_name] == 1)
        names += sorted(field.wire_name for field in member if anywhere[field.wire_name] == 1)
        found.append(names[0] if names else None)
    return found
