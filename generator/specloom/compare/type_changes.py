"""Compares the types of a value: how they differ, and whether that breaks code, given the value's direction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from specloom.compare.changes import Change, ChangeKind, ChangeSeverity, ChangeSide
from specloom.compare.surface_types import (
    LITERAL,
    NULL,
    UNION,
    SurfaceType,
    named_types,
    rename_types,
    spell_values,
    split_parts,
)
from specloom.compare.type_relation import TypeComparison, TypeRelation
from specloom.plan.planned import UnionType

_KINDS = {
    TypeRelation.WIDER: ChangeKind.TYPE_WIDENED,
    TypeRelation.NARROWER: ChangeKind.TYPE_NARROWED,
    TypeRelation.OTHER: ChangeKind.TYPE_CHANGED,
}


def compare_types(
    types: TypeComparison, base: Change, old: SurfaceType | None, new: SurfaceType | None
) -> Iterator[Change]:
    """Yield each change between two types; `base` is the change of the thing with these types."""
    if old is None or new is None:
        return
    relation = types.relate_types(old, new)
    made = replace(base, old=old, new=new, explains=frozenset(named_types(old)))
    if relation is TypeRelation.SAME:
        yield from compare_unions(types, base, old, new)
        return
    for expanded in (False, True):
        before, after = types.list_alternatives(old, new, expanded=expanded)
        same_rest = other_parts(before) == other_parts(after)
        found = [*value_changes(made, before, after), *(null_changes(made, before, after) if same_rest else ())]
        yield from found
        if found and same_rest:
            return
        if found:
            break
    severity = severity_of(relation, base.side)
    yield replace(made, severity=severity, kind=_KINDS[relation])


def severity_of(relation: TypeRelation, side: ChangeSide) -> ChangeSeverity:
    """Return the severity of a change of type: what is sent may widen, what is received may narrow."""
    harmless = TypeRelation.NARROWER if side is ChangeSide.RESPONSE else TypeRelation.WIDER
    return ChangeSeverity.COMPATIBLE if relation is harmless else ChangeSeverity.BREAKING


def value_changes(made: Change, old: Sequence[SurfaceType], new: Sequence[SurfaceType]) -> Iterator[Change]:
    """Yield the changes of the allowed values, if both types have some.

    A new value in a response breaks no code that has a default branch.
    """
    before, after = ([each.args[0].name for each in parts if each.name == LITERAL] for parts in (old, new))
    gone = tuple(word for word in before if word not in after) if after else ()
    come = tuple(word for word in after if word not in before) if before else ()
    received = made.side is ChangeSide.RESPONSE
    severity = ChangeSeverity.COMPATIBLE if received else ChangeSeverity.BREAKING
    if come:
        yield replace(made, severity=ChangeSeverity.COMPATIBLE, kind=ChangeKind.VALUES_ADDED, values=come)
    if gone:
        yield replace(made, severity=severity, kind=ChangeKind.VALUES_REMOVED, values=gone)


def null_changes(made: Change, old: Sequence[SurfaceType], new: Sequence[SurfaceType]) -> Iterator[Change]:
    """Yield that `None` was added or removed."""
    if (NULL in old) is not (NULL in new):
        relation = TypeRelation.WIDER if NULL in new else TypeRelation.NARROWER
        kind = ChangeKind.NULL_ADDED if NULL in new else ChangeKind.NULL_REMOVED
        yield replace(made, severity=severity_of(relation, made.side), kind=kind)


def other_parts(parts: Sequence[SurfaceType]) -> set[SurfaceType]:
    """Return the alternatives that are neither constants nor `None`."""
    return {each for each in parts if each.name != LITERAL and each != NULL}


def compare_unions(types: TypeComparison, base: Change, old: SurfaceType, new: SurfaceType) -> Iterator[Change]:
    """Yield the differences of unions that accept the same values: the known values, and the discriminator."""
    before, after = list(planned_unions(rename_types(old, types.renamed))), list(planned_unions(new))
    for was, now in zip(before, after, strict=True) if len(before) == len(after) else ():
        for each in value_changes(base, split_parts(was), split_parts(now)):
            kind = "added" if each.kind is ChangeKind.VALUES_ADDED else "removed"
            change = replace(each, kind=ChangeKind.WIRE_CHANGED, rule=f"known-values-{kind}", values=())
            yield replace(change, severity=ChangeSeverity.COMPATIBLE, new=spell_values(each.values))
        if base.side is ChangeSide.RESPONSE and was.reading is not None and now.reading is not None:
            yield from compare_readings(base, (was, was.reading), (now, now.reading))


def compare_readings(
    base: Change, old: tuple[SurfaceType, UnionType], new: tuple[SurfaceType, UnionType]
) -> Iterator[Change]:
    """Yield how the discriminator of a union in a response differs."""
    wire = replace(base, severity=ChangeSeverity.WIRE, kind=ChangeKind.DISCRIMINATOR_CHANGED)
    (was, first), (now, second) = old, new
    if first.discriminator != second.discriminator:
        names = [f"`{each.discriminator}`" if each.discriminator else None for each in (first, second)]
        yield replace(wire, old=names[0], new=f"{names[1] or 'no property'} now")
    elif [value for value, _ in first.mapping] != [value for value, _ in second.mapping]:
        words = ", ".join(f"{value or 'anything else'} for `{name}`" for value, name in second.mapping)
        yield replace(wire, new=f"`{second.discriminator}` with other values: {words}")
    elif second.discriminator is None and without_values(was) != without_values(now):
        yield replace(wire, kind=ChangeKind.UNION_REORDERED, old=was, new=now)


def without_values(item: SurfaceType) -> list[SurfaceType]:
    """Return the members of a union in their order, all constants as one."""
    return [SurfaceType(LITERAL) if each.name == LITERAL else each for each in item.args]


def planned_unions(item: SurfaceType) -> Iterator[SurfaceType]:
    """Yield the planned unions in a type, nested ones too."""
    if item.name == UNION and item.reading is not None:
        yield item
    for each in item.args:
        yield from planned_unions(each)
