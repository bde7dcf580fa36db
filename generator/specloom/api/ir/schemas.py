"""Schemas: the types of JSON values, as closed kinds."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from specloom.base.json import JsonValue
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class Constraints:
    """Limits that are shown in docstrings; a response that violates them still parses."""

    minimum: float | int | None = None
    maximum: float | int | None = None
    exclusive_minimum: float | int | None = None
    exclusive_maximum: float | int | None = None
    multiple_of: float | int | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False


@dataclass(frozen=True, slots=True)
class Info:
    """Texts and flags that every schema has.

    `pointer` is the JSON pointer in the canonical document (diagnostics map it to a file and a line). `name_hint`
    overrides the name that the plan would choose (`x-stainless-naming`), `type_hint` likewise for a class. `example` is
    a value from the document, valid or not.
    """

    pointer: str
    title: str | None = None
    description: str | None = None
    deprecated: bool = False
    deprecation: str | None = None
    """The deprecation message of the document or the config."""
    nullable: bool = False
    read_only: bool = False
    write_only: bool = False
    default: JsonValue = None
    has_default: bool = False
    constraints: Constraints | None = None
    type_hint: str | None = None
    example: JsonValue = None
    has_example: bool = False


class ScalarKind(StrEnum):
    """The scalars that have a Python type of their own; other formats stay strings with the format in the docs."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"
    DATE = "date"
    DATE_TIME = "date-time"
    BINARY = "binary"
    BASE64 = "byte"


@dataclass(frozen=True, slots=True)
class AnySchema:
    """Any JSON value: an empty schema, `true`, or a construct that no narrower type expresses."""

    info: Info


@dataclass(frozen=True, slots=True)
class ScalarSchema:
    """One scalar; `format` is the document's `format`, for the docs."""

    info: Info
    kind: ScalarKind
    format: str | None = None


@dataclass(frozen=True, slots=True)
class EnumSchema:
    """A closed list of values (a `const` is a list of one). `open` accepts other strings as well."""

    info: Info
    values: tuple[JsonValue, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class ArraySchema:
    """A list of any length."""

    info: Info
    items: Schema


@dataclass(frozen=True, slots=True)
class TupleSchema:
    """A list that begins with items of fixed types (`prefixItems`).

    `rest` is the type of further items, None if the list is always as long as `prefix`; for a list that may be shorter,
    it is the type of the last item.
    """

    info: Info
    prefix: tuple[Schema, ...]
    rest: Schema | None


@dataclass(frozen=True, slots=True)
class MapSchema:
    """An object with any keys, whose values all have one type."""

    info: Info
    values: Schema


@dataclass(frozen=True, slots=True)
class Field:
    """One property of an object. `name_hint` is an explicit Python name from the config or the document."""

    wire_name: str
    schema: Schema
    required: bool
    name_hint: str | None = None


@dataclass(frozen=True, slots=True)
class ObjectSchema:
    """An object with named properties; `bases` are named models it extends (allOf), `extra` types its other keys.

    `kept_empty`: the document requests a class although there are no properties.
    """

    info: Info
    fields: tuple[Field, ...]
    extra: Schema | None = None
    bases: tuple[RefSchema, ...] = ()
    kept_empty: bool = False


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The property that distinguishes variants; `mapping` holds (wire value, index of the variant).

    `explicit`: the document has a mapping; otherwise it is inferred from the variants. `default` is the index of
    the variant for all other values.
    """

    property_name: str
    mapping: tuple[tuple[str, int], ...] = ()
    explicit: bool = False
    default: int | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One member of a union; `title` is a title beside the reference, not that of the referenced schema.

    `name` is the name of the member from the document (`x-stainless-variantName`).
    """

    schema: Schema
    title: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class UnionSchema:
    """One of several schemas; nested unions are flattened already, `null` is in `info.nullable`."""

    info: Info
    variants: tuple[Variant, ...]
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class RefSchema:
    """A use of the component `name`; `info` has the keywords beside the reference."""

    info: Info
    name: str


Schema: TypeAlias = (
    AnySchema
    | ScalarSchema
    | EnumSchema
    | ArraySchema
    | TupleSchema
    | MapSchema
    | ObjectSchema
    | UnionSchema
    | RefSchema
)
