"""What a generated method needs to describe a request."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Dict, Mapping

from .._types import (
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
from .lazy import lazy_callable
from .multipart import listed
from .path import Component, fill, quote_value
from .request_options import (
    JSON_NULL,
    NO_PARAMS,
    HeaderMap,
    Timeout,
)
from .request_options import (
    FinalRequestOptions as FinalRequestOptions,
)
from .request_options import (
    FormBody as FormBody,
)
from .request_options import (
    LinesBody as LinesBody,
)
from .request_options import (
    MultipartBody as MultipartBody,
)
from .required_args import required_args as required_args
from .styles import (
    PathParam,
    header_text,
)
from .styles import (
    Styled as Styled,
)
from .styles import (
    extended as extended,
)
from .styles import (
    json_param as json_param,
)
from .styles import (
    path_param as path_param,
)
from .styles import (
    styled as styled,
)
from .styles import (
    whole_query as whole_query,
)
from .texts import NoTextError, unsendable
from .values import is_iterable, is_mapping

if TYPE_CHECKING:
    from .auth import Security
    from .transform import async_maybe_transform as async_maybe_transform
    from .transform import maybe_transform as maybe_transform
else:
    maybe_transform = lazy_callable(".transform", "maybe_transform", __package__)
    async_maybe_transform = lazy_callable(".transform", "async_maybe_transform", __package__)


def path_option(client: object, attribute: str, value: object) -> object:
    """The argument for a path, else the client's option; raises `ValueError` if neither is set."""
    if value is not None and not isinstance(value, (Omit, NotGiven)):
        return value
    held: object = getattr(client, attribute, None)
    if held is None:
        raise ValueError(
            f"Missing {attribute} argument; Please provide it at the client level, e.g. "
            f"{type(client).__name__}({attribute}='abcd') or per method."
        )
    return held


def body_option(client: object, attribute: str, value: object) -> object:
    """The argument for a body, else the client's option, else `omit`."""
    if not isinstance(value, (Omit, NotGiven)):
        return value
    held: object = getattr(client, attribute, None)
    return value if held is None else held


def form_body(fields: Mapping[str, object] | Omit) -> FormBody | Omit:
    """A form body; `None` and omitted fields are left out, `omit` stays `omit`."""
    return fields if isinstance(fields, Omit) else FormBody(fields)


def multipart_body(
    fields: Mapping[str, object] | Omit,
    files: FilePaths = (),
    *,
    or_json: bool = False,
    types: Mapping[str, str] | None = None,
    headers: Mapping[str, Mapping[str, str]] | None = None,
) -> MultipartBody | Omit:
    """A multipart body; `files=[["file"], ["images", "<array>"]]` says where files can be, `omit` stays `omit`.

    `or_json`: without a file it is sent as JSON. `types={"image": "image/png, image/*"}` are the media types that a
    part may have, `headers` what is sent with it.
    """
    if isinstance(fields, Omit):
        return fields
    given = {name: listed(value) for name, value in fields.items()} if is_mapping(fields) else fields
    return MultipartBody(given, files, or_json, types or {}, headers or {})


def json_body(value: object) -> object:
    """A JSON body that may be `null`, which `None` is; `omit` stays `omit`."""
    return JSON_NULL if value is None else value


def json_lines_body(items: object) -> object:
    """A body of JSON values, one a line; text and bytes are sent as they are, `omit` stays `omit`."""
    if isinstance(items, (str, bytes, bytearray, Omit, NotGiven)) or not is_iterable(items):
        return items
    return LinesBody(list(items))


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
    final.files = final.follow_redirects = final.foreign = final.content = final.json_data = None
    final.post_parser = not_given
    return final


def _merge(query: Query | None, extra: Query | None) -> Query:
    if not extra:
        return query or NO_PARAMS
    return {**query, **extra} if query else extra


def _merge_headers(headers: Mapping[str, object] | None, extra: Headers | None) -> HeaderMap | NotGiven:
    if not headers:
        return extra if extra else not_given
    own: Dict[str, str | Omit] = {
        name: header_text(value, name)
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
    if is_mapping(extra):
        return extra
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
    if type(value) is str:
        if value:
            return quote_value(value, component)
    elif isinstance(value, (int, float)):
        return quote_value(value, component)
    else:
        try:
            rendered = value.path(name) if isinstance(value, Styled) else _path_text(value)
        except (RecursionError, NoTextError) as error:
            raise unsendable(f"The value for `{name}`", error) from None
        if rendered:
            return rendered
        value = value.value if isinstance(value, (PathParam, Styled)) else value
    raise ValueError(f"Expected a non-empty value for `{name}` but received {value!r}")


def _path_text(value: object) -> str:
    return (value if isinstance(value, PathParam) else path_param(value)).render()


def path_template(template: str, /, **values: object) -> str:
    """Fill a path template; each value stays inside its segment.

    Raises `ValueError` for an empty value (the first in the order of the URL) and for a path whose segment
    would become `.` or `..`.
    """
    return fill(template, values, _render)
