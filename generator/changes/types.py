"""What became of the types: models that answers become, and TypedDicts that requests are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.api.planned import Direction, PlannedAlias, PlannedClass, PlannedField
from generator.changes.change import Change, Level, Side
from generator.changes.inventory import FoundType, Inventory, TypeKey
from generator.changes.relation import Relations
from generator.changes.retyping import retyping

SIDES = {Direction.RESPONSE: Side.RESPONSE, Direction.REQUEST: Side.REQUEST}


def renamed_types(old: Inventory, new: Inventory) -> dict[TypeKey, TypeKey]:
    """Return the new place of each old type that is made from the same schema, but is called otherwise."""
    coming = by_schema(new, set(new.types) - set(old.types))
    going = by_schema(old, set(old.types) - set(new.types))
    return {key: coming[schema] for schema, key in going.items() if schema in coming}


def by_schema(inventory: Inventory, keys: set[TypeKey]) -> dict[tuple[str, Direction], TypeKey]:
    """Return types by the schema they are made from; a schema with several is left out."""
    groups: dict[tuple[str, Direction], list[TypeKey]] = {}
    for key in sorted(keys):
        found = inventory.types[key]
        if found.type.doc.pointer is not None:
            groups.setdefault((found.type.doc.pointer, found.direction), []).append(key)
    return {schema: group[0] for schema, group in groups.items() if len(group) == 1}


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
        for key, found in self.old.types.items():
            if key in self.new.types:
                yield from self.changed(found, self.new.types[key])
            elif key in self.relations.renamed:
                twin = self.new.types[self.relations.renamed[key]]
                if found.exported or twin.exported:
                    yield renamed(found, twin)
                yield from self.changed(found, twin)
            elif found.exported and key not in gone:
                yield replace(change(Level.BREAKING, "type-removed", "is gone", found), gone=True)
        come = self.new.only_of(set(self.new.methods) - set(self.old.methods))
        taken = set(self.relations.renamed.values())
        for key, found in self.new.types.items():
            if key not in self.old.types and key not in taken and found.exported and key not in come:
                yield change(Level.COMPATIBLE, "type-added", "is new", found)

    def changed(self, old: FoundType, new: FoundType) -> Iterator[Change]:
        """Yield what became of one type."""
        if new.key in self.signatures:
            return
        match old.type, new.type:
            case PlannedClass(), PlannedClass():
                yield from self.fields(old, new, old.type, new.type)
            case PlannedAlias(), PlannedAlias():
                for level, rule, text in retyping(self.relations, old.type.type, new.type.type, SIDES[new.direction]):
                    yield change(level, rule, text, new)
            case _:
                yield change(Level.BREAKING, "type-kind-changed", "is no longer the same kind of type", new)
        if old.type.doc.text != new.type.doc.text:
            yield change(Level.DOCS, "type-documentation", "is described in other words", new)

    def fields(
        self, old: FoundType, new: FoundType, old_class: PlannedClass, new_class: PlannedClass
    ) -> Iterator[Change]:
        """Yield what became of the fields of a class, and of its bases."""
        before, after = by_name(old_class), by_name(new_class)
        for name, each in before.items():
            if name in after:
                yield from self.field(new, each, after[name])
            else:
                yield replace(change(Level.BREAKING, "field-removed", f"field `{name}` is gone", old, each), gone=True)
        for name, each in after.items():
            if name not in before:
                demanded = each.required and new.direction is Direction.REQUEST
                level = Level.BREAKING if demanded else Level.COMPATIBLE
                text = f"field `{name}` is new and required" if demanded else f"field `{name}` is new"
                yield change(level, "required-field-added" if demanded else "field-added", text, new, each)
        lost = {base.name for base in old_class.bases} - {base.name for base in new_class.bases}
        if lost:
            yield change(Level.BREAKING, "base-removed", f"is no longer a {', '.join(sorted(lost))}", new)

    def field(self, found: FoundType, old: PlannedField, new: PlannedField) -> Iterator[Change]:
        """Yield what became of one field."""
        name, side = f"field `{new.name}`", SIDES[found.direction]
        if old.required != new.required:
            answer = side is Side.RESPONSE
            level = Level.COMPATIBLE if new.required is answer else Level.BREAKING
            word = "required" if new.required else "optional"
            text = f"{name} is now {word}"
            if answer:
                text = f"{name} is now always there" if new.required else f"{name} may now be missing (`None`)"
            yield change(level, f"field-now-{word}", text, found, new)
        for level, rule, text in retyping(self.relations, old.type, new.type, side):
            yield change(level, f"field-{rule}", f"{name} {text}", found, new)
        if old.wire_name != new.wire_name:
            text = f"{name} is now {new.wire_name!r} in JSON, was {old.wire_name!r}"
            yield change(Level.WIRE, "field-wire-name", text, found, new)
        if new.doc.deprecated and not old.doc.deprecated:
            yield change(Level.COMPATIBLE, "field-deprecated", f"{name} is deprecated", found, new)


def renamed(old: FoundType, new: FoundType) -> Change:
    """Return the change for a type with another name or place."""
    text = f"is now `{new.subject}`"
    side = SIDES[new.direction]
    return Change(
        Level.BREAKING,
        side,
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
    return Change(level, SIDES[found.direction], rule, found.subject, text, pointer, objects=objects)
