"""Collects the types of one file during planning."""

from __future__ import annotations

from dataclasses import replace

from specloom.api.ir import Schema
from specloom.base.graph import topological_order
from specloom.base.names import NameScope, class_name_start
from specloom.base.reserved import TYPE_NAMES
from specloom.plan.exprs import named_types
from specloom.plan.planned import (
    Direction,
    ModulePath,
    NamedType,
    PlannedAlias,
    PlannedClass,
    PlannedType,
    PlannedTypeModule,
)
from specloom.plan.slots import NameSlot
from specloom.plan.structure import is_same_class


class TypeFile:
    """Collects the types of one module, each name once."""

    def __init__(self, path: ModulePath, direction: Direction, *roots: str) -> None:
        """Create the module `path`; `roots` are the names that it is made for."""
        self.path = path
        self.direction = direction
        self.types: list[PlannedType] = []
        self._roots = roots
        self._scope = NameScope(TYPE_NAMES)
        self._old: dict[str, str] = {}
        self._made_of: dict[str, tuple[Schema, str]] = {}
        for name in roots:
            self._scope.claim_name(name)

    def claim(self, slot: NameSlot) -> str:
        """Claim and return the name of a class at `slot`; a name that is taken gets the root's name as a prefix."""
        if slot.root:
            return slot.name
        spelled = self._roots[0] + slot.name if self._roots else slot.name + "_"
        name = self._scope.claim_name(class_name_start(slot.name), spelled)
        if slot.old_name != slot.name:
            self._old.setdefault(slot.old_name, name)
        return name

    def twin(self, slot: NameSlot, schema: Schema) -> NamedType | None:
        """Return the type with the name of `slot`, if it has the same structure (`chart` and `charts`)."""
        known = None if slot.root else self._made_of.get(slot.name)
        return self.named(known[1]) if known is not None and is_same_class(known[0], schema) else None

    def made_of(self, slot: NameSlot, name: str, schema: Schema) -> None:
        """Store the structure of the type that was meant for `slot`."""
        self._made_of.setdefault(slot.name, (schema, name))

    def named(self, name: str) -> NamedType:
        """Return the reference to a type of this file."""
        return NamedType(self.path, name)

    def add(self, planned: PlannedType, *, at: int | None = None) -> NamedType:
        """Define a type whose name is claimed: after all others, or at position `at`."""
        self.types.insert(len(self.types) if at is None else at, planned)
        return self.named(planned.name)

    def finish(self, exports: tuple[str, ...] | None = None) -> PlannedTypeModule:
        """Return the finished module; aliases of types that are defined later are marked as recursive."""
        old = tuple((old, new) for old, new in self._old.items() if old not in self._scope)
        return PlannedTypeModule(
            self.path,
            self.direction,
            tuple(self._in_order()),
            self._roots if exports is None else exports,
            legacy_aliases=old,
        )

    def _bases_first(self) -> list[PlannedType]:
        """Return the types in their order, but each class after the classes of this file that it extends."""
        by_name = {planned.name: planned for planned in self.types}
        bases = {
            name: [base.name for base in planned.bases if base.module == self.path]
            if isinstance(planned, PlannedClass)
            else []
            for name, planned in by_name.items()
        }
        return [by_name[name] for name in topological_order(bases)]

    def _in_order(self) -> list[PlannedType]:
        seen: set[str] = set()
        ordered: list[PlannedType] = []
        own = {planned.name for planned in self.types}
        for planned in self._bases_first():
            if isinstance(planned, PlannedAlias):
                ahead = any(
                    n.module == self.path and n.name in own and n.name not in seen for n in named_types(planned.type)
                )
                ordered.append(replace(planned, recursive=planned.recursive or ahead))
            else:
                ordered.append(planned)
            seen.add(planned.name)
        return ordered
