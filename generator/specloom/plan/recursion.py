"""Finds recursive unions that pydantic would read in exponential time.

pydantic tries each member of a union. If two members lead back to the union, the values inside are read twice, those
inside them four times, and so on; a few hundred bytes take minutes. Such unions become `recursive`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from specloom.base.graph import strong_components
from specloom.plan.cycles import type_exprs
from specloom.plan.exprs import child_expressions, named_types
from specloom.plan.planned import (
    DictType,
    Direction,
    FormattedType,
    ListType,
    NamedType,
    OptionalType,
    PlannedAlias,
    PlannedType,
    PlannedTypeModule,
    TupleType,
    TypeExpr,
    UnionType,
)

_MOST_READINGS = 1_000
"""How often one value may be read before the unions around it count as recursive although they are not."""
_MANY = 1_000_000
_DEEPEST_ALIAS = 20
"""How many aliases of aliases are followed to find a type."""


def mark_recursive_unions(modules: list[PlannedTypeModule]) -> list[PlannedTypeModule]:
    """Return the modules; unions of models that would be read too often are marked as `recursive`."""
    marker = _Marker(modules)
    return [marker.module(module) if module.direction is Direction.RESPONSE else module for module in modules]


class _Marker:
    """Finds the types that lead back to themselves, and how often a value inside each type is read."""

    def __init__(self, modules: list[PlannedTypeModule]) -> None:
        self._types = {
            NamedType(module.path, planned.name): planned
            for module in modules
            if module.direction is Direction.RESPONSE
            for planned in module.types
        }
        numbers = {key: number for number, key in enumerate(self._types)}
        graph = {numbers[key]: self._targets(planned, numbers) for key, planned in self._types.items()}
        self._circle: dict[NamedType, int] = {}
        self._readings: dict[NamedType, int] = {}
        keys = list(self._types)
        for circle, component in enumerate(strong_components(graph)):
            members = [keys[number] for number in component]
            if len(component) > 1 or component[0] in graph[component[0]]:
                self._circle |= dict.fromkeys(members, circle)
            for key in members:
                self._readings[key] = max(map(self._count, type_exprs(self._types[key])), default=1)

    def module(self, module: PlannedTypeModule) -> PlannedTypeModule:
        """Return the module with its unions marked."""
        types = tuple(self._marked(planned, NamedType(module.path, planned.name)) for planned in module.types)
        return module if types == module.types else replace(module, types=types)

    def _targets(self, planned: PlannedType, numbers: Mapping[NamedType, int]) -> list[int]:
        found = (_key(item) for expr in type_exprs(planned) for item in named_types(expr))
        return [numbers[key] for key in found if key in numbers]

    def _marked(self, planned: PlannedType, key: NamedType) -> PlannedType:
        if isinstance(planned, PlannedAlias):
            changed = self._rewrite(planned.type, key)
            return planned if changed == planned.type else replace(planned, type=changed)
        fields = tuple(replace(field, type=self._rewrite(field.type, key)) for field in planned.fields)
        extra = None if planned.extra is None else self._rewrite(planned.extra, key)
        if fields == planned.fields and extra == planned.extra:
            return planned
        return replace(planned, fields=fields, extra=extra)

    def _rewrite(self, expr: TypeExpr, owner: NamedType) -> TypeExpr:
        match expr:
            case ListType(items=inner):
                return replace(expr, items=self._rewrite(inner, owner))
            case DictType(values=inner):
                return DictType(self._rewrite(inner, owner))
            case OptionalType(item=inner) | FormattedType(item=inner):
                return replace(expr, item=self._rewrite(inner, owner))
            case UnionType(items=items):
                inside = tuple(self._rewrite(item, owner) for item in items)
                return replace(expr, items=inside, recursive=self._leads_back(items, owner) or self._explodes(expr))
            case TupleType(items=items, rest=rest) if rest is not None:
                whole = UnionType((*items, rest))
                marked = self._rewrite(whole, owner)
                return expr if marked == whole else ListType(marked)
            case _:
                return expr

    def _leads_back(self, members: tuple[TypeExpr, ...], owner: NamedType) -> bool:
        """Return whether two members for the same kind of JSON value lead back to the type around the union."""
        circle = self._circle.get(owner)
        if circle is None:
            return False
        back = [
            member for member in members if any(self._circle.get(_key(item)) == circle for item in named_types(member))
        ]
        kinds = [kind for member in back for kind in self._kinds(member)]
        return len(kinds) > len(set(kinds))

    def _explodes(self, union: UnionType) -> bool:
        readings = [self._count(member) for member in union.items]
        return sum(readings) > _MOST_READINGS and max(readings) > 1

    def _count(self, expr: TypeExpr) -> int:
        """Return how often a value inside one of this type is read, without types that lead back."""
        if isinstance(expr, NamedType):
            return self._readings.get(_key(expr), 1)
        inside = [self._count(each) for each in child_expressions(expr)] or [1]
        return min(sum(inside), _MANY) if isinstance(expr, UnionType) else max(inside)

    def _kinds(self, member: TypeExpr, depth: int = 0) -> Iterator[str]:
        """Yield the kinds of JSON values that this member allows."""
        match member:
            case ListType() | TupleType():
                yield "array"
            case UnionType(items=items):
                yield from {kind for item in items for kind in self._kinds(item, depth)}
            case OptionalType(item=item) | FormattedType(item=item):
                yield from self._kinds(item, depth)
            case NamedType():
                planned = self._types.get(_key(member))
                if not isinstance(planned, PlannedAlias) or depth > _DEEPEST_ALIAS:
                    yield "object"
                else:
                    yield from self._kinds(planned.type, depth + 1)
            case DictType():
                yield "object"
            case _:
                return


def _key(item: NamedType) -> NamedType:
    return NamedType(item.module, item.name)
