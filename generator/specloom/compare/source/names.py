"""Which names a user can no longer import, or has to import from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from specloom.base.diagnostics import NOWHERE
from specloom.compare.source.differences import Difference, Rule, Subject
from specloom.compare.source.surface import Class, Surface

_ENOUGH = 2
"""Fields that two classes must share to be taken for one under two names."""


def by_target(surface: Surface) -> dict[str, list[str]]:
    """Return the public names of each thing by the place where it is defined."""
    found: dict[str, list[str]] = {}
    for name, target in surface.names.items():
        found.setdefault(target, []).append(name)
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """Compares the importable names of two packages; `gone` are modules of resources that are reported already."""

    old: Surface
    new: Surface
    gone: frozenset[str]
    by_target: Mapping[str, Sequence[str]]
    fresh_by_target: Mapping[str, Sequence[str]]

    def compare(self) -> Iterator[Difference]:
        """Yield what is missing, then what is new."""
        yield from self._missing_packages()
        lost = self._lost()
        twins = dict(self._renamed(lost))
        for target, names in lost.items():
            yield self._missing(target, names, twins)
        arrived = set(twins.values())
        fresh = sorted(name for name in self.new.names if name not in self.old.names)
        shown: set[str] = set()
        for name in fresh:
            target = self.new.names[name]
            if target not in shown | arrived and not self._is_reached_as_before(target):
                shown.add(target)
                yield Difference(Rule.ADDED, subject_of(name), name, breaking=False)

    def _missing_packages(self) -> Iterator[Difference]:
        lost = self.old.modules - self.new.modules
        packages = {package for module in self.old.modules for package in above(module)}
        counts = Counter(package for name in self.old.names for package in above(name))
        for module in sorted(lost):
            if module.rpartition(".")[0] not in lost and not self._is_reported(module) and module in packages:
                yield Difference(Rule.REMOVED, Subject.MODULE, module, breaking=True, count=counts[module])

    def _lost(self) -> dict[str, list[str]]:
        """Return what can't be imported any more: where it was defined -> its missing names, shortest first."""
        whole = self.old.modules - self.new.modules
        packages = {name.rpartition(".")[0] for name in whole} & whole
        found: dict[str, list[str]] = {}
        for name in sorted(self.old.names, key=lambda each: (each.count("."), each)):
            if name in self.new.names or self._is_reported(name) or self._is_reported(self.old.names[name]):
                continue
            if not packages.intersection(above(name)):
                found.setdefault(self.old.names[name], []).append(name)
        return found

    def _missing(self, target: str, names: Sequence[str], twins: Mapping[str, str]) -> Difference:
        name = names[0]
        cls = self.old.classes.get(target)
        place = cls.place if cls is not None else NOWHERE
        kept = [each for each in self.by_target.get(target, ()) if each in self.new.names]
        twin = shortest(kept) if kept else twins.get(target)
        if twin is None:
            used = name.rpartition(".")[0] not in self.old.unused
            words = None if used else "nothing in the old package uses it"
            return Difference(Rule.REMOVED, subject_of(name), name, breaking=used, new=words, place=place)
        same = twin.rpartition(".")[2] == name.rpartition(".")[2]
        rule = Rule.MOVED if same else Rule.RENAMED
        return Difference(rule, subject_of(name), name, breaking=True, old=name, new=twin, place=place)

    def _renamed(self, lost: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
        """Yield the old places of classes with the public names under which they seem to live on."""
        fresh = {name: target for name, target in self.new.names.items() if name not in self.old.names}
        names: dict[str, list[str]] = {}
        for name, target in fresh.items():
            names.setdefault(target, []).append(name)
        free = {target: shortest(each) for target, each in names.items()}
        by_name: dict[str, list[str]] = {}
        for target in sorted(free):
            by_name.setdefault(target.rpartition(".")[2], []).append(target)
        for target in lost:
            same = by_name.get(target.rpartition(".")[2], [])
            if len(same) == 1 and same[0] in free:
                yield target, free.pop(same[0])
        shapes = {shape(self.new.classes.get(target)): target for target in sorted(free)}
        for target in lost:
            key = shape(self.old.classes.get(target))
            twin = shapes.pop(key, "") if key else ""
            if twin in free:
                yield target, free[twin]

    def _is_reported(self, name: str) -> bool:
        return name in self.gone or not self.gone.isdisjoint(above(name))

    def _is_reached_as_before(self, target: str) -> bool:
        return any(name in self.old.names for name in self.fresh_by_target.get(target, ()))


def above(name: str) -> list[str]:
    """Return the dotted names of the packages and modules in which a name lies."""
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]


def shape(cls: Class | None) -> tuple[object, ...]:
    """Return what makes two classes look like one; empty where there is too little to tell."""
    if cls is None or len(cls.fields) < _ENOUGH:
        return ()
    return cls.is_params, *sorted(
        (item.name, item.annotation and item.annotation.show()) for item in cls.fields.values()
    )


def shortest(names: Sequence[str]) -> str:
    """Return the name with the fewest dots, the first of those."""
    return min(names, key=lambda name: (name.count("."), name))


def subject_of(name: str) -> Subject:
    """Return what a public name is called in a report."""
    return Subject.TYPE if name.startswith("types.") else Subject.NAME
