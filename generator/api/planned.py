"""The plan: every file, type, field, method and parameter with its final Python name, as frozen data.

`plan/` fills it from the `Api`, each name once, when all are known; `emit/` prints it and chooses nothing. Type
expressions are a closed tree that says what a type is, not how it is spelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from generator.api.ir import (
    ArrayFormat,
    ClientSpec,
    NestedFormat,
    PackageSpec,
    PaginationScheme,
    ResultKind,
    SecurityAlternative,
    StreamFormat,
    Style,
)
from generator.base.json import JsonValue

ModulePath: TypeAlias = tuple[str, ...]
"""Module below the package, e.g. `("types", "workflows", "instance_create_params")`."""


# --- type expressions ---------------------------------------------------------------------------------------------


class Basic(StrEnum):
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

    basic: Basic


@dataclass(frozen=True, slots=True)
class NamedType:
    """A type of ours: class or alias `name` in `module`. `deferred` marks the use that closes a reference cycle."""

    module: ModulePath
    name: str
    deferred: bool = False


@dataclass(frozen=True, slots=True)
class LiteralType:
    """`Literal[...]` of JSON scalars."""

    values: tuple[JsonValue, ...]


@dataclass(frozen=True, slots=True)
class ListType:
    """A JSON array. In requests it becomes `Iterable[X]`, or `SequenceNotStr[str]` for strings, `List` for enums."""

    items: TypeExpr


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
    """One of several; `discriminator` is the wire name of the telling property, in models only."""

    items: tuple[TypeExpr, ...]
    discriminator: str | None = None


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
    BasicType
    | NamedType
    | LiteralType
    | ListType
    | DictType
    | TupleType
    | UnionType
    | OptionalType
    | FormattedType
)


# --- types and their files ----------------------------------------------------------------------------------------


class Direction(StrEnum):
    """Responses are pydantic models, requests are TypedDicts."""

    RESPONSE = "response"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class PlannedDoc:
    """What a docstring says: the document's text, then notes such as "At most 64 characters.", then the source."""

    text: str | None = None
    notes: tuple[str, ...] = ()
    deprecated: str | None = None
    pointer: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedField:
    """A field of a model or a key of a TypedDict. `name` is the Python name, or a key that is no identifier in a
    TypedDict (`functional` on the type is then set)."""

    name: str
    wire_name: str
    type: TypeExpr
    required: bool
    doc: PlannedDoc


@dataclass(frozen=True, slots=True)
class PlannedClass:
    """A pydantic model (response) or a TypedDict (request)."""

    name: str
    bases: tuple[NamedType, ...]
    fields: tuple[PlannedField, ...]
    extra: TypeExpr | None
    doc: PlannedDoc
    functional: bool = False
    """A TypedDict with keys that are no identifiers, which needs the call syntax."""


@dataclass(frozen=True, slots=True)
class PlannedAlias:
    """A named alias. `recursive` ones need `TypeAliasType`."""

    name: str
    type: TypeExpr
    doc: PlannedDoc
    recursive: bool = False


PlannedType: TypeAlias = PlannedClass | PlannedAlias


@dataclass(frozen=True, slots=True)
class PlannedTypeModule:
    """One file below `types/`: its types in order of definition, the root type last in models, first in requests.

    `exports` are re-exported by the package; all names stand in `__all__`. `late_imports` are the modules that must be
    imported at the end because they lead back here; their users are rebuilt then.
    """

    path: ModulePath
    direction: Direction
    types: tuple[PlannedType, ...]
    exports: tuple[str, ...]
    late_imports: tuple[NamedType, ...] = ()
    legacy_aliases: tuple[tuple[str, str], ...] = ()
    """(old name such as `StepUnionMember0`, name it stands for)."""


@dataclass(frozen=True, slots=True)
class PlannedTypePackage:
    """One `types/**/__init__.py`: (name, module) of what it re-exports, sorted, and its subpackages."""

    path: ModulePath
    exports: tuple[NamedType, ...]
    subpackages: tuple[str, ...]


# --- methods and resources ----------------------------------------------------------------------------------------


class Place(StrEnum):
    """Where an argument goes."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    BODY = "body"
    WHOLE_BODY = "whole_body"
    """The one argument that is the body itself."""


@dataclass(frozen=True, slots=True)
class PlannedParameter:
    """One argument of a method, in signature order."""

    name: str
    wire_name: str
    place: Place
    type: TypeExpr
    required: bool
    positional: bool
    doc: PlannedDoc
    style: Style | None = None
    explode: bool = False
    fixed_value: JsonValue = None
    """With `is_fixed`: not an argument at all, always sent (a required constant header, for example)."""
    is_fixed: bool = False


class Encoding(StrEnum):
    """How the method sends its body."""

    NONE = "none"
    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    CONTENT = "content"
    """Bytes or text as they are."""


@dataclass(frozen=True, slots=True)
class PlannedBody:
    """The body of a method. `file_paths` lead to file values in a multipart body (`<array>` for list items).

    `transform` names the TypedDict that the transformer needs because a nested key has an alias or a format that
    the plain encoder can't know; None otherwise.
    """

    encoding: Encoding
    media_type: str | None = None
    file_paths: tuple[tuple[str, ...], ...] = ()
    transform: NamedType | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A paginated result: `Sync<class_name>` and `Async<class_name>` over items of `item`."""

    class_name: str
    item: TypeExpr
    in_body: bool


@dataclass(frozen=True, slots=True)
class PlannedResult:
    """What a method returns. `type` is what the caller sees (nullable where it may be missing), `cast` what the runtime
    parses into; `unwrap` the envelope's property."""

    kind: ResultKind
    type: TypeExpr
    cast: TypeExpr
    unwrap: str | None = None
    accept: str | None = None
    page: PlannedPage | None = None


@dataclass(frozen=True, slots=True)
class PlannedStream:
    """Streaming: `event` is the type of one event; `param` the Python name of the flag, None = always streams."""

    format: StreamFormat
    event: TypeExpr
    param: str | None


@dataclass(frozen=True, slots=True)
class PlannedOverload:
    """One overload: its parameters in order and what it returns (`stream`: True, False, or None for "either")."""

    parameters: tuple[PlannedParameter, ...]
    stream: bool | None = None


@dataclass(frozen=True, slots=True)
class PlannedMethod:
    """One method. `path` has Python names in braces. `required_sets` feed the run-time check of overloads."""

    name: str
    verb: str
    path: str
    path_styles: tuple[PlannedParameter, ...]
    parameters: tuple[PlannedParameter, ...]
    body: PlannedBody
    result: PlannedResult
    doc: PlannedDoc
    params_type: NamedType | None = None
    overloads: tuple[PlannedOverload, ...] = ()
    required_sets: tuple[tuple[str, ...], ...] = ()
    stream: PlannedStream | None = None
    idempotent_key: bool = False
    server: str | None = None
    security: tuple[SecurityAlternative, ...] | None = None
    max_retries: int | None = None
    timeout_seconds: float | None = None
    alias_of: str | None = None
    operation_key: str = ""
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class PlannedResource:
    """One resource: `attribute` on its parent, `class_name` (`WorkflowsResource`), `module` below the package
    (`("resources", "workflows", "workflows")`). `package` is set where it has a folder of its own."""

    attribute: str
    class_name: str
    raw_class_stem: str
    """Stem of `<stem>WithRawResponse` and `<stem>WithStreamingResponse`."""
    module: ModulePath
    package: ModulePath | None
    doc: PlannedDoc
    methods: tuple[PlannedMethod, ...]
    children: tuple[PlannedResource, ...]
    heading: str = ""
    """Pascal name for api.md."""
    standalone_api: bool = False


@dataclass(frozen=True, slots=True)
class PlannedOption:
    """A client option: `name` is the argument and attribute; the rest is read from `ClientSpec.options[index]`."""

    name: str
    index: int


@dataclass(frozen=True, slots=True)
class PlannedPageClass:
    """Classes of one pagination scheme. `models` are the nested objects of its response, in order of definition;
    `items_path` leads to the items by Python names."""

    name: str
    scheme: PaginationScheme
    models: tuple[PlannedClass, ...]
    fields: tuple[PlannedField, ...]
    items_path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedClient:
    """Names around the client: `class_name` (`Cloudflare`), `async_class_name`, `error_name` (`CloudflareError`)."""

    class_name: str
    async_class_name: str
    error_name: str
    env_prefix: str
    options: tuple[PlannedOption, ...]
    root: PlannedResource
    """Its methods sit on the client, its children are the top-level resources."""
    error_item: NamedType | None = None
    """Type of one entry of the envelope's error list."""


@dataclass(frozen=True, slots=True)
class PlannedWebhook:
    """A payload model for a webhook or callback."""

    name: str
    type: TypeExpr
    doc: PlannedDoc


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is printed."""

    package: PackageSpec
    client_spec: ClientSpec
    client: PlannedClient
    type_modules: tuple[PlannedTypeModule, ...]
    type_packages: tuple[PlannedTypePackage, ...]
    pages: tuple[PlannedPageClass, ...]
    webhooks: tuple[PlannedWebhook, ...] = ()
    array_format: ArrayFormat = ArrayFormat.COMMA
    nested_format: NestedFormat = NestedFormat.BRACKETS
