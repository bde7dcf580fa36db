"""Operations: requests, results, streams, webhooks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from specloom.api.ir.schemas import Schema


class Location(StrEnum):
    """Where a parameter travels."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"


class Style(StrEnum):
    """The serialisation styles of OpenAPI, JSON for parameters described by `content`, and whole query strings.

    `SEGMENTS` is a value in a path that may have slashes.
    """

    SIMPLE = "simple"
    LABEL = "label"
    MATRIX = "matrix"
    FORM = "form"
    SPACE = "spaceDelimited"
    PIPE = "pipeDelimited"
    DEEP = "deepObject"
    SEGMENTS = "segments"
    JSON = "json"
    WHOLE = "querystring"
    WHOLE_JSON = "querystringJson"


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
    reserved: bool = False
    """Whether reserved characters of a query value stay as they are."""
    extends: tuple[str, ...] = ()
    """Values of a list that are always sent, behind those of the caller."""
    pointer: str = ""


class BodyKind(StrEnum):
    """How a request body is encoded."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    BINARY = "binary"
    TEXT = "text"
    LINES = "lines"
    """JSON values, one a line."""


@dataclass(frozen=True, slots=True)
class PartEncoding:
    """How one property of a form travels, where not in the client's own format; `Style.JSON`: as JSON text.

    `media_types` are those that a part of a multipart body may have (ranges such as `image/*` among them), `headers`
    what is sent with it.
    """

    name: str
    style: Style | None
    explode: bool = False
    reserved: bool = False
    media_types: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The request body in the one media type that the method sends; `others` are the document's further ones."""

    kind: BodyKind
    media_type: str
    schema: Schema
    required: bool
    description: str | None = None
    others: tuple[str, ...] = ()
    parts: tuple[PartEncoding, ...] = ()
    json_without_files: bool = False
    """Whether a multipart body is sent as JSON where no file is given."""


class ResultKind(StrEnum):
    """What a successful response becomes."""

    NONE = "none"
    JSON = "json"
    TEXT = "text"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class ResponseHeader:
    """A header that a response is described to have."""

    name: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The successful response: the union of all 2xx JSON bodies, or text, or bytes, or nothing.

    `media_type` is what to ask for where it is not JSON alone. `empty_too`: some success has no body, and `empty_body`:
    not only one whose status says so.
    """

    kind: ResultKind
    schema: Schema | None = None
    media_type: str | None = None
    empty_too: bool = False
    description: str | None = None
    empty_body: bool = False
    headers: tuple[ResponseHeader, ...] = ()


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
    """`verb /path`: unique in a document."""
    verb: str
    """A usual method of HTTP in lower case, or another one as it is sent."""
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
