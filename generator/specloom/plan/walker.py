"""Turns schemas into type expressions, and names and defines the classes that they need."""

from __future__ import annotations

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
from specloom.base.names import NameScope
from specloom.base.records import dataclass
from specloom.plan.context import PlanContext
from specloom.plan.docs import class_doc, doc_of
from specloom.plan.exprs import OBJECT, make_optional, make_union, tag_mapping, walk_expressions
from specloom.plan.inheritance import plan_bases
from specloom.plan.planned import (
    DictType,
    Direction,
    ListType,
    NamedType,
    PlannedAlias,
    PlannedClass,
    PlannedDoc,
    PlannedField,
    TupleType,
    TypeExpr,
)
from specloom.plan.scalars import enum_type, list_form, scalar_type
from specloom.plan.shapes import has_objects, in_order, object_shape, telling_property, visible_fields
from specloom.plan.slots import NameSlot
from specloom.plan.structure import is_same_class
from specloom.plan.typefile import TypeFile
from specloom.plan.variants import variant_parts

DEEPEST = 60
"""Levels of nesting below which a schema is any JSON value."""
BUDGET = 400
"""With more types in a file, a component that the file has already is used again instead of repeated."""
_VALUES = 16
"""Allowed values that count as one part."""


@dataclass(slots=True)
class _Expansion:
    """A component that is being expanded, with its name in case it contains itself."""

    slot: NameSlot
    named: NamedType | None = None
    demanded: bool = False


class TypeWalker:
    """Walks the schemas of one file in one direction."""

    def __init__(self, context: PlanContext, file: TypeFile, *, files: bool = False) -> None:
        """Define types in `file`; with `files`, binary values are files."""
        self.context = context
        self.file = file
        self.direction = file.direction
        self._files = files
        self._as_documented = context.api.client.as_documented
        self._open: dict[str, _Expansion] = {}
        self._done: dict[str, tuple[TypeExpr, int]] = {}
        """Types of the expanded components, and the number of parts of each when it is used again."""

    def type_of(self, schema: Schema, slot: NameSlot) -> TypeExpr:
        """Return the type of `schema`; a class for it gets its name from `slot`."""
        self.context.spend(1, schema.info.pointer)
        expr = (
            self._reference_type(schema, slot)
            if isinstance(schema, RefSchema)
            else self._schema_type(schema, slot, None)
        )
        if self._is_open(schema, expr):
            expr = make_union((expr, DictType(OBJECT)))
        return make_optional(expr) if self.context.catalogue.nullable(schema) else expr

    def _is_open(self, schema: Schema, expr: TypeExpr) -> bool:
        """Return whether callers may pass keys that the class of an object lacks.

        Its `TypedDict` allows only its own: `extra_items` of PEP 728 is an error for mypy. A config leaves it at that.
        """
        if self.direction is Direction.RESPONSE or not self._as_documented or not isinstance(expr, NamedType):
            return False
        shape = object_shape(schema, self.context.catalogue)
        return shape is not None and shape.extra is not None

    def root_type(self, schema: Schema, slot: NameSlot) -> TypeExpr:
        """Return the type of the schema that this file is made for, without null: each use adds that itself."""
        catalogue = self.context.catalogue
        if not isinstance(schema, RefSchema):
            return self._schema_type(schema, slot, None)
        target = catalogue.target(schema)
        if target.home is not None and target.home.named(self.direction).module != self.file.path:
            if isinstance(target.schema, ObjectSchema):
                return self._schema_type(target.schema, slot, None)
            return self.context.model(target.home, self.direction)
        return self._component_type(target.component, target.schema, slot)

    def _reference_type(self, ref: RefSchema, slot: NameSlot) -> TypeExpr:
        target = self.context.catalogue.target(ref)
        if target.home is not None:
            return self.context.model(target.home, self.direction)
        return self._component_type(target.component, target.schema, slot)

    def _component_type(self, name: str, schema: Schema, slot: NameSlot) -> TypeExpr:
        """Expand a component that is not a model; inside itself it is referred to by its name."""
        expansion = self._open.get(name)
        if expansion is not None:
            return self._inside_itself(expansion)
        if name in self._done and len(self.file.types) > BUDGET:
            expr, parts = self._done[name]
            self.context.spend(parts, schema.info.pointer)
            return expr
        expansion = self._open[name] = _Expansion(slot)
        expr = self._schema_type(schema, slot, expansion)
        del self._open[name]
        if expansion.demanded and expansion.named is not None and expr != expansion.named:
            expr = self.file.add(PlannedAlias(expansion.named.name, expr, self._doc(schema), recursive=True))
        self._done[name] = expr, sum(1 for _ in walk_expressions(expr))
        return expr

    def _inside_itself(self, expansion: _Expansion) -> TypeExpr:
        if expansion.named is None:
            expansion.named = self.file.named(self.file.claim(expansion.slot))
            expansion.demanded = True
        return expansion.named

    def _schema_type(self, schema: Schema, slot: NameSlot, expansion: _Expansion | None) -> TypeExpr:
        if slot.depth > DEEPEST:
            self.context.widened(schema, "is nested too deeply")
            return OBJECT
        match schema:
            case ScalarSchema():
                return scalar_type(schema, self.direction, files=self._files, exact=self._as_documented)
            case EnumSchema():
                self.context.spend(len(schema.values) // _VALUES, schema.info.pointer)
                return enum_type(schema)
            case ArraySchema(items=items):
                expr = self.type_of(items, slot.list_item())
                return ListType(expr, list_form(expr, self.context.catalogue.resolve_schema(items), self.direction))
            case MapSchema(values=values):
                return DictType(self.type_of(values, slot.map_value()))
            case TupleSchema():
                return self._tuple_type(schema, slot)
            case UnionSchema():
                return self._union_type(schema, slot, expansion)
            case ObjectSchema():
                return self._object_type(schema, slot, expansion)
            case AnySchema() | RefSchema():
                return OBJECT

    def _doc(self, schema: Schema) -> PlannedDoc:
        return self.context.documented(class_doc(schema.info))

    def _tuple_type(self, schema: TupleSchema, slot: NameSlot) -> TypeExpr:
        item = slot.list_item()
        rest = self.type_of(schema.rest, item) if schema.rest is not None else None
        return TupleType(tuple(self.type_of(part, item) for part in schema.prefix), rest)

    # --- unions --------------------------------------------------------------------------------------------------

    def _union_type(self, schema: UnionSchema, slot: NameSlot, expansion: _Expansion | None) -> TypeExpr:
        catalogue = self.context.catalogue
        first = schema.variants[0].schema
        if all(is_same_class(first, variant.schema) for variant in schema.variants[1:]):
            return self.type_of(first, slot)
        parts = variant_parts(schema, catalogue, self.context.words, "UnionMember", as_documented=self._as_documented)
        if not has_objects(schema, catalogue):
            return make_union(self._member_types(schema, [slot.child(part) for part in parts]))
        twin = self.file.twin(slot, schema)
        if twin is not None:
            return twin
        name = self._claim_name(slot, expansion)
        self.file.made_of(slot, name, schema)
        inner = slot.claimed(name)
        members = self._member_types(schema, [inner.child(part) for part in parts])
        return self.file.add(PlannedAlias(name, self._tagged_union(schema, members), self._doc(schema)))

    def _member_types(self, schema: UnionSchema, slots: list[NameSlot]) -> list[TypeExpr]:
        return [self.type_of(variant.schema, slot) for variant, slot in zip(schema.variants, slots, strict=True)]

    def _tagged_union(self, schema: UnionSchema, members: list[TypeExpr]) -> TypeExpr:
        """Return the union of `members` with their discriminator: constants, or the document's mapping."""
        if self.direction is Direction.REQUEST:
            return make_union(members)
        tag = telling_property(schema, self.context.catalogue)
        if tag is not None or schema.discriminator is None:
            return make_union(members, tag)
        mapping = tag_mapping(schema.discriminator, members)
        return make_union(members, schema.discriminator.property_name if mapping else None, mapping)

    def _claim_name(self, slot: NameSlot, expansion: _Expansion | None) -> str:
        """Claim the name of a class or alias; from now on it also names the component that it expands."""
        if expansion is None:
            return self.file.claim(slot)
        if expansion.named is None:
            expansion.named = self.file.named(self.file.claim(slot))
        return expansion.named.name

    # --- objects -------------------------------------------------------------------------------------------------

    def _object_type(self, schema: ObjectSchema, slot: NameSlot, expansion: _Expansion | None) -> TypeExpr:
        line = plan_bases(schema, self.context, self.direction)
        bases, fields, extra = line.bases, line.fields, line.extra
        is_empty = not fields and not schema.kept_empty
        if is_empty and len(bases) <= 1 and extra is None and not slot.root:
            return bases[0] if bases else OBJECT
        if is_empty and not bases:
            return DictType(self.type_of(extra, slot.map_value())) if extra is not None else OBJECT
        twin = self.file.twin(slot, schema)
        if twin is not None:
            return twin
        at = len(self.file.types) if slot.root and self.direction is Direction.REQUEST else None
        name = self._claim_name(slot, expansion)
        self.file.made_of(slot, name, schema)
        inner = slot.claimed(name)
        inner = inner.spelled_out() if bases and slot.root else inner
        planned = PlannedClass(
            name,
            bases,
            self.plan_fields(fields, inner),
            self.type_of(extra, inner.map_value()) if extra is not None else None,
            self._doc(schema),
            redeclares=line.redeclares,
        )
        return self.file.add(planned, at=at)

    def plan_fields(self, fields: tuple[Field, ...], slot: NameSlot) -> tuple[PlannedField, ...]:
        """Return the fields of a class at `slot`, in their order, each with a name of its own."""
        shown = in_order(
            visible_fields(fields, self.context.catalogue, self.direction),
            sort=self.context.api.package.sort_properties,
        )
        planned: list[PlannedField] = []
        for field, name in zip(shown, self._field_names(shown), strict=True):
            expr = self.type_of(field.schema, slot.child(self.context.words.part(field.name_hint or field.wire_name)))
            doc = self.context.documented(doc_of(field.schema, self.context.catalogue))
            planned.append(PlannedField(name, field.wire_name, expr, field.required, doc))
        return tuple(planned)

    def _field_names(self, fields: tuple[Field, ...]) -> list[str]:
        """Return a Python name for each field; a name that is valid already takes precedence over changed ones."""
        scope = NameScope()
        wanted = [self.context.field_name(field, self.direction) for field in fields]
        exact = {n: scope.claim_name(n) for field, n in zip(fields, wanted, strict=True) if n == field.wire_name}
        return [
            exact[name] if name == field.wire_name else scope.claim_name(name)
            for field, name in zip(fields, wanted, strict=True)
        ]
