"""What changes for the users of a client between two plans of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.api.ir import Api, Operation
from generator.api.planned import Plan
from generator.changes.change import BUMPS, Bump, Change, Level, Side, bump_of, next_version
from generator.changes.client import Client
from generator.changes.inventory import Inventory, TypeKey, take_inventory
from generator.changes.methods import Methods
from generator.changes.relation import Relations
from generator.changes.types import Types, renamed_types

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
    relations = Relations(before.aliases, after.aliases, renamed_types(before, after))
    found = [
        *Client(relations, old.plan, new.plan).changes(),
        *Methods(relations, before, after, old.operations, new.operations).changes(),
        *Types(relations, before, after, signatures(after)).changes(),
    ]
    order = list(Level)
    return tuple(sorted(dict.fromkeys(found), key=lambda change: order.index(change.level)))


def signatures(inventory: Inventory) -> frozenset[TypeKey]:
    """Return the TypedDicts whose keys are the parameters of a method."""
    found = [each.method.params_type for each in inventory.methods.values()]
    return frozenset((each.module, each.name) for each in found if each is not None)
