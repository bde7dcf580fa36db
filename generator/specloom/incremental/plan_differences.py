"""Compares two plans: the files of types that differ, if everything that other files depend on is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.plan.planned import Plan, PlannedResource


def differing_type_files(old: Plan, new: Plan) -> tuple[str, ...] | None:
    """Return the files of types whose content differs between the plans; None if something that others use differs."""
    if _shared_parts(old) != _shared_parts(new):
        return None
    pairs = zip(old.type_modules, new.type_modules, strict=True)
    return tuple("/".join(one.path) + ".py" for one, other in pairs if one != other)


def _shared_parts(planned: Plan) -> tuple[Plan, tuple[object, ...], tuple[object, ...]]:
    """Return what must be the same: everything but the content of types and methods; their names are included."""
    root = replace(planned.client.root, children=())
    bare = replace(planned, type_modules=(), client=replace(planned.client, root=root))
    modules = tuple((module.path, module.exports) for module in planned.type_modules)
    return bare, modules, tuple(_visible_parts(child) for child in _resources_below(planned.client.root))


def _visible_parts(resource: PlannedResource) -> tuple[PlannedResource, tuple[str, ...], int]:
    """Return what other files see of a resource."""
    bare = replace(resource, methods=(), children=())
    return bare, tuple(method.name for method in resource.methods), len(resource.children)


def _resources_below(root: PlannedResource) -> Iterator[PlannedResource]:
    for child in root.children:
        yield child
        yield from _resources_below(child)
