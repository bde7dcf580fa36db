"""Builds lazy modules, whose names are loaded on first use: `types`, `resources` and `_runtime.pages`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from specloom.emit.imports import Imports, import_block
from specloom.emit.layout import laid_out
from specloom.emit.literals import python_literal
from specloom.emit.resources.modules import all_class_names
from specloom.emit.views import FileView, PackageView
from specloom.plan.planned import ModulePath, Plan, PlannedResource

TEMPLATE = "package/lazy.py.jinja"


def type_package_files(plan: Plan, reached: Iterable[ModulePath]) -> Iterator[FileView]:
    """Return the `__init__` files below `types`: root types by name, and the modules that resources use."""
    for package in plan.type_packages:
        names = {export.name: export.module for export in package.exports}
        modules = {module[-1] for module in reached if module[:-1] == package.path}
        yield lazy_module(package.path, names, (modules | set(package.subpackages)) - set(names))


def resource_package_files(root: PlannedResource) -> Iterator[FileView]:
    """Return the `__init__` files below `resources`: six classes for each resource in the package."""
    packages: dict[ModulePath, dict[str, ModulePath]] = {("resources",): {}}
    _collect_packages(root, ("resources",), packages)
    for path, names in sorted(packages.items()):
        yield lazy_module(path, names, {other[len(path)] for other in packages if other[:-1] == path})


def _collect_packages(
    resource: PlannedResource, path: ModulePath, packages: dict[ModulePath, dict[str, ModulePath]]
) -> None:
    for child in resource.children:
        inner = child.package or path
        for package in {path, inner}:
            names = packages.setdefault(package, {})
            names.update(dict.fromkeys(all_class_names(child), child.module))
        _collect_packages(child, inner, packages)


def lazy_module(
    path: ModulePath, names: Mapping[str, ModulePath], submodules: Iterable[str] = (), *, is_package: bool = True
) -> FileView:
    """Return a lazy module; `names` are looked up in their modules."""
    imports = Imports(path, is_package=is_package)
    imports.add_name("__future__", "annotations")
    imports.add_name("typing", "TYPE_CHECKING")
    imports.add_own(("_runtime", "lazy"), "lazy_names")
    directory = path if is_package else path[:-1]
    checked = Imports(path, is_package=is_package)
    for name in submodules:
        checked.add_own(directory, f"{name} as {name}")
    for name, module in names.items():
        checked.add_own(module, f"{name} as {name}")
    sources = dict.fromkeys(sorted(submodules), "")
    sources.update({name: imports.relative_module(names[name]) for name in sorted(names)})
    view = PackageView(
        imports=import_block(imports.import_groups()),
        checked_imports=tuple(line for group in checked.import_groups(4) for line in group),
        lazy_names=lazy_names_call(sources),
    )
    return FileView("/".join((*path, "__init__.py") if is_package else (*path[:-1], f"{path[-1]}.py")), TEMPLATE, view)


def lazy_names_call(sources: Mapping[str, str]) -> str:
    """Return the call that makes `__getattr__` and `__dir__` of a lazy module, given the module of each name."""
    return laid_out(f"lazy_names(__name__, {python_literal({**sources})})", 4, len("__getattr__, __dir__ = "))
