"""The intermediate representation: what an API means, as frozen data.

`build.py` fills it from the canonical document and the SDK configuration; every later stage reads only this. Wire
names stand beside meaning, no Python name or type text appears here, and every kind is closed: a new construct of
OpenAPI gets a new class or enum member here or falls back to a wider one with a diagnostic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from generator.base.json import JsonValue


# --- schemas -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Constraints:
    """Limits that stand in docstrings: a response that breaks them still parses."""

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
    """What every schema carries beside its kind.

    `pointer` is the JSON pointer in the canonical document (diagnostics map it to a file and a line). `name_hint`
    overrides the name that the plan would choose (`x-stainless-naming`), `type_hint` likewise for a class.
    """

    pointer: str
    title: str | None = None
    description: str | None = None
    deprecated: bool = False
    nullable: bool = False
    read_only: bool = False
    write_only: bool = False
    default: JsonValue = None
    has_default: bool = False
    constraints: Constraints | None = None
    type_hint: str | None = None


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
    """Any JSON value: an empty schema, `true`, or a construct that can't be expressed more narrowly."""

    info: Info


@dataclass(frozen=True, slots=True)
class ScalarSchema:
    """One scalar; `format` is the document's word, kept for the docs."""

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
    """A list that begins with items of fixed kinds (`prefixItems`); `rest` is None where no more may follow."""

    info: Info
    prefix: tuple[Schema, ...]
    rest: Schema | None


@dataclass(frozen=True, slots=True)
class MapSchema:
    """An object of free keys whose values are all of one kind."""

    info: Info
    values: Schema


@dataclass(frozen=True, slots=True)
class Field:
    """One property of an object. `name_hint` is an explicit Python name asked for by the config or the document."""

    wire_name: str
    schema: Schema
    required: bool
    name_hint: str | None = None


@dataclass(frozen=True, slots=True)
class ObjectSchema:
    """An object with named properties; `bases` are named models it extends (allOf), `extra` types its other keys."""

    info: Info
    fields: tuple[Field, ...]
    extra: Schema | None = None
    bases: tuple[RefSchema, ...] = ()


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The property that tells variants apart; `mapping` holds (wire value, index of the variant)."""

    property_name: str
    mapping: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One arm of a union; `title` is a title that stands beside the reference, not in the referenced schema."""

    schema: Schema
    title: str | None = None


@dataclass(frozen=True, slots=True)
class UnionSchema:
    """One of several; nested unions are already flattened, `null` is in `info.nullable`."""

    info: Info
    variants: tuple[Variant, ...]
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class RefSchema:
    """A use of the component `name`; `info` is what stands beside the reference."""

    info: Info
    name: str


Schema: TypeAlias = (
    AnySchema | ScalarSchema | EnumSchema | ArraySchema | TupleSchema | MapSchema | ObjectSchema | UnionSchema | RefSchema
)


# --- operations ---------------------------------------------------------------------------------------------------


class Location(StrEnum):
    """Where a parameter travels."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"


class Style(StrEnum):
    """The serialisation styles of OpenAPI, and JSON for parameters described by `content`."""

    SIMPLE = "simple"
    LABEL = "label"
    MATRIX = "matrix"
    FORM = "form"
    SPACE = "spaceDelimited"
    PIPE = "pipeDelimited"
    DEEP = "deepObject"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter outside the body. `style` is None where the client's own format is right."""

    wire_name: str
    location: Location
    schema: Schema
    required: bool
    style: Style | None = None
    explode: bool = False
    description: str | None = None
    deprecated: bool = False
    name_hint: str | None = None
    pointer: str = ""


class BodyKind(StrEnum):
    """How a request body is encoded."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    BINARY = "binary"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Body:
    """The request body in the one media type that the method sends; `others` are the document's further ones."""

    kind: BodyKind
    media_type: str
    schema: Schema
    required: bool
    description: str | None = None
    others: tuple[str, ...] = ()


class ResultKind(StrEnum):
    """What a successful response becomes."""

    NONE = "none"
    JSON = "json"
    TEXT = "text"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class Result:
    """The successful response: the union of all 2xx JSON bodies, or text, or bytes, or nothing.

    `accept` is the media type to ask for where it is not JSON. `empty_too`: some success has no body.
    """

    kind: ResultKind
    schema: Schema | None = None
    media_type: str | None = None
    empty_too: bool = False
    description: str | None = None


class StreamFormat(StrEnum):
    """How a streamed response is framed."""

    SSE = "sse"
    JSON_LINES = "jsonl"


@dataclass(frozen=True, slots=True)
class Streaming:
    """Streaming of one method: `param` is the wire name of the flag, None where it always streams."""

    format: StreamFormat
    event: Schema
    param: str | None = None
    params_type_name: str | None = None


@dataclass(frozen=True, slots=True)
class ErrorResponse:
    """A documented failure, for docs and for `diff`."""

    status: str
    schema: Schema | None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class SecurityAlternative:
    """Schemes that must all be satisfied together, by name, with the OAuth scopes; empty = anonymous."""

    schemes: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the document."""

    key: str
    """`verb /path`, the verb in lower case: unique in a document."""
    verb: str
    path: str
    operation_id: str | None
    tags: tuple[str, ...]
    summary: str | None
    description: str | None
    deprecated: bool
    parameters: tuple[Parameter, ...]
    body: Body | None
    result: Result
    errors: tuple[ErrorResponse, ...] = ()
    server: str | None = None
    security: tuple[SecurityAlternative, ...] | None = None
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that the API sends to the user: a webhook or a callback, with its payload."""

    name: str
    operation_key: str | None
    payload: Schema
    description: str | None = None
    pointer: str = ""


# --- the client and its resources ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MethodSpec:
    """One method of a resource as the configuration (or inference) asks for it."""

    name: str
    operation: Operation
    paginated: bool | str | None = None
    """None: match automatically; False: never; True: must match; a string names the scheme."""
    unwrap: str | None = None
    positional: tuple[str, ...] | None = None
    """Wire names of the positional parameters; None = the last path parameter."""
    body_param_name: str | None = None
    streaming: Streaming | None = None
    deprecated: str | None = None
    max_retries: int | None = None
    timeout_seconds: float | None = None
    skip_test_reason: str | None = None
    alias_of: str | None = None


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A named model of a resource: `name` is the config's key, `schema` the component it stands for."""

    name: str
    schema: str
    """Key in `Api.schemas`."""
    no_params_suffix: bool = False
    deprecated: str | None = None
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class ResourceSpec:
    """A node of the resource tree; the root of the tree is the client itself."""

    name: str
    description: str | None = None
    deprecated: str | None = None
    standalone_api: bool = False
    methods: tuple[MethodSpec, ...] = ()
    models: tuple[ModelSpec, ...] = ()
    children: tuple[ResourceSpec, ...] = ()


class OptionKind(StrEnum):
    """Type of a client option."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"


class AuthRole(StrEnum):
    """Which part of a security scheme an option fills."""

    VALUE = "value"
    USERNAME = "username"
    PASSWORD = "password"
    CLIENT_ID = "client_id"
    CLIENT_SECRET = "client_secret"


@dataclass(frozen=True, slots=True)
class ClientOption:
    """An option of the client's constructor."""

    name: str
    kind: OptionKind = OptionKind.STRING
    nullable: bool = False
    default: JsonValue = None
    has_default: bool = False
    read_env: str | None = None
    description: str | None = None
    example: str | None = None
    scheme: str | None = None
    role: AuthRole = AuthRole.VALUE
    send_in_header: str | None = None
    send_as_query_param: str | None = None
    send_as_path_param: str | None = None
    send_as_body_param: str | None = None
    server_variable: str | None = None


class SchemeKind(StrEnum):
    """Security schemes that the runtime can serve."""

    BEARER = "bearer"
    BASIC = "basic"
    HEADER = "header"
    QUERY = "query"
    COOKIE = "cookie"
    OAUTH2_CLIENT_CREDENTIALS = "oauth2_client_credentials"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A security scheme of the document or the config. `keyword` replaces "Bearer" where the document asks for it."""

    name: str
    kind: SchemeKind
    parameter: str | None = None
    token_url: str | None = None
    scopes: tuple[str, ...] = ()
    keyword: str | None = None
    description: str | None = None


class PaginationKind(StrEnum):
    """How the next page is found."""

    CURSOR = "cursor"
    CURSOR_ID = "cursor_id"
    CURSOR_URL = "cursor_url"
    PAGE_NUMBER = "page_number"
    OFFSET = "offset"
    FAKE = "fake_page"


class Purpose(StrEnum):
    """The role of a property in a pagination scheme."""

    ITEMS = "items"
    HAS_NEXT_PAGE = "has_next_page"
    NEXT_CURSOR_PARAM = "next_cursor_param"
    PREVIOUS_CURSOR_PARAM = "previous_cursor_param"
    NEXT_CURSOR_FIELD = "next_cursor_field"
    PREVIOUS_CURSOR_FIELD = "previous_cursor_field"
    CURSOR_ITEM_ID = "cursor_item_id"
    NEXT_CURSOR_ID_PARAM = "next_cursor_id_param"
    PREVIOUS_CURSOR_ID_PARAM = "previous_cursor_id_param"
    CURSOR_URL_FIELD = "cursor_url_field"
    PAGE_NUMBER_PARAM = "page_number_param"
    CURRENT_PAGE_NUMBER_FIELD = "current_page_number_field"
    TOTAL_PAGE_COUNT_FIELD = "total_page_count_field"
    OFFSET_COUNT_PARAM = "offset_count_param"
    OFFSET_COUNT_START_FIELD = "offset_count_start_field"
    OFFSET_TOTAL_COUNT_FIELD = "offset_total_count_field"


@dataclass(frozen=True, slots=True)
class PaginationRole:
    """`path` leads to the property (names from the outermost); `from_header` reads a response header instead."""

    purpose: Purpose
    path: tuple[str, ...]
    from_header: str | None = None


@dataclass(frozen=True, slots=True)
class PaginationScheme:
    """A pagination scheme: request and response fields and their roles. Items inside are `AnySchema`."""

    name: str
    kind: PaginationKind
    request: tuple[Field, ...]
    response: tuple[Field, ...]
    request_roles: tuple[PaginationRole, ...]
    response_roles: tuple[PaginationRole, ...]
    in_body: bool = False
    top_level_array: bool = False
    continue_on_empty_items: bool = False
    description: str | None = None


class ArrayFormat(StrEnum):
    """How arrays stand in a query."""

    COMMA = "comma"
    REPEAT = "repeat"
    BRACKETS = "brackets"
    INDICES = "indices"


class NestedFormat(StrEnum):
    """How objects stand in a query."""

    BRACKETS = "brackets"
    DOTS = "dots"


class EventHandling(StrEnum):
    """What a streaming rule does with an event."""

    YIELD = "yield"
    DONE = "done"
    CONTINUE = "continue"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class EventRule:
    """One `streaming.on_event` rule; all None matches every event."""

    handle: EventHandling
    data_starts_with: str | None = None
    event_types: tuple[str, ...] = ()
    error_property: str | None = None


@dataclass(frozen=True, slots=True)
class Environment:
    """A named base URL."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ClientSpec:
    """Everything about the client that is not a resource."""

    name: str
    """Class name as asked for, such as `Cloudflare`."""
    organization: str
    environments: tuple[Environment, ...]
    options: tuple[ClientOption, ...] = ()
    schemes: tuple[SecurityScheme, ...] = ()
    security: tuple[SecurityAlternative, ...] = ()
    env_prefix: str | None = None
    idempotency_header: str | None = None
    default_headers: tuple[tuple[str, str], ...] = ()
    timeout_seconds: float = 60.0
    max_retries: int = 2
    initial_delay_seconds: float = 0.5
    max_delay_seconds: float = 8.0
    array_format: ArrayFormat = ArrayFormat.COMMA
    nested_format: NestedFormat = NestedFormat.BRACKETS
    event_rules: tuple[EventRule, ...] = ()
    errors_field: str | None = None
    """Envelope field that lists typed errors, where the document describes one."""
    error_schema: str | None = None
    error_message_field: str | None = None


@dataclass(frozen=True, slots=True)
class PackageSpec:
    """Names of the generated package and texts around it."""

    package_name: str
    project_name: str
    version: str
    title: str
    description: str | None = None
    repository: str | None = None
    docs_url: str | None = None
    contact: str | None = None
    license: str | None = None
    http_library: str = "httpx2"
    file_header: str | None = None
    resource_class_infix: bool = True
    sort_properties: bool = True
    protect_model_namespace: bool = True


@dataclass(frozen=True, slots=True)
class Api:
    """The whole API: the root of the IR."""

    package: PackageSpec
    client: ClientSpec
    root: ResourceSpec
    """Its methods are the client's own (`$client`), its children the top-level resources; `$shared` is in `shared`."""
    shared: tuple[ModelSpec, ...]
    schemas: Mapping[str, Schema]
    operations: tuple[Operation, ...]
    pagination: tuple[PaginationScheme, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    casings: tuple[tuple[str, JsonValue], ...] = ()
    """The config's `custom_casings`, as given."""
    skipped: tuple[tuple[str, str, str], ...] = field(default=())
    """Operations on purpose without a method: (key, pointer, reason)."""
