"""Builds the schemas of the IR from those of the document."""

from __future__ import annotations

import weakref
from dataclasses import replace

from specloom.api.build.choices import last_of_incompatible
from specloom.api.build.info import info_of, python_naming
from specloom.api.build.nodes import BuildContext, DocumentNode, is_skipped
from specloom.api.build.scalars import build_enum, build_scalar, enum_values
from specloom.api.build.shapes import MergedSchema, SchemaMerger, is_annotation_only, type_names
from specloom.api.build.unions import BuildsSchemas, UnionBuilder, allows_null
from specloom.api.build.work import DEEPEST, too_deep
from specloom.api.ir import (
    AnySchema,
    ArraySchema,
    Constraints,
    Field,
    Info,
    MapSchema,
    ObjectSchema,
    RefSchema,
    Schema,
    TupleSchema,
    UnionSchema,
    Variant,
)
from specloom.base.json import JsonObject

_TEXT_FORMATS = ("date", "date-time", "binary", "byte", "base64url", "uuid", "uri", "email")
_OPEN_KEYWORDS = ("not", "if", "dependentSchemas", "unevaluatedProperties", "contains", "propertyNames")
_OBJECT_KEYWORDS = ("properties", "additionalProperties", "patternProperties")


class SchemaBuilder:
    """Builds schemas. One instance builds a whole document; each component is built on its own."""

    def __init__(self, context: BuildContext) -> None:
        self.context = context
        self.shaper = SchemaMerger(context)
        self._open: set[str] = set()
        ours: BuildsSchemas = weakref.proxy(self)  # a cycle would keep the document alive
        self.unions = UnionBuilder(context, self.shaper, ours)

    def build_component(self, key: str) -> Schema:
        """Return the component `key`."""
        return self.build(self.context.component(key))

    def build(self, node: DocumentNode) -> Schema:
        """Return the schema at `node`."""
        self.context.spend(1, node.pointer)
        if isinstance(node.value, bool) or node.value is None:
            return AnySchema(Info(pointer=node.pointer))
        moved = self.context.moved_values.get(id(node.value))
        if moved is not None and node.pointer != self.context.moved[moved]:
            return RefSchema(Info(pointer=node.pointer), moved)
        override = node.raw.get("x-stainless-override-schema")
        if isinstance(override, dict):
            node = node.at("x-stainless-override-schema")
        if node.raw.get("x-stainless-any") is True:
            return AnySchema(info_of(node.raw, node.pointer))
        return self.build_all([node], node)

    def build_all(self, nodes: list[DocumentNode], location: DocumentNode) -> Schema:
        """Return the schema that combines `nodes`, reported at `location`."""
        shape = self.shaper.merge_nodes(nodes)
        link = shape.only_reference
        if link is not None and link.ref is not None:
            beside: JsonObject = {}
            for member in shape.members:
                beside.update(member.raw)
            nullable = "null" in type_names(beside.get("type"))
            return RefSchema(info_of(beside, location.pointer, nullable=nullable), link.ref)
        return self._build_guarded(shape, location)

    def _build_guarded(self, shape: MergedSchema, location: DocumentNode) -> Schema:
        """Return the schema of `shape`; a component inside itself stays a reference."""
        again = next((key for key in shape.laid if key in self._open), None)
        if again is not None:
            message = f"`{again}` would contain itself; the keywords beside the reference are left out"
            self.context.widened(location.pointer, message)
            return RefSchema(info_of({}, location.pointer), again)
        work = self.context.work
        if work.depth >= DEEPEST:
            raise too_deep(self.context.source.location_of(location.pointer))
        work.depth += 1
        self._open.update(shape.laid)
        try:
            return self.of_shape(shape, location)
        finally:
            work.depth -= 1
            self._open.difference_update(shape.laid)

    def of_shape(self, shape: MergedSchema, location: DocumentNode) -> Schema:
        """Return the schema of `shape`."""
        raw = shape.keywords
        names = type_names(raw.get("type"))
        info = info_of(raw, location.pointer, nullable="null" in names)
        self._report_open(raw, location)
        if shape.unions:
            union = self.unions.build_union(shape, info, location)
            if union is not None:
                return union
            info = replace(info, nullable=info.nullable or (not names and allows_null(shape)))
        values = enum_values(raw)
        if values is not None:
            return build_enum(values, raw, info, self.context)
        kinds = [name for name in names if name != "null"]
        if not kinds and names:
            return build_scalar(raw, "null", replace(info, nullable=False))
        kinds = kinds or self._implied_type(shape)
        if len(kinds) > 1:
            return self._union_of_types(shape, kinds, info, location)
        return self._of_kind(shape, kinds[0] if kinds else "", info, location)

    def _report_open(self, raw: JsonObject, location: DocumentNode) -> None:
        for key in _OPEN_KEYWORDS:
            if key in raw and raw[key] not in (False, True):
                self.context.widened(
                    location.pointer, f"`{key}` can't be expressed in a type; the type accepts values that it excludes"
                )

    def _implied_type(self, shape: MergedSchema) -> list[str]:
        """Return the JSON type that keywords imply where `type` is missing: those that describe parts of a value.

        Limits such as `minItems` or `maxLength` say nothing about values of other types, so they imply none.
        """
        if shape.is_object or any(key in shape.keywords for key in _OBJECT_KEYWORDS):
            return ["object"]
        if shape.items and "prefixItems" not in shape.keywords:
            return ["array"]
        if "contentEncoding" in shape.keywords:
            return ["string"]
        form = shape.keywords.get("format")
        return ["string"] if form in _TEXT_FORMATS else []

    def _union_of_types(self, shape: MergedSchema, kinds: list[str], info: Info, location: DocumentNode) -> Schema:
        """Return a union for a list of types."""
        inner = Info(pointer=location.pointer)
        parts = [self._of_kind(shape, kind, inner, location) for kind in kinds]
        if any(isinstance(part, AnySchema) for part in parts):
            return AnySchema(info)
        return UnionSchema(info, tuple(map(Variant, parts)))

    def _of_kind(self, shape: MergedSchema, kind: str, info: Info, location: DocumentNode) -> Schema:
        match kind:
            case "object":
                return self._build_object(shape, info, location)
            case "array":
                return self._build_array(shape, info, location)
            case "string" | "integer" | "number" | "boolean":
                return build_scalar(shape.keywords, kind, info)
            case "":
                return AnySchema(info)
            case _:
                self.context.widened(location.pointer, f"`{kind}` is not a JSON type")
                return AnySchema(info)

    def _build_array(self, shape: MergedSchema, info: Info, location: DocumentNode) -> Schema:
        inner = DocumentNode(shape.keywords, location.pointer)
        prefix = tuple(self.build(node) for node in inner.items("prefixItems"))
        nodes = last_of_incompatible(shape.items, self.shaper)
        items = self.build_all(nodes, nodes[0]) if nodes else AnySchema(Info(pointer=location.pointer))
        if not prefix:
            return ArraySchema(info, items)
        closed = any(node.value is False for node in shape.items) or shape.keywords.get("unevaluatedItems") is False
        limits = info.constraints or Constraints()
        if not closed and (limits.max_items is None or limits.max_items > len(prefix)):
            return TupleSchema(info, prefix, items)
        if limits.min_items is not None and limits.min_items >= len(prefix):
            return TupleSchema(info, prefix, None)
        return TupleSchema(info, prefix, prefix[-1])

    def _build_object(self, shape: MergedSchema, info: Info, location: DocumentNode) -> Schema:
        extra = self._additional_properties(shape, location)
        bases = tuple(RefSchema(Info(pointer=base.pointer), base.ref) for base in shape.bases if base.ref is not None)
        fields = tuple(
            self._build_field(name, nodes, required=name in shape.required)
            for name, nodes in shape.properties.items()
            if not is_skipped(nodes[-1].raw.get("x-stainless-skip"))
        )
        if bases or fields:
            return ObjectSchema(info, fields, extra, bases)
        kept = shape.keywords.get("x-stainless-empty-object") is True
        if extra is not None and not kept:
            return MapSchema(info, extra)
        closed = any(node.value is False for node in shape.additional)
        if closed or shape.says_properties or kept:
            return ObjectSchema(info, (), kept_empty=kept)
        return AnySchema(info)

    def _build_field(self, name: str, nodes: list[DocumentNode], *, required: bool) -> Field:
        parts = list({node.pointer: node for node in nodes}.values())
        parts = [node for node in parts if not is_annotation_only(node.raw)] or parts
        parts = last_of_incompatible(parts, self.shaper)
        schema = self.build(parts[0]) if len(parts) == 1 else self.build_all(parts, parts[-1])
        hint = python_naming(nodes[-1].raw).get("property_name")
        return Field(name, schema, required, hint)

    def _additional_properties(self, shape: MergedSchema, location: DocumentNode) -> Schema | None:
        """Return the schema of keys that are not listed, or None if the document has no `additionalProperties`."""
        patterns = DocumentNode(shape.keywords, location.pointer).entries("patternProperties")
        found = [self.build(node) for _, node in patterns]
        nodes = [node for node in shape.additional if node.value is not False]
        closed = len(nodes) < len(shape.additional)
        if nodes and not closed:
            found.append(
                self.build_all(nodes, nodes[-1]) if nodes[-1].raw else AnySchema(Info(pointer=nodes[-1].pointer))
            )
        if patterns and not closed and not nodes:
            return AnySchema(Info(pointer=location.pointer))
        if len(found) <= 1:
            return found[0] if found else None
        if any(isinstance(schema, AnySchema) for schema in found):
            return AnySchema(Info(pointer=location.pointer))
        return UnionSchema(Info(pointer=location.pointer), tuple(map(Variant, found)))
