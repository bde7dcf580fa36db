"""Types that go by another name: made from the same schema, or else of the same fields."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from specloom.compare.plans.inventory import FoundMethod, FoundType, Inventory, named
from specloom.compare.plans.relation import TypeKey, members, plain
from specloom.plan.planned import DictType, ListType, NamedType, OptionalType, PlannedClass, TypeExpr, UnionType

Mark = TypeVar("Mark", bound=Hashable)
ANY_NAME = NamedType((), "")


def renamed_types(old: Inventory, new: Inventory, methods: Mapping[str, FoundMethod]) -> dict[TypeKey, TypeKey]:
    """Return the new place of each old type that is called otherwise now; `methods` are those that are themselves."""
    going, coming = set(old.types) - set(new.types), set(new.types) - set(old.types)
    found = matched(by_schema(old, going), by_schema(new, coming))
    for name, method in methods.items():
        pairs = twins(old.methods[name], method)
        known = {*found, *found.values()}
        found |= {was: now for was, now in pairs if was in going and now in coming and not {was, now} & known}
    modules = {was[0]: now[0] for was, now in found.items()}
    for module, name in sorted(going - found.keys()):
        now = (modules.get(module, ()), name)
        if now in coming and now not in found.values():
            found[module, name] = now
    going -= {*found, *old.only_of(set(old.methods) - set(new.methods))}
    coming -= {*found.values(), *new.only_of(set(new.methods) - set(old.methods))}
    return {**found, **matched(by_shape(old, going), by_shape(new, coming))}


def twins(old: FoundMethod, new: FoundMethod) -> list[tuple[TypeKey, TypeKey]]:
    """Return the types that have the same part in two methods: the whole signature, the answer."""
    pairs: list[tuple[TypeKey, TypeKey]] = []
    before, after = old.method, new.method
    exprs = [(before.params_type, after.params_type), (before.result.type, after.result.type)]
    if before.result.page is not None and after.result.page is not None:
        exprs.append((before.result.page.item, after.result.page.item))
    for was, now in exprs:
        names = [list(named(expr)) if expr is not None else [] for expr in (was, now)]
        if len(names[0]) == len(names[1]) == 1:
            pairs.append((names[0][0], names[1][0]))
    return pairs


def matched(going: Mapping[Mark, TypeKey], coming: Mapping[Mark, TypeKey]) -> dict[TypeKey, TypeKey]:
    """Return the pairs with the same mark."""
    return {key: coming[mark] for mark, key in going.items() if mark in coming}


def by_schema(inventory: Inventory, keys: set[TypeKey]) -> dict[Hashable, TypeKey]:
    """Return types by the schema they are made from; a schema with several is left out."""
    marks = {key: inventory.types[key].type.doc.pointer for key in sorted(keys)}
    return alone({key: (mark, inventory.types[key].direction) for key, mark in marks.items() if mark is not None})


def by_shape(inventory: Inventory, keys: set[TypeKey]) -> dict[Hashable, TypeKey]:
    """Return classes by their fields, whatever the types in these are called; what several have is left out."""
    shapes = {key: shape(inventory.types[key]) for key in sorted(keys)}
    return alone({key: mark for key, mark in shapes.items() if mark is not None})


def alone(marks: Mapping[TypeKey, Hashable]) -> dict[Hashable, TypeKey]:
    """Return the keys by their marks, those alone that no other key has."""
    groups: dict[Hashable, list[TypeKey]] = {}
    for key, mark in marks.items():
        groups.setdefault(mark, []).append(key)
    return {mark: group[0] for mark, group in groups.items() if len(group) == 1}


def shape(found: FoundType) -> Hashable:
    """Return what makes a type recognisable without its name, None for what nothing does."""
    if isinstance(found.type, PlannedClass):
        fields = frozenset((item.wire_name, item.required, blank(item.type)) for item in found.type.fields)
        return (found.direction, fields) if fields else None
    words = frozenset(members(plain(found.type.type, {}), {}))
    return (found.direction, words) if len(words) > 1 else None


def blank(expr: TypeExpr) -> TypeExpr:
    """Return a type without the names in it."""
    match plain(expr, {}):
        case NamedType():
            return ANY_NAME
        case ListType() as found:
            return ListType(blank(found.items))
        case DictType() as found:
            return DictType(blank(found.values))
        case OptionalType() as found:
            return OptionalType(blank(found.item))
        case UnionType() as found:
            return UnionType(tuple(blank(item) for item in found.items))
        case other:
            return other
