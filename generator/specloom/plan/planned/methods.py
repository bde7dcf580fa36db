"""Planned methods: their arguments, body, result and streaming."""

from __future__ import annotations

from enum import StrEnum

from specloom.api.ir import ResponseHeader, ResultKind, Schema, SecurityAlternative, StreamFormat, Style
from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.plan.planned.exprs import NamedType, TypeExpr
from specloom.plan.planned.types import PlannedDoc


class ArgumentLocation(StrEnum):
    """Where an argument goes."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    BODY = "body"
    WHOLE_BODY = "whole_body"
    """The single argument that is the whole body."""


@dataclass(frozen=True, slots=True)
class PlannedParameter:
    """One argument of a method, in signature order."""

    name: str
    wire_name: str
    location: ArgumentLocation
    type: TypeExpr
    required: bool
    positional: bool
    doc: PlannedDoc
    style: Style | None = None
    explode: bool = False
    fixed_value: JsonValue = None
    """With `is_fixed`: the constant that is always sent, for example in a required header; not an argument."""
    is_fixed: bool = False
    reserved: bool = False
    """Whether reserved characters of a query value are not escaped."""
    extends: tuple[str, ...] = ()
    """Values that are always sent, after those of the caller."""
    nested: str = ""
    """The delimiters of lists in the list, one character for each level."""
    option: str | None = None
    """The client option (by its name in the IR) that is sent if the caller passes nothing."""
    transformed: bool = False
    """Whether the value passes the transformer on its own, because its type has aliases or formats inside."""
    schema: Schema | None = None
    """The document's schema of its values, for samples."""


class BodyEncoding(StrEnum):
    """How the method sends its body."""

    NONE = "none"
    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    LINES = "lines"
    """JSON values, one per line."""
    CONTENT = "content"
    """Bytes or text, unchanged."""


@dataclass(frozen=True, slots=True)
class PlannedBody:
    """The body of a method. `file_paths` lead to file values in a multipart body (`<array>` for list items).

    `transform` names the TypedDict that the transformer needs because a nested key has an alias or a format that
    the plain encoder does not know; None otherwise.
    """

    encoding: BodyEncoding
    media_type: str | None = None
    file_paths: tuple[tuple[str, ...], ...] = ()
    transform: NamedType | None = None
    required: bool = False
    json_without_files: bool = False
    """Whether a multipart body is sent as JSON if no file is given."""
    part_types: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The media types that parts of a multipart body may have, by wire name."""
    may_be_null: bool = False
    """Whether `None` as the whole body is sent as `null`."""
    part_headers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """The headers of the parts of a multipart body, by wire name."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A paginated result: `Sync<class_name>` and `Async<class_name>` over items of `item`."""

    class_name: str
    item: TypeExpr
    in_body: bool


@dataclass(frozen=True, slots=True)
class PlannedResult:
    """What a method returns. `type` is what the caller gets (nullable if it may be missing), `cast` what the runtime
    parses into; `unwrap` is the envelope's property."""

    kind: ResultKind
    type: TypeExpr
    cast: TypeExpr
    unwrap: str | None = None
    accept: str | None = None
    page: PlannedPage | None = None
    headers: tuple[ResponseHeader, ...] = ()
    """The documented headers of the response."""
    alias: NamedType | None = None
    """The name of the result in the types, if the method's annotation is plain `str`."""


@dataclass(frozen=True, slots=True)
class PlannedStream:
    """Streaming: `event` is the type of one event; `param` the Python name of the flag, None = always streams.

    `accept` is the media type to request with the flag, if it is another one than without it.
    """

    format: StreamFormat
    event: TypeExpr
    param: str | None
    accept: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedOverload:
    """One overload: its parameters in order and its result (`stream`: True, False, or None for "either")."""

    parameters: tuple[PlannedParameter, ...]
    stream: bool | None = None


@dataclass(frozen=True, slots=True)
class PlannedMethod:
    """One method. `path` has Python names in braces. `required_sets` are for the run-time check of overloads."""

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
    query_transform: NamedType | None = None
    """Like `body.transform`, for query parameters that are objects with aliases inside."""
    errors: tuple[tuple[str, NamedType], ...] = ()
    """The statuses of error responses whose body is a model, with that model."""
    idempotent_key: bool = False
    server: str | None = None
    security: tuple[SecurityAlternative, ...] | None = None
    max_retries: int | None = None
    timeout_seconds: float | None = None
    alias_of: str | None = None
    operation_key: str = ""
    pointer: str = ""
    skip_test_reason: str | None = None
