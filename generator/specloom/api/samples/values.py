"""Makes a JSON value that a schema allows: the document's example if it is valid, else the simplest value."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from specloom.api.ir import (
    AnySchema,
    ArraySchema,
    Constraints,
    EnumSchema,
    MapSchema,
    ObjectSchema,
    RefSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
    TupleSchema,
    UnionSchema,
)
from specloom.api.samples.fits import number_fits, value_fits
from specloom.api.samples.objects import Schemas, received_fields, resolve_schema, sent_fields
from specloom.api.samples.strings import text_sample
from specloom.base.json import JsonObject, JsonValue
from specloom.base.records import dataclass

_FULL_DEPTH = 6
"""The levels on which optional properties are filled; deeper levels have only required ones."""
_MOST_ITEMS = 20
_MOST_VALUES = 2000
"""The most values in one sample; a larger one is tried with fewer properties, and finally left empty."""


class EndlessError(Exception):
    """A schema that requires itself, so that no finite value is valid."""


@dataclass(frozen=True, slots=True)
class _SamplePath:
    """The way to a value: whether optional properties are wanted, and the components around it."""

    full: bool
    made: list[None]
    """One entry for each value made for this sample."""
    open: tuple[str, ...] = ()
    depth: int = 0

    def into(self, component: str | None = None) -> _SamplePath:
        opened = (*self.open, component) if component is not None else self.open
        return _SamplePath(self.full and self.depth < _FULL_DEPTH, self.made, opened, self.depth + (component is None))

    def step(self) -> None:
        self.made.append(None)
        if len(self.made) > _MOST_VALUES:
            raise EndlessError


@dataclass(frozen=True, slots=True)
class Sampler:
    """Makes samples; `schemas` are the components by name. `received`: of responses, else of requests."""

    schemas: Schemas
    received: bool = False

    def sample_for(self, schema: Schema, name: str, *, full: bool) -> JsonValue:
        """Return a value for a property or parameter called `name`; `full`: with all optional properties.

        A schema that allows no finite value gives an empty object.
        """
        for wanted in (True, False) if full else (False,):
            made: list[None] = []
            with contextlib.suppress(EndlessError):
                value = self._sample(schema, name, _SamplePath(wanted, made))
                if len(made) <= _MOST_VALUES or not wanted:
                    return value
        return {}

    def as_pair(self, value: JsonValue, schema: Schema) -> JsonValue:
        """Return a list of one item as a list of two if that is allowed, other values unchanged."""
        target = resolve_schema(schema, self.schemas)
        if not isinstance(value, list) or len(value) != 1 or not isinstance(target, ArraySchema | UnionSchema):
            return value
        items = resolve_schema(target.items, self.schemas) if isinstance(target, ArraySchema) else target
        words = items.values if isinstance(items, EnumSchema) else ()
        second = next((word for word in words if word != value[0]), value[0])
        return next((two for two in ([*value, second], value) if value_fits(two, schema, self.schemas)), value)

    def in_path(self, value: JsonValue, schema: Schema, name: str) -> JsonValue:
        """Return a sample for a path, where nothing may be empty: another allowed value, or the name."""
        target = resolve_schema(schema, self.schemas)
        words = target.values if isinstance(target, EnumSchema) else ()
        return value if value not in ("", None, {}) else next((word for word in words if word), name)

    def _sample(self, schema: Schema, name: str, way: _SamplePath) -> JsonValue:
        way.step()
        if schema.info.has_example and value_fits(schema.info.example, schema, self.schemas):
            return schema.info.example
        match schema:
            case RefSchema():
                if way.open.count(schema.name) > 1 or schema.name not in self.schemas:
                    raise EndlessError
                return self._sample(self.schemas[schema.name], name, way.into(schema.name))
            case AnySchema():
                return {}
            case EnumSchema():
                return next(iter(schema.values), None)
            case ScalarSchema():
                return scalar_sample(schema, name)
            case _:
                return self._sample_composition(schema, name, way)

    def _sample_composition(
        self, schema: ArraySchema | TupleSchema | MapSchema | ObjectSchema | UnionSchema, name: str, way: _SamplePath
    ) -> JsonValue:
        match schema:
            case ArraySchema():
                return self._sample_list(schema, name, way)
            case TupleSchema():
                return [self._sample(part, name, way.into()) for part in schema.prefix]
            case MapSchema():
                return self._sample_map(schema, way)
            case ObjectSchema():
                return self._sample_object(schema, way)
            case UnionSchema():
                return self._sample_union(schema, name, way)

    def _sample_list(self, schema: ArraySchema, name: str, way: _SamplePath) -> JsonValue:
        limits = schema.info.constraints or Constraints()
        if limits.max_items == 0:
            return []
        try:
            item = self._sample(schema.items, item_name(schema.items, name, self.schemas), way.into())
        except EndlessError:
            if limits.min_items:
                raise
            return []
        count = min(max(limits.min_items or 0, 1), _MOST_ITEMS)
        return list(distinct_items(item, count)) if limits.unique_items else [item] * count

    def _sample_map(self, schema: MapSchema, way: _SamplePath) -> JsonValue:
        try:
            return {"foo": self._sample(schema.values, item_name(schema.values, "foo", self.schemas), way.into())}
        except EndlessError:
            return {}

    def _sample_object(self, schema: ObjectSchema, way: _SamplePath) -> JsonValue:
        value: JsonObject = {}
        fields_of = received_fields if self.received else sent_fields
        for field in fields_of(schema, self.schemas):
            if not field.required and not way.full:
                continue
            try:
                value[field.wire_name] = self._sample(field.schema, field.wire_name, way.into())
            except EndlessError:
                if field.required:
                    raise
        return value

    def _sample_union(self, schema: UnionSchema, name: str, way: _SamplePath) -> JsonValue:
        """Return a value that only its own member allows, else a value of the first member."""
        first: list[JsonValue] = []
        for index, variant in enumerate(schema.variants):
            try:
                value = self._with_discriminator(schema, index, self._sample(variant.schema, name, way.into()))
            except EndlessError:
                continue
            others = (other for at, other in enumerate(schema.variants) if at != index)
            if not any(value_fits(value, other.schema, self.schemas) for other in others):
                return value
            first.append(value)
        if not first:
            raise EndlessError
        return first[0]

    def _with_discriminator(self, schema: UnionSchema, index: int, value: JsonValue) -> JsonValue:
        """Return a member's value with its discriminator set."""
        teller = schema.discriminator
        word = next((word for word, at in teller.mapping if at == index), None) if teller is not None else None
        if teller is None or word is None or not isinstance(value, dict):
            return value
        tagged: JsonObject = {**value, teller.property_name: word}
        return tagged if value_fits(tagged, schema.variants[index].schema, self.schemas) else value


def item_name(schema: Schema, name: str, schemas: Schemas) -> str:
    """Return the name of an item made from the name of its list; strings are just strings."""
    target = resolve_schema(schema, schemas)
    return "string" if isinstance(target, ScalarSchema | UnionSchema) else name


def scalar_sample(schema: ScalarSchema, name: str) -> JsonValue:
    """Return a value for a scalar: true, the smallest allowed number, or the name of the property."""
    match schema.kind:
        case ScalarKind.BOOLEAN:
            return True
        case ScalarKind.NULL:
            return None
        case ScalarKind.INTEGER | ScalarKind.NUMBER:
            return number_sample(schema)
        case _:
            default = schema.info.default
            if isinstance(default, str) and value_fits(default, schema, {}):
                return default
            return text_sample(schema, name)


def number_sample(schema: ScalarSchema) -> int | float:
    """Return zero, or the allowed number nearest to a limit."""
    limits = schema.info.constraints or Constraints()
    low, high = limits.minimum, limits.maximum
    over, under = limits.exclusive_minimum, limits.exclusive_maximum
    step = limits.multiple_of or (1 if schema.kind is ScalarKind.INTEGER else 0.5)
    candidates = [0, low, over, None if over is None else over + step, high, None if under is None else under - step]
    floor = low if low is not None else over
    if floor is not None:
        candidates += [(floor // step + extra) * step for extra in (0, 1, 2)]
    if over is not None and under is not None:
        candidates.append((over + under) / 2)
    for value in candidates:
        if value is not None and number_fits(value, limits):
            return int(value) if value == value // 1 else value
    return 0


def distinct_items(item: JsonValue, count: int) -> Iterator[JsonValue]:
    """Yield `item`, then different items of its type."""
    for number in range(count):
        match item:
            case str() if number:
                yield f"{item}{number + 1}"
            case bool():
                yield item if not number else not item
            case int() | float() if number:
                yield item + number
            case _:
                yield item
