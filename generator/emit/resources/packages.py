"""Lazy `__init__` files of `types` and `resources`: names for type checkers, modules on first use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.api.planned import ModulePath, Plan, PlannedResource
from generator.base.json import JsonValue
from generator.emit.imports import Imports, import_block
from generator.emit.literals import literal
from generator.emit.resources.modules import all_class_names
from generator.emit.views import FileView, PackageView

TEMPLATE = "package/lazy_package.py.jinja"


def type_package_files(plan: Plan) -> Iterator[FileView]:
    """Return the `__init__` files below `types`: root types by name, every module as a submodule."""
    modules: dict[ModulePath, list[str]] = {}
    for module in plan.type_modules:
        modules.setdefault(module.path[:-1], []).append(module.path[-1])
    for package in plan.type_packages:
        names = {export.name: export.module for export in package.exports}
        submodules = {*modules.get(package.path, ()), *package.subpackages}
        yield lazy_package(package.path, names, sorted(submodules - set(names)))


def resource_package_files(root: PlannedResource) -> Iterator[FileView]:
    """Return the `__init__` files below `resources`: six classes for each resource in the package."""
    packages: dict[ModulePath, dict[str, ModulePath]] = {("resources",): {}}
    _collect(root, ("resources",), packages)
    for path, names in sorted(packages.items()):
        folders = {other[len(path)] for other in packages if other[:-1] == path}
        yield lazy_package(path, names, sorted({module[len(path)] for module in names.values()} | folders))


def _collect(resource: PlannedResource, path: ModulePath, packages: dict[ModulePath, dict[str, ModulePath]]) -> None:
    for child in resource.children:
        inner = child.package or path
        for package in {path, inner}:
            names = packages.setdefault(package, {})
            names.update(dict.fromkeys(all_class_names(child), child.module))
        _collect(child, inner, packages)


def lazy_package(path: ModulePath, names: Mapping[str, ModulePath], submodules: Iterable[str]) -> FileView:
    """Return a lazy `__init__` file."""
    imports = Imports(path, is_package=True)
    imports.add("__future__", "annotations")
    imports.add("typing", "TYPE_CHECKING")
    imports.add_own(("_lazy",), "lazy_package")
    own: list[str] = [*submodules]
    checked = [f"from . import {name} as {name}" for name in own]
    checked += [f"from {imports.relative(module)} import {name} as {name}" for name, module in sorted(names.items())]
    places: dict[str, JsonValue] = {name: imports.relative(module) for name, module in sorted(names.items())}
    view = PackageView(
        imports=import_block(imports.groups()),
        checked_imports=tuple(checked),
        names=literal(places),
        submodules=literal([*own]),
    )
    return FileView("/".join((*path, "__init__.py")), TEMPLATE, view)
