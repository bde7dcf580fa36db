"""The resource tree: the methods and models below the client, from the configuration or inferred."""

from __future__ import annotations

from specloom.api.ir.operations import Operation, Streaming
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class MethodSpec:
    """One method of a resource, from the configuration or inferred."""

    name: str
    operation: Operation
    paginated: bool | str | None = None
    """None: match automatically; False: never; True: must match; a string: the name of the scheme."""
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
class UnwrapSpec:
    """A method that checks and reads webhooks; `key_option` names the client's option that holds the key."""

    name: str
    discriminator: str | None = None
    key_option: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A named model of a resource: `name` is the config's key, `schema` its component."""

    name: str
    schema: str
    """Key in `Api.schemas`."""
    no_params_suffix: bool = False
    deprecated: str | None = None
    pointer: str = ""
    alias_of: str | None = None
    """The name of the model of the same resource that this is an alias of."""
    param_schema: str | None = None
    """The component of the model that requests use instead of this model's own request model."""


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
    unwraps: tuple[UnwrapSpec, ...] = ()
