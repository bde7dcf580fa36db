"""Operations on type expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from specloom.api.ir import Discriminator
from specloom.plan.planned import (
    BasicKind,
    BasicType,
    DictType,
    FormattedType,
    ListType,
    LiteralType,
    NamedType,
    OptionalType,
    TupleType,
    TypeExpr,
    UnionType,
    WireFormat,
)

OBJECT = BasicType(BasicKind.OBJECT)
STRING = BasicType(BasicKind.STR)
NONE = BasicType(BasicKind.NONE)
_BASE64 = (WireFormat.BASE64, WireFormat.BASE64_URL)
TagMapping: TypeAlias = tuple[tuple[str | None, str], ...]
"""Discriminator values with the names of their classes."""


def make_optional(expr: TypeExpr) -> TypeExpr:
    """Return `expr` or null; an expression that allows null already is returned unchanged."""
    if isinstance(expr, OptionalType) or expr in (OBJECT, NONE):
        return expr
    return OptionalType(expr)


def make_union(items: Iterable[TypeExpr], discriminator: str | None = None, mapping: TagMapping = ()) -> TypeExpr:
    """Return the union of `items`: each once, literals merged, null moved outwards; a single item is returned."""
    flat: list[TypeExpr] = []
    seen: set[TypeExpr] = set()
    nullable = False
    for item in items:
        nullable |= isinstance(item, OptionalType) or item == NONE
        inner = item.item if isinstance(item, OptionalType) else item
        members = inner.items if isinstance(inner, UnionType) and inner.discriminator is None else (inner,)
        flat += [m for m in members if m != NONE and (isinstance(m, LiteralType) or m not in seen)]
        seen.update(members)
    merged = _merge_literals(flat)
    if not merged:
        return NONE
    expr = merged[0] if len(merged) == 1 else UnionType(tuple(merged), discriminator, mapping)
    return make_optional(expr) if nullable else expr


def tag_mapping(discriminator: Discriminator, members: list[TypeExpr]) -> TagMapping:
    """Return the class for each discriminator value; `members` are the types of the variants."""
    pairs: list[tuple[str | None, int]] = [*discriminator.mapping]
    if discriminator.default is not None:
        pairs.append((None, discriminator.default))
    named_members = [(tag, members[index]) for tag, index in pairs]
    return tuple((tag, member.name) for tag, member in named_members if isinstance(member, NamedType))


def _merge_literals(items: list[TypeExpr]) -> list[TypeExpr]:
    """Return `items` with all literals merged into the first."""
    values = [value for item in items if isinstance(item, LiteralType) for value in item.values]
    merged: list[TypeExpr] = []
    for item in items:
        if not isinstance(item, LiteralType):
            merged.append(item)
        elif values:
            unique = {(type(value).__name__, repr(value)): value for value in values}
            merged.append(LiteralType(tuple(unique.values())))
            values = []
    return merged


def child_expressions(expr: TypeExpr) -> tuple[TypeExpr, ...]:
    """Return the type expressions directly inside `expr`."""
    match expr:
        case ListType(items=inner) | DictType(values=inner) | OptionalType(item=inner) | FormattedType(item=inner):
            return (inner,)
        case TupleType(items=items, rest=rest):
            return items if rest is None else (*items, rest)
        case UnionType(items=items):
            return items
        case _:
            return ()


def walk_expressions(expr: TypeExpr) -> Iterator[TypeExpr]:
    """Yield `expr` and everything inside it."""
    stack = [expr]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(child_expressions(current)[::-1])


def named_types(expr: TypeExpr) -> Iterator[NamedType]:
    """Yield the named types in `expr`."""
    return (item for item in walk_expressions(expr) if isinstance(item, NamedType))


def has_base64(expr: TypeExpr) -> bool:
    """Return whether a value of this type must be encoded as base64 before it is sent."""
    return any(isinstance(item, FormattedType) and item.format in _BASE64 for item in walk_expressions(expr))


def rewrite_named(expr: TypeExpr, change: Callable[[NamedType], NamedType]) -> TypeExpr:
    """Return `expr` with every named type passed through `change`."""
    match expr:
        case NamedType():
            return change(expr)
        case ListType(items=inner):
            return replace(expr, items=rewrite_named(inner, change))
        case DictType(values=inner):
            return DictType(rewrite_named(inner, change))
        case OptionalType(item=inner):
            return OptionalType(rewrite_named(inner, change))
        case FormattedType(item=inner):
            return replace(expr, item=rewrite_named(inner, change))
        case TupleType(items=items, rest=rest):
            return TupleType(
                tuple(rewrite_named(item, change) for item in items),
                None if rest is None else rewrite_named(rest, change),
            )
        case UnionType(items=items):
            return replace(expr, items=tuple(rewrite_named(item, change) for item in items))
        case _:
            return expr
