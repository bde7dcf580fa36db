"""The config's resources: methods, models, and the tree they stand in."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import AliasChoices, Field, JsonValue, field_validator, model_validator

from specloom.api.config.durations import Duration
from specloom.api.config.node import Ignored, Node, Unsupported

Languages: TypeAlias = bool | list[str] | None
Deprecation: TypeAlias = bool | str | dict[str, str] | None
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
VERBS = ("get", "put", "post", "delete", "patch", "head", "options", "trace", "query")


class MethodStreaming(Node):
    """Streaming of a method: the flag that asks for it and the model of one event."""

    param_discriminator: str | None = None
    stream_event_model: str | None = None
    params_type_name: str | None = None
    type: Ignored = None


class RequestDefaults(Node):
    """Request options that a method has by default."""

    timeout: Duration | None = None
    max_retries: int | None = None


class Method(Node):
    """One method; the short form is the endpoint alone."""

    type: Literal["http", "alias", "webhook_unwrap"] = "http"
    endpoint: str | None = None
    to: str | None = None
    paginated: bool | str | None = None
    unwrap_response: bool | str | None = None
    body_param_name: str | None = None
    positional_params: list[str] | bool | None = None
    streaming: MethodStreaming | None = None
    default_request_options: RequestDefaults | None = None
    deprecated: Deprecation = None
    skip: Languages = None
    only: Languages = None
    skip_test_reason: str | dict[str, str] | None = None
    description: str | None = None
    discriminator: str | None = None
    webhook_key_opt: str | None = None
    params: Annotated[JsonValue, Unsupported("rename a parameter with `x-stainless-naming` in the document")] = None
    custom: Annotated[JsonValue, Unsupported("put hand-written code into `lib/` or a subclass")] = None
    docs: Ignored = None
    mcp: Ignored = None
    terraform: Ignored = None
    cli: Ignored = None
    readme: Ignored = None

    @model_validator(mode="before")
    @classmethod
    def _accept_endpoint_alone(cls, data: JsonValue) -> JsonValue:
        return {"endpoint": data} if isinstance(data, str) else data

    @field_validator("endpoint")
    @classmethod
    def _normalise_endpoint(cls, value: str | None) -> str | None:
        return None if value is None else endpoint(value)


def endpoint(text: str) -> str:
    """Return ``verb /path`` with single spaces, usual verbs in lower case. Raises ``ValueError``."""
    words = text.split()
    if len(words) != 2 or not _TOKEN.fullmatch(words[0]) or not words[1].startswith("/"):
        raise ValueError(f"`{' '.join(words)}` is not an endpoint; write it as `get /path/{{id}}`")
    verb = words[0].lower()
    return f"{verb if verb in VERBS else words[0]} {words[1]}"


class Model(Node):
    """One named model; the short form is its schema alone."""

    type: Literal["schema", "alias"] = "schema"
    openapi_uri: str | None = Field(default=None, validation_alias=AliasChoices("openapi_uri", "schema"))
    to: str | None = None
    no_params_suffix: bool = False
    param_model: str | None = None
    deprecated: Deprecation = None
    skip: Languages = None
    only: Languages = None
    terraform: Ignored = None
    mcp: Ignored = None

    @model_validator(mode="before")
    @classmethod
    def _accept_schema_alone(cls, data: JsonValue) -> JsonValue:
        return {"openapi_uri": data} if isinstance(data, str) else data


class Resource(Node):
    """A node of the resource tree."""

    methods: dict[str, Method] = Field(default_factory=dict)
    models: dict[str, Model] = Field(default_factory=dict)
    subresources: dict[str, Resource] = Field(default_factory=dict)
    description: str | None = None
    deprecated: Deprecation = None
    skip: Languages = None
    only: Languages = None
    standalone_api: bool = False
    custom: Annotated[JsonValue, Unsupported("put hand-written code into `lib/` or a subclass")] = None
    mcp: Ignored = None
    terraform: Ignored = None
    cli: Ignored = None

    @field_validator("methods", "models", "subresources", mode="before")
    @classmethod
    def _accept_empty(cls, data: JsonValue) -> JsonValue:
        return {} if data is None else data

    @model_validator(mode="before")
    @classmethod
    def _accept_null(cls, data: JsonValue) -> JsonValue:
        return {} if data is None else data
