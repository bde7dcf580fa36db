"""All differences between two surfaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.compare.source.clients import ClientJudge, distinct, pairs
from specloom.compare.source.differences import Difference, Rule, Subject
from specloom.compare.source.members import ClassJudge
from specloom.compare.source.names import Names, by_target, subject_of
from specloom.compare.source.surface import Surface
from specloom.compare.source.types import Judge, Type, contrast, without_none


def compare_surfaces(old: Surface, new: Surface) -> list[Difference]:
    """Return how `new` differs from `old` for those who use it, breaking differences first."""
    before, after = places(old), places(new)
    above = {item.path: frozenset(item.ancestors) for item in [*old.classes.values(), *new.classes.values()]}
    short = {name.rpartition(".")[2]: found for name, found in above.items() if name.startswith("_")}
    types = Judge({**new.aliases, **old.aliases}, {**above, **short}, before - after, after - before)
    found = list(package(old, new))
    reached = ClientJudge(types).compare(old, new)
    found += reached
    found += Names(old, new, gone_modules(old, reached), by_target(old), by_target(new)).compare()
    found += definitions(old, new, types)
    for name in sorted(old.variables - new.variables):
        found.append(Difference(Rule.REMOVED, Subject.VARIABLE, name, breaking=True))
    return sorted(told_once(found), key=lambda item: item.sort_key)


def places(surface: Surface) -> frozenset[str]:
    """Return the places of all types, those in private modules by their name alone, as annotations show them."""
    found = [*surface.classes, *surface.aliases]
    return frozenset(name.rpartition(".")[2] if name.startswith("_") else name for name in found)


def told_once(found: list[Difference]) -> list[Difference]:
    """Return the differences without those that a class only inherits from one for which they are told."""
    kept: dict[object, Difference] = {}
    for item in sorted(found, key=lambda each: (each.where.count("."), each.sort_key)):
        told = replace(item, where=item.where.rpartition(".")[2] if item.subject is not Subject.FIELD else "")
        kept.setdefault(told if item.place.line and item.rule is not Rule.KIND else item, item)
    return list(kept.values())


def package(old: Surface, new: Surface) -> Iterator[Difference]:
    """Yield another name of the package or of a client class."""
    if old.package != new.package:
        change = Difference(Rule.RENAMED, Subject.PACKAGE, old.package, breaking=True)
        yield replace(change, old=old.package, new=new.package)
    paired = dict(pairs(old, new))
    for name in distinct(old):
        twin = new.clients[paired[name]].cls.path.rpartition(".")[2] if name in paired else None
        if twin != name:
            rule = Rule.REMOVED if twin is None else Rule.RENAMED
            place = old.clients[name].cls.place
            yield Difference(rule, Subject.CLIENT, name, breaking=True, old=twin and name, new=twin, place=place)


def gone_modules(old: Surface, reached: list[Difference]) -> frozenset[str]:
    """Return the modules of resources that are gone: one line for the resource is enough."""
    gone: set[str] = set()
    for item in reached:
        if item.rule is Rule.REMOVED and item.subject is Subject.RESOURCE:
            for client in old.clients.values():
                resource = client
                for part in item.where.split(".")[1:]:
                    resource = resource.children.get(part, resource)
                module = resource.cls.path.rpartition(".")[0]
                parent, _, last = module.rpartition(".")
                gone.add(parent if parent.rpartition(".")[2] == last.rstrip("_") else module)
    return frozenset(gone)


def definitions(old: Surface, new: Surface, types: Judge) -> Iterator[Difference]:
    """Yield how classes and named types differ that both packages have under the same public name."""
    seen: set[tuple[str, str]] = set()
    clients = {item.cls.path for item in old.clients.values()}
    for name in sorted(old.names, key=lambda each: (each.count("."), each)):
        pair = old.names[name], new.names.get(name, "")
        if name not in new.names or pair in seen or pair[0] in clients or name.startswith("resources."):
            continue
        seen.add(pair)
        before, after = old.classes.get(pair[0]), new.classes.get(pair[1])
        one, other = old.aliases.get(pair[0]), new.aliases.get(pair[1])
        if before is not None and after is not None:
            yield from ClassJudge(types).compare(name, before, after)
        elif (before is None) != (after is None) and (one or before) and (other or after):
            words = ("alias", "class")
            change = Difference(Rule.KIND, subject_of(name), name, breaking=True)
            yield replace(change, old=words[before is not None], new=words[after is not None])
        elif one is not None and other is not None:
            yield from alias(name, without_none(one), without_none(other), types)


def alias(name: str, old: Type, new: Type, types: Judge) -> Iterator[Difference]:
    """Yield how a named type differs; whether it can be None is told where it is used."""
    before, after = contrast(old, new)
    change = Difference(Rule.RETYPED, subject_of(name), name, breaking=True, old=before, new=after)
    is_params = name.endswith(("Param", "Params"))
    wide, narrow = (new, old) if is_params else (old, new)
    if not types.accepts(wide, narrow):
        yield change
    elif not types.accepts(narrow, wide):
        yield replace(change, rule=Rule.WIDENED if is_params else Rule.NARROWED, breaking=False)
