"""The config's client: options, authentication, retries, queries, pagination, streaming and errors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AliasChoices, Field, JsonValue, field_validator

from specloom.api.config.checked import EnvironmentName
from specloom.api.config.durations import Duration
from specloom.api.config.node import ConfigNode, Ignored, UnsupportedKey

_CREDENTIALS = Field(default=None, validation_alias="x-stainless-auth")


class OptionAuth(ConfigNode):
    """What part of a security scheme an option fills."""

    security_scheme: str
    """The name of the scheme in the document or in `security_schemes`."""
    role: Literal["value", "username", "password", "client_id", "client_secret"] = "value"
    """Which part of the credentials the option holds."""


class OptionConfig(ConfigNode):
    """An option of the client's constructor."""

    type: Literal["string", "integer", "number", "boolean", "null"] = "string"
    """The type of the argument."""
    nullable: bool = False
    """Whether the client can be made without it."""
    default: JsonValue = None
    """The value of an option that is not given."""
    read_env: EnvironmentName | None = None
    """The environment variable that gives the value if the argument does not."""
    description: str | None = None
    """The documentation of the argument."""
    example: JsonValue = None
    """A value for the README and the generated tests."""
    required_in_tests: bool | None = None
    """Whether generated tests pass it."""
    auth: OptionAuth | None = None
    """The credentials that the option holds."""
    send_in_header: str | None = None
    """The header that sends the value with each request."""
    send_as_query_param: str | None = None
    """The query parameter that sends the value with each request."""
    send_as_body_param: str | None = None
    """The field of request bodies that the value fills."""
    send_as_path_param: str | None = None
    """The path parameter that the value fills."""
    server_variable: str | None = None
    """The variable of the server URL that the value fills."""
    enum: list[str] = Field(default_factory=list)
    """The allowed values."""


class Idempotency(ConfigNode):
    """The header that carries the idempotency key."""

    header: str
    """The name of the header; methods other than GET send a key in it."""


class Retries(ConfigNode):
    """How often and how soon a request is sent again; seconds."""

    max_retries: int | None = None
    """How often a request is sent again."""
    initial_delay_seconds: float | None = None
    """The delay before the first retry."""
    max_delay_seconds: float | None = None
    """The longest delay."""


class ClientSettings(ConfigNode):
    """Behaviour of the client."""

    opts: dict[str, OptionConfig] = Field(default_factory=dict)
    """The options of the client's constructor, by name."""
    idempotency: Idempotency | None = None
    """The header for idempotency keys, which makes retries of POST and PATCH safe."""
    idempotency_header: str | None = None
    """The same as `idempotency.header`, in one line."""
    default_headers: dict[str, str] = Field(default_factory=dict)
    """Headers that each request sends."""
    default_timeout: Duration | None = None
    """The time limit of a request: milliseconds, or ISO 8601 such as `PT1M`."""
    default_retries: Retries | None = None
    """How often and how soon a request is sent again."""
    default_env_prefix: EnvironmentName | None = None
    """The prefix of `…_BASE_URL`, `…_LOG` and `…_CUSTOM_HEADERS`."""
    default_client_name: str | None = None
    """The class name of the client."""
    response_headers: Annotated[JsonValue, UnsupportedKey("read them from the raw response")] = None
    omit_stainless_headers: Ignored = None
    omit_platform_headers: Ignored = None

    @field_validator("opts", "default_headers", mode="before")
    @classmethod
    def _accept_empty(cls, data: JsonValue) -> JsonValue:
        return {} if data is None else data

    @field_validator("default_headers", mode="before")
    @classmethod
    def _default_as_text(cls, data: JsonValue) -> JsonValue:
        if not isinstance(data, dict):
            return data
        return {key: value if isinstance(value, (str, dict, list)) else _as_text(value) for key, value in data.items()}


def _as_text(value: JsonValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class QuerySettings(ConfigNode):
    """How arrays and objects are written in a query."""

    array_format: Literal["comma", "repeat", "brackets", "indices"] | None = None
    """How a list is sent: `a=1,2`, `a=1&a=2`, `a[]=1&a[]=2` or `a[0]=1&a[1]=2`."""
    nested_format: Literal["brackets", "dots"] | None = None
    """How an object is sent: `a[b]=1` or `a.b=1`."""


class MultipartSettings(ConfigNode):
    """How arrays and objects are written in a multipart body."""

    array_format: Literal["comma", "repeat", "brackets", "indices"] | None = None
    """How a list is sent, as in `query_settings`."""
    nested_format: Literal["brackets", "dots"] | None = None
    """How an object is sent, as in `query_settings`."""


class Pagination(ConfigNode):
    """A pagination scheme; `request` and `response` map a property to its JSON schema."""

    name: str
    """The name of the scheme, and of its page class."""
    type: Literal["cursor", "cursor_id", "cursor_url", "page_number", "offset", "fake_page"]
    """How the next page is found."""
    description: str | None = None
    """The documentation of the page class."""
    request: dict[str, dict[str, JsonValue]] = Field(default_factory=dict)
    """The parameters of the request, each with its JSON schema."""
    response: dict[str, JsonValue] = Field(default_factory=dict)
    """The fields of the response, each with its JSON schema."""
    param_location: Literal["query", "body"] | None = None
    """Whether the parameters of the next page go into the query or the body."""
    continue_on_empty_items: bool = False
    """Whether a page without items can have a next page."""

    @field_validator("request", mode="before")
    @classmethod
    def _accept_empty(cls, data: JsonValue) -> JsonValue:
        return {} if data is None else data


class EventRuleConfig(ConfigNode):
    """One rule of `streaming.on_event`."""

    kind: Literal["fallthrough"] | None = None
    """`fallthrough`: the rule applies to every event that no other rule matches."""
    data_starts_with: str | None = None
    """The rule applies to events whose data begins with this text."""
    event_type: str | list[str] | None = Field(
        default=None, validation_alias=AliasChoices("event_type", "event_types", "event")
    )
    """The rule applies to events of this type or these types."""
    handle: Literal["yield", "done", "continue", "error"] | None = None
    """What to do: `yield` the event, `continue` with the next, end the stream (`done`), or raise (`error`)."""
    error_property: str | None = None
    """The property of the data that holds an error."""


class StreamingConfig(ConfigNode):
    """What the client does with the events of a stream."""

    on_event: list[EventRuleConfig] = Field(default_factory=list)
    """Rules for the events of a stream; the first that matches counts."""


class ErrorVariant(ConfigNode):
    """One kind of error: the class that is made for it, and the status that it usually has."""

    name: str
    """The class name of the error."""
    status_code: int | None = None
    """The status that the error usually has."""


class ErrorUnion(ConfigNode):
    """Errors that a property of their body tells apart; `source` is the dotted path of the object that has it."""

    source: str | None = None
    """Where the body has the object with the discriminator, as a dotted path."""
    discriminator: str
    """The property that tells the errors apart."""
    status_property: Annotated[JsonValue, UnsupportedKey("give each variant its `status_code`")] = None
    variants: dict[str, ErrorVariant] = Field(default_factory=dict)
    """The errors, by value of the discriminator."""


class Errors(ConfigNode):
    """Where an error body has its message; `errors_field` names a list of typed errors (an addition of specloom)."""

    message_property: str | None = None
    """The property of the body that becomes the message of the exception."""
    errors_field: str | None = None
    """The property of the body that lists typed errors. An addition of specloom."""
    union: ErrorUnion | None = None
    """Errors that a property of the body tells apart."""


class SecuritySchemeEntry(ConfigNode):
    """A security scheme, as in a document."""

    type: str
    """`http`, `apiKey`, `oauth2`, as in OpenAPI."""
    description: Ignored = None
    scheme: str | None = None
    """The HTTP scheme: `bearer`, `basic`."""
    bearer_format: Ignored = Field(default=None, validation_alias=AliasChoices("bearerFormat", "bearer_format"))
    name: str | None = None
    """The name of the header, query parameter or cookie."""
    location: str | None = Field(default=None, validation_alias="in")
    """Where an API key is sent: `header`, `query` or `cookie`."""
    flows: dict[str, JsonValue] | None = None
    """The OAuth 2.0 flows."""
    open_id_connect_url: Ignored = Field(default=None, validation_alias="openIdConnectUrl")
    credentials: dict[str, JsonValue] | None = _CREDENTIALS
    """How the credentials are written into the header."""
