"""The config's resource tree: resources, methods and models."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import AliasChoices, Field, JsonValue, field_validator, model_validator

from specloom.api.config.durations import Duration
from specloom.api.config.node import ConfigNode, Ignored, UnsupportedKey
from specloom.document.grammar import VERBS

Languages: TypeAlias = bool | list[str] | None
Deprecation: TypeAlias = bool | str | dict[str, str] | None
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


class MethodStreaming(ConfigNode):
    """Streaming of a method: the flag that asks for it and the model of one event."""

    param_discriminator: str | None = None
    """The parameter that asks for a stream; without one, the method always streams."""
    stream_event_model: str | None = None
    """The model of one event, as `resource.model`."""
    params_type_name: Ignored = None
    type: Ignored = None


class RequestDefaults(ConfigNode):
    """Request options that a method has by default."""

    timeout: Duration | None = None
    """The time limit: milliseconds, or ISO 8601 such as `PT1M`."""
    max_retries: int | None = None
    """How often the request is sent again."""


class Method(ConfigNode):
    """One method; the short form is the endpoint alone."""

    type: Literal["http", "alias", "webhook_unwrap"] = "http"
    """`http`, `alias` of another method, or `webhook_unwrap`, which checks and reads a webhook."""
    endpoint: str | None = None
    """The operation, as `get /trees/{tree_id}`."""
    to: str | None = None
    """The method that an alias names."""
    paginated: bool | str | None = None
    """`false` for none, `true` or the name of a scheme; without it, the first scheme that fits."""
    unwrap_response: bool | str | None = None
    """The property that the method returns, or `false`."""
    body_param_name: str | None = None
    """The argument for a body that is not an object."""
    positional_params: list[str] | bool | None = None
    """The parameters that can be given by position, in order."""
    streaming: MethodStreaming | None = None
    """How the method streams."""
    default_request_options: RequestDefaults | None = None
    """Options that each call has by default."""
    deprecated: Deprecation = None
    """The deprecation message, or `true`."""
    skip: Languages = None
    """Whether to leave it out: `true`, or a list of languages."""
    only: Languages = None
    """The languages that have it."""
    skip_test_reason: str | dict[str, str] | None = None
    """Why its generated tests are skipped."""
    description: str | None = None
    """The docstring, instead of the document's."""
    discriminator: str | None = None
    """The property that tells the payloads of a webhook apart."""
    webhook_key_opt: str | None = None
    """The client option that holds the key of webhooks."""
    params: Annotated[JsonValue, UnsupportedKey("rename a parameter with `x-stainless-naming` in the document")] = None
    custom: Annotated[JsonValue, UnsupportedKey("put hand-written code into `lib/` or a subclass")] = None
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
    """Return ``verb /path`` with single spaces and usual verbs in lower case. Raises ``ValueError``."""
    words = text.split()
    if len(words) != 2 or not _TOKEN.fullmatch(words[0]) or not words[1].startswith("/"):
        raise ValueError(f"`{' '.join(words)}` is not an endpoint; write it as `get /path/{{id}}`")
    verb = words[0].lower()
    return f"{verb if verb in VERBS else words[0]} {words[1]}"


class Model(ConfigNode):
    """One named model; the short form is its schema alone."""

    type: Literal["schema", "alias"] = "schema"
    """`schema`, or `alias` of another model."""
    openapi_uri: str | None = Field(default=None, validation_alias=AliasChoices("openapi_uri", "schema"))
    """The schema: its name, a JSON pointer or a JSONPath."""
    to: str | None = None
    """The model that an alias names."""
    no_params_suffix: bool = False
    """Whether its request type has no suffix."""
    param_model: str | None = None
    """The model that requests use instead."""
    deprecated: Deprecation = None
    """The deprecation message, or `true`."""
    skip: Languages = None
    """Whether to leave it out: `true`, or a list of languages."""
    only: Languages = None
    """The languages that have it."""
    terraform: Ignored = None
    mcp: Ignored = None

    @model_validator(mode="before")
    @classmethod
    def _accept_schema_alone(cls, data: JsonValue) -> JsonValue:
        return {"openapi_uri": data} if isinstance(data, str) else data


class Resource(ConfigNode):
    """A node of the resource tree."""

    methods: dict[str, Method] = Field(default_factory=dict)
    """The methods, by name."""
    models: dict[str, Model] = Field(default_factory=dict)
    """The models, by name."""
    subresources: dict[str, Resource] = Field(default_factory=dict)
    """The resources below this one, by name."""
    description: str | None = None
    """The docstring of the class."""
    deprecated: Deprecation = None
    """The deprecation message, or `true`."""
    skip: Languages = None
    """Whether to leave it out: `true`, or a list of languages."""
    only: Languages = None
    """The languages that have it."""
    standalone_api: bool = False
    """Whether its types and its `api.md` are in directories of their own."""
    custom: Annotated[JsonValue, UnsupportedKey("put hand-written code into `lib/` or a subclass")] = None
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
