"""Plans pagination: the scheme of a method, and the page classes."""

from __future__ import annotations

from specloom.api.ir import (
    AnySchema,
    ArraySchema,
    Field,
    Info,
    Location,
    MapSchema,
    MethodSpec,
    ObjectSchema,
    PaginationScheme,
    Purpose,
    ScalarSchema,
    Schema,
)
from specloom.base.names import NameScope
from specloom.base.reserved import PAGE_MEMBERS
from specloom.plan.context import PlanContext
from specloom.plan.docs import class_doc, doc_of
from specloom.plan.exprs import OBJECT
from specloom.plan.planned import Direction, ListType, NamedType, PlannedClass, PlannedField, PlannedPageClass, TypeExpr
from specloom.plan.scalars import scalar_type
from specloom.plan.shapes import object_shape

ITEM = NamedType(("pagination",), "_T")
"""The type variable of page classes."""


def matching_scheme(method: MethodSpec, context: PlanContext) -> PaginationScheme | None:
    """Return the scheme of `method`: the one that it names, or the first whose fields all exist."""
    if method.paginated is False or method.operation.result.schema is None:
        return None
    schema = method.operation.result.schema
    names = {parameter.wire_name for parameter in method.operation.parameters if parameter.location is Location.QUERY}
    names |= _body_names(method, context)
    for scheme in context.api.pagination:
        if isinstance(method.paginated, str):
            if method.paginated == scheme.name and _item_schema(schema, scheme, context) is not None:
                return scheme
        elif names.issuperset(field.wire_name for field in scheme.request) and _scheme_applies(schema, scheme, context):
            return scheme
    return None


def _body_names(method: MethodSpec, context: PlanContext) -> set[str]:
    body = method.operation.body
    found = object_shape(body.schema, context.catalogue) if body is not None else None
    return {field.wire_name for field in found.fields} if found is not None else set()


def _scheme_applies(schema: Schema, scheme: PaginationScheme, context: PlanContext) -> bool:
    if _item_schema(schema, scheme, context) is None:
        return False
    if scheme.top_level_array:
        return True
    found = object_shape(schema, context.catalogue)
    names = {field.wire_name for field in found.fields} if found is not None else set[str]()
    return names.issuperset(field.wire_name for field in scheme.response)


def _item_schema(schema: Schema, scheme: PaginationScheme, context: PlanContext) -> Schema | None:
    """Return the schema of an item, None if the response has no array where the scheme expects it."""
    for name in () if scheme.top_level_array else items_path(scheme):
        found = object_shape(schema, context.catalogue)
        field = next((field for field in found.fields if field.wire_name == name), None) if found is not None else None
        if field is None:
            return None
        schema = field.schema
    target = context.catalogue.resolve_schema(schema)
    return target.items if isinstance(target, ArraySchema) else None


def items_of(schema: Schema, scheme: PaginationScheme, context: PlanContext) -> Schema:
    """Return the schema of one item of a page."""
    return _item_schema(schema, scheme, context) or AnySchema(Info(schema.info.pointer))


def items_path(scheme: PaginationScheme) -> tuple[str, ...]:
    """Return the wire names that lead to the items of a page."""
    for role in scheme.response_roles:
        if role.purpose is Purpose.ITEMS:
            return role.path
    return ("items",) if scheme.top_level_array else ()


def page_classes(context: PlanContext) -> tuple[PlannedPageClass, ...]:
    """Plan the page classes of every scheme."""
    scope = NameScope(["BasePage", "BaseSyncPage", "BaseAsyncPage", "PageInfo"])
    planned: list[PlannedPageClass] = []
    for scheme in context.api.pagination:
        planned.append(_PageWriter(context, scope, scheme).write_page())
    return tuple(planned)


class _PageWriter:
    """Plans the classes of one scheme."""

    def __init__(self, context: PlanContext, scope: NameScope, scheme: PaginationScheme) -> None:
        self.context = context
        self.scope = scope
        self.scheme = scheme
        self.name = context.words.pascal(scheme.name)
        self.models: list[PlannedClass] = []
        self.items = items_path(scheme)
        self.names: dict[tuple[str, ...], str] = {}

    def write_page(self) -> PlannedPageClass:
        """Return the page class with its nested models."""
        fields = self._page_fields(self.scheme.response, self.name, ())
        steps = tuple(
            self.names[self.items[: end + 1]] for end in range(len(self.items)) if self.items[: end + 1] in self.names
        )
        return PlannedPageClass(self.name, self.scheme, tuple(self.models), fields, steps)

    def _page_fields(self, fields: tuple[Field, ...], prefix: str, path: tuple[str, ...]) -> tuple[PlannedField, ...]:
        planned: list[PlannedField] = []
        scope = NameScope(() if path else PAGE_MEMBERS)
        for field in fields:
            here = (*path, field.wire_name)
            wanted = self.context.field_name(field, Direction.RESPONSE)
            name = scope.claim_name(wanted + "_" if not path and wanted in PAGE_MEMBERS else wanted)
            self.names[here] = name
            expr = self._field_type(field.schema, prefix + self.context.words.pascal(field.wire_name), here)
            required = here == self.items if not path else field.required
            required = required or (not path and field.wire_name in self.scheme.sure)
            planned.append(
                PlannedField(name, field.wire_name, expr, required, doc_of(field.schema, self.context.catalogue))
            )
        return tuple(planned)

    def _field_type(self, schema: Schema, name: str, path: tuple[str, ...]) -> TypeExpr:
        if path == self.items:
            return ListType(ITEM)
        match schema:
            case ObjectSchema(fields=fields) if fields:
                inner = self._page_fields(fields, name, path)
                generic = self.items[: len(path)] == path
                claimed = self.scope.claim_name(name)
                self.models.append(PlannedClass(claimed, (), inner, None, class_doc(schema.info), generic=generic))
                return NamedType(("pagination",), claimed)
            case ArraySchema(items=items):
                return ListType(self._field_type(items, name, (*path, "")))
            case MapSchema():
                return OBJECT
            case ScalarSchema():
                return scalar_type(schema, Direction.RESPONSE, files=False)
            case _:
                return OBJECT
