"""Whether a JSON value is one that a schema of the IR allows: examples of documents are often wrong."""

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
"""Comparisons after which a value counts as one that does not fit: unions in unions can ask for any number."""


def value_fits(value: JsonValue, schema: Schema, schemas: Schemas) -> bool:
    """Tell whether `value` may be sent where `schema` is asked for."""
    return _Fitting(schemas).fits(value, schema, 0)


class _Fitting:
    """One comparison of a value with a schema, which takes a limited number of steps."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self.left = _MOST_STEPS

    def fits(self, value: JsonValue, schema: Schema, depth: int) -> bool:
        """Compare a part of the value with a part of the schema."""
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
        """Compare the number of items, then each of them."""
        limits = schema.info.constraints or Constraints()
        if len(value) < (limits.min_items or 0) or (limits.max_items is not None and len(value) > limits.max_items):
            return False
        if isinstance(schema, ArraySchema):
            return all(self.fits(item, schema.items, depth) for item in value)
        pairs = zip(value, schema.prefix, strict=False)
        return len(value) >= len(schema.prefix) and all(self.fits(item, part, depth) for item, part in pairs)

    def _fits_object(self, value: JsonObject, schema: ObjectSchema, depth: int) -> bool:
        """Compare the properties: the required ones are there, and all that are there fit."""
        return all(
            self.fits(value[field.wire_name], field.schema, depth) if field.wire_name in value else not field.required
            for field in sent_fields(schema, self.schemas)
        )


def json_equal(one: JsonValue, other: JsonValue) -> bool:
    """Tell whether two values are the same in JSON, where true is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def scalar_fits(value: JsonValue, schema: ScalarSchema) -> bool:
    """Compare kind and limits."""
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
    """Compare a number with its limits."""
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
