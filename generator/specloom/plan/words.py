"""Makes parts of class names, cached because the same property names occur again and again."""

from __future__ import annotations

from specloom.base.names import class_name
from specloom.base.words import Casing
from specloom.plan.slots import NamePart, NameSlot

_CONSTANTS = ("True_", "False_", "None_")


class PascalNames:
    """Names in Pascal case, as parts of longer names."""

    def __init__(self, casing: Casing) -> None:
        """Use the casing rules of `casing`."""
        self.casing = casing
        self._parts: dict[str, NamePart] = {}
        self._pascal: dict[str, str] = {}

    def pascal(self, text: str) -> str:
        """Return `text` in Pascal case; names that are reserved only when alone are not changed."""
        known = self._pascal.get(text)
        if known is None:
            name = class_name(text, self.casing)
            known = self._pascal[text] = name if name in _CONSTANTS else name.rstrip("_")
        return known

    def part(self, text: str) -> NamePart:
        """Return the part that a property called `text` adds to nested names."""
        known = self._parts.get(text)
        if known is None:
            singular = self.casing.singular(text)
            known = self._parts[text] = NamePart(
                self.pascal(text), self.pascal(singular) if singular else self.pascal(text)
            )
        return known

    def root_slot(self, name: str) -> NameSlot:
        """Return the slot of a module's own type: the items of the list `Extensions` are `ExtensionItem`s."""
        words = self.casing.words(name)
        last = self.pascal(words[-1]) if words else ""
        singular = self.pascal(self.casing.singular(words[-1])) if words else ""
        stem = name.removesuffix(last) + singular if last and name.endswith(last) else name
        return NameSlot.at_root(name, stem + "Item")
