"""A value that has got another type: what became of it, and whether that breaks code, by direction."""

from __future__ import annotations

from collections.abc import Iterator

from generator.api.planned import LiteralType, TypeExpr
from generator.base.json import JsonValue
from generator.changes.change import Level, Side
from generator.changes.relation import NONE, Relation, Relations
from generator.changes.spelling import spell, values

WORDS = {
    Relation.SAME: "is now spelled",
    Relation.WIDER: "is now the wider",
    Relation.NARROWER: "is now the narrower",
    Relation.OTHER: "is now",
}


def retyping(relations: Relations, old: TypeExpr, new: TypeExpr, side: Side) -> Iterator[tuple[Level, str, str]]:
    """Yield level, rule and text of each way in which the type has changed; nothing where it is the same."""
    relation = relations.of(old, new)
    if relation is Relation.SAME:
        return
    gone, come = literals(relations, old, new)
    if gone or come:
        yield from enum_changes(gone, come, side)
        if rest_is_same(relations, old, new):
            return
    elif null := null_change(relations, old, new, side):
        yield null
        return
    yield level_of(relation, side), "type-changed", f"{WORDS[relation]} `{spell(new)}`, was `{spell(old)}`"


def level_of(relation: Relation, side: Side) -> Level:
    """Return how much a change of type matters: what is sent may widen, what is received may narrow."""
    harmless = Relation.NARROWER if side is Side.RESPONSE else Relation.WIDER
    return Level.COMPATIBLE if relation is harmless else Level.BREAKING


def enum_changes(gone: list[JsonValue], come: list[JsonValue], side: Side) -> Iterator[tuple[Level, str, str]]:
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


def literals(relations: Relations, old: TypeExpr, new: TypeExpr) -> tuple[list[JsonValue], list[JsonValue]]:
    """Return the words that have gone and come, where both types are made of words."""
    before = [part.values[0] for part in relations.old_members(old) if isinstance(part, LiteralType)]
    after = [part.values[0] for part in relations.new_members(new) if isinstance(part, LiteralType)]
    if not before or not after:
        return [], []
    return [item for item in before if item not in after], [item for item in after if item not in before]


def rest_is_same(relations: Relations, old: TypeExpr, new: TypeExpr) -> bool:
    """Are the types the same but for the words of their enums?"""
    before = {part for part in relations.old_members(old) if not isinstance(part, LiteralType)}
    return before == {part for part in relations.new_members(new) if not isinstance(part, LiteralType)}


def null_change(relations: Relations, old: TypeExpr, new: TypeExpr, side: Side) -> tuple[Level, str, str] | None:
    """Return the change where it is `None` alone that has come or gone."""
    before, after = set(relations.old_members(old)), set(relations.new_members(new))
    verb = "be" if side is Side.RESPONSE else "take"
    if after - before == {NONE} and not before - after:
        return level_of(Relation.WIDER, side), "null-added", f"may now {verb} `None`"
    if before - after == {NONE} and not after - before:
        word = "is never" if side is Side.RESPONSE else "no longer takes"
        return level_of(Relation.NARROWER, side), "null-removed", f"{word} `None`"
    return None
