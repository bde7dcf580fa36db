"""Redeclares inherited fields in models where pydantic could not resolve them otherwise.

A field whose type is imported late, or defined further down in its file, is still text when a subclass in another file
copies it, and pydantic then looks up its names in the file of the subclass. So the subclass declares it again.
"""

from __future__ import annotations

from dataclasses import replace

from specloom.base.records import dataclass
from specloom.plan.exprs import named_types
from specloom.plan.flatten import ancestors
from specloom.plan.planned import (
    Direction,
    ModulePath,
    NamedType,
    PlannedClass,
    PlannedField,
    PlannedType,
    PlannedTypeModule,
)


@dataclass(frozen=True, slots=True)
class _LateFields:
    """The names of fields whose types are unknown when their class is created: imported late, or defined below it."""

    imported: frozenset[str]
    below: frozenset[str]

    def seen_from(self, same_file: bool) -> frozenset[str]:
        """Return the fields that a subclass must declare."""
        return self.imported if same_file else self.imported | self.below


def restate_fields(modules: list[PlannedTypeModule], settled: list[PlannedTypeModule]) -> list[PlannedTypeModule]:
    """Return `modules` with such fields declared; `settled` are the modules with late references deferred."""
    classes = _planned_classes(modules)
    position = {
        (module.path, planned.name): number for module in settled for number, planned in enumerate(module.types)
    }
    late = {key: _late_fields(key, planned, position) for key, planned in _planned_classes(settled).items()}

    if not any(fields.imported or fields.below for fields in late.values()):
        return modules

    def settle(planned: PlannedType, path: ModulePath) -> PlannedType:
        if not isinstance(planned, PlannedClass) or not planned.bases:
            return planned
        own = {field.name for field in planned.fields}
        inherited = [
            field for field in _late_inherited_fields(planned, path, classes, late).values() if field.name not in own
        ]
        return replace(planned, fields=(*inherited, *planned.fields)) if inherited else planned

    return [
        replace(module, types=tuple(settle(planned, module.path) for planned in module.types))
        if module.direction is Direction.RESPONSE
        else module
        for module in modules
    ]


def _late_fields(key: NamedType, planned: PlannedClass, position: dict[tuple[ModulePath, str], int]) -> _LateFields:
    own = position[key.module, key.name]
    types = {field.name: list(named_types(field.type)) for field in planned.fields}
    return _LateFields(
        frozenset(name for name, items in types.items() if any(item.deferred for item in items)),
        frozenset(
            name
            for name, items in types.items()
            if any(item.module == key.module and position.get((item.module, item.name), own) > own for item in items)
        ),
    )


def _planned_classes(modules: list[PlannedTypeModule]) -> dict[NamedType, PlannedClass]:
    return {
        NamedType(module.path, planned.name): planned
        for module in modules
        if module.direction is Direction.RESPONSE
        for planned in module.types
        if isinstance(planned, PlannedClass)
    }


def _late_inherited_fields(
    planned: PlannedClass,
    path: ModulePath,
    classes: dict[NamedType, PlannedClass],
    late: dict[NamedType, _LateFields],
) -> dict[str, PlannedField]:
    """Return the late fields of all ancestors by name, the nearest ones; `path` is the file of the subclass."""
    found: dict[str, PlannedField] = {}
    for base in ancestors(planned, classes):
        stated = late[base].seen_from(base.module == path)
        found.update({field.name: field for field in classes[base].fields if field.name in stated})
    return found
