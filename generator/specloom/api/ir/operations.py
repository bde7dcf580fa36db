"""Operations: their requests, results and streams; webhooks."""

from __future__ import annotations

from enum import StrEnum

from specloom.api.ir.schemas import Schema
from specloom.base.json import JsonValue
from specloom.base.records import dataclass


class Location(StrEnum):
    """Where a parameter is sent."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"


class Style(StrEnum):
    """The serialisation styles of OpenAPI, JSON for parameters with `content`, and whole query strings.

    `SEGMENTS` is a path value that may contain slashes; `TAB` is the format `tsv` of Swagger 2.
    """

    SIMPLE = "simple"
    LABEL = "label"
    MATRIX = "matrix"
    FORM = "form"
    SPACE = "spaceDelimited"
    PIPE = "pipeDelimited"
    TAB = "tabDelimited"
    DEEP = "deepObject"
    SEGMENTS = "segments"
    JSON = "json"
    WHOLE = "querystring"
    WHOLE_JSON = "querystringJson"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter outside the body. `style` is None if the client's own format applies."""

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
    """Whether reserved characters of a query value are not escaped."""
    extends: tuple[str, ...] = ()
    """List values that are always sent, after those of the caller."""
    nested: str = ""
    """The delimiters of lists in the list, one character for each level; without them, lists in lists are JSON."""
    pointer: str = ""


class BodyKind(StrEnum):
    """How a request body is encoded."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    BINARY = "binary"
    TEXT = "text"
    LINES = "lines"
    """JSON values, one per line."""


@dataclass(frozen=True, slots=True)
class PartEncoding:
    """How one property of a form is sent, if not in the client's own format; `Style.JSON` means JSON text.

    `media_types` are the ones that a part of a multipart body may have (also ranges such as `image/*`), `headers` are
    sent with it; `nested` are the delimiters of lists in the list.
    """

    name: str
    style: Style | None
    explode: bool = False
    reserved: bool = False
    media_types: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    nested: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The request body in the one media type that the method sends; `others` are the document's other media types."""

    kind: BodyKind
    media_type: str
    schema: Schema
    required: bool
    description: str | None = None
    others: tuple[str, ...] = ()
    parts: tuple[PartEncoding, ...] = ()
    json_without_files: bool = False
    """Whether a multipart body is sent as JSON if no file is given."""
    uploads: tuple[str, ...] = ()
    """The properties of a multipart body that take files, though the document has only URLs."""


class ResultKind(StrEnum):
    """What a successful response becomes."""

    NONE = "none"
    JSON = "json"
    TEXT = "text"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class ResponseHeader:
    """A documented header of a response."""

    name: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The successful response: the union of all 2xx JSON bodies, or text, or bytes, or nothing.

    `media_type` is what to request if it is not only JSON. `empty_too`: a success response has no body; `empty_body`:
    and its status does not imply that.
    """

    kind: ResultKind
    schema: Schema | None = None
    media_type: str | None = None
    empty_too: bool = False
    description: str | None = None
    empty_body: bool = False
    headers: tuple[ResponseHeader, ...] = ()
    example: JsonValue = None
    """The document's example of a JSON response, valid or not; null if it has none."""


class StreamFormat(StrEnum):
    """How a streamed response is framed."""

    SSE = "sse"
    JSON_LINES = "jsonl"
    RESULT_LINES = "result lines"
    """JSON lines, each an object with a `result` or an `error`: what grpc-gateway sends."""


@dataclass(frozen=True, slots=True)
class Streaming:
    """Streaming of one method: `param` is the wire name of the flag, None if it always streams."""

    format: StreamFormat
    event: Schema
    param: str | None = None


@dataclass(frozen=True, slots=True)
class ErrorResponse:
    """A documented error response, for docs and for `diff`."""

    status: str
    schema: Schema | None
    description: str | None = None
    example: JsonValue = None


@dataclass(frozen=True, slots=True)
class SecurityAlternative:
    """Security schemes that are required together, by name with OAuth scopes; empty means anonymous."""

    schemes: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ExternalDocs:
    """A link of the document to further documentation; `url` is as given and not checked."""

    url: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class CodeSample:
    """An example of `x-codeSamples` that the authors of the document wrote."""

    language: str
    source: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class OperationNotes:
    """What only a reference shows of an operation.

    `permissions` are those of which a token needs at least one (`x-api-token-group`), `badges` short words such as
    `beta` (`x-badges`, `x-stability-level`).
    """

    permissions: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    code_samples: tuple[CodeSample, ...] = ()
    external_docs: ExternalDocs | None = None


NO_NOTES = OperationNotes()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the document, which groups operations."""

    name: str
    description: str | None = None
    external_docs: ExternalDocs | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the document."""

    key: str
    """`verb /path`: unique in a document."""
    verb: str
    """A usual HTTP method in lower case, or another one as it is sent."""
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
    notes: OperationNotes = NO_NOTES


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that the API sends to the user: a webhook or a callback, with its payload."""

    name: str
    operation_key: str | None
    payload: Schema
    description: str | None = None
    pointer: str = ""
