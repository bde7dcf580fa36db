"""Flattens nested classes whose base leads back to their own file: they declare the inherited fields themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.base.graph import strong_components
from specloom.plan.planned import ModulePath, NamedType, PlannedClass, PlannedField, PlannedType, PlannedTypeModule


def base_modules(module: PlannedTypeModule) -> set[ModulePath]:
    """Return the other modules that hold a base class of one in `module`."""
    classes = [planned for planned in module.types if isinstance(planned, PlannedClass)]
    return {base.module for planned in classes for base in planned.bases if base.module != module.path}


def without_base_cycles(modules: list[PlannedTypeModule]) -> list[PlannedTypeModule]:
    """Return the modules without import cycles through base classes.

    Such an import can't be deferred. Only a nested class can close such a cycle: it gives up its bases.
    """
    index = {module.path: number for number, module in enumerate(modules)}
    graph = {
        number: sorted(index[path] for path in base_modules(module) if path in index)
        for number, module in enumerate(modules)
    }
    classes = {
        NamedType(module.path, planned.name): planned
        for module in modules
        for planned in module.types
        if isinstance(planned, PlannedClass)
    }
    changed = list(modules)
    for component in strong_components(graph):
        inside = {modules[number].path for number in component} if len(component) > 1 else set[ModulePath]()
        for number in component if inside else ():
            changed[number] = _flatten_module(modules[number], inside, classes)
    return changed


def _flatten_module(
    module: PlannedTypeModule, inside: set[ModulePath], classes: dict[NamedType, PlannedClass]
) -> PlannedTypeModule:
    def settle(planned: PlannedType) -> PlannedType:
        if not isinstance(planned, PlannedClass) or planned.name in module.exports:
            return planned
        if all(base.module not in inside - {module.path} for base in planned.bases):
            return planned
        fields = _all_fields(planned, classes)
        return replace(planned, bases=(), fields=tuple(sorted(fields, key=lambda field: not field.required)))

    return replace(module, types=tuple(settle(planned) for planned in module.types))


def _all_fields(planned: PlannedClass, classes: dict[NamedType, PlannedClass]) -> list[PlannedField]:
    """Return inherited and own fields, each name once."""
    found: dict[str, PlannedField] = {}
    for base in ancestors(planned, classes):
        found.update({field.name: field for field in classes[base].fields})
    found.update({field.name: field for field in planned.fields})
    return list(found.values())


def ancestors(planned: PlannedClass, classes: dict[NamedType, PlannedClass]) -> Iterator[NamedType]:
    """Yield the classes that `planned` inherits from, each once and after its own bases."""
    seen: set[NamedType] = set()
    stack: list[tuple[NamedType, bool]] = [(base, False) for base in reversed(planned.bases)]
    while stack:
        one, is_done = stack.pop()
        if is_done:
            yield one
        elif one not in seen and one in classes:
            seen.add(one)
            stack.append((one, True))
            stack += [(base, False) for base in reversed(classes[one].bases)]
