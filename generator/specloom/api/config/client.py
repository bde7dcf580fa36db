"""The config's client: options, authentication, retries, queries, pagination, streaming and errors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AliasChoices, Field, JsonValue, field_validator

from specloom.api.config.durations import Duration
from specloom.api.config.node import Ignored, Node, Unsupported

_CREDENTIALS = Field(default=None, validation_alias="x-stainless-auth")


class OptionAuth(Node):
    """What part of a security scheme an option fills."""

    security_scheme: str
    role: Literal["value", "username", "password", "client_id", "client_secret"] = "value"


class Option(Node):
    """An option of the client's constructor."""

    type: Literal["string", "integer", "number", "boolean", "null"] = "string"
    nullable: bool = False
    default: JsonValue = None
    read_env: str | None = None
    description: str | None = None
    example: JsonValue = None
    required_in_tests: bool | None = None
    auth: OptionAuth | None = None
    send_in_header: str | None = None
    send_as_query_param: str | None = None
    send_as_body_param: str | None = None
    send_as_path_param: str | None = None
    server_variable: str | None = None
    enum: list[str] = Field(default_factory=list)


class Idempotency(Node):
    """The header that carries the idempotency key."""

    header: str


class Retries(Node):
    """How often and how soon a request is sent again; seconds."""

    max_retries: int | None = None
    initial_delay_seconds: float | None = None
    max_delay_seconds: float | None = None


class ClientSettings(Node):
    """Behaviour of the client."""

    opts: dict[str, Option] = Field(default_factory=dict)
    idempotency: Idempotency | None = None
    idempotency_header: str | None = None
    default_headers: dict[str, str] = Field(default_factory=dict)
    default_timeout: Duration | None = None
    default_retries: Retries | None = None
    default_env_prefix: str | None = None
    default_client_name: str | None = None
    response_headers: Annotated[JsonValue, Unsupported("read them from the raw response")] = None
    omit_stainless_headers: Ignored = None
    omit_platform_headers: Ignored = None

    @field_validator("opts", "default_headers", mode="before")
    @classmethod
    def _accept_empty(cls, data: JsonValue) -> JsonValue:
        return {} if data is None else data

    @field_validator("default_headers", mode="before")
    @classmethod
    def _stringify(cls, data: JsonValue) -> JsonValue:
        if not isinstance(data, dict):
            return data
        return {key: value if isinstance(value, (str, dict, list)) else _text(value) for key, value in data.items()}


def _text(value: JsonValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class QuerySettings(Node):
    """How arrays and objects stand in a query."""

    array_format: Literal["comma", "repeat", "brackets", "indices"] | None = None
    nested_format: Literal["brackets", "dots"] | None = None


class MultipartSettings(Node):
    """How arrays and objects stand in a multipart body."""

    array_format: Literal["comma", "repeat", "brackets", "indices"] | None = None
    nested_format: Literal["brackets", "dots"] | None = None


class Pagination(Node):
    """A pagination scheme; `request` and `response` map a property to its JSON schema."""

    name: str
    type: Literal["cursor", "cursor_id", "cursor_url", "page_number", "offset", "fake_page"]
    description: str | None = None
    request: dict[str, dict[str, JsonValue]] = Field(default_factory=dict)
    response: dict[str, JsonValue] = Field(default_factory=dict)
    param_location: Literal["query", "body"] | None = None
    continue_on_empty_items: bool = False

    @field_validator("request", mode="before")
    @classmethod
    def _accept_empty(cls, data: JsonValue) -> JsonValue:
        return {} if data is None else data


class EventRule(Node):
    """One rule of `streaming.on_event`."""

    kind: Literal["fallthrough"] | None = None
    data_starts_with: str | None = None
    event_type: str | list[str] | None = Field(
        default=None, validation_alias=AliasChoices("event_type", "event_types", "event")
    )
    handle: Literal["yield", "done", "continue", "error"] | None = None
    error_property: str | None = None


class Streaming(Node):
    """What the client does with the events of a stream."""

    on_event: list[EventRule] = Field(default_factory=list)


class ErrorVariant(Node):
    """One kind of error: the class that is made for it, and the status that it usually has."""

    name: str
    status_code: int | None = None


class ErrorUnion(Node):
    """Errors that a property of their body tells apart; `source` leads to the object that has it, dotted."""

    source: str | None = None
    discriminator: str
    status_property: Annotated[JsonValue, Unsupported("give each variant its `status_code`")] = None
    variants: dict[str, ErrorVariant] = Field(default_factory=dict)


class Errors(Node):
    """Where an error body keeps its message; `errors_field` names a list of typed errors (an addition of ours)."""

    message_property: str | None = None
    errors_field: str | None = None
    union: ErrorUnion | None = None


class SecuritySchemeEntry(Node):
    """A security scheme, as in a document."""

    type: str
    description: Ignored = None
    scheme: str | None = None
    bearer_format: Ignored = Field(default=None, validation_alias=AliasChoices("bearerFormat", "bearer_format"))
    name: str | None = None
    location: str | None = Field(default=None, validation_alias="in")
    flows: dict[str, JsonValue] | None = None
    open_id_connect_url: Ignored = Field(default=None, validation_alias="openIdConnectUrl")
    credentials: dict[str, JsonValue] | None = _CREDENTIALS
