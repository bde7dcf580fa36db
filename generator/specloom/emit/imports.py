"""Collects the imports of one generated file in any order, and prints them sorted in the usual groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from datamodel_code_generator.imports import Import
from datamodel_code_generator.imports import Imports as LibraryImports
from typing_extensions import override

from specloom.emit.layout import LINE_WIDTH, laid_out
from specloom.plan.planned import ModulePath

_STDLIB = frozenset({"builtins", "datetime", "operator", "os", "typing", "typing_extensions"})
"""The modules of the first group; `typing_extensions` is sorted with `typing`, whose names it has."""
_AS_PRINTED = {
    **{
        Import(name, "typing"): Import(name, "typing_extensions")
        for name in ("Annotated", "Literal", "Required", "TypeAlias", "TypedDict")
    },
    Import("Field", "pydantic"): Import("Field", "pydantic", "FieldInfo", keep_unaliased=True),
}
"""Imports of the library's types and models that generated code writes differently."""


class Imports(LibraryImports):
    """Imports of the module at `path` below the package; `is_package` if that is an `__init__` file.

    `taken` are names that the file defines itself: imports of the same name get a leading underscore.
    """

    def __init__(self, path: ModulePath, *, is_package: bool = False, taken: Collection[str] = ()) -> None:
        super().__init__()
        self._taken = taken
        self._directory = path if is_package else path[:-1]

    @override
    def append(self, imports: Import | Iterable[Import] | None) -> None:
        """Add the imports that the library's types and models need."""
        given = [imports] if isinstance(imports, Import) else imports or ()
        super().append([self._with_free_alias(_AS_PRINTED.get(each, each)) for each in given])

    def _with_free_alias(self, import_: Import) -> Import:
        if import_.alias is None and import_.import_ in self._taken:
            return replace(import_, alias=f"_{import_.import_}", keep_unaliased=True)
        return import_

    def aliases_of(self, names: Iterable[str]) -> Mapping[str, str]:
        """Return the names that are imported under another name, with that name."""
        return {name: f"_{name}" for name in names if name in self._taken}

    def add_name(self, module: str, name: str, alias: str | None = None) -> str:
        """Import `name` of an absolute module, or of a relative one in dots, and return the name it has here."""
        here = alias or (f"_{name}" if name in self._taken else name)
        super().append(Import(name, module) if here == name else Import(name, module, here, keep_unaliased=True))
        return here

    def add_module(self, module: str, alias: str | None = None) -> str:
        """Import a module and return the name it has here."""
        super().append(Import(module) if alias is None else Import(module, alias=alias, keep_unaliased=True))
        return alias or module

    def add_own(self, module: ModulePath, name: str, alias: str | None = None) -> str:
        """Import `name` of a module of the generated package."""
        return self.add_name(self.relative_module(module), name, alias)

    def relative_module(self, module: ModulePath) -> str:
        """Return the relative name of a module of the package, e.g. `...types.shared`."""
        shared = 0
        while shared < min(len(self._directory), len(module)) and self._directory[shared] == module[shared]:
            shared += 1
        return "." * (len(self._directory) - shared + 1) + ".".join(module[shared:])

    def import_groups(self, indent: int = 0) -> tuple[tuple[str, ...], ...]:
        """Return the imports in groups: future, standard library, other packages, this package."""
        ordered: list[list[str]] = [[], [], [], []]
        for module in sorted(self.get(None, ())):
            ordered[self._group_index(module.partition(" ")[0])].append(f"import {module}")
        for module in sorted(filter(None, self), key=_module_sort_key):
            names = sorted(self[module], key=_name_sort_key)
            ordered[self._group_index(module)].append(import_line(module, names, indent))
        return tuple(tuple(group) for group in ordered if group)

    @staticmethod
    def _group_index(module: str) -> int:
        if module == "__future__":
            return 0
        if module.startswith("."):
            return 3
        return 1 if module in _STDLIB else 2


def import_line(module: str, names: Sequence[str], indent: int) -> str:
    """Return an import indented by `indent`, in parentheses if it is long."""
    line = f"from {module} import {', '.join(names)}"
    return line if indent + len(line) <= LINE_WIDTH else laid_out(f"from {module} import ({', '.join(names)})", indent)


def _module_sort_key(module: str) -> tuple[int, str]:
    """Sort relative imports from the farthest to the nearest, as import sorters do."""
    dots = len(module) - len(module.lstrip("."))
    return (-dots, module)


def import_block(groups: Iterable[Iterable[str]]) -> str:
    """Join groups of import lines with a blank line between them."""
    return "\n\n".join("\n".join(group) for group in groups)


def _name_sort_key(name: str) -> tuple[int, str]:
    """Sort constants before classes and classes before the rest, as import sorters do."""
    first = name.lstrip("_")
    if first.split(" ")[0].isupper() and len(first) > 1:
        return 0, name
    return (1 if first[:1].isupper() else 2), name
