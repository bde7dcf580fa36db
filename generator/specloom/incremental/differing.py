"""Two plans side by side: the files of types in which they differ, if nothing stands in the way of renewing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.plan.planned import Plan, PlannedResource


def differing(old: Plan, new: Plan) -> tuple[str, ...] | None:
    """Return the files of types that the plans give other contents; None where they differ in what others build on."""
    if _frame(old) != _frame(new):
        return None
    pairs = zip(old.type_modules, new.type_modules, strict=True)
    return tuple("/".join(one.path) + ".py" for one, other in pairs if one != other)


def _frame(planned: Plan) -> tuple[Plan, tuple[object, ...], tuple[object, ...]]:
    """Return what must be the same: all but the types inside modules and the methods of resources, their names too."""
    root = replace(planned.client.root, children=())
    bare = replace(planned, type_modules=(), client=replace(planned.client, root=root))
    modules = tuple((module.path, module.exports) for module in planned.type_modules)
    return bare, modules, tuple(_face(child) for child in _below(planned.client.root))


def _face(resource: PlannedResource) -> tuple[PlannedResource, tuple[str, ...], int]:
    """Return what other files see of a resource."""
    bare = replace(resource, methods=(), children=())
    return bare, tuple(method.name for method in resource.methods), len(resource.children)


def _below(root: PlannedResource) -> Iterator[PlannedResource]:
    for child in root.children:
        yield child
        yield from _below(child)
