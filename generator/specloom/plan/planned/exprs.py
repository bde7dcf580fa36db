"""Type expressions: a closed tree of what a type is, not of how it is written."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from specloom.base.json import JsonValue
from specloom.base.records import dataclass

ModulePath: TypeAlias = tuple[str, ...]
"""Module below the package, e.g. `("types", "workflows", "instance_create_params")`."""


class BasicKind(StrEnum):
    """Types that are not part of the plan."""

    STR = "str"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    BYTES = "bytes"
    OBJECT = "object"
    NONE = "None"
    DATE = "date"
    DATETIME = "datetime"
    TIMEDELTA = "timedelta"
    FILE = "FileTypes"
    BASE64_FILE = "Base64FileInput"
    BINARY_RESPONSE = "BinaryAPIResponse"
    """The binary wrapper; async methods use its async counterpart."""
    BINARY_BODY = "BinaryBody"
    """What a raw upload accepts; async methods use the async counterpart."""


@dataclass(frozen=True, slots=True)
class BasicType:
    """A built-in or runtime type."""

    basic: BasicKind


@dataclass(frozen=True, slots=True)
class NamedType:
    """A planned class or alias `name` in `module`. `deferred`: this use closes a reference cycle.

    The type variable of page classes is `NamedType(("pagination",), "_T")`.
    """

    module: ModulePath
    name: str
    deferred: bool = False


@dataclass(frozen=True, slots=True)
class LiteralType:
    """`Literal[...]` of JSON scalars."""

    values: tuple[JsonValue, ...]


class ListForm(StrEnum):
    """How an array is written: always `List` in models, the accepted type in requests."""

    LIST = "List"
    ITERABLE = "Iterable"
    SEQUENCE = "SequenceNotStr"


@dataclass(frozen=True, slots=True)
class ListType:
    """A JSON array in the given `form`."""

    items: TypeExpr
    form: ListForm = ListForm.LIST


@dataclass(frozen=True, slots=True)
class DictType:
    """A JSON object with any keys."""

    values: TypeExpr


@dataclass(frozen=True, slots=True)
class TupleType:
    """A JSON array of fixed types."""

    items: tuple[TypeExpr, ...]
    rest: TypeExpr | None = None


@dataclass(frozen=True, slots=True)
class UnionType:
    """One of several types; `discriminator` is the wire name of the discriminator property, in models only.

    `mapping` holds (value, name of the class) if the classes themselves do not limit that property; the class for all
    other values has the key None. `recursive`: several members lead back to the union.
    """

    items: tuple[TypeExpr, ...]
    discriminator: str | None = None
    mapping: tuple[tuple[str | None, str], ...] = ()
    recursive: bool = False


@dataclass(frozen=True, slots=True)
class OptionalType:
    """`item` or null."""

    item: TypeExpr


class WireFormat(StrEnum):
    """Formats that the request transformer needs."""

    ISO8601 = "iso8601"
    BASE64 = "base64"
    BASE64_URL = "base64url"


@dataclass(frozen=True, slots=True)
class FormattedType:
    """`item`, sent in a special format (`PropertyInfo(format=...)`); requests only."""

    item: TypeExpr
    format: WireFormat


TypeExpr: TypeAlias = (
    BasicType | NamedType | LiteralType | ListType | DictType | TupleType | UnionType | OptionalType | FormattedType
)
