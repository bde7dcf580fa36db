"""Drops overloads that an earlier one covers, because type checkers report them."""

from __future__ import annotations

from specloom.emit.resources.types import TypeFacts
from specloom.plan.planned import (
    DictType,
    ListType,
    LiteralType,
    NamedType,
    OptionalType,
    PlannedAlias,
    PlannedClass,
    PlannedMethod,
    PlannedOverload,
    TypeExpr,
    UnionType,
)


def reachable_overloads(method: PlannedMethod, facts: TypeFacts) -> tuple[PlannedOverload, ...]:
    """Return the overloads of a method without those that an earlier one covers; none if only one is left."""
    kept: list[PlannedOverload] = []
    for overload in method.overloads:
        if not any(_overload_covers(earlier, overload, facts) for earlier in kept):
            kept.append(overload)
    return tuple(kept) if len(kept) > 1 else ()


def _overload_covers(earlier: PlannedOverload, later: PlannedOverload, facts: TypeFacts) -> bool:
    """Return whether every call that matches `later` matches `earlier`."""
    known = {item.name: item for item in earlier.parameters}
    needed = {item.name for item in earlier.parameters if item.required}
    return needed <= {item.name for item in later.parameters if item.required} and all(
        item.name in known and is_subtype(item.type, known[item.name].type, facts) for item in later.parameters
    )


def is_subtype(narrow: TypeExpr, wide: TypeExpr, facts: TypeFacts, depth: int = 0) -> bool:
    """Return whether every value of `narrow` is certainly one of `wide`."""
    if narrow == wide or depth > _DEEP:
        return narrow == wide
    match narrow, wide:
        case UnionType(), _:
            return all(is_subtype(item, wide, facts, depth + 1) for item in narrow.items)
        case _, UnionType():
            return any(is_subtype(narrow, item, facts, depth + 1) for item in wide.items)
        case OptionalType(), OptionalType():
            return is_subtype(narrow.item, wide.item, facts, depth + 1)
        case _, OptionalType():
            return is_subtype(narrow, wide.item, facts, depth + 1)
        case LiteralType(), LiteralType():
            return set(map(repr, narrow.values)) <= set(map(repr, wide.values))
        case ListType(), ListType():
            return narrow.form is wide.form and is_subtype(narrow.items, wide.items, facts, depth + 1)
        case DictType(), DictType():
            return is_subtype(narrow.values, wide.values, facts, depth + 1)
        case NamedType(), NamedType():
            return _named_fits(narrow, wide, facts, depth + 1)
        case _:
            return False


_DEEP = 8


def _named_fits(narrow: NamedType, wide: NamedType, facts: TypeFacts, depth: int) -> bool:
    """Compare two planned types: aliases by their values, TypedDicts key by key."""
    one, other = facts.planned_type(narrow), facts.planned_type(wide)
    if isinstance(one, PlannedAlias):
        return is_subtype(one.type, wide, facts, depth)
    if isinstance(other, PlannedAlias):
        return is_subtype(narrow, other.type, facts, depth)
    if not isinstance(one, PlannedClass) or not isinstance(other, PlannedClass) or one.bases or other.bases:
        return False
    keys = {field.name: field for field in one.fields}
    return all(
        field.name in keys
        and keys[field.name].required == field.required
        and is_subtype(keys[field.name].type, field.type, facts, depth)
        for field in other.fields
    )
