"""Breaks import cycles between type modules: chooses the imports that move to the end of a module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from specloom.base.graph import strong_components
from specloom.plan.exprs import named_types, rewrite_named
from specloom.plan.flatten import without_base_cycles
from specloom.plan.planned import (
    ModulePath,
    NamedType,
    PlannedAlias,
    PlannedType,
    PlannedTypeModule,
    TypeExpr,
)
from specloom.plan.restate import restate_fields


def settle_cycles(modules: list[PlannedTypeModule]) -> list[PlannedTypeModule]:
    """Return the modules with the references inside each cycle of imports marked as deferred.

    Base classes are needed at once and never deferred; classes can't inherit in a cycle. Aliases in a cycle become
    recursive, so that their value is evaluated only when it is needed.
    """
    plain = without_base_cycles(modules)
    settled = _mark_late_imports(plain)
    more = restate_fields(plain, settled)
    return settled if more == plain else _mark_late_imports(more)


def _mark_late_imports(modules: list[PlannedTypeModule]) -> list[PlannedTypeModule]:
    index = {module.path: number for number, module in enumerate(modules)}
    graph = {number: sorted(_needed_modules(module, index)) for number, module in enumerate(modules)}
    settled = list(modules)
    for component in strong_components(graph):
        if len(component) > 1:
            inside = {modules[number].path for number in component}
            for number in component:
                settled[number] = _defer_imports(modules[number], inside - {modules[number].path})
    return settled


def type_exprs(planned: PlannedType) -> list[TypeExpr]:
    """Return the type expressions of a class (bases included) or an alias."""
    if isinstance(planned, PlannedAlias):
        return [planned.type]
    extra = [planned.extra] if planned.extra is not None else []
    return [*planned.bases, *(field.type for field in planned.fields), *extra]


def _needed_modules(module: PlannedTypeModule, index: dict[ModulePath, int]) -> set[int]:
    own = module.path
    return {
        index[item.module]
        for planned in module.types
        for expr in type_exprs(planned)
        for item in named_types(expr)
        if item.module != own and item.module in index
    }


def _defer_imports(module: PlannedTypeModule, inside: set[ModulePath]) -> PlannedTypeModule:
    late: dict[NamedType, None] = {}

    def change(item: NamedType) -> NamedType:
        if item.module not in inside:
            return item
        late[item] = None
        return replace(item, deferred=True)

    types = tuple(
        _rewrite_type(planned, change_in=lambda expr: rewrite_named(expr, change)) for planned in module.types
    )
    return replace(module, types=types, late_imports=tuple(late))


def _rewrite_type(planned: PlannedType, change_in: Callable[[TypeExpr], TypeExpr]) -> PlannedType:
    if isinstance(planned, PlannedAlias):
        changed = change_in(planned.type)
        return replace(planned, type=changed, recursive=planned.recursive or changed != planned.type)
    fields = tuple(replace(field, type=change_in(field.type)) for field in planned.fields)
    extra = change_in(planned.extra) if planned.extra is not None else None
    return replace(planned, fields=fields, extra=extra)
