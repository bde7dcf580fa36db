"""Two plans side by side: the files in which they differ, if that is all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.api.planned import Plan, PlannedResource


@dataclass(frozen=True, slots=True)
class Changed:
    """The files, relative to the package, that two plans print in different ways: types and resources."""

    types: tuple[str, ...]
    resources: tuple[str, ...]


def differing(old: Plan, new: Plan) -> Changed | None:
    """Return the files in which the plans differ; None where they differ in more than that."""
    if _frame(old) != _frame(new):
        return None
    types = [
        "/".join(one.path) + ".py"
        for one, other in zip(old.type_modules, new.type_modules, strict=True)
        if one != other
    ]
    resources: list[str] = []
    for one, other in zip(_below(old.client.root), _below(new.client.root), strict=True):
        if replace(one, children=()) != replace(other, children=()):
            resources.append("/".join(one.module) + ".py")
    return Changed(tuple(types), tuple(resources))


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
