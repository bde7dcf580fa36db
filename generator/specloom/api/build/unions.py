"""Builds unions from `oneOf` and `anyOf`: flat variants without null, and their discriminator."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Protocol

from specloom.api.build.choices import combine_unions, distinct_unions, leading_union, possible_members, title_of
from specloom.api.build.discriminators import discriminator_of
from specloom.api.build.flattening import FlatUnion, UnionFlattening
from specloom.api.build.nodes import BuildContext, DocumentNode
from specloom.api.build.shapes import MergedSchema, SchemaMerger, is_annotation, is_annotation_only, type_names
from specloom.api.ir import (
    AnySchema,
    EnumSchema,
    Info,
    RefSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
    UnionSchema,
    Variant,
)
from specloom.base.json import JsonValue, as_str

_CONDITIONS = frozenset({"required", "not", "type", "properties"})


class BuildsSchemas(Protocol):
    """The schema builder, as this module uses it."""

    def build(self, node: DocumentNode) -> Schema:
        """Return the schema at `node`."""
        ...

    def build_all(self, nodes: list[DocumentNode], location: DocumentNode) -> Schema:
        """Return the schema that combines `nodes`."""
        ...


class UnionBuilder:
    """Builds unions."""

    def __init__(self, context: BuildContext, shaper: SchemaMerger, schemas: BuildsSchemas) -> None:
        self.context = context
        self.shaper = shaper
        self.schemas = schemas
        self._opened: frozenset[str] = frozenset()

    def build_union(self, shape: MergedSchema, info: Info, location: DocumentNode) -> Schema | None:
        """Return the union in `shape`, or None if its variants are only conditions on the object around them."""
        groups = [group for group in shape.unions if not all(_is_condition(node, shape) for node in group.nodes)]
        if not groups:
            return None
        before = self._opened
        try:
            flattenings = [UnionFlattening(self.context, before) for _ in groups]
            flat = distinct_unions([each.flat(group) for each, group in zip(flattenings, groups, strict=True)])
            self._opened = before.union(*(each.opened for each in flattenings))
            nullable = all(each.nullable for each in flat)
            return self._of_variants(shape, flat, replace(info, nullable=info.nullable or nullable), location)
        finally:
            self._opened = before

    def _of_variants(self, shape: MergedSchema, flat: list[FlatUnion], info: Info, location: DocumentNode) -> Schema:
        if not all(each.nodes for each in flat):
            return ScalarSchema(replace(info, nullable=False), ScalarKind.NULL)
        members = combine_unions(flat, self.shaper)
        if members is None:
            self.context.widened(
                location.pointer, "one schema has several large unions; only the first one is expressed"
            )
            flat = flat[:1]
            members = [[node] for node in flat[0].nodes]
        rest = self._shared_members(shape, members)
        members = possible_members(members, rest, self.shaper)
        if len(members) == 1:
            return _with_outer_texts(self._joined_with(rest, members[0], location), info)
        parts = [self._joined_with(rest, member, location) for member in members]
        lead = leading_union(flat)
        kept: list[DocumentNode] = []
        variants = _distinct_variants(parts, members, lead or 0, kept)
        schema = self._join_variants(parts, variants, info)
        if lead is None or not isinstance(schema, UnionSchema):
            return schema
        return replace(schema, discriminator=discriminator_of(flat[lead], shape, kept, self.shaper))

    def _join_variants(self, parts: list[Schema], variants: tuple[Variant, ...], info: Info) -> Schema:
        if any(isinstance(part, AnySchema) for part in parts):
            return AnySchema(info)
        if any(part.info.nullable for part in parts if not isinstance(part, RefSchema)):
            info = replace(info, nullable=True)
        merged = _merged_enum(parts, info)
        if merged is not None:
            return merged
        if len(variants) == 1:
            return _with_outer_texts(variants[0].schema, info)
        return UnionSchema(info, variants)

    def _shared_members(self, shape: MergedSchema, members: list[list[DocumentNode]]) -> list[DocumentNode]:
        """Return the members that must be merged into every variant."""
        rest: list[DocumentNode] = []
        for member in (part for link in shape.members for part in self.shaper.open_union(link)):
            kept = {k: v for k, v in member.raw.items() if k not in ("oneOf", "anyOf") and not is_annotation(k)}
            if kept and not is_annotation_only(kept) and any(key not in ("type", "required") for key in kept):
                rest.append(DocumentNode(kept, member.pointer))
        own = set(shape.properties)
        if not own or shape.bases:
            return rest
        merged = (self.shaper.merge_nodes(member, inherit=False) for member in members)
        return [] if all(own <= set(shape.properties) for shape in merged) else rest

    def _joined_with(self, rest: list[DocumentNode], member: list[DocumentNode], location: DocumentNode) -> Schema:
        """Return a member merged with the keywords beside the union."""
        node = member[0]
        if len(member) > 1:
            return self.schemas.build_all([*rest, *member], DocumentNode({}, location.pointer))
        return self.schemas.build_all([*rest, node], node) if rest else self.schemas.build(node)


def _distinct_variants(
    parts: list[Schema], members: list[list[DocumentNode]], lead: int, kept: list[DocumentNode]
) -> tuple[Variant, ...]:
    """Return the variants without duplicates; `kept` gets the leading node of each."""
    variants: dict[Hashable, Variant] = {}
    for index, (part, member) in enumerate(zip(parts, members, strict=True)):
        variant = Variant(part, title_of(member), as_str(member[0].raw.get("x-stainless-variantName")))
        if variants.setdefault(_identity(part) or index, variant) is variant:
            kept.append(member[lead])
    return tuple(variants.values())


def _with_outer_texts(inner: Schema, info: Info) -> Schema:
    """Return `inner` with the texts of the schema around it."""
    own = inner.info
    return replace(
        inner,
        info=replace(
            own,
            title=info.title or own.title,
            description=info.description or own.description,
            deprecated=info.deprecated or own.deprecated,
            deprecation=info.deprecation or own.deprecation,
            nullable=info.nullable or own.nullable,
            read_only=info.read_only or own.read_only,
            write_only=info.write_only or own.write_only,
            default=info.default if info.has_default else own.default,
            has_default=info.has_default or own.has_default,
            type_hint=info.type_hint or own.type_hint,
        ),
    )


def allows_null(shape: MergedSchema) -> bool:
    """Return whether each union of a schema without a type has null among its variants."""
    return all(any("null" in type_names(node.raw.get("type")) for node in group.nodes) for group in shape.unions)


def _is_condition(node: DocumentNode, shape: MergedSchema) -> bool:
    """Return whether a variant only requires some of the object's own properties."""
    raw = {key: value for key, value in node.raw.items() if not is_annotation(key)}
    if not raw or not set(raw) <= _CONDITIONS or not shape.properties or "$ref" in raw:
        return False
    own = raw.get("properties")
    return not isinstance(own, dict) or all(
        name in shape.properties and isinstance(value, (dict, bool)) and _has_no_texts(value)
        for name, value in own.items()
    )


def _has_no_texts(value: JsonValue) -> bool:
    return (
        value is True or value is False or (isinstance(value, dict) and set(value) <= {"const", "enum", "not", "type"})
    )


def _merged_enum(parts: list[Schema], info: Info) -> EnumSchema | None:
    """Return one enum if every variant is an inline enum."""
    values: dict[tuple[str, str], JsonValue] = {}
    for part in parts:
        if not isinstance(part, EnumSchema):
            return None
        values.update({(type(value).__name__, str(value)): value for value in part.values})
    return EnumSchema(info, tuple(values.values()))


def _identity(schema: Schema) -> Hashable:
    """Return a key that is equal for variants of certainly the same type, None if that is unknown."""
    match schema:
        case RefSchema():
            return "reference", schema.name
        case ScalarSchema():
            return "scalar", schema.kind
        case EnumSchema():
            return "values", schema.values
        case _:
            return None
