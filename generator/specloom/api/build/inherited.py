"""Knows the unions and property names of components, inherited ones included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from specloom.api.build.members import SchemaMembers
from specloom.api.build.nodes import DocumentNode
from specloom.base.graph import reachable_nodes, strong_components
from specloom.base.json import JsonObject, as_array, strings_in
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class _PropertyNames:
    """The properties that members declare, and those that they require."""

    names: frozenset[str]
    required: frozenset[str]


@dataclass(frozen=True, slots=True)
class _ComponentMembers:
    """A component with all that it inherits; its `rank` is above the ranks of all its parents."""

    rank: int
    has_names: bool
    has_union: bool


_NOTHING = _ComponentMembers(0, has_names=False, has_union=False)


class InheritedMembers:
    """Knows what every component declares or inherits, without merging each one."""

    def __init__(self, members: SchemaMembers) -> None:
        """Look at all components once, each after its parents."""
        keys = list(members.context.components)
        parts = {key: members.component(key) for key in keys}
        self._links = {key: [part.ref for part in parts[key] if part.ref is not None] for key in keys}
        self._own = {key: _said(parts[key]) for key in keys}
        self._whole: dict[str, _ComponentMembers] = {}
        self._lowest: dict[str, int] = {}
        """The lowest rank of a component that itself declares a property of that name."""
        for rank, component in enumerate(strong_components(self._links)):
            below = [self._whole[key] for one in component for key in self._links[one] if key in self._whole]
            has_names = any(self._own[key].names for key in component) or any(each.has_names for each in below)
            has_union = any(_has_union(parts[key]) for key in component) or any(each.has_union for each in below)
            self._whole.update(dict.fromkeys(component, _ComponentMembers(rank, has_names, has_union)))
            for key in component:
                for name in self._own[key].names:
                    self._lowest.setdefault(name, rank)

    def is_plain_object(self, key: str) -> bool:
        """Return whether the component `key` is an object with properties, not a union or a map."""
        whole = self._whole.get(key, _NOTHING)
        return whole.has_names and not whole.has_union

    def has_union(self, key: str) -> bool:
        """Return whether the component `key` contains a union."""
        return self._whole.get(key, _NOTHING).has_union

    def undisturbed(self, keys: Iterable[str], members: list[DocumentNode], *, redeclare: bool = False) -> set[str]:
        """Return those of the components `keys` whose properties no other member changes.

        With `redeclare`, members without a reference may change them.
        """
        stated_here = _said([member for member in members if member.ref is None])
        alone = {key for key in keys if redeclare or not self._is_disturbed(key, stated_here)}
        links = dict.fromkeys(member.ref for member in members if member.ref is not None)
        if not alone or len(links) == 1:
            return alone
        wholes = {key: self._all_said(key) for key in links}
        names = Counter(name for whole in wholes.values() for name in whole.names)
        required = Counter(name for whole in wholes.values() for name in whole.required)
        return {key for key in alone if not _is_shared(wholes[key], names, required)}

    def redeclared(self, key: str, members: list[DocumentNode]) -> frozenset[str]:
        """Return the properties of the component `key` that members without a reference redeclare or newly require."""
        stated_here = _said([member for member in members if member.ref is None])
        if not self._is_disturbed(key, stated_here):
            return frozenset()
        found = self._all_said(key)
        return found.names & (stated_here.names | (stated_here.required - found.required))

    def _is_disturbed(self, key: str, others: _PropertyNames) -> bool:
        """Return whether `others` mention a property of the component `key`."""
        rank = self._whole.get(key, _NOTHING).rank
        wanted = {name for name in others.names | others.required if self._lowest.get(name, rank + 1) <= rank}
        if not wanted:
            return False
        found = self._all_said(key)
        return not found.names.isdisjoint(others.names) or any(
            name in found.names and name not in found.required for name in others.required
        )

    def _all_said(self, key: str) -> _PropertyNames:
        """Return what the component `key` declares or inherits."""
        holders = [self._own[each] for each in reachable_nodes(self._links, [key]) if each in self._own]
        nothing: frozenset[str] = frozenset()
        return _PropertyNames(
            nothing.union(*(each.names for each in holders)), nothing.union(*(each.required for each in holders))
        )


def _is_shared(whole: _PropertyNames, names: Mapping[str, int], required: Mapping[str, int]) -> bool:
    """Return whether another counted member mentions a property of `whole`."""
    return any(names[name] > 1 or (required[name] > 0 and name not in whole.required) for name in whole.names)


def _said(parts: Iterable[DocumentNode]) -> _PropertyNames:
    names: set[str] = set()
    required: set[str] = set()
    for part in parts:
        names.update(_names(part.raw))
        required.update(strings_in(part.raw.get("required")))
    return _PropertyNames(frozenset(names), frozenset(required))


def _names(raw: JsonObject) -> Iterable[str]:
    value = raw.get("properties")
    return value if isinstance(value, dict) else ()


def _has_union(parts: Iterable[DocumentNode]) -> bool:
    return any(as_array(part.raw.get(word)) for part in parts for word in ("oneOf", "anyOf"))
