"""Imports the types that tests use from the packages that export them, each under a unique name."""

from __future__ import annotations

from collections.abc import Collection

from specloom.emit.annotations import Annotator
from specloom.emit.imports import Imports
from specloom.emit.resources.types import TypeFacts
from specloom.plan.planned import BasicKind, BasicType, Direction, ModulePath, NamedType, PlannedMethod

_TAKEN = frozenset({"Any", "assert_matches_type", "base_url", "cast", "os", "parse_date", "parse_datetime", "pytest"})


class TypeNames:
    """Names in one file of tests. `own` are those of its classes."""

    def __init__(self, package: str, facts: TypeFacts, own: Collection[str]) -> None:
        """Start with the imports of every file."""
        self.package = package
        self.facts = facts
        self.imports = Imports(("tests",), taken={*own, *_TAKEN})
        self._homes: dict[str, ModulePath] = {}
        self.imports.add_name("__future__", "annotations")
        self.imports.add_module("pytest")

    def import_matcher(self) -> None:
        """Import the function that compares a result with its type."""
        self.imports.add_name("tests.utils", "assert_matches_type", "assert_matches_type")

    def import_helper(self, name: str) -> str:
        """Import a function of the package's helpers."""
        return self.imports.add_name(f"{self.package}._utils", name, name)

    def result_type(self, method: PlannedMethod, *, awaited: bool) -> str:
        """Return the type that a result is compared with."""
        page = method.result.page
        if page is not None:
            name = f"{'Async' if awaited else 'Sync'}{page.class_name}"
            self.imports.add_name(f"{self.package}.pagination", name)
            return f"{name}[{self._make_annotator().annotation_of(page.item)}]"
        if method.result.type == BasicType(BasicKind.BINARY_RESPONSE):
            name = "AsyncBinaryAPIResponse" if awaited else "BinaryAPIResponse"
            return self.imports.add_name(f"{self.package}._response", name)
        return self._make_annotator().annotation_of(method.result.type)

    def streamed_class(self, *, awaited: bool) -> str:
        """Return the class of a binary response that is streamed."""
        name = "AsyncStreamedBinaryAPIResponse" if awaited else "StreamedBinaryAPIResponse"
        return self.imports.add_name(f"{self.package}._response", name)

    def _make_annotator(self) -> Annotator:
        return Annotator(self.imports, Direction.RESPONSE, self._import_named_type, formats=False)

    def _import_named_type(self, expr: NamedType) -> str:
        """Import a type, under another name if its name is taken or pytest would collect it."""
        package = self.facts.exports.get(NamedType(expr.module, expr.name)) or expr.module
        known = self._homes.setdefault(expr.name, package)
        alone = known == package and not expr.name.startswith("Test")
        alias = None if alone else "_".join((*package[1:], expr.name))
        return self.imports.add_name(".".join((self.package, *package)), expr.name, alias)
