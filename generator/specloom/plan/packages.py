"""Plans the packages below `types/` and their exports."""

from __future__ import annotations

from specloom.plan.module_paths import SHARED
from specloom.plan.planned import ModulePath, NamedType, PlannedTypeModule, PlannedTypePackage


def type_packages(modules: list[PlannedTypeModule]) -> tuple[PlannedTypePackage, ...]:
    """Return every package that holds types, parents first; shared types are also exported by `types`."""
    exports: dict[ModulePath, dict[str, NamedType]] = {("types",): {}}
    directories: dict[ModulePath, dict[str, None]] = {("types",): {}}
    for module in modules:
        package = module.path[:-1]
        for end in range(1, len(package)):
            directories.setdefault(package[:end], {})[package[end]] = None
        directories.setdefault(package, {})
        names = exports.setdefault(package, {})
        for name in module.exports:
            names.setdefault(name, NamedType(module.path, name))
    for name, item in exports.get(SHARED, {}).items():
        exports["types",].setdefault(name, item)
    return tuple(
        PlannedTypePackage(path, tuple(item for _, item in sorted(exports.get(path, {}).items())), tuple(sorted(subs)))
        for path, subs in sorted(directories.items())
    )
