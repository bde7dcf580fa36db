"""Type expressions: a closed tree that says what a type is, not how it is spelled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from specloom.base.json import JsonValue

ModulePath: TypeAlias = tuple[str, ...]
"""Module below the package, e.g. `("types", "workflows", "instance_create_params")`."""


class BasicKind(StrEnum):
    """Types that need no plan of ours."""

    STR = "str"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    BYTES = "bytes"
    OBJECT = "object"
    NONE = "None"
    DATE = "date"
    DATETIME = "datetime"
    FILE = "FileTypes"
    BASE64_FILE = "Base64FileInput"
    BINARY_RESPONSE = "BinaryAPIResponse"
    """The binary wrapper; async methods use its async twin."""
    BINARY_BODY = "BinaryBody"
    """What a raw upload accepts; async methods use the async twin."""


@dataclass(frozen=True, slots=True)
class BasicType:
    """A built-in or runtime type."""

    basic: BasicKind


@dataclass(frozen=True, slots=True)
class NamedType:
    """A type of ours: class or alias `name` in `module`. `deferred` marks the use that closes a reference cycle.

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
    """How an array is spelled: models always say `List`, requests say what they accept."""

    LIST = "List"
    ITERABLE = "Iterable"
    SEQUENCE = "SequenceNotStr"


@dataclass(frozen=True, slots=True)
class ListType:
    """A JSON array, spelled as `form` says."""

    items: TypeExpr
    form: ListForm = ListForm.LIST


@dataclass(frozen=True, slots=True)
class DictType:
    """A JSON object of free keys."""

    values: TypeExpr


@dataclass(frozen=True, slots=True)
class TupleType:
    """A JSON array of fixed kinds."""

    items: tuple[TypeExpr, ...]
    rest: TypeExpr | None = None


@dataclass(frozen=True, slots=True)
class UnionType:
    """One of several; `discriminator` is the wire name of the telling property, in models only.

    `mapping` holds (value, name of the class) where the classes themselves do not limit that property; the class for
    all other values stands under None. `recursive` says that several members lead back to the union.
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
    """Formats that the transformer of requests must know."""

    ISO8601 = "iso8601"
    BASE64 = "base64"


@dataclass(frozen=True, slots=True)
class FormattedType:
    """`item`, sent in a special format (`PropertyInfo(format=...)`); requests only."""

    item: TypeExpr
    format: WireFormat


TypeExpr: TypeAlias = (
    BasicType | NamedType | LiteralType | ListType | DictType | TupleType | UnionType | OptionalType | FormattedType
)
