"""What changes for the users of a client between two plans of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specloom.api.ir import Api, Operation
from specloom.compare.plans.change import BUMPS, Bump, Change, Level, Side, bump_of, next_version
from specloom.compare.plans.client import Client
from specloom.compare.plans.inventory import Inventory, take_inventory
from specloom.compare.plans.matching import renamed_methods
from specloom.compare.plans.methods import Methods
from specloom.compare.plans.naming import renamed_types
from specloom.compare.plans.relation import Relations, TypeKey, plain
from specloom.compare.plans.types import Types
from specloom.compare.plans.vanished import lost_types, untold
from specloom.plan.planned import Plan

__all__ = ["BUMPS", "Bump", "Change", "Level", "Side", "Version", "bump_of", "compare", "next_version"]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an API: what it means, and what is planned of it."""

    api: Api
    plan: Plan

    @property
    def operations(self) -> Mapping[str, Operation]:
        """The operations by key."""
        return {operation.key: operation for operation in self.api.operations}


def compare(old: Version, new: Version) -> tuple[Change, ...]:
    """Return what changes for the users of the client, the gravest first."""
    before, after = take_inventory(old.plan), take_inventory(new.plan)
    methods = renamed_methods(before, after, old.operations, new.operations)
    relations = relations_of(before, after, renamed_types(before, after, methods))
    found = [
        *Client(relations, old.plan, new.plan).changes(),
        *Methods(relations, before, after, old.operations, new.operations, methods).changes(),
        *Types(relations, before, after, signatures(after)).changes(),
    ]
    found += untold(before, relations, found)
    order = list(Level)
    return tuple(sorted(dict.fromkeys(found), key=lambda change: order.index(change.level)))


def signatures(inventory: Inventory) -> frozenset[TypeKey]:
    """Return the TypedDicts whose keys are the parameters of a method."""
    found = [each.method.params_type for each in inventory.methods.values()]
    return frozenset((each.module, each.name) for each in found if each is not None)


def relations_of(old: Inventory, new: Inventory, renamed: dict[TypeKey, TypeKey]) -> Relations:
    """Return how types of two plans are compared; `renamed` leads from an old type to the one that it is now."""
    old_aliases = {renamed.get(key, key): plain(expr, renamed) for key, expr in old.aliases.items()}
    new_aliases = {key: plain(expr, {}) for key, expr in new.aliases.items()}
    both = {renamed.get(key, key) for key in old.types} & set(new.types)
    shared = frozenset(both & {*old_aliases, *new_aliases})
    return Relations(old_aliases, new_aliases, renamed, shared, lost_types(old, new, renamed))
