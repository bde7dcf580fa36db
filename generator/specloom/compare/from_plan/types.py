"""Converts planned types to the types of surfaces."""

from __future__ import annotations

from collections.abc import Iterable

from specloom.compare.surface_types import LITERAL, NULL, UNION, SurfaceType
from specloom.plan.planned import (
    BasicType,
    DictType,
    FormattedType,
    ListType,
    LiteralType,
    ModulePath,
    NamedType,
    OptionalType,
    TupleType,
    TypeExpr,
    UnionType,
)

_STRING = SurfaceType("str")


def dotted_location(module: ModulePath, name: str) -> str:
    """Return the dotted path of a definition, without the package."""
    return ".".join((*module, name))


def surface_type(expr: TypeExpr) -> SurfaceType:
    """Return a planned type as Python sees it, without formats and deferred imports."""
    match expr:
        case BasicType():
            return SurfaceType(expr.basic.value)
        case NamedType():
            return SurfaceType(dotted_location(expr.module, expr.name))
        case LiteralType():
            return SurfaceType(LITERAL, tuple(SurfaceType(repr(value)) for value in expr.values))
        case ListType():
            return SurfaceType(expr.form.value, (surface_type(expr.items),))
        case DictType():
            return SurfaceType("Dict", (_STRING, surface_type(expr.values)))
        case TupleType():
            items = tuple(map(surface_type, expr.items))
            rest = surface_type(expr.rest) if expr.rest is not None else None
            return SurfaceType("Tuple", items) if rest is None else SurfaceType("List", (flat_union((*items, rest)),))
        case OptionalType():
            inner = surface_type(expr.item)
            return flat_union((inner, NULL), inner.reading)
        case UnionType():
            return flat_union(map(surface_type, expr.items), expr)
        case FormattedType():
            return surface_type(expr.item)


def flat_union(items: Iterable[SurfaceType], reading: UnionType | None = None) -> SurfaceType:
    """Return the union of some types in their order, each member once."""
    members = tuple(dict.fromkeys(each for item in items for each in (item.args if item.name == UNION else (item,))))
    return members[0] if len(members) == 1 else SurfaceType(UNION, members, reading)
