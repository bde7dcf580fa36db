"""Finds the planned types that expressions and methods name."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.plan.planned import (
    DictType,
    FormattedType,
    ListType,
    NamedType,
    OptionalType,
    PlannedMethod,
    TupleType,
    TypeExpr,
    UnionType,
)


def plain(named: NamedType) -> NamedType:
    """Return the key of a type, however it is used."""
    return NamedType(named.module, named.name) if named.deferred else named


def named_types(expr: TypeExpr) -> Iterator[NamedType]:
    """Yield the planned types that a type expression names."""
    pending = [expr]
    while pending:
        match pending.pop():
            case NamedType() as named:
                yield plain(named)
            case ListType(items=item) | DictType(values=item) | OptionalType(item=item) | FormattedType(item=item):
                pending.append(item)
            case TupleType() as several:
                pending += several.items if several.rest is None else (*several.items, several.rest)
            case UnionType() as several:
                pending += several.items
            case _:
                pass


def types_of_method(method: PlannedMethod) -> Iterator[TypeExpr]:
    """Yield the types that the page of a method shows: its arguments, result, events and errors."""
    yield from (item.type for item in method.parameters)
    yield method.result.type
    if method.result.page is not None:
        yield method.result.page.item
    if method.stream is not None:
        yield method.stream.event
    yield from (model for _, model in method.errors)
