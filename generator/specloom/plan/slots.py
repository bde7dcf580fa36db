"""Name slots: the name of a class for one position in a schema, in case it needs one."""

from __future__ import annotations

from dataclasses import replace

from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class NamePart:
    """One part of a name in Pascal case, for a property or a variant. `old` is the name in older clients."""

    name: str
    singular: str
    old: str | None = None


@dataclass(frozen=True, slots=True)
class NameSlot:
    """A position in a schema: `name` for a class here, `item` for the items of a list here, `prefix` for nested names.

    The `old_...` names differ if a variant has a better name than its number; they become aliases.
    """

    name: str
    item: str
    prefix: str
    old_name: str
    old_item: str
    old_prefix: str
    depth: int = 0
    root: bool = False

    @staticmethod
    def at_root(name: str, item: str) -> NameSlot:
        """Return the slot of a module's own type, whose name is not a prefix of nested names; `item` is for a list."""
        return NameSlot(name, item, "", name, item, "", root=True)

    def child(self, part: NamePart) -> NameSlot:
        """Return the slot of a property or a variant."""
        old = part.old if part.old is not None else part.name
        old_item = part.old if part.old is not None else part.singular
        name, old_name = self.prefix + part.name, self.old_prefix + old
        return NameSlot(
            name, self.prefix + part.singular, name, old_name, self.old_prefix + old_item, old_name, self.depth + 1
        )

    def list_item(self) -> NameSlot:
        """Return the slot of the items of a list here."""
        return replace(self._named_slot(self.item, self.old_item), item=self.item, old_item=self.old_item)

    def map_value(self) -> NameSlot:
        """Return the slot of the values of a map here: properties keep their plural, roots get `Item`."""
        if not self.root:
            return replace(self, depth=self.depth + 1)
        return replace(self, item=self.name + "Item", old_item=self.old_name + "Item").list_item()

    def _named_slot(self, name: str, old_name: str) -> NameSlot:
        return replace(
            self, name=name, prefix=name, old_name=old_name, old_prefix=old_name, depth=self.depth + 1, root=False
        )

    def claimed(self, name: str) -> NameSlot:
        """Return this slot after its class got `name`, which is the prefix of nested names."""
        if self.root or name == self.name:
            return self
        return replace(self, name=name, prefix=name)

    def spelled_out(self) -> NameSlot:
        """Return this root with its name as a prefix of nested names (for roots that inherit from a model)."""
        return replace(self, prefix=self.name, old_prefix=self.name)
