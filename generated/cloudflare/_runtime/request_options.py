"""Everything about one call, in one object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterable, Mapping, Union

from .._types import AnyMapping, Body, FilePaths, NotGiven, Omit, PostParser, Query, RequestFiles, not_given

if TYPE_CHECKING:
    from .auth import Security
    from .http_library import httpx

Timeout = Union[float, "httpx.Timeout", None, NotGiven]
HeaderMap = Mapping[str, Union[str, Omit]]
_NO_RULES: Mapping[str, Any] = {}


class FormBody:
    """A body that is sent as `application/x-www-form-urlencoded`."""

    __slots__ = ("fields",)

    def __init__(self, fields: Mapping[str, object]) -> None:
        self.fields = fields


class MultipartBody:
    """A body that is sent as `multipart/form-data`; `files` are the paths of the file parameters.

    With `or_json` it is sent as JSON if no file is given. `types` are the media types that parts may have, and
    `headers` what is sent with them.
    """

    __slots__ = ("fields", "files", "headers", "or_json", "types")

    def __init__(
        self,
        fields: Mapping[str, object],
        files: FilePaths,
        or_json: bool = False,
        types: Mapping[str, str] = _NO_RULES,
        headers: Mapping[str, Mapping[str, str]] = _NO_RULES,
    ) -> None:
        self.fields = fields
        self.files = files
        self.or_json = or_json
        self.types = types
        self.headers = headers


class LinesBody:
    """A body of JSON values, one a line."""

    __slots__ = ("items",)

    def __init__(self, items: Iterable[object]) -> None:
        self.items = items


class JsonNull:
    """The body `null`."""

    def __bool__(self) -> bool:
        return False


JSON_NULL = JsonNull()


class FinalRequestOptions:
    """Everything about one call. Its repr shows neither headers nor bodies."""

    __slots__ = (
        "accept",
        "base_url",
        "content",
        "content_type",
        "cookies",
        "extra_json",
        "files",
        "follow_redirects",
        "foreign",
        "headers",
        "idempotency_key",
        "json_data",
        "max_retries",
        "method",
        "params",
        "post_parser",
        "security",
        "timeout",
        "unwrap",
        "url",
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
    foreign: Union[bool, None]
    """Whether the URL comes from another server than the client's, even if it leads back."""
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

    def for_storage(self) -> FinalRequestOptions:
        """A copy without headers, cookies and functions of the caller, and without time limits."""
        secret = {"headers": not_given, "cookies": None, "idempotency_key": None, "security": None}
        return self.copy(**secret, post_parser=not_given, timeout=not_given, content=None, files=None)

    def has_body(self) -> bool:
        """Whether a body goes with this call."""
        parts = (self.json_data, self.extra_json, self.content, self.files)
        return any(part is not None and not isinstance(part, (Omit, NotGiven)) for part in parts)

    def header_map(self) -> HeaderMap:
        """The headers of this call alone."""
        return _NO_HEADERS if isinstance(self.headers, NotGiven) else self.headers

    def __repr__(self) -> str:
        return f"FinalRequestOptions(method={self.method!r}, url={self.url.partition('?')[0]!r})"


_NO_HEADERS: HeaderMap = {}
NO_PARAMS: Query = {}
_DEFAULTS: Dict[str, Any] = {name: None for name in FinalRequestOptions.__slots__ if name not in ("method", "url")} | {
    "params": NO_PARAMS,
    "headers": not_given,
    "max_retries": not_given,
    "timeout": not_given,
    "post_parser": not_given,
}
