"""Finds renamed things: methods of the same operation, definitions of the same schema or the same shape."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeAlias

from specloom.base.records import dataclass
from specloom.compare.clients import find_methods
from specloom.compare.dotted import last_part, owner_of
from specloom.compare.surface import ClientSurface, SurfaceAlias, SurfaceClass, SurfaceMethod
from specloom.compare.surface_types import LITERAL, UNION, SurfaceType, named_types, split_parts

Marking: TypeAlias = Callable[[str], Hashable | None]
"""Returns what identifies a thing whatever its name, None if nothing does."""

MatchingStep: TypeAlias = Callable[[list[str], list[str], Mapping[str, str]], dict[str, str]]
"""Pairs some of the remaining old and new dotted paths; the third argument are the existing pairs."""


def pair_by_mark(going: Iterable[str], coming: Iterable[str], before: Marking, after: Marking) -> dict[str, str]:
    """Return the pairs of an old and a new thing with the same identity; ambiguous ones are ignored."""
    old, new = unique_marks(going, before), unique_marks(coming, after)
    return {name: new[mark] for mark, name in old.items() if mark in new}


def unique_marks(names: Iterable[str], mark: Marking) -> dict[Hashable, str]:
    """Return things by their identity, if it is unique."""
    groups: dict[Hashable, list[str]] = {}
    for name in names:
        groups.setdefault(mark(name), []).append(name)
    return {key: group[0] for key, group in groups.items() if key is not None and len(group) == 1}


def pair_methods(old: ClientSurface, new: ClientSurface) -> dict[str, str]:
    """Return the new name of each renamed method, found by its operation or else by the operationId."""
    before, after = find_methods(old.sync_client), find_methods(new.sync_client)
    going, coming = [name for name in before if name not in after], [name for name in after if name not in before]

    def operation(methods: Mapping[str, SurfaceMethod]) -> Marking:
        return lambda name: methods[name].operation or None

    found = pair_by_mark(going, coming, operation(before), operation(after))
    known = [{each.operation for each in methods.values()} for methods in (before, after)]
    going = [name for name in going if name not in found and before[name].operation not in known[1]]
    coming = [name for name in coming if name not in found.values() and after[name].operation not in known[0]]
    return {
        **found,
        **pair_by_mark(
            going,
            coming,
            lambda name: before[name].operation_id or None,
            lambda name: after[name].operation_id or None,
        ),
    }


def names_by_location(surface: ClientSurface) -> dict[str, list[str]]:
    """Return the public names of each definition by its dotted path, the usual name first."""
    found: dict[str, list[str]] = {}
    for name, location in surface.names.items():
        found.setdefault(location, []).append(name)
    return found


@dataclass(frozen=True, slots=True)
class DefinitionMatching:
    """Finds the new paths of definitions that lost all their names; `methods` are the renamed methods."""

    old: ClientSurface
    new: ClientSurface
    methods: Mapping[str, str]

    def pair_definitions(self) -> dict[str, str]:
        """Return the new dotted path of each old definition that has another one."""
        before, after = names_by_location(self.old), names_by_location(self.new)
        kept = {
            location: next((name for name in names if name in self.new.names), "") for location, names in before.items()
        }
        own = before if self.old.planned else self.old.definitions  # names of libraries don't change
        found = {location: self.new.names[name] for location, name in kept.items() if name and location in own}
        going = [location for location, name in kept.items() if not name]
        coming = [location for location, names in after.items() if self.old.names.keys().isdisjoint(names)]
        steps: tuple[MatchingStep, ...] = (
            self._by_origin,
            self._by_methods,
            self._by_module,
            self._by_name,
            self._by_shape,
        )
        for pair_some in steps:
            taken = set(found.values())
            left = [location for location in going if location not in found]
            found |= pair_some(left, [location for location in coming if location not in taken], found)
        return {old: new for old, new in found.items() if old != new}

    def _by_origin(self, going: list[str], coming: list[str], _: Mapping[str, str]) -> dict[str, str]:
        """Pair definitions made from the same schema, or the classes of the same resource."""
        marks = (
            {**resource_locations(self.old), **schema_origins(self.old)},
            {**resource_locations(self.new), **schema_origins(self.new)},
        )
        return pair_by_mark(going, coming, marks[0].get, marks[1].get)

    def _by_methods(self, going: list[str], coming: list[str], _: Mapping[str, str]) -> dict[str, str]:
        """Pair definitions with the same role in a renamed method: its arguments, result or the items of its pages."""
        before, after = find_methods(self.old.sync_client), find_methods(self.new.sync_client)
        found, gone, fresh = dict[str, str](), set(going), set(coming)
        for was, now in self.methods.items():
            for one, other in zip(parts_of_method(before[was]), parts_of_method(after[now]), strict=True):
                names = [name for name in one if name in gone], [name for name in other if name in fresh]
                if len(names[0]) == len(names[1]) == 1 and names[1][0] not in found.values():
                    found.setdefault(names[0][0], names[1][0])
        return found

    def _by_module(self, going: list[str], coming: list[str], found: Mapping[str, str]) -> dict[str, str]:
        """Pair definitions with the same name in a renamed module."""
        modules = {owner_of(was): owner_of(now) for was, now in found.items()}
        pairs = {location: f"{modules.get(owner_of(location), '')}.{last_part(location)}" for location in going}
        fresh = set(coming)
        return {was: now for was, now in pairs.items() if now in fresh}

    def _by_name(self, going: list[str], coming: list[str], _: Mapping[str, str]) -> dict[str, str]:
        """Pair definitions with the same name elsewhere, for source code, in which their origin is unknown."""
        if self.old.planned and self.new.planned:
            return {}
        return pair_by_mark(going, coming, last_part, last_part)

    def _by_shape(self, going: list[str], coming: list[str], _: Mapping[str, str]) -> dict[str, str]:
        """Pair definitions with the same fields or values, except those added or removed with methods."""
        gone = used_only_by(self.old, lost_methods(self.old, self.new)) if self.old.planned else set[str]()
        fresh = used_only_by(self.new, lost_methods(self.new, self.old)) if self.new.planned else set[str]()
        return pair_by_mark(
            [location for location in going if location not in gone],
            [location for location in coming if location not in fresh],
            lambda location: definition_shape(self.old, location),
            lambda location: definition_shape(self.new, location),
        )


def lost_methods(one: ClientSurface, other: ClientSurface) -> set[str]:
    """Return the methods whose names only `one` has."""
    return find_methods(one.sync_client).keys() - find_methods(other.sync_client).keys()


def used_only_by(surface: ClientSurface, methods: set[str]) -> set[str]:
    """Return the definitions that only `methods` use."""
    found = find_methods(surface.sync_client)
    names = [
        {name for each in group for name in found[each].names_used()} for group in (methods, found.keys() - methods)
    ]
    return surface.transitive_types(names[0]) - surface.transitive_types(names[1])


def resource_locations(surface: ClientSurface) -> dict[str, Hashable]:
    """Return the dotted name of each resource by the dotted path of its class."""
    walks = [
        client.walk_resources("async" if name.startswith("Async") else "sync")
        for name, client in surface.clients.items()
    ]
    return {each.cls.path: where for walk in walks for where, each in walk}


def schema_origins(surface: ClientSurface) -> dict[str, Hashable]:
    """Return the origins of the definitions: the schema, and the direction of their values."""
    return {
        location: (each.doc.pointer, isinstance(each, SurfaceClass) and each.is_params, each.sides[0])
        for location, each in surface.definitions.items()
        if each.doc.pointer is not None
    }


def parts_of_method(found: SurfaceMethod) -> Iterator[list[str]]:
    """Yield the names of the types in the parts of a method."""
    returns = found.signatures[0].returns
    yield [found.params] if found.params else []
    yield list(named_types(returns))


def definition_shape(surface: ClientSurface, location: str) -> Hashable:
    """Return what identifies a definition without its name, None if there is too little."""
    found = surface.definitions.get(location)
    if isinstance(found, SurfaceAlias):
        words = frozenset(split_parts(blank_type(found.type)))
        return (found.sides[0], words) if len(words) > 1 and surface.planned else None
    if found is None or len(found.fields) < (1 if surface.planned else 2):
        return None
    fields = frozenset(
        (item.marks or (item.name,), item.required and surface.planned, item.type and blank_type(item.type))
        for item in found.fields.values()
    )
    return (found.is_params, fields)


def blank_type(item: SurfaceType) -> SurfaceType:
    """Return a type without the names of definitions in it."""
    if item.name == LITERAL:
        return item
    args = tuple(map(blank_type, item.args))
    return SurfaceType(
        "" if "." in item.name else item.name, args if item.name != UNION else tuple(dict.fromkeys(args))
    )
