"""Types that are gone without a line of their own: what used them has gone or changed, and that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from specloom.compare.plans.change import Change, Level
from specloom.compare.plans.inventory import FoundType, Inventory, named, parts
from specloom.compare.plans.relation import Relations, TypeKey
from specloom.plan.planned import TypeExpr


def lost_types(
    old: Inventory, new: Inventory, renamed: Mapping[TypeKey, TypeKey]
) -> dict[TypeKey, tuple[TypeKey, ...]]:
    """Return the types that no package exports and that are gone, each with those that it is made of."""
    return {
        key: tuple(parts(found.type))
        for key, found in old.types.items()
        if key not in new.types and key not in renamed and not found.exported
    }


def vanished(relations: Relations, *exprs: TypeExpr) -> tuple[TypeKey, ...]:
    """Return the objects that have gone with old types of a value."""
    seen: set[TypeKey] = set()
    waiting = [key for expr in exprs for key in named(expr)]
    while waiting:
        key = waiting.pop()
        if key in relations.lost and key not in seen:
            seen.add(key)
            waiting.extend(relations.lost[key])
    return tuple(sorted(seen))


def untold(old: Inventory, relations: Relations, told: Iterable[Change]) -> Iterator[Change]:
    """Yield the types that are gone, and with nothing that is told of."""
    known = {item for change in told for item in change.objects}
    for key in relations.lost:
        if key not in known and (key[0], "") not in known:
            yield removed(old.types[key])


def removed(found: FoundType) -> Change:
    """Return the change for a type that is gone, and its module with it."""
    objects = (found.key, (found.key[0], ""))
    pointer = found.type.doc.pointer
    return Change(
        Level.BREAKING, found.side, "type-removed", found.subject, "is gone", pointer, gone=True, objects=objects
    )
