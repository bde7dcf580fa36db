"""Checks whether a schema of the IR allows a JSON value, because examples in documents are often wrong."""

from __future__ import annotations

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
from specloom.api.samples.objects import Schemas, resolve_schema, sent_fields
from specloom.api.samples.strings import text_fits
from specloom.base.json import JsonObject, JsonValue

_DEEPEST = 40
_MOST_STEPS = 20_000
"""The most comparisons of one value; nested unions can need any number. After these, it counts as invalid."""


def value_fits(value: JsonValue, schema: Schema, schemas: Schemas) -> bool:
    """Return whether `value` may be sent for `schema`."""
    return _Fitting(schemas).fits(value, schema, 0)


class _Fitting:
    """One comparison of a value with a schema, in a limited number of steps."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self.left = _MOST_STEPS

    def fits(self, value: JsonValue, schema: Schema, depth: int) -> bool:
        """Return whether a part of the schema allows a part of the value."""
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            return False
        target = resolve_schema(schema, self.schemas)
        if value is None and (schema.info.nullable or target.info.nullable):
            return True
        match target:
            case AnySchema() | RefSchema():
                return True
            case EnumSchema():
                return any(json_equal(value, item) for item in target.values) or (
                    target.open and isinstance(value, str)
                )
            case ScalarSchema():
                return scalar_fits(value, target)
            case UnionSchema():
                return any(self.fits(value, variant.schema, depth + 1) for variant in target.variants)
            case _:
                return self._fits_composition(value, target, depth)

    def _fits_composition(
        self, value: JsonValue, schema: ArraySchema | TupleSchema | MapSchema | ObjectSchema, depth: int
    ) -> bool:
        match schema:
            case ArraySchema() | TupleSchema():
                return isinstance(value, list) and self._fits_list(value, schema, depth + 1)
            case MapSchema():
                return isinstance(value, dict) and all(
                    self.fits(item, schema.values, depth + 1) for item in value.values()
                )
            case ObjectSchema():
                return isinstance(value, dict) and self._fits_object(value, schema, depth + 1)

    def _fits_list(self, value: list[JsonValue], schema: ArraySchema | TupleSchema, depth: int) -> bool:
        """Return whether the number of items and each item are valid."""
        limits = schema.info.constraints or Constraints()
        if len(value) < (limits.min_items or 0) or (limits.max_items is not None and len(value) > limits.max_items):
            return False
        if isinstance(schema, ArraySchema):
            return all(self.fits(item, schema.items, depth) for item in value)
        pairs = zip(value, schema.prefix, strict=False)
        return len(value) >= len(schema.prefix) and all(self.fits(item, part, depth) for item, part in pairs)

    def _fits_object(self, value: JsonObject, schema: ObjectSchema, depth: int) -> bool:
        """Return whether all required properties are present, and all present ones are valid."""
        return all(
            self.fits(value[field.wire_name], field.schema, depth) if field.wire_name in value else not field.required
            for field in sent_fields(schema, self.schemas)
        )


def json_equal(one: JsonValue, other: JsonValue) -> bool:
    """Return whether two values are equal in JSON, where true is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def scalar_fits(value: JsonValue, schema: ScalarSchema) -> bool:
    """Return whether kind and limits allow a value."""
    match schema.kind:
        case ScalarKind.BOOLEAN:
            return isinstance(value, bool)
        case ScalarKind.NULL:
            return value is None
        case ScalarKind.INTEGER | ScalarKind.NUMBER:
            if isinstance(value, bool) or not isinstance(value, int | float):
                return False
            whole = schema.kind is ScalarKind.NUMBER or value == value // 1
            return whole and number_fits(value, schema.info.constraints or Constraints())
        case _:
            return isinstance(value, str) and text_fits(value, schema)


def number_fits(value: float, limits: Constraints) -> bool:
    """Return whether the limits allow a number."""
    low, high = limits.minimum, limits.maximum
    over, under = limits.exclusive_minimum, limits.exclusive_maximum
    step = limits.multiple_of
    return (
        (low is None or value >= low)
        and (high is None or value <= high)
        and (over is None or value > over)
        and (under is None or value < under)
        and (not step or abs(value / step - round(value / step)) < 1e-9)
    )
