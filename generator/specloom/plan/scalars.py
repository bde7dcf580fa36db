"""Plans scalars and enums: the Python types of values without structure, and of lists of them in requests."""

from __future__ import annotations

from specloom.api.ir import EnumSchema, ScalarKind, ScalarSchema, Schema
from specloom.base.json import JsonValue
from specloom.plan.exprs import NONE, OBJECT, STRING, make_optional, make_union
from specloom.plan.planned import (
    BasicKind,
    BasicType,
    Direction,
    FormattedType,
    ListForm,
    LiteralType,
    OptionalType,
    TypeExpr,
    UnionType,
    WireFormat,
)

_DATE = FormattedType(UnionType((STRING, BasicType(BasicKind.DATE))), WireFormat.ISO8601)
_DATE_TIME = FormattedType(UnionType((STRING, BasicType(BasicKind.DATETIME))), WireFormat.ISO8601)
_DURATION = FormattedType(UnionType((STRING, BasicType(BasicKind.TIMEDELTA))), WireFormat.ISO8601)
_TEXT_OR_BYTES = UnionType((STRING, BasicType(BasicKind.BASE64_FILE)))
_BASE64 = FormattedType(_TEXT_OR_BYTES, WireFormat.BASE64)
_BASE64_URL = FormattedType(_TEXT_OR_BYTES, WireFormat.BASE64_URL)

_RESPONSE: dict[ScalarKind, TypeExpr] = {
    ScalarKind.STRING: STRING,
    ScalarKind.INTEGER: BasicType(BasicKind.INT),
    ScalarKind.NUMBER: BasicType(BasicKind.FLOAT),
    ScalarKind.BOOLEAN: BasicType(BasicKind.BOOL),
    ScalarKind.NULL: NONE,
    ScalarKind.DATE: BasicType(BasicKind.DATE),
    ScalarKind.DATE_TIME: BasicType(BasicKind.DATETIME),
    ScalarKind.BINARY: STRING,
    ScalarKind.BASE64: STRING,
}
_REQUEST: dict[ScalarKind, TypeExpr] = {
    **_RESPONSE,
    ScalarKind.DATE: _DATE,
    ScalarKind.DATE_TIME: _DATE_TIME,
    ScalarKind.BASE64: _BASE64,
}
_FILE = BasicType(BasicKind.FILE)
_EXACT: dict[ScalarKind, TypeExpr] = {
    **_RESPONSE,
    ScalarKind.DATE: FormattedType(BasicType(BasicKind.DATE), WireFormat.ISO8601),
    ScalarKind.DATE_TIME: FormattedType(BasicType(BasicKind.DATETIME), WireFormat.ISO8601),
}
"""The same, where only text in the form of RFC 3339 is a date."""


def scalar_type(schema: ScalarSchema, direction: Direction, *, files: bool, exact: bool = False) -> TypeExpr:
    """Return the type of a scalar; with `files`, binary values are files (multipart bodies).

    `exact` reads only text in the form of RFC 3339 as a date, and takes `timedelta` for texts that are durations.
    """
    if direction is Direction.RESPONSE:
        return _EXACT[schema.kind] if exact else _RESPONSE[schema.kind]
    if schema.kind is ScalarKind.BINARY and files:
        return _FILE
    if schema.format == "base64url" and (exact or schema.kind is ScalarKind.BASE64):
        return _BASE64_URL
    if exact and schema.kind is ScalarKind.STRING and schema.format == "duration":
        return _DURATION
    return _REQUEST[schema.kind]


def enum_type(schema: EnumSchema) -> TypeExpr:
    """Return the literals of an enum; values that can't be literals widen it to the types of all its values."""
    values = [value for value in schema.values if value is not None]
    if not values:
        return NONE
    if all(isinstance(value, str | int) for value in values):
        literal = LiteralType(tuple(values))
        expr: TypeExpr = UnionType((STRING, literal)) if schema.open else literal
    else:
        expr = make_union(_literal_kind(value) for value in values)
    return make_optional(expr) if None in schema.values else expr


def _literal_kind(value: JsonValue) -> TypeExpr:
    if isinstance(value, bool):
        return BasicType(BasicKind.BOOL)
    if isinstance(value, int):
        return BasicType(BasicKind.INT)
    if isinstance(value, float):
        return BasicType(BasicKind.FLOAT)
    return STRING if isinstance(value, str) else OBJECT


def list_form(items: TypeExpr, schema: Schema, direction: Direction) -> ListForm:
    """Return the form of a list of `items`; `schema` is the items' resolved schema."""
    if direction is Direction.RESPONSE:
        return ListForm.LIST
    inner = items.item if isinstance(items, OptionalType) else items
    if isinstance(inner, LiteralType) or (isinstance(schema, EnumSchema) and not schema.open):
        return ListForm.LIST
    if isinstance(schema, ScalarSchema) and schema.kind is ScalarKind.STRING:
        return ListForm.SEQUENCE
    return ListForm.SEQUENCE if _takes_strings(inner) else ListForm.ITERABLE


def _takes_strings(expr: TypeExpr) -> bool:
    inner = expr.item if isinstance(expr, FormattedType | OptionalType) else expr
    members = inner.items if isinstance(inner, UnionType) else (inner,)
    return STRING in members
