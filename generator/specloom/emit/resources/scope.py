"""The state that the parts of one generated file share: its imports, and names that its classes hide."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from specloom.emit.annotations import Annotator
from specloom.emit.datatypes import SPELLED_NAMES, TypeTable
from specloom.emit.imports import Imports
from specloom.plan.planned import Direction, ModulePath, NamedType, PlannedTypePackage, TypeExpr

_HIDEABLE = frozenset({"bool", "bytes", "date", "datetime", "float", "int", "object", "str", "timedelta"})

Exports = Mapping[NamedType, ModulePath]
"""The package that re-exports a type."""


def export_index(packages: Collection[PlannedTypePackage]) -> Exports:
    """Return the package that exports each type; of several, the one with the shortest path."""
    index: dict[NamedType, ModulePath] = {}
    for package in sorted(packages, key=lambda item: (-len(item.path), item.path)):
        index.update({NamedType(export.module, export.name): package.path for export in package.exports})
    return index


@dataclass
class ResourceScope:
    """A file of resources. `members` are the attribute names of its classes, which hide names of the module."""

    path: ModulePath
    exports: Exports
    members: Collection[str] = ()
    reached: set[ModulePath] = field(default_factory=set[ModulePath])
    """Type modules that are used as attributes of their packages, shared by all files."""
    defined: Collection[str] = ()
    """Names of the classes that the file defines."""
    used: Collection[str] = ()
    """Names of the classes of children, which imports must not use either."""
    imports: Imports = field(init=False)
    types: TypeTable = field(init=False)

    def __post_init__(self) -> None:
        """Start with no imports."""
        self.imports = Imports(self.path, taken={*self.defined, *self.used})
        self.imports.add_name("__future__", "annotations")
        self.types = TypeTable(self.imports.aliases_of(SPELLED_NAMES))

    def import_for_class_body(self, module: str, name: str) -> str:
        """Import a runtime name that is needed inside a class body, under another name if a member hides it."""
        return self.imports.add_own(tuple(module.split(".")), name, f"_{name}" if name in self.members else None)

    def import_runtime(self, module: str, name: str) -> str:
        """Import a name of the runtime and return its name here."""
        return self.imports.add_own(tuple(module.split(".")), name)

    def annotation_of(self, expr: TypeExpr, *, awaited: bool) -> str:
        """Return a type for a signature."""
        return self._make_annotator(_HIDEABLE & set(self.members), awaited=awaited).annotation_of(expr)

    def type_expression(self, expr: TypeExpr, locals_: Collection[str], *, awaited: bool, formats: bool = False) -> str:
        """Return a type as an expression in the body of a method that has these parameters."""
        return self._make_annotator(_HIDEABLE & set(locals_), awaited=awaited, formats=formats).annotation_of(expr)

    def _make_annotator(self, shadowed: Collection[str], *, awaited: bool, formats: bool = False) -> Annotator:
        return Annotator(
            self.imports,
            Direction.REQUEST,
            self._spell_named_type,
            shadowed,
            formats=formats,
            awaited=awaited,
            types=self.types,
        )

    def _spell_named_type(self, expr: NamedType) -> str:
        """Return a planned type through the lazy packages: `api_types.workflows.InstanceGetResponse`."""
        package = self.exports.get(NamedType(expr.module, expr.name))
        path = expr.module if package is None else package
        if package is None:
            self.reached.add(expr.module)
        self.imports.add_own((), "types", "api_types")
        return ".".join(["api_types", *path[1:], expr.name])
