"""A value that has got another type: what became of it, and whether that breaks code, by direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.base.json import JsonValue
from specloom.compare.plans.change import Level, Side
from specloom.compare.plans.relation import NONE, Parts, Relation, Relations, plain
from specloom.compare.plans.spelling import long_name, spell, values
from specloom.plan.planned import (
    DictType,
    FormattedType,
    ListType,
    LiteralType,
    OptionalType,
    TupleType,
    TypeExpr,
    UnionType,
)

WORDS = {
    Relation.SAME: "is now spelled",
    Relation.WIDER: "is now the wider",
    Relation.NARROWER: "is now the narrower",
    Relation.OTHER: "is now",
}
Told = Iterator[tuple[Level, str, str]]


def retyping(relations: Relations, old: TypeExpr, new: TypeExpr, side: Side) -> Told:
    """Yield level, rule and text of each way in which the type has changed; nothing where it is the same."""
    before, after = relations.parts(old, new)
    relation = relations.judged(before, after)
    if relation is Relation.SAME:
        if side is Side.RESPONSE:
            yield from reading(relations, old, new)
        return
    gone, come = literals(before, after)
    if gone or come:
        yield from enum_changes(gone, come, side)
        if rest_is_same(before, after):
            return
    elif null := null_change(before, after, side):
        yield null
        return
    now, was = spell(new), spell(old)
    if now == was:
        now, was = spell(new, long_name), spell(old, long_name)
    yield level_of(relation, side), "type-changed", f"{WORDS[relation]} `{now}`, was `{was}`"


def level_of(relation: Relation, side: Side) -> Level:
    """Return how much a change of type matters: what is sent may widen, what is received may narrow."""
    harmless = Relation.NARROWER if side is Side.RESPONSE else Relation.WIDER
    return Level.COMPATIBLE if relation is harmless else Level.BREAKING


def enum_changes(gone: list[JsonValue], come: list[JsonValue], side: Side) -> Told:
    """Yield what became of the words of an enum. A new word in an answer breaks no code that has a default branch."""
    if side is Side.RESPONSE:
        if come:
            yield Level.COMPATIBLE, "enum-value-added", f"may now be {values(come)}"
        if gone:
            yield Level.COMPATIBLE, "enum-value-removed", f"is never {values(gone)} any more"
        return
    if gone:
        yield Level.BREAKING, "enum-value-removed", f"takes {values(gone)} no more"
    if come:
        yield Level.COMPATIBLE, "enum-value-added", f"also takes {values(come)}"


def literals(old: Parts, new: Parts) -> tuple[list[JsonValue], list[JsonValue]]:
    """Return the words that have gone and come, where both types are made of words."""
    before = [part.values[0] for part in old if isinstance(part, LiteralType)]
    after = [part.values[0] for part in new if isinstance(part, LiteralType)]
    if not before or not after:
        return [], []
    return [item for item in before if item not in after], [item for item in after if item not in before]


def rest_is_same(old: Parts, new: Parts) -> bool:
    """Are the types the same but for the words of their enums?"""
    before = {part for part in old if not isinstance(part, LiteralType)}
    return before == {part for part in new if not isinstance(part, LiteralType)}


def null_change(old: Parts, new: Parts, side: Side) -> tuple[Level, str, str] | None:
    """Return the change where it is `None` alone that has come or gone."""
    before, after = set(old), set(new)
    verb = "be" if side is Side.RESPONSE else "take"
    if after - before == {NONE} and not before - after:
        return level_of(Relation.WIDER, side), "null-added", f"may now {verb} `None`"
    if before - after == {NONE} and not after - before:
        word = "is never" if side is Side.RESPONSE else "no longer takes"
        return level_of(Relation.NARROWER, side), "null-removed", f"{word} `None`"
    return None


def reading(relations: Relations, old: TypeExpr, new: TypeExpr) -> Told:
    """Yield how answers of the same type are told apart otherwise."""
    before, after = list(unions(old)), list(unions(new))
    if len(before) != len(after):
        return
    for was, now in zip(before, after, strict=True):
        if was.discriminator != now.discriminator:
            told = f"`{now.discriminator}`" if now.discriminator is not None else "no property"
            text = f"is told apart by {told} now, was by `{was.discriminator}`"
            yield Level.WIRE, "discriminator", text if was.discriminator is not None else text.partition(",")[0]
        elif [value for value, _ in was.mapping] != [value for value, _ in now.mapping]:
            words = ", ".join(f"{value or 'anything else'} for `{name}`" for value, name in now.mapping)
            yield Level.WIRE, "discriminator", f"is told apart by `{now.discriminator}` with other values: {words}"
        elif now.discriminator is None:
            first, second = plain(was, relations.renamed), plain(replace(now), {})
            if first != second and relations.of(was, now) is Relation.SAME and spell(was) != spell(now):
                text = f"is tried as `{spell(now)}` in this order, was `{spell(was)}`"
                yield Level.WIRE, "union-order", text


def unions(expr: TypeExpr) -> Iterator[UnionType]:
    """Yield the unions in a type, those inside others too."""
    match expr:
        case UnionType():
            yield expr
            for item in expr.items:
                yield from unions(item)
        case ListType():
            yield from unions(expr.items)
        case DictType():
            yield from unions(expr.values)
        case OptionalType() | FormattedType():
            yield from unions(expr.item)
        case TupleType():
            for item in expr.items:
                yield from unions(item)
        case _:
            return
