"""Looks up planned types and credentials for the writers of methods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from specloom.base.records import dataclass
from specloom.emit.resources.auth import Schemes, schemes_of
from specloom.emit.resources.scope import Exports, export_index
from specloom.plan.planned import (
    BasicType,
    DictType,
    FormattedType,
    ListType,
    ModulePath,
    NamedType,
    Plan,
    PlannedAlias,
    PlannedType,
    TupleType,
    TypeExpr,
)


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """The planned types by name, and how credentials are sent."""

    types: Mapping[NamedType, PlannedType]
    schemes: Schemes
    exports: Exports
    options: Mapping[str, str]
    """The attribute of the client for an option, by the option's name in the IR."""
    reached: set[ModulePath] = field(default_factory=set[ModulePath])
    """Type modules that resources use as attributes of their packages."""

    def planned_type(self, expr: NamedType) -> PlannedType | None:
        """Return the planned type of a name."""
        return self.types.get(NamedType(expr.module, expr.name))

    def is_class(self, expr: TypeExpr) -> bool:
        """Return whether type checkers accept the type as a class, unlike unions and literals."""
        if isinstance(expr, NamedType):
            planned = self.planned_type(expr)
            if isinstance(planned, PlannedAlias):
                return self.is_class(planned.type)
            return True
        return isinstance(expr, BasicType | ListType | DictType | TupleType)

    def is_annotated_class(self, expr: TypeExpr) -> bool:
        """Return whether the type is `Annotated` around a class: mypy takes it as that class, basedpyright does not."""
        if isinstance(expr, NamedType):
            planned = self.planned_type(expr)
            return isinstance(planned, PlannedAlias) and self.is_annotated_class(planned.type)
        return isinstance(expr, FormattedType) and self.is_class(expr.item)


def type_facts(plan: Plan) -> TypeFacts:
    """Collect the facts of a plan."""
    types = {NamedType(module.path, item.name): item for module in plan.type_modules for item in module.types}
    options = {plan.client_spec.options[item.index].name: item.name for item in plan.client.options}
    return TypeFacts(types, schemes_of(plan), export_index(plan.type_packages), options)
