"""How two types relate: which of them takes every value of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from specloom.plan.planned import (
    Basic,
    BasicType,
    DictType,
    FormattedType,
    ListForm,
    ListType,
    LiteralType,
    ModulePath,
    NamedType,
    OptionalType,
    TupleType,
    TypeExpr,
    UnionType,
)

FORMS = (ListForm.ITERABLE, ListForm.SEQUENCE, ListForm.LIST)
"""Spellings of an array, from the widest."""
NONE = BasicType(Basic.NONE)
OBJECT = BasicType(Basic.OBJECT)
DEEPEST = 12
"""How far types that lead back to themselves are compared."""
TypeKey: TypeAlias = tuple[ModulePath, str]
Aliases: TypeAlias = Mapping[TypeKey, TypeExpr]
Names: TypeAlias = Mapping[TypeKey, TypeKey]
Parts: TypeAlias = tuple[TypeExpr, ...]


class Relation(Enum):
    """What the new type is to the old one."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Relations:
    """Compares types of two plans, all under the names of the new one.

    `renamed` leads from an old type's place to its new one, `old_aliases` and `new_aliases` to what an alias stands
    for. `shared` are the aliases of both: what became of one is told of itself, not wherever it is used. `lost` are
    the old types that are gone with what used them, each with those that it is made of.
    """

    old_aliases: Aliases
    new_aliases: Aliases
    renamed: Names = field(default_factory=dict[TypeKey, TypeKey])
    shared: frozenset[TypeKey] = frozenset()
    lost: Mapping[TypeKey, tuple[TypeKey, ...]] = field(default_factory=dict[TypeKey, tuple[TypeKey, ...]])

    def parts(self, old: TypeExpr, new: TypeExpr) -> tuple[Parts, Parts]:
        """Return the alternatives of both types; aliases of both stay what they are where that tells enough."""
        was, now = plain(old, self.renamed), plain(new, {})
        old_named = tuple(members(was, without(self.old_aliases, self.shared)))
        new_named = tuple(members(now, without(self.new_aliases, self.shared)))
        if self.judged(old_named, new_named) is not Relation.OTHER:
            return old_named, new_named
        return tuple(members(was, self.old_aliases)), tuple(members(now, self.new_aliases))

    def of(self, old: TypeExpr, new: TypeExpr) -> Relation:
        """Return what `new` is to `old`."""
        return self.judged(*self.parts(old, new))

    def judged(self, old: Parts, new: Parts) -> Relation:
        """Return what the alternatives `new` are to the alternatives `old`."""
        ours, theirs = Judge(self.new_aliases, self.old_aliases), Judge(self.old_aliases, self.new_aliases)
        wider = all(any(ours.covers(part, each) for part in new) for each in old)
        narrower = all(any(theirs.covers(part, each) for part in old) for each in new)
        if wider and narrower:
            return Relation.SAME
        return Relation.WIDER if wider else Relation.NARROWER if narrower else Relation.OTHER


@dataclass(frozen=True, slots=True)
class Judge:
    """Says whether a type takes every value of another; each has the aliases of its own plan."""

    wide: Aliases
    narrow: Aliases
    depth: int = 0

    def covers(self, wide: TypeExpr, narrow: TypeExpr) -> bool:
        """Does `wide` take every value of `narrow`? Both are single alternatives, or what stands inside one."""
        if wide in (narrow, OBJECT):
            return True
        match wide, narrow:
            case BasicType(), LiteralType():
                return all(holds(wide.basic, value) for value in narrow.values)
            case BasicType(Basic.FLOAT), BasicType(Basic.INT):
                return True
            case ListType(), ListType():
                return FORMS.index(wide.form) <= FORMS.index(narrow.form) and self.inside(wide.items, narrow.items)
            case DictType(), DictType():
                return self.inside(wide.values, narrow.values)
            case TupleType(), TupleType(rest=None) if wide.rest is None and len(wide.items) == len(narrow.items):
                return all(map(self.inside, wide.items, narrow.items))
            case LiteralType(), LiteralType():
                return all(value in wide.values for value in narrow.values)
            case _:
                return False

    def inside(self, wide: TypeExpr, narrow: TypeExpr) -> bool:
        """Does `wide` take every value of `narrow`, where both may be unions?"""
        if wide == narrow or self.depth > DEEPEST:
            return wide == narrow
        within = Judge(self.wide, self.narrow, self.depth + 1)
        parts = tuple(members(wide, self.wide))
        return all(any(within.covers(part, each) for part in parts) for each in members(narrow, self.narrow))


def without(aliases: Aliases, names: frozenset[TypeKey]) -> Aliases:
    """Return the aliases that have none of `names`."""
    return {key: expr for key, expr in aliases.items() if key not in names} if names else aliases


def plain(expr: TypeExpr, renamed: Names) -> TypeExpr:
    """Return a type under the names of the new plan, without what says how it is written, read or imported."""
    match expr:
        case NamedType():
            return NamedType(*renamed.get((expr.module, expr.name), (expr.module, expr.name)))
        case ListType():
            return ListType(plain(expr.items, renamed), expr.form)
        case DictType():
            return DictType(plain(expr.values, renamed))
        case TupleType():
            rest = plain(expr.rest, renamed) if expr.rest is not None else None
            return TupleType(tuple(plain(item, renamed) for item in expr.items), rest)
        case UnionType():
            return UnionType(tuple(plain(item, renamed) for item in expr.items))
        case OptionalType():
            return OptionalType(plain(expr.item, renamed))
        case FormattedType():
            return plain(expr.item, renamed)
        case _:
            return expr


def members(expr: TypeExpr, aliases: Aliases, seen: frozenset[TypeKey] = frozenset()) -> Iterator[TypeExpr]:
    """Yield the alternatives of which a plain type is the union: each value of a literal, null, and so on."""
    match expr:
        case UnionType():
            for item in expr.items:
                yield from members(item, aliases, seen)
        case OptionalType():
            yield from members(expr.item, aliases, seen)
            yield NONE
        case LiteralType():
            yield from (LiteralType((value,)) for value in expr.values)
        case NamedType():
            key = (expr.module, expr.name)
            if key in seen or key not in aliases:
                yield expr
            else:
                yield from members(aliases[key], aliases, seen | {key})
        case _:
            yield expr


def holds(basic: Basic, value: object) -> bool:
    """Is `value` one of the values of a basic type?"""
    kinds: dict[Basic, type | tuple[type, ...]] = {
        Basic.STR: str,
        Basic.INT: int,
        Basic.FLOAT: (int, float),
        Basic.BOOL: bool,
        Basic.NONE: type(None),
    }
    if isinstance(value, bool) and basic is not Basic.BOOL:
        return False
    return basic in kinds and isinstance(value, kinds[basic])
