"""What became of the types: models that answers become, and TypedDicts that requests are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from specloom.compare.plans.change import Change, Level, Side
from specloom.compare.plans.describing import described
from specloom.compare.plans.inventory import FoundType, Inventory
from specloom.compare.plans.relation import OBJECT, Relations, TypeKey
from specloom.compare.plans.retyping import retyping
from specloom.compare.plans.vanished import removed, vanished
from specloom.plan.planned import Direction, PlannedAlias, PlannedClass, PlannedField


@dataclass(frozen=True, slots=True)
class Types:
    """All types, before and after. Those that only new or only vanished methods meet are told with the methods."""

    relations: Relations
    old: Inventory
    new: Inventory
    signatures: frozenset[TypeKey] = field(default=frozenset())
    """The TypedDicts of whole signatures: their keys are the parameters of methods, which are told there."""

    def changes(self) -> Iterator[Change]:
        """Yield what became of each type."""
        gone = self.old.only_of(set(self.old.methods) - set(self.new.methods))
        used = self.new.sides()
        moved = {
            (was[0], now[0])
            for was, now in self.relations.renamed.items()
            if self.old.types[was].exported or self.new.types[now].exported
        }
        for key, found in self.old.types.items():
            if key in self.new.types:
                yield from self.changed(found, self.new.types[key], used)
            elif key in self.relations.renamed:
                twin = self.new.types[self.relations.renamed[key]]
                if found.exported or twin.exported or (key[0], twin.key[0]) not in moved:
                    yield renamed(found, twin)
                yield from self.changed(found, twin, used)
            elif found.exported and key not in gone:
                yield removed(found)
        come = self.new.only_of(set(self.new.methods) - set(self.old.methods))
        taken = set(self.relations.renamed.values())
        for key, found in self.new.types.items():
            if key not in self.old.types and key not in taken and found.exported and key not in come:
                yield change(Level.COMPATIBLE, "type-added", "is new", found)

    def changed(self, old: FoundType, new: FoundType, used: Mapping[Side, Set[TypeKey]]) -> Iterator[Change]:
        """Yield what became of one type."""
        if new.key in self.signatures:
            return
        match old.type, new.type:
            case PlannedClass(), PlannedClass():
                yield from self.fields(old, new, old.type, new.type)
            case PlannedAlias(), PlannedAlias():
                for side in [side for side, keys in used.items() if new.key in keys] or [new.side]:
                    for level, rule, text in retyping(self.relations, old.type.type, new.type.type, side):
                        told = replace(change(level, rule, text, new), side=side)
                        yield replace(told, objects=(*told.objects, *vanished(self.relations, old.type.type)))
            case _:
                yield self.other_kind(old, new)
        for level, rule, text in described(old.type.doc, new.type.doc, new.side):
            yield change(level, f"type-{rule}", text, new)

    def other_kind(self, old: FoundType, new: FoundType) -> Change:
        """Return the change for a class that is an alias now, or the reverse."""
        words = {True: "a class with fields", False: "another name for a type"}
        is_class = isinstance(new.type, PlannedClass)
        text = f"is now {words[is_class]}, was {words[not is_class]}"
        told = change(Level.BREAKING, "type-kind-changed", text, new)
        inside = [item.type for item in old.type.fields] if isinstance(old.type, PlannedClass) else [old.type.type]
        return replace(told, objects=(*told.objects, *vanished(self.relations, *inside)))

    def fields(
        self, old: FoundType, new: FoundType, old_class: PlannedClass, new_class: PlannedClass
    ) -> Iterator[Change]:
        """Yield what became of the fields of a class, and of its bases."""
        before, after = by_name(old_class), by_name(new_class)
        coming = {each.wire_name: each for name, each in after.items() if name not in before}
        going = {name: each for name, each in before.items() if name not in after and each.wire_name in coming}
        twins = {name: coming[each.wire_name] for name, each in going.items()}
        for name, each in before.items():
            if name in after:
                yield from self.field(new, each, after[name])
            elif name in twins:
                text = f"field `{name}` is now called `{twins[name].name}`"
                told = change(Level.BREAKING, "field-renamed", text, new, twins[name])
                yield replace(told, objects=(*told.objects, *change(told.level, "", "", old, each).objects))
                yield from self.field(new, each, twins[name])
            else:
                lost = change(Level.BREAKING, "field-removed", f"field `{name}` is gone", old, each)
                yield replace(lost, gone=True, objects=(*lost.objects, *vanished(self.relations, each.type)))
        taken = {each.name for each in twins.values()}
        for name, each in after.items():
            if name not in before and name not in taken:
                demanded = each.required and new.direction is Direction.REQUEST
                level = Level.BREAKING if demanded else Level.COMPATIBLE
                text = f"field `{name}` is new and required" if demanded else f"field `{name}` is new"
                yield change(level, "required-field-added" if demanded else "field-added", text, new, each)
        yield from self.shape(old_class, new_class, new)

    def shape(self, old: PlannedClass, new: PlannedClass, found: FoundType) -> Iterator[Change]:
        """Yield what became of a class beside its fields."""
        names = [(base.module, base.name) for base in old.bases]
        lost = {self.relations.renamed.get(name, name) for name in names}
        lost -= {(base.module, base.name) for base in new.bases}
        if lost:
            words = ", ".join(sorted(name for _, name in lost))
            yield change(Level.BREAKING, "base-removed", f"is no longer a {words}", found)
        if found.direction is Direction.RESPONSE and old.extra != new.extra:
            for level, rule, text in retyping(self.relations, old.extra or OBJECT, new.extra or OBJECT, Side.RESPONSE):
                yield change(level, f"extra-{rule}", f"any other field {text}", found)

    def field(self, found: FoundType, old: PlannedField, new: PlannedField) -> Iterator[Change]:
        """Yield what became of one field."""
        name, side = f"field `{new.name}`", found.side
        if old.required != new.required:
            answer = side is Side.RESPONSE
            level = Level.COMPATIBLE if new.required is answer else Level.BREAKING
            word = "required" if new.required else "optional"
            text = f"{name} is now {word}"
            if answer:
                text = f"{name} is now always there" if new.required else f"{name} may now be missing (`None`)"
            yield change(level, f"field-now-{word}", text, found, new)
        for level, rule, text in retyping(self.relations, old.type, new.type, side):
            told = change(level, f"field-{rule}", f"{name} {text}", found, new)
            yield replace(told, objects=(*told.objects, *vanished(self.relations, old.type)))
        if old.wire_name != new.wire_name:
            text = f"{name} is now {new.wire_name!r} in JSON, was {old.wire_name!r}"
            yield change(Level.WIRE, "field-wire-name", text, found, new)
        for level, rule, text in described(old.doc, new.doc, side):
            yield change(level, f"field-{rule}", f"{name} {text}", found, new)


def renamed(old: FoundType, new: FoundType) -> Change:
    """Return the change for a type with another name or place."""
    text = f"is now `{new.subject}`"
    return Change(
        Level.BREAKING,
        new.side,
        "type-renamed",
        old.subject,
        text,
        new.type.doc.pointer,
        objects=(old.key, (old.key[0], "")),
    )


def by_name(each: PlannedClass) -> Mapping[str, PlannedField]:
    """Return the fields of a class by name."""
    return {item.name: item for item in each.fields}


def change(level: Level, rule: str, text: str, found: FoundType, item: PlannedField | None = None) -> Change:
    """Return a change of a type, or of one of its fields."""
    pointer = (item.doc.pointer if item is not None else None) or found.type.doc.pointer
    module, name = found.key
    objects = ((module, name if item is None else f"{name}.{item.name}"),)
    return Change(level, found.side, rule, found.subject, text, pointer, objects=objects)
