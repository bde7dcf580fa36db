"""The named models: which component is whose model, where its types live and what they are called."""

from __future__ import annotations

from dataclasses import dataclass, replace

from specloom.api.ir import (
    Api,
    ArraySchema,
    EnumSchema,
    Info,
    ModelSpec,
    RefSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
    UnionSchema,
)
from specloom.plan.places import SHARED, SHARED_PARAMS, Places
from specloom.plan.planned import Direction, ModulePath, NamedType
from specloom.plan.reach import in_responses

_FORMATTED = (ScalarKind.DATE, ScalarKind.DATE_TIME, ScalarKind.BINARY, ScalarKind.BASE64)
"""Scalars that requests spell differently."""


@dataclass(frozen=True, slots=True)
class ModelHome:
    """Where a model lives: its response type and the twin that requests use (the same one for plain values)."""

    spec: ModelSpec
    response: NamedType
    request: NamedType
    plain: bool = False
    """One type serves both directions."""

    def named(self, direction: Direction) -> NamedType:
        """Return the type that stands for the model in `direction`."""
        return self.response if direction is Direction.RESPONSE else self.request


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to: the component at the end of the chain, and the first model on the way, if any."""

    component: str
    schema: Schema
    home: ModelHome | None
    nullable: bool


class Catalogue:
    """All components and the models among them."""

    def __init__(self, api: Api, places: Places) -> None:
        """Name the models of `api`: shared ones first, then resource by resource."""
        self._schemas = api.schemas
        self._places = places
        self._homes: dict[str, ModelHome] = {}
        self._targets: dict[str, Target] = {}
        models = [*api.shared, *(model for place in places.resources for model in place.spec.models)]
        suffixes = any(model.no_params_suffix for model in models)
        self._in_responses = in_responses(api) if suffixes else set[str]()
        self.second_names: list[tuple[NamedType, str]] = []
        """Second names of models, with the component that they stand for."""
        for model in api.shared:
            self._add(model, SHARED)
        for place in places.resources:
            for model in place.spec.models:
                self._add(model, place.types)
        shared = {model.schema for model in api.shared}
        for key, home in self._homes.items():
            if not home.plain:
                self._homes[key] = replace(home, request=self._twin(home.spec, home.response, shared=key in shared))

    @property
    def homes(self) -> tuple[ModelHome, ...]:
        """All models, in the order of the configuration."""
        return tuple(self._homes.values())

    def home(self, component: str) -> ModelHome | None:
        """Return the model that stands for `component`, if it is one."""
        return self._homes.get(component)

    def component(self, name: str) -> Schema:
        """Return the schema of a component."""
        return self._schemas[name]

    def _add(self, model: ModelSpec, package: ModulePath) -> None:
        """Name a model; its twin has to wait until all models have their names."""
        if model.schema not in self._schemas:
            return
        if model.schema in self._homes or model.alias_of is not None:
            self.second_names.append((self._places.model(model.name, package), model.schema))
            return
        response = self._places.model(model.name, package)
        self._homes[model.schema] = ModelHome(model, response, response, is_plain(self._schemas[model.schema]))

    def _twin(self, model: ModelSpec, response: NamedType, *, shared: bool) -> NamedType:
        """Claim the request twin; one without a suffix of its own takes the name, if no response needs it."""
        if shared:
            return NamedType((*SHARED_PARAMS, response.module[-1]), response.name)
        if model.no_params_suffix and model.schema not in self._in_responses:
            return response
        return self._places.model(model.name + "_param", response.module[:-1], model.name + "_input_param")

    def target(self, ref: RefSchema) -> Target:
        """Follow a reference to its end (a chain that only leads to itself ends where it closes)."""
        known = self._targets.get(ref.name)
        if known is None:
            known = self._targets[ref.name] = self._follow(ref.name)
        return known

    def _follow(self, name: str) -> Target:
        seen: dict[str, None] = {}
        nullable = False
        home: ModelHome | None = None
        while True:
            seen[name] = None
            home = home or self._homes.get(name)
            schema = self._schemas[name]
            nullable |= schema.info.nullable
            if not isinstance(schema, RefSchema) or schema.name in seen:
                return Target(name, schema, home, nullable)
            name = schema.name

    def resolved(self, schema: Schema) -> Schema:
        """Return `schema`, or what it refers to in the end."""
        return self.target(schema).schema if isinstance(schema, RefSchema) else schema

    def nullable(self, schema: Schema) -> bool:
        """Tell whether null is a value of `schema`."""
        return schema.info.nullable or (isinstance(schema, RefSchema) and self.target(schema).nullable)

    def description(self, schema: Schema) -> Info:
        """Return the texts of `schema`: those beside a reference, else those at its end."""
        if isinstance(schema, RefSchema) and schema.info.description is None:
            return self.target(schema).schema.info
        return schema.info


def is_plain(schema: Schema) -> bool:
    """Tell whether a model is a value without structure, which is the same type in both directions."""
    if isinstance(schema, UnionSchema):
        return all(is_plain(variant.schema) for variant in schema.variants)
    if isinstance(schema, ArraySchema):
        return is_plain(schema.items)
    return isinstance(schema, EnumSchema) or _is_text(schema)


def _is_text(schema: Schema) -> bool:
    return isinstance(schema, ScalarSchema) and schema.kind not in _FORMATTED
