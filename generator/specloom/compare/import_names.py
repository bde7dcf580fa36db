"""Compares importable names: those that were removed, added or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from specloom.base.diagnostics import NOWHERE
from specloom.base.records import dataclass
from specloom.compare.changes import Change, ChangeKind, ChangeSeverity, ChangeSubject
from specloom.compare.dotted import last_part, owner_of, with_owners
from specloom.compare.matching import lost_methods, names_by_location, resource_locations, used_only_by
from specloom.compare.surface import ClientSurface, SurfaceClass

PAGES, RESOURCES, TYPES = "pagination.", "resources.", "types."
LOST = Change(ChangeSeverity.BREAKING, ChangeKind.REMOVED, ChangeSubject.NAME, "")
_UNUSED = "nothing in the old package uses it"


@dataclass(frozen=True, slots=True)
class ImportComparison:
    """Compares importable names. `moved` maps old dotted paths to new ones; `known` are the other changes."""

    old: ClientSurface
    new: ClientSurface
    moved: Mapping[str, str]
    known: Sequence[Change]

    def compare_imports(self) -> dict[str, list[Change]]:
        """Return the changes of names by the dotted path of their old definition; those without one are under ""."""
        modules = self._resource_modules()
        packages = {each.where: each for each in self._lost_packages(modules)}
        before, after = names_by_location(self.old), names_by_location(self.new)
        found: dict[str, Change] = {}
        for location, names in before.items():
            if lost := self._lost_names(location, names):
                outside = [name for name in lost if packages.keys().isdisjoint(with_owners(name))]
                item = self._lost_definition(location, outside or lost, names, after)
                gone = [
                    modules[each] for name in (item.where, location) for each in with_owners(name) if each in modules
                ]
                gone += [each for each in with_owners(item.where) if not outside and each in packages]
                found[location] = replace(item, within=gone[0] if gone else "")
        hidden = self._implied_losses(found, before)
        result = {"": [*packages.values(), *self._lost_stars(), *self._added_definitions(after)]}
        for location, item in found.items():
            result[location] = [replace(item, consequence=bool(item.within) or location in hidden)]
            result[location] += self._second_names(result[location][0], self._lost_names(location, before[location]))
        return result

    def _second_names(self, first: Change, lost: Sequence[str]) -> Iterator[Change]:
        """Yield the other names of a definition that went with the reported one, if they are not only its modules."""
        seen = {last_part(first.where)}
        for name in lost:
            if last_part(name) not in seen:
                seen.add(last_part(name))
                yield replace(first, where=name, subject=subject_of(name), old=name if first.old else None)

    def _lost_stars(self) -> Iterator[Change]:
        """Yield the names that `from package import *` does not bring any more, though they can be imported."""
        if self.old.star_names and self.new.star_names:
            for name in sorted(self.old.star_names - self.new.star_names):
                if name in self.new.names or name in self.new.modules:
                    yield replace(LOST, where=name, rule="star-import", new="from `import *`")

    def _lost_names(self, location: str, names: Sequence[str]) -> list[str]:
        """Return the names that can't be imported any more; aliases of a client class are reported with it."""
        if not self.new.unread_modules.isdisjoint(with_owners(location)):
            return []
        own = last_part(location) if any(each.cls.path == location for each in self.old.clients.values()) else ""
        return [name for name in names if name not in self.new.names and name != own]

    def _resource_modules(self) -> dict[str, str]:
        """Return the modules of resources that were removed as a whole, and these resources."""
        return {
            module: item.where
            for item in self.known
            if item.kind is ChangeKind.REMOVED and item.subject is ChangeSubject.RESOURCE
            for module in item.explains
        }

    def _lost_packages(self, reported: Mapping[str, str]) -> Iterator[Change]:
        """Yield the packages that were removed with all their modules, except the `reported` ones."""
        gone = self.old.modules - self.new.modules - self.new.unread_modules
        packages = {each for module in self.old.modules for each in with_owners(owner_of(module))}
        counts = Counter(each for name in self.old.names for each in with_owners(owner_of(name)))
        for module in sorted(gone & packages):
            if counts[module] and owner_of(module) not in gone and reported.keys().isdisjoint(with_owners(module)):
                yield replace(LOST, subject=ChangeSubject.MODULE, where=module, count=counts[module])

    def _lost_definition(
        self, location: str, lost: Sequence[str], names: Sequence[str], after: Mapping[str, list[str]]
    ) -> Change:
        """Return the change for the removed names of one definition."""
        definition = self.old.definitions.get(location)
        change = replace(LOST, subject=subject_of(lost[0]), where=lost[0])
        change = replace(change, location=definition.location if isinstance(definition, SurfaceClass) else NOWHERE)
        if definition is not None and change.subject is ChangeSubject.TYPE:
            change = replace(change, side=definition.sides[0])
        kept = [name for name in names if name in self.new.names]
        target = self.new.names[kept[0]] if kept else self.moved.get(location)
        if target is None:
            if owner_of(lost[0]) in self.old.unused:
                change = replace(change, severity=ChangeSeverity.COMPATIBLE, new=_UNUSED)
            pointer = definition.doc.pointer if definition is not None else None
            return replace(change, pointer=pointer, in_old=True)
        twin = kept[0] if kept else after[target][0]
        is_same = last_part(twin) == last_part(lost[0])
        kind = ChangeKind.MOVED if is_same else ChangeKind.RENAMED
        found = self.new.definitions.get(target)
        pointer = found.doc.pointer if found is not None else None
        return replace(change, kind=kind, old=lost[0], new=twin, pointer=pointer)

    def _implied_losses(self, lost: Mapping[str, Change], before: Mapping[str, list[str]]) -> set[str]:
        """Return the definitions that were removed with something else that is reported.

        The removal of an export is reported unless its methods were removed too; that of another name, if unexplained.
        """
        with_methods = used_only_by(self.old, lost_methods(self.old, self.new))
        explained = self._explained_losses(lost)
        classes = resource_locations(self.old)
        main = {
            location
            for location in lost
            if location in classes or before[location][0] != location or not location.startswith(TYPES)
        }
        main -= {location for location in lost if location.startswith(RESOURCES) and location not in classes}
        modules = {owner_of(location) for location in main}
        renamed = {(owner_of(location), self._new_module(location)) for location in main if location in self.moved}
        found: set[str] = set()
        for location, item in lost.items():
            module = owner_of(location)
            if item.kind is ChangeKind.REMOVED:
                is_one = location in with_methods or (
                    location not in main and (location in explained or module in modules)
                )
            else:
                is_one = location not in main and (module, self._new_module(location)) in renamed
            found |= {location} if is_one else set()
        return found

    def _new_module(self, location: str) -> str:
        return owner_of(self.moved.get(location, location))

    def _explained_losses(self, lost: Mapping[str, Change]) -> set[str]:
        """Return the definitions that changes explain, and their parts that nothing else uses."""
        seen: set[str] = set()
        waiting = [name for item in self.known for name in item.explains]
        while waiting:
            name = waiting.pop()
            if name in lost and name not in seen:
                seen.add(name)
                definition = self.old.definitions.get(name)
                waiting.extend(definition.names_used() if definition is not None else ())
        return seen

    def _added_definitions(self, after: Mapping[str, list[str]]) -> Iterator[Change]:
        """Yield the definitions that are new; those not exported, or added with new methods, are consequences."""
        taken = set(self.moved.values())
        come = used_only_by(self.new, lost_methods(self.new, self.old))
        base = replace(LOST, kind=ChangeKind.ADDED, severity=ChangeSeverity.COMPATIBLE)
        for location, names in after.items():
            is_known = self.old.unread_modules.isdisjoint(with_owners(location))
            if is_known and location not in taken and self.old.names.keys().isdisjoint(names):
                definition = self.new.definitions.get(location)
                pointer = definition.doc.pointer if definition is not None else None
                hidden = (
                    location in come
                    or location.startswith(RESOURCES)
                    or (names[0] == location and location.startswith(TYPES))
                )
                change = replace(base, subject=subject_of(names[0]), where=names[0], pointer=pointer)
                yield replace(change, consequence=hidden)


def subject_of(name: str) -> ChangeSubject:
    """Return the kind of a public name for a report."""
    return ChangeSubject.TYPE if name.startswith(TYPES) else ChangeSubject.NAME
