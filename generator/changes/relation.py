"""How two types relate: which of them takes every value of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from generator.api.planned import (
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
    PlannedAlias,
    TupleType,
    TypeExpr,
    UnionType,
)

FORMS = (ListForm.ITERABLE, ListForm.SEQUENCE, ListForm.LIST)
"""Spellings of an array, from the widest."""
NONE = BasicType(Basic.NONE)
Aliases = Mapping[tuple[ModulePath, str], PlannedAlias]


class Relation(Enum):
    """What the new type is to the old one."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Relations:
    """Compares types of two plans. `renamed` leads from an old type's place to its new one."""

    old_aliases: Aliases
    new_aliases: Aliases
    renamed: Mapping[tuple[ModulePath, str], tuple[ModulePath, str]] = field(
        default_factory=dict[tuple[ModulePath, str], tuple[ModulePath, str]]
    )

    def of(self, old: TypeExpr, new: TypeExpr) -> Relation:
        """Return what `new` is to `old`."""
        old_parts, new_parts = self.old_members(old), self.new_members(new)
        wider = all(any(covers(part, each) for part in new_parts) for each in old_parts)
        narrower = all(any(covers(part, each) for part in old_parts) for each in new_parts)
        if wider and narrower:
            return Relation.SAME
        return Relation.WIDER if wider else Relation.NARROWER if narrower else Relation.OTHER

    def old_members(self, expr: TypeExpr) -> tuple[TypeExpr, ...]:
        """Return the alternatives of an old type, under the names of the new plan."""
        return tuple(self.translated(item) for item in members(expr, self.old_aliases))

    def new_members(self, expr: TypeExpr) -> tuple[TypeExpr, ...]:
        """Return the alternatives of a new type."""
        return tuple(members(expr, self.new_aliases))

    def translated(self, expr: TypeExpr) -> TypeExpr:
        """Return an old type under the names of the new plan."""
        match expr:
            case NamedType():
                module, name = self.renamed.get((expr.module, expr.name), (expr.module, expr.name))
                return NamedType(module, name)
            case ListType():
                return ListType(self.translated(expr.items), expr.form)
            case DictType():
                return DictType(self.translated(expr.values))
            case TupleType():
                rest = self.translated(expr.rest) if expr.rest is not None else None
                return TupleType(tuple(map(self.translated, expr.items)), rest)
            case UnionType():
                return UnionType(tuple(map(self.translated, expr.items)))
            case OptionalType():
                return OptionalType(self.translated(expr.item))
            case FormattedType():
                return self.translated(expr.item)
            case _:
                return expr


def members(expr: TypeExpr, aliases: Aliases, seen: frozenset[str] = frozenset()) -> Iterator[TypeExpr]:
    """Yield the alternatives of which a type is the union: each value of a literal, null, and so on."""
    match expr:
        case UnionType():
            for item in expr.items:
                yield from members(item, aliases, seen)
        case OptionalType():
            yield from members(expr.item, aliases, seen)
            yield NONE
        case FormattedType():
            yield from members(expr.item, aliases, seen)
        case LiteralType():
            yield from (LiteralType((value,)) for value in expr.values)
        case NamedType():
            alias = aliases.get((expr.module, expr.name))
            key = ".".join((*expr.module, expr.name))
            if alias is None or key in seen:
                yield NamedType(expr.module, expr.name)
            else:
                yield from members(alias.type, aliases, seen | {key})
        case _:
            yield expr


def covers(wide: TypeExpr, narrow: TypeExpr) -> bool:
    """Does `wide` take every value of `narrow`? Both are single alternatives, or what stands inside one."""
    if wide == narrow or wide == BasicType(Basic.OBJECT):
        return True
    match wide, narrow:
        case BasicType(), LiteralType():
            return all(holds(wide.basic, value) for value in narrow.values)
        case BasicType(Basic.FLOAT), BasicType(Basic.INT):
            return True
        case ListType(), ListType():
            return FORMS.index(wide.form) <= FORMS.index(narrow.form) and inside(wide.items, narrow.items)
        case DictType(), DictType():
            return inside(wide.values, narrow.values)
        case LiteralType(), LiteralType():
            return all(value in wide.values for value in narrow.values)
        case _:
            return False


def inside(wide: TypeExpr, narrow: TypeExpr) -> bool:
    """Does `wide` take every value of `narrow`, where both may be unions?"""
    parts = tuple(members(wide, {}))
    return all(any(covers(part, each) for part in parts) for each in members(narrow, {}))


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
