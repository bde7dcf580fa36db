"""Methods that go by another name: of the same operation, or of one with the same id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from specloom.api.ir import Operation
from specloom.compare.plans.inventory import FoundMethod, Inventory

Operations: TypeAlias = Mapping[str, Operation]


def renamed_methods(
    old: Inventory, new: Inventory, old_operations: Operations, new_operations: Operations
) -> dict[str, FoundMethod]:
    """Return the new method for each old one that goes by another name, by its operation or else the id of that."""
    coming = [found for name, found in new.methods.items() if name not in old.methods]
    going = [found for name, found in old.methods.items() if name not in new.methods]
    found = matched(going, coming, by_key)
    taken = {each.subject for each in found.values()}
    old_ids, new_ids = operation_ids(old_operations), operation_ids(new_operations)
    ids = {**old_ids, **new_ids}
    moved = [each for each in going if each.subject not in found and by_key(each) not in new_operations]
    fresh = [each for each in coming if each.subject not in taken and by_key(each) not in old_operations]
    return {**found, **matched(moved, fresh, lambda each: ids.get(by_key(each), ""))}


def by_key(found: FoundMethod) -> str:
    """Return the key of a method's operation."""
    return found.method.operation_key


def operation_ids(operations: Operations) -> dict[str, str]:
    """Return the ids of operations by their keys, those alone that one operation has."""
    keys: dict[str, list[str]] = {}
    for key, operation in operations.items():
        if operation.operation_id:
            keys.setdefault(operation.operation_id, []).append(key)
    return {group[0]: name for name, group in keys.items() if len(group) == 1}


def matched(
    going: list[FoundMethod], coming: list[FoundMethod], mark: Callable[[FoundMethod], str]
) -> dict[str, FoundMethod]:
    """Return the new method for each old one with the same mark; what several methods have marks none."""
    before, after = alone(going, mark), alone(coming, mark)
    return {found.subject: after[key] for key, found in before.items() if key and key in after}


def alone(found: list[FoundMethod], mark: Callable[[FoundMethod], str]) -> dict[str, FoundMethod]:
    """Return methods by their marks; a mark of several is left out."""
    groups: dict[str, list[FoundMethod]] = {}
    for each in found:
        groups.setdefault(mark(each), []).append(each)
    return {key: group[0] for key, group in groups.items() if len(group) == 1}
