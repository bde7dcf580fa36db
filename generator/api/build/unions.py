"""Unions: `oneOf` and `anyOf` -> variants, flat, without null, with what tells them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from generator.api.build.discriminators import discriminator_of
from generator.api.build.nodes import Context, Node
from generator.api.build.scalars import enum_values
from generator.api.build.shapes import Shape, Shaper, is_annotation, is_annotation_only, type_names
from generator.api.ir import (
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
from generator.base.json import JsonValue, as_str

_CONDITIONS = frozenset({"required", "not", "type", "properties"})


class Builds(Protocol):
    """The builder of schemas, as seen from here."""

    def build(self, node: Node) -> Schema:
        """Return the schema at `node`."""
        ...

    def build_all(self, nodes: list[Node], place: Node) -> Schema:
        """Return what `nodes` say together."""
        ...


class UnionBuilder:
    """Builds unions."""

    def __init__(self, context: Context, shaper: Shaper, schemas: Builds) -> None:
        self.context = context
        self.shaper = shaper
        self.schemas = schemas
        self._opened: tuple[str, ...] = ()

    def build(self, shape: Shape, info: Info, place: Node) -> Schema | None:
        """Return the union in `shape`, or None if its variants only set conditions on the object that holds them."""
        groups = [group for group in shape.unions if not all(_is_condition(node, shape) for node in group)]
        if not groups:
            return None
        if len(groups) > 1:
            self.context.widened(place.pointer, "several unions in one schema; only the first one is expressed")
        before = self._opened
        nodes, nullable = self._flat(groups[0], before)
        try:
            return self._of_variants(shape, nodes, replace(info, nullable=info.nullable or nullable))
        finally:
            self._opened = before

    def _of_variants(self, shape: Shape, nodes: list[Node], info: Info) -> Schema:
        rest = self._rest(shape, nodes)
        if not nodes:
            return ScalarSchema(replace(info, nullable=False), ScalarKind.NULL)
        if len(nodes) == 1:
            return self._collapsed(nodes[0], rest, info)
        parts = [self._joined_with(rest, node) for node in nodes]
        return self._joined(parts, nodes, shape, info)

    def _joined(self, parts: list[Schema], nodes: list[Node], shape: Shape, info: Info) -> Schema:
        if any(isinstance(part, AnySchema) for part in parts):
            return AnySchema(info)
        if any(part.info.nullable for part in parts if not isinstance(part, RefSchema)):
            info = replace(info, nullable=True)
        merged = _merged_enum(parts, info)
        if merged is not None:
            return merged
        variants: list[Variant] = []
        kept: list[Node] = []
        for part, node in zip(parts, nodes, strict=True):
            title = as_str(node.raw.get("title")) if node.ref is not None else None
            variant = Variant(part, title, as_str(node.raw.get("x-stainless-variantName")))
            if not any(_same(variant, other) for other in variants):
                variants.append(variant)
                kept.append(node)
        if len(variants) == 1:
            return _outer(variants[0].schema, info)
        return UnionSchema(info, tuple(variants), discriminator_of(shape, kept, self.shaper))

    def _flat(self, nodes: list[Node], seen: tuple[str, ...]) -> tuple[list[Node], bool]:
        """Return the variants with nested unions opened, and whether null is among them."""
        found: list[Node] = []
        nullable = False
        for node in nodes:
            if self._is_null(node):
                nullable = True
                continue
            inner, opened = self._nested(node, seen)
            if inner is None:
                found.append(node)
                continue
            more, null = self._flat(inner, opened)
            found += more
            nullable = nullable or null or node.raw.get("nullable") is True
        return found, nullable

    def _is_null(self, node: Node) -> bool:
        """Return whether a variant is null and nothing else, written in place or by a reference."""
        key = node.ref
        target = self.context.component(key) if key is not None and key not in self.context.models else node
        return _is_null(target) and (key is None or target.value is not None)

    def _nested(self, node: Node, seen: tuple[str, ...]) -> tuple[list[Node] | None, tuple[str, ...]]:
        """Return the variants of a variant that is nothing but a union itself, and no named model."""
        key = node.ref
        if key is not None:
            target = self.context.component(key)
            if key in self.context.models or key in seen or not target.raw:
                return None, seen
            node, seen = target, (*seen, key)
            self._opened = (*self._opened, key)
        for word in ("oneOf", "anyOf"):
            if word in node.raw and all(name == word or is_annotation(name) for name in node.raw):
                return node.items(word), seen
        return None, seen

    def _rest(self, shape: Shape, variants: list[Node]) -> list[Node]:
        """Return the members that every variant must be joined with."""
        rest: list[Node] = []
        for member in (part for link in shape.members for part in self.shaper.opened(link)):
            kept = {k: v for k, v in member.raw.items() if k not in ("oneOf", "anyOf") and not is_annotation(k)}
            if kept and not is_annotation_only(kept) and any(key not in ("type", "required") for key in kept):
                rest.append(Node(kept, member.pointer))
        own = set(shape.properties)
        if not own or shape.bases:
            return rest
        return [] if all(own <= set(self.shaper.shape([node], inherit=False).properties) for node in variants) else rest

    def _collapsed(self, node: Node, rest: list[Node], info: Info) -> Schema:
        return _outer(self._joined_with(rest, node), info)

    def _joined_with(self, rest: list[Node], node: Node) -> Schema:
        """Return a variant joined with what stands beside the union."""
        return self.schemas.build_all([*rest, node], node) if rest else self.schemas.build(node)


def _outer(inner: Schema, info: Info) -> Schema:
    """Return `inner` with the texts of the schema round it."""
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


def _is_null(node: Node) -> bool:
    raw = node.raw
    if node.value is None:
        return True
    values = enum_values(raw)
    return type_names(raw.get("type")) == ["null"] or values == [None]


def _is_condition(node: Node, shape: Shape) -> bool:
    """Return whether a variant only says which of the object's own properties must be there."""
    raw = {key: value for key, value in node.raw.items() if not is_annotation(key)}
    if not raw or not set(raw) <= _CONDITIONS or not shape.properties or "$ref" in raw:
        return False
    own = raw.get("properties")
    return not isinstance(own, dict) or all(
        name in shape.properties and isinstance(value, (dict, bool)) and _bare(value) for name, value in own.items()
    )


def _bare(value: JsonValue) -> bool:
    return (
        value is True or value is False or (isinstance(value, dict) and set(value) <= {"const", "enum", "not", "type"})
    )


def _merged_enum(parts: list[Schema], info: Info) -> EnumSchema | None:
    """Return one list of values if every part is a list of values written in place."""
    values: dict[tuple[str, str], JsonValue] = {}
    for part in parts:
        if not isinstance(part, EnumSchema):
            return None
        values.update({(type(value).__name__, str(value)): value for value in part.values})
    return EnumSchema(info, tuple(values.values()))


def _same(left: Variant, right: Variant) -> bool:
    """Return whether two variants are the same type."""
    a, b = left.schema, right.schema
    if isinstance(a, RefSchema) and isinstance(b, RefSchema):
        return a.name == b.name
    if isinstance(a, ScalarSchema) and isinstance(b, ScalarSchema):
        return a.kind == b.kind
    return isinstance(a, EnumSchema) and isinstance(b, EnumSchema) and a.values == b.values
