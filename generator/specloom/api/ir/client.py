"""The client, the package and the root of the IR."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from specloom.api.ir.operations import ExternalDocs, Operation, SecurityAlternative, Tag, Webhook
from specloom.api.ir.options import ClientOption, SecurityScheme
from specloom.api.ir.pagination import PaginationScheme
from specloom.api.ir.resources import ModelSpec, ResourceSpec
from specloom.api.ir.schemas import Schema
from specloom.base.json import JsonValue
from specloom.base.records import dataclass


class ArrayFormat(StrEnum):
    """How arrays are written in a query."""

    COMMA = "comma"
    REPEAT = "repeat"
    BRACKETS = "brackets"
    INDICES = "indices"


class NestedFormat(StrEnum):
    """How objects are written in a query."""

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
class ErrorKind:
    """A kind of error: the value of its discriminator, its class name, and its usual status."""

    value: str
    name: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class ErrorKinds:
    """Errors that a property of their body tells apart; `source` is the path to the object with the property."""

    property_name: str
    source: tuple[str, ...] = ()
    kinds: tuple[ErrorKind, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientSpec:
    """Everything about the client that is not a resource."""

    name: str
    """The class, such as `Cloudflare`."""
    organization: str
    error_name: str
    """The base class of all errors, such as `CloudflareError`."""
    env_prefix: str
    """The prefix of its environment variables, such as `CLOUDFLARE`."""
    environments: tuple[Environment, ...]
    options: tuple[ClientOption, ...] = ()
    schemes: tuple[SecurityScheme, ...] = ()
    security: tuple[SecurityAlternative, ...] = ()
    idempotency_header: str | None = None
    default_headers: tuple[tuple[str, str], ...] = ()
    timeout_seconds: float = 60.0
    max_retries: int = 2
    initial_delay_seconds: float = 0.5
    max_delay_seconds: float = 8.0
    as_documented: bool = False
    """Whether the document alone says how values are written, because no config of a user does."""
    array_format: ArrayFormat = ArrayFormat.COMMA
    nested_format: NestedFormat = NestedFormat.BRACKETS
    multipart_array_format: ArrayFormat = ArrayFormat.BRACKETS
    multipart_nested_format: NestedFormat = NestedFormat.BRACKETS
    event_rules: tuple[EventRule, ...] = ()
    errors_field: str | None = None
    """The envelope field that lists typed errors, if the document has one."""
    error_schema: str | None = None
    error_message_field: str | None = None
    error_kinds: ErrorKinds | None = None


@dataclass(frozen=True, slots=True)
class PackageSpec:
    """Names and metadata of the generated package."""

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
    """Operations without a method, methods without an operation, models without a schema: (name, pointer, reason)."""
    tags: tuple[Tag, ...] = ()
    external_docs: ExternalDocs | None = None
