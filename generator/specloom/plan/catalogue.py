"""The named models: their components, and the modules and names of their types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from specloom.api.ir import (
    Api,
    ArraySchema,
    EnumSchema,
    Info,
    ModelSpec,
    ObjectSchema,
    RefSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
    UnionSchema,
)
from specloom.base.graph import strong_components
from specloom.base.records import dataclass
from specloom.plan.module_paths import SHARED, SHARED_PARAMS, ModulePaths
from specloom.plan.planned import Direction, ModulePath, NamedType
from specloom.plan.reach import in_responses

_FORMATTED = (ScalarKind.DATE, ScalarKind.DATE_TIME, ScalarKind.BINARY, ScalarKind.BASE64)
"""Scalars with another type in requests."""


@dataclass(frozen=True, slots=True)
class ModelHome:
    """The types of a model: its response type, and its request model (the same type for plain values)."""

    spec: ModelSpec
    response: NamedType
    request: NamedType
    plain: bool = False
    """Whether one type serves both directions."""

    def named(self, direction: Direction) -> NamedType:
        """Return the type of the model in `direction`."""
        return self.response if direction is Direction.RESPONSE else self.request


@dataclass(frozen=True, slots=True)
class ComponentTarget:
    """The target of a reference: the component at the end of the chain, and the first model on the way, if any."""

    component: str
    schema: Schema
    home: ModelHome | None
    nullable: bool


class Catalogue:
    """All components and the models among them."""

    def __init__(self, api: Api, locations: ModulePaths) -> None:
        """Name the models of `api`: shared ones first, then resource by resource."""
        self._schemas = api.schemas
        self._locations = locations
        self._homes: dict[str, ModelHome] = {}
        self._targets: dict[str, ComponentTarget] = {}
        models = [*api.shared, *(model for location in locations.resources for model in location.spec.models)]
        suffixes = any(model.no_params_suffix for model in models)
        self._in_responses = in_responses(api) if suffixes else set[str]()
        self.second_names: list[tuple[NamedType, ModelSpec]] = []
        """Aliases of models, with what the config says of them."""
        for model in api.shared:
            self._add_model(model, SHARED)
        for location in locations.resources:
            for model in location.spec.models:
                self._add_model(model, location.types)
        shared = {model.schema for model in api.shared}
        for key, home in self._homes.items():
            if not home.plain:
                self._homes[key] = replace(
                    home, request=self._claim_request_name(home.spec, home.response, shared=key in shared)
                )

    @property
    def homes(self) -> tuple[ModelHome, ...]:
        """All models, in the order of the configuration."""
        return tuple(self._homes.values())

    def home(self, component: str) -> ModelHome | None:
        """Return the model of `component`, if it has one."""
        return self._homes.get(component)

    def component(self, name: str) -> Schema:
        """Return the schema of a component."""
        return self._schemas[name]

    def _add_model(self, model: ModelSpec, package: ModulePath) -> None:
        """Name a model; its request model is named after all models have their names."""
        if model.schema not in self._schemas:
            return
        if model.schema in self._homes or model.alias_of is not None:
            self.second_names.append((self._locations.model(model.name, package), model))
            return
        response = self._locations.model(model.name, package)
        self._homes[model.schema] = ModelHome(model, response, response, is_plain(self._schemas[model.schema]))

    def _claim_request_name(self, model: ModelSpec, response: NamedType, *, shared: bool) -> NamedType:
        """Claim the name of the request model; one without a suffix gets the model's name if no response needs it."""
        if shared:
            return NamedType((*SHARED_PARAMS, response.module[-1]), response.name)
        if model.no_params_suffix and model.schema not in self._in_responses:
            return response
        return self._locations.model(model.name + "_param", response.module[:-1], model.name + "_input_param")

    @cached_property
    def with_objects(self) -> frozenset[str]:
        """The components that are objects, or unions with an object among their members."""
        members = {key: list(_union_members(schema)) for key, schema in self._schemas.items()}
        graph = {
            key: [member.name for member in found if isinstance(member, RefSchema)] for key, found in members.items()
        }
        holding: set[str] = set()
        for component in strong_components(graph):
            objects = [member for key in component for member in members[key] if isinstance(member, ObjectSchema)]
            own = any(member.fields or member.bases or member.kept_empty for member in objects)
            if own or any(target in holding for key in component for target in graph[key]):
                holding.update(component)
        return frozenset(holding)

    def target(self, ref: RefSchema) -> ComponentTarget:
        """Follow a reference to its end (a circular chain ends where it closes)."""
        known = self._targets.get(ref.name)
        return known if known is not None else self._follow_reference(ref.name)

    def _follow_reference(self, name: str) -> ComponentTarget:
        """Follow the reference to a component, and store the target of each one on the way."""
        way: dict[str, None] = {}
        while name not in way and name not in self._targets:
            way[name] = None
            schema = self._schemas[name]
            name = schema.name if isinstance(schema, RefSchema) else name
        names = list(way)
        if name in way and isinstance(self._schemas[name], RefSchema):
            ring = names[names.index(name) :]
            self._close(ring)
            names = names[: -len(ring)]
        end = self._targets.get(name) or ComponentTarget(name, self._schemas[name], None, nullable=False)
        for key in reversed(names):
            end = self._targets[key] = self._noted(key, end)
        return end

    def _close(self, ring: list[str]) -> None:
        """Store the target of each reference in a cycle: the one before it, which is the last that is not met twice."""
        nullable = any(self._schemas[key].info.nullable for key in ring)
        home = next((self._homes[key] for key in ring if key in self._homes), None)
        for index in reversed(range(len(ring))):
            home = self._homes.get(ring[index]) or home
            before = ring[index - 1]
            self._targets[ring[index]] = ComponentTarget(before, self._schemas[before], home, nullable)

    def _noted(self, key: str, end: ComponentTarget) -> ComponentTarget:
        """Return the target of a component that refers to another one, or is the end itself."""
        nullable = end.nullable or self._schemas[key].info.nullable
        return replace(end, home=self._homes.get(key) or end.home, nullable=nullable)

    def resolve_schema(self, schema: Schema) -> Schema:
        """Return `schema`, or the schema at the end of its references."""
        return self.target(schema).schema if isinstance(schema, RefSchema) else schema

    def nullable(self, schema: Schema) -> bool:
        """Return whether `schema` allows null."""
        return schema.info.nullable or (isinstance(schema, RefSchema) and self.target(schema).nullable)

    def description(self, schema: Schema) -> Info:
        """Return the texts of `schema`: those beside a reference, else those of its target."""
        if isinstance(schema, RefSchema) and schema.info.description is None:
            return self.target(schema).schema.info
        return schema.info


def _union_members(schema: Schema) -> Iterator[Schema]:
    """Yield the alternatives of a schema, nested unions flattened."""
    stack = [schema]
    while stack:
        one = stack.pop()
        if isinstance(one, UnionSchema):
            stack.extend(variant.schema for variant in one.variants)
        else:
            yield one


def is_plain(schema: Schema) -> bool:
    """Return whether a model is a value without structure, which has the same type in both directions."""
    if isinstance(schema, UnionSchema):
        return all(is_plain(variant.schema) for variant in schema.variants)
    if isinstance(schema, ArraySchema):
        return is_plain(schema.items)
    return isinstance(schema, EnumSchema) or _is_text(schema)


def _is_text(schema: Schema) -> bool:
    return isinstance(schema, ScalarSchema) and schema.kind not in _FORMATTED
