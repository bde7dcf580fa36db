"""Inherited fields that a model states once more, because pydantic could not resolve them otherwise.

A field whose type is imported late is still text when a derived class copies it, and pydantic then looks its names up
in the module of the derived class. Stated there, it is resolved there.
"""

from __future__ import annotations

from dataclasses import replace

from specloom.plan.exprs import named
from specloom.plan.planned import Direction, NamedType, PlannedClass, PlannedField, PlannedType, PlannedTypeModule


def restated(modules: list[PlannedTypeModule], settled: list[PlannedTypeModule]) -> list[PlannedTypeModule]:
    """Return `modules` with such fields stated; `settled` are the same modules with their late references marked."""
    classes = _classes(modules)
    late = {
        key: {field.name for field in planned.fields if any(item.deferred for item in named(field.type))}
        for key, planned in _classes(settled).items()
    }

    def settle(planned: PlannedType) -> PlannedType:
        if not isinstance(planned, PlannedClass) or not planned.bases:
            return planned
        own = {field.name for field in planned.fields}
        inherited = [field for field in _inherited(planned, classes, late).values() if field.name not in own]
        return replace(planned, fields=(*inherited, *planned.fields)) if inherited else planned

    return [
        replace(module, types=tuple(settle(planned) for planned in module.types))
        if module.direction is Direction.RESPONSE
        else module
        for module in modules
    ]


def _classes(modules: list[PlannedTypeModule]) -> dict[NamedType, PlannedClass]:
    return {
        NamedType(module.path, planned.name): planned
        for module in modules
        if module.direction is Direction.RESPONSE
        for planned in module.types
        if isinstance(planned, PlannedClass)
    }


def _inherited(
    planned: PlannedClass, classes: dict[NamedType, PlannedClass], late: dict[NamedType, set[str]]
) -> dict[str, PlannedField]:
    """Return the fields of all ancestors whose types are imported late, by name, the nearest ones."""
    found: dict[str, PlannedField] = {}
    for base in planned.bases:
        known = classes.get(base)
        if known is not None:
            found.update(_inherited(known, classes, late))
            found.update({field.name: field for field in known.fields if field.name in late[base]})
    return found
