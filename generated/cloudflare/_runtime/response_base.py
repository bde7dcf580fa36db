"""What sync and async responses share."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Dict, Generic, TypeVar

from .http_library import httpx
from .lazy import lazy_callable
from .request_options import FinalRequestOptions
from .shown import shown

if TYPE_CHECKING:
    from .._streaming import open_stream
    from .calls import BaseClient
    from .parse import parse, parse_to
else:
    parse = lazy_callable(".parse", "parse", __package__)
    parse_to = lazy_callable(".parse", "parse_to", __package__)
    open_stream = lazy_callable(".._streaming", "open_stream", __package__)

R = TypeVar("R")


class BaseAPIResponse(Generic[R]):
    """What all responses share."""

    is_api_response: ClassVar[bool] = True
    http_response: httpx.Response
    retries_taken: int
    """How many times the request was repeated."""

    def __init__(
        self,
        *,
        raw: httpx.Response,
        cast_to: Any,
        client: Any,
        stream: bool,
        stream_cls: Any,
        options: FinalRequestOptions,
        retries_taken: int = 0,
    ) -> None:
        self.http_response = raw
        self.retries_taken = retries_taken
        self._cast_to = cast_to
        self._client: BaseClient[Any, Any] = client
        self._is_sse_stream = stream
        self._stream_cls = stream_cls
        self._options = options
        self._parsed_by_type: Dict[Any, Any] = {}

    @property
    def headers(self) -> httpx.Headers:
        """The headers of the response."""
        return self.http_response.headers

    @property
    def http_request(self) -> httpx.Request:
        """The request of this response."""
        return self.http_response.request

    @property
    def status_code(self) -> int:
        """The status of the response."""
        return self.http_response.status_code

    @property
    def url(self) -> httpx.URL:
        """The URL of the response, after redirects."""
        return self.http_response.url

    @property
    def method(self) -> str:
        """The method of the request."""
        return self.http_request.method

    @property
    def http_version(self) -> str:
        """The version of HTTP."""
        return self.http_response.http_version

    @property
    def elapsed(self) -> datetime.timedelta:
        """The time from sending the request to the end of the response."""
        return self.http_response.elapsed

    @property
    def is_closed(self) -> bool:
        """Whether the connection is free again."""
        return self.http_response.is_closed

    def __repr__(self) -> str:
        reason = shown(self.http_response.reason_phrase, 100)
        return f"<{type(self).__name__} [{self.status_code} {reason}] type={self._cast_to}>"

    def _parse(self, to: Any = None) -> Any:
        key = self._cast_to if to is None else to
        try:
            known = self._parsed_by_type.get(key, self)
        except TypeError:
            return self._parse_body(to)
        if known is self:
            known = self._parsed_by_type[key] = self._parse_body(to)
        return known

    def _parse_body(self, to: Any) -> Any:
        if self._is_sse_stream:
            chosen = to if to is not None else self._stream_cls
            return open_stream(self._client, self.http_response, chosen, self._options)
        if to is None:
            return parse(self._client, self.http_response, self._cast_to, self._options)
        return parse_to(self._client, self.http_response, to, self._options)
