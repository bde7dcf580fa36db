"""What a generated method needs to describe a request."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Dict, Mapping, Union

from ._lazy import LazyModule
from ._styles import (
    PathParam,
    Styled as Styled,
    header_text,
    json_param as json_param,
    path_param as path_param,
    styled as styled,
)
from ._types import (
    AnyMapping,
    Body,
    FilePaths,
    Headers,
    NotGiven,
    Omit,
    PostParser,
    Query,
    RequestFiles,
    RequestOptions,
    not_given,
)
from ._utils._path import Component, fill, quote_value

if TYPE_CHECKING:
    from . import _transform as transforms
    from ._auth import Security
    from ._http import httpx
else:
    transforms = LazyModule("._transform", __package__)

Timeout = Union[float, "httpx.Timeout", None, NotGiven]
HeaderMap = Mapping[str, Union[str, Omit]]


class FormBody:
    """A body that is sent as `application/x-www-form-urlencoded`."""

    __slots__ = ("fields",)

    def __init__(self, fields: Mapping[str, object]) -> None:
        self.fields = fields


class MultipartBody:
    """A body that is sent as `multipart/form-data`; `files` are the paths of the file parameters."""

    __slots__ = ("fields", "files")

    def __init__(self, fields: Mapping[str, object], files: FilePaths) -> None:
        self.fields = fields
        self.files = files


def form_body(fields: Mapping[str, object]) -> FormBody:
    """A form body; `None` and omitted fields are left out."""
    return FormBody(fields)


def multipart_body(fields: Mapping[str, object], files: FilePaths = ()) -> MultipartBody:
    """A multipart body; `files=[["file"], ["images", "<array>"]]` says where files can be."""
    return MultipartBody(fields, files)


class FinalRequestOptions:
    """Everything about one call. Its repr shows neither headers nor bodies."""

    __slots__ = (
        "method",
        "url",
        "params",
        "headers",
        "max_retries",
        "timeout",
        "files",
        "idempotency_key",
        "json_data",
        "extra_json",
        "content",
        "follow_redirects",
        "unwrap",
        "security",
        "base_url",
        "accept",
        "content_type",
        "cookies",
        "post_parser",
    )
    method: str
    url: str
    params: Query
    headers: Union[HeaderMap, NotGiven]
    max_retries: Union[int, NotGiven]
    timeout: Timeout
    files: Union[RequestFiles, None]
    idempotency_key: Union[str, None]
    json_data: Body
    extra_json: Union[AnyMapping, None]
    content: object
    follow_redirects: Union[bool, None]
    unwrap: Union[str, None]
    security: Union[Security, None]
    base_url: Union[str, None]
    accept: Union[str, None]
    content_type: Union[str, None]
    cookies: Union[Mapping[str, object], None]
    post_parser: Union[PostParser, NotGiven]

    def __init__(self, *, method: str = "", url: str = "", **others: Any) -> None:
        self.method = method
        self.url = url
        for name, default in _DEFAULTS.items():
            setattr(self, name, others.pop(name, default))
        if others:
            raise TypeError(f"unknown request option: {next(iter(others))}")

    @classmethod
    def construct(cls, **values: Any) -> FinalRequestOptions:
        """The same as calling the class."""
        return cls(**values)

    def copy(self, **changes: Any) -> FinalRequestOptions:
        """A copy with some options changed."""
        twin = FinalRequestOptions.__new__(FinalRequestOptions)
        for name in FinalRequestOptions.__slots__:
            setattr(twin, name, changes.get(name, getattr(self, name)))
        return twin

    def get_max_retries(self, default: int) -> int:
        """How often this call may be repeated."""
        return default if isinstance(self.max_retries, NotGiven) else self.max_retries

    def header_map(self) -> HeaderMap:
        """The headers of this call alone."""
        return _NO_HEADERS if isinstance(self.headers, NotGiven) else self.headers

    def __repr__(self) -> str:
        return f"FinalRequestOptions(method={self.method!r}, url={self.url.partition('?')[0]!r})"


_NO_HEADERS: HeaderMap = {}
_NO_PARAMS: Query = {}
_DEFAULTS: Dict[str, Any] = {
    name: None for name in FinalRequestOptions.__slots__ if name not in ("method", "url")
} | {
    "params": _NO_PARAMS,
    "headers": not_given,
    "max_retries": not_given,
    "timeout": not_given,
    "post_parser": not_given,
}


def request_options(
    *,
    extra_headers: Headers | None = None,
    extra_query: Query | None = None,
    extra_body: Body | None = None,
    timeout: Timeout = not_given,
    query: Query | None = None,
    headers: Mapping[str, object] | None = None,
    cookies: Mapping[str, object] | None = None,
    unwrap: str | None = None,
    idempotency_key: str | None = None,
    max_retries: int | None = None,
    security: Security | None = None,
    base_url: str | None = None,
    accept: str | None = None,
    content_type: str | None = None,
) -> FinalRequestOptions:
    """The options of one call of a generated method; the verb adds method, path and body."""
    final = FinalRequestOptions.__new__(FinalRequestOptions)
    final.params = _merge(query, extra_query)
    final.headers = _merge_headers(headers, extra_headers)
    final.extra_json = _as_mapping(extra_body)
    final.timeout = timeout
    final.cookies = cookies
    final.unwrap = unwrap
    final.idempotency_key = idempotency_key
    final.max_retries = not_given if max_retries is None else max_retries
    final.security = security
    final.base_url = base_url
    final.accept = accept
    final.content_type = content_type
    final.files = final.follow_redirects = final.content = final.json_data = None
    final.post_parser = not_given
    return final


def _merge(query: Query | None, extra: Query | None) -> Query:
    if not extra:
        return query or _NO_PARAMS
    return {**query, **extra} if query else extra


def _merge_headers(headers: Mapping[str, object] | None, extra: Headers | None) -> HeaderMap | NotGiven:
    if not headers:
        return extra if extra else not_given
    own: Dict[str, str | Omit] = {
        name: header_text(value)
        for name, value in headers.items()
        if value is not None and not isinstance(value, (Omit, NotGiven))
    }
    if not extra:
        return own
    given = {name.lower() for name in extra}
    return {**{name: value for name, value in own.items() if name.lower() not in given}, **extra}


def _as_mapping(extra: Body | None) -> AnyMapping | None:
    if extra is None or isinstance(extra, (Omit, NotGiven)):
        return None
    if isinstance(extra, Mapping):
        mapping: AnyMapping = extra
        return mapping
    raise TypeError(f"`extra_body` must be a mapping, not {type(extra).__name__}")


def make_request_options(
    *,
    query: Query | None = None,
    extra_headers: Headers | None = None,
    extra_query: Query | None = None,
    extra_body: Body | None = None,
    idempotency_key: str | None = None,
    timeout: Timeout = not_given,
    post_parser: PostParser | NotGiven = not_given,
) -> RequestOptions:
    """The options of one call as a dict, for hand-written resources."""
    options: Dict[str, Any] = {}
    if extra_headers is not None:
        options["headers"] = extra_headers
    if extra_body is not None:
        options["extra_json"] = extra_body
    params = _merge(query, extra_query)
    if params:
        options["params"] = params
    if not isinstance(timeout, NotGiven):
        options["timeout"] = timeout
    if idempotency_key is not None:
        options["idempotency_key"] = idempotency_key
    if not isinstance(post_parser, NotGiven):
        options["post_parser"] = post_parser
    typed: Any = options
    result: RequestOptions = typed
    return result


def final_options(
    method: str, path: str, options: FinalRequestOptions | RequestOptions | None, body: Body, content: object
) -> FinalRequestOptions:
    """The options of a call, with its method, path and body filled in."""
    if isinstance(options, FinalRequestOptions):
        final = options
    else:
        extra: Dict[str, Any] = dict(options) if options else {}
        final = FinalRequestOptions(**extra)
    final.method = method
    final.url = path
    final.json_data = body
    final.content = content
    return final


def verb_options(
    method: str,
    path: str,
    options: RequestOptions,
    body: Body = None,
    content: object = None,
    files: RequestFiles | None = None,
) -> FinalRequestOptions:
    """The options of a raw call such as `client.post(path, body=...)`."""
    if isinstance(body, (bytes, bytearray)):
        warnings.warn(
            "Passing raw bytes as `body` is deprecated and will be removed in a future version. "
            "Please pass raw bytes via the `content` parameter instead.",
            DeprecationWarning,
            stacklevel=3,
        )
    final = final_options(method, path, options, body, content)
    final.files = files
    return final


def _render(name: str, value: object, component: Component) -> str:
    if isinstance(value, str):
        if value:
            return quote_value(value, component)
    elif isinstance(value, PathParam):
        rendered = value.render()
        if rendered:
            return rendered
        value = value.value
    elif value is not None:
        return quote_value(value, component)
    raise ValueError(f"Expected a non-empty value for `{name}` but received {value!r}")


def path_template(template: str, /, **values: object) -> str:
    """Fill a path template; each value stays inside its segment.

    Raises `ValueError` for an empty value (the first in the order of the URL) and for a path whose segment
    would become `.` or `..`.
    """
    return fill(template, values, _render)


def maybe_transform(data: object, expected_type: object) -> Any:
    """Put wire names and formats into nested parameters; loads what it needs on its first call."""
    return transforms.maybe_transform(data, expected_type)


async def async_maybe_transform(data: object, expected_type: object) -> Any:
    """The same; files are read in a worker thread."""
    return await transforms.async_maybe_transform(data, expected_type)
