"""Prints the trees of bodies that no method uses, from their schemas: with the package's types where it has them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from specloom.api.ir import (
    AnySchema,
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
from specloom.api.samples.objects import received_fields, resolve_schema, sent_fields
from specloom.base.records import dataclass
from specloom.plan.planned import (
    BasicKind,
    BasicType,
    DictType,
    Direction,
    ListType,
    NamedType,
    OptionalType,
    PlannedDoc,
    PlannedField,
    TupleType,
    TypeExpr,
    UnionType,
)
from specloom.plan.scalars import enum_type, scalar_type
from specloom.site.trees import EMPTY, TypeTrees
from specloom.site.views import TreePart

_DEEPEST = 6
_OBJECT = BasicType(BasicKind.OBJECT)


@dataclass(frozen=True, slots=True)
class SchemaTrees:
    """Prints the trees of schemas; `homes` are the types of components, in responses and in requests."""

    schemas: Mapping[str, Schema]
    homes: Mapping[str, tuple[NamedType, NamedType]]
    trees: TypeTrees
    direction: Direction

    def title_of(self, schema: Schema) -> TypeExpr:
        """Return the type of a schema as the package would have it; one without a name is an `object`."""
        expr = self._plain_type(schema, 0)
        return OptionalType(expr) if schema.info.nullable and not isinstance(expr, OptionalType) else expr

    def tree_of(self, schema: Schema, depth: int = 0) -> TreePart:
        """Return the tree of the values of a schema."""
        if self._named(schema) is not None:
            return self.trees.tree_of(self.title_of(schema)) if depth == 0 else EMPTY
        target = resolve_schema(schema, self.schemas)
        if depth > _DEEPEST:
            return EMPTY
        match target:
            case ObjectSchema():
                return self._fields(target, depth)
            case ArraySchema():
                return self.tree_of(target.items, depth) if self._named(target.items) is None else EMPTY
            case MapSchema():
                return self.tree_of(target.values, depth) if self._named(target.values) is None else EMPTY
            case UnionSchema() if depth == 0:
                return self.trees.tree_of(self.title_of(target))
            case _:
                return EMPTY

    def _fields(self, schema: ObjectSchema, depth: int) -> TreePart:
        fields_of = sent_fields if self.direction is Direction.REQUEST else received_fields
        fields = fields_of(schema, self.schemas)
        below = {field.wire_name: self.tree_of(field.schema, depth + 1) for field in fields}
        return self.trees.tree_of_rows([(self._row(field), ()) for field in fields], below)

    def _row(self, field: Field) -> PlannedField:
        target = resolve_schema(field.schema, self.schemas)
        info, beside = target.info, field.schema.info
        default = beside.default if beside.has_default else info.default
        doc = PlannedDoc(
            beside.description or info.description,
            deprecated=(beside.deprecation or info.deprecation or "") if beside.deprecated or info.deprecated else None,
            default=json.dumps(default, ensure_ascii=False) if default is not None else None,
            limits=beside.constraints or info.constraints,
            format=target.format if isinstance(target, ScalarSchema) else None,
        )
        return PlannedField(field.wire_name, field.wire_name, self.title_of(field.schema), field.required, doc)

    def _named(self, schema: Schema) -> NamedType | None:
        if not isinstance(schema, RefSchema):
            return None
        pair = self.homes.get(schema.name)
        named = pair[self.direction is Direction.REQUEST] if pair is not None else None
        return named if named in self.trees.types else None

    def _plain_type(self, schema: Schema, depth: int) -> TypeExpr:
        named = self._named(schema)
        if named is not None or depth > _DEEPEST:
            return named or _OBJECT
        match resolve_schema(schema, self.schemas):
            case EnumSchema() as target:
                return enum_type(target)
            case ScalarSchema() as target:
                return scalar_type(target, self.direction, files=True)
            case ArraySchema(items=items):
                return ListType(self._plain_type(items, depth + 1))
            case MapSchema(values=values):
                return DictType(self._plain_type(values, depth + 1))
            case TupleSchema() | UnionSchema() as target:
                return self._several(target, depth)
            case AnySchema() | ObjectSchema() | RefSchema():
                return _OBJECT

    def _several(self, schema: TupleSchema | UnionSchema, depth: int) -> TypeExpr:
        def types(schemas: Iterator[Schema]) -> tuple[TypeExpr, ...]:
            return tuple(dict.fromkeys(self._plain_type(each, depth + 1) for each in schemas))

        if isinstance(schema, TupleSchema):
            return TupleType(tuple(self._plain_type(each, depth + 1) for each in schema.prefix))
        members = types(variant.schema for variant in schema.variants)
        return members[0] if len(members) == 1 else UnionType(members)
