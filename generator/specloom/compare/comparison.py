"""Compares two surfaces of a client."""

from __future__ import annotations

from dataclasses import replace

from specloom.compare.changes import Change, ChangeKind, ChangeSeverity, ChangeSubject
from specloom.compare.clients import CLIENT, ClientComparison, find_methods
from specloom.compare.definitions import DefinitionComparison
from specloom.compare.dotted import last_part
from specloom.compare.import_names import ImportComparison
from specloom.compare.matching import DefinitionMatching, pair_methods
from specloom.compare.surface import ClientSurface, SurfaceAlias, SurfaceClass
from specloom.compare.surface_types import rename_types
from specloom.compare.type_relation import ClassRelation, TypeComparison, TypeJudge
from specloom.compare.wording import sort_key


def compare_surfaces(old: ClientSurface, new: ClientSurface) -> list[Change]:
    """Return how `new` differs from `old` for users, the most severe changes first."""
    methods = pair_methods(old, new)
    moved = DefinitionMatching(old, new, methods).pair_definitions()
    is_known = old.planned and new.planned
    stay = {location for name, location in old.names.items() if new.names.get(name, "") == moved.get(location)}
    types = type_comparison(
        old,
        new,
        {was: now for was, now in moved.items() if is_known or was in stay or last_part(was) == last_part(now)},
    )
    called = find_methods(new.sync_client)
    targets = {name: called[name] for name in methods.values()}
    found = list(ClientComparison(types, old, new, methods, targets).compare_clients())
    changed = DefinitionComparison(types, old, new, moved).compare_definitions()
    known = [*found, *(item for items in changed.values() for item in items)]
    names = ImportComparison(old, new, moved, known).compare_imports()
    for location in (*changed, ""):
        found += [*names.get(location, ()), *changed.get(location, ())]
    variables = replace(CLIENT, subject=ChangeSubject.VARIABLE)
    found += [replace(variables, where=name) for name in sorted(old.variables - new.variables)]
    order = list(ChangeSeverity)
    if is_known:
        return sorted(dict.fromkeys(found), key=lambda item: order.index(item.severity))
    return sorted(said_once(found), key=sort_key)


def type_comparison(old: ClientSurface, new: ClientSurface, moved: dict[str, str]) -> TypeComparison:
    """Return the comparison of types between two surfaces, with the names of the new one."""
    before = {
        moved.get(location, location): rename_types(each.type, moved)
        for location, each in old.definitions.items()
        if isinstance(each, SurfaceAlias)
    }
    after = {location: each.type for location, each in new.definitions.items() if isinstance(each, SurfaceAlias)}
    guessed = not (old.planned and new.planned)
    locations = [shown_locations(each) if guessed else set[str]() for each in (old, new)]
    classes = ClassRelation(
        ancestors={
            **(class_ancestors(new)),
            **{
                moved.get(name, name): frozenset(moved.get(each, each) for each in above)
                for name, above in class_ancestors(old).items()
            },
        },
        gone=frozenset(locations[0] - locations[1]),
        fresh=frozenset(locations[1] - locations[0]),
    )
    return TypeComparison(moved, TypeJudge(after, before, classes), TypeJudge(before, after, classes))


def class_ancestors(surface: ClientSurface) -> dict[str, frozenset[str]]:
    """Return the ancestors of each class by dotted path, without private modules."""
    found = {
        each.path: frozenset(each.ancestors) for each in surface.definitions.values() if isinstance(each, SurfaceClass)
    }
    found |= {last_part(name): above for name, above in found.items() if name.startswith("_")}
    return found if surface.planned else {**found, "bool": frozenset(("int", "float"))}


def shown_locations(surface: ClientSurface) -> set[str]:
    """Return the dotted paths of all definitions as annotations show them, without private modules."""
    return {last_part(name) if name.startswith("_") else name for name in surface.definitions}


def said_once(found: list[Change]) -> list[Change]:
    """Return the changes without those that a class inherits from one that reports them."""
    kept: dict[object, Change] = {}
    for item in sorted(found, key=lambda each: (each.where.count("."), sort_key(each))):
        said = replace(item, where="" if item.subject is ChangeSubject.FIELD else last_part(item.where))
        once = item.location.line and item.kind is not ChangeKind.DEFINITION_CHANGED
        kept.setdefault(said if once else item, item)
    return list(kept.values())
