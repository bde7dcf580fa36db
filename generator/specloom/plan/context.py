"""The context that all parts of the planner share: the API, its names, its models and the diagnostics."""

from __future__ import annotations

from specloom.api.ir import Api, Field, MethodSpec, Schema
from specloom.base.allowance import Allowance
from specloom.base.diagnostics import Diagnostics, SourceLocation
from specloom.base.names import model_field_name, param_field_name
from specloom.base.words import Casing
from specloom.plan.catalogue import Catalogue, ModelHome
from specloom.plan.module_paths import ModulePaths, ResourceLocation
from specloom.plan.planned import Direction, NamedType, PlannedDoc
from specloom.plan.words import PascalNames

_LETTERS = 250
"""Characters of a text that count as one part."""


class PlanContext:
    """The shared state of one run."""

    def __init__(self, api: Api, diagnostics: Diagnostics, allowance: Allowance) -> None:
        """Assign modules to the resources of `api` and name its models."""
        self.api = api
        self.diagnostics = diagnostics
        self._allowance = allowance
        self.casing = Casing(dict(api.casings))
        self.words = PascalNames(self.casing)
        self.locations = ModulePaths(api.root, api.package, self.casing)
        self.catalogue = Catalogue(api, self.locations)
        self.wanted: dict[tuple[str, Direction], None] = {}
        """Models that something uses, by component and direction, in order of first use."""
        self._names: dict[tuple[str, Direction], str] = {}

    def model(self, home: ModelHome, direction: Direction) -> NamedType:
        """Return the type of a model and note that it is used."""
        if direction is Direction.REQUEST and home.spec.param_schema is not None:
            home = self.catalogue.home(home.spec.param_schema) or home
        named = home.named(direction)
        self.wanted[home.spec.schema, Direction.RESPONSE if home.plain else direction] = None
        return named

    def field_name(self, field: Field, direction: Direction) -> str:
        """Return the Python name of a property in a model or in a params dictionary."""
        wire = field.name_hint or field.wire_name
        known = self._names.get((wire, direction))
        if known is None:
            known = self._names[wire, direction] = self._field_name(wire, direction)
        return known

    def _field_name(self, wire: str, direction: Direction) -> str:
        if direction is Direction.REQUEST:
            return param_field_name(wire, self.casing)
        name = model_field_name(wire, self.casing)
        if name.startswith("api_model_") and not self.api.package.protect_model_namespace:
            return param_field_name(wire, self.casing)
        return name

    def widened(self, schema: Schema, why: str) -> None:
        """Report that a schema became any JSON value."""
        location = SourceLocation(pointer=schema.info.pointer or None)
        self.diagnostics.warning("schema-widened", f"the schema {why}; its type accepts any value", location=location)

    def spend(self, parts: int, pointer: str | None) -> None:
        """Count parts of types and methods made from `pointer`. Raises `UserError` if the total is too large."""
        if not self._allowance.count_parts(parts):
            raise self._allowance.exceeded(SourceLocation(pointer=pointer or None))

    def documented(self, doc: PlannedDoc) -> PlannedDoc:
        """Return `doc`, its characters counted as parts."""
        letters = sum(map(len, (doc.text or "", doc.default or "", *doc.notes)))
        self.spend(letters // _LETTERS, doc.pointer)
        return doc

    def method_type(self, location: ResourceLocation, method: MethodSpec, suffix: str) -> NamedType:
        """Claim the name of a type of a method: the resource in the singular, the method and the type's purpose.

        Methods of the client itself have no resource; only their params begin with `client`. If the name is taken (by
        `user` and `users`), the resource keeps its plural, or gets its parents as a prefix.
        """
        tail = (self.casing.snake(method.name), suffix)
        if not location.parts:
            resources = ["client" if suffix == "params" else "", "client"]
        else:
            resources = [self.casing.singular(location.spec.name), location.spec.name, "_".join(location.parts)]
        words = ["_".join(filter(None, (resource, *tail))) for resource in resources]
        return self.locations.model(words[0], location.types, *words[1:])
