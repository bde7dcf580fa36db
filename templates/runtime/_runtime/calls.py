"""One call from its options to its outcome: the decisions, without any waiting."""

from __future__ import annotations

import logging
import os
from typing import Any, Dict, Type, TypeVar, Union

from .._constants import MODE_HEADER, OVERRIDE_CAST_TO_HEADER
from .._exceptions import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    status_error_class,
)
from .._types import NotGiven, Omit
from .auth import drop_token, satisfied_by
from .body import is_replayable
from .body_source import SourceBody
from .client_core import RequestBuilder
from .content import text_of
from .error_kinds import KINDS, PROPERTY, SOURCE
from .http_library import httpx
from .json_text import json_or_text
from .logs import logger, public_headers, public_url
from .redirects import RefusedRedirect
from .request import FinalRequestOptions
from .retry import backoff, error_allows_retry, retry_after, status_allows_retry
from .settings import IDEMPOTENCY_HEADER, MAX_RETRY_AFTER, BaseError
from .shown import shown
from .values import is_mapping

_HttpClientT = TypeVar("_HttpClientT", bound=Union[httpx.Client, httpx.AsyncClient])
_DefaultStreamT = TypeVar("_DefaultStreamT")


class Call:
    """A call under way."""

    __slots__ = ("cast_to", "max_retries", "mode", "options", "renewed_token", "retries_taken")

    def __init__(self, options: FinalRequestOptions, mode: str | None, cast_to: Any, max_retries: int) -> None:
        self.options = options
        self.mode = mode
        self.cast_to = cast_to
        self.max_retries = max_retries
        self.retries_taken = 0
        self.renewed_token = False


class BaseClient(RequestBuilder[_HttpClientT, _DefaultStreamT]):
    """The decisions about retries and errors that both clients share."""

    _source_body: Type[SourceBody]

    def _start_call(self, options: FinalRequestOptions, cast_to: Any) -> Call:
        mode: str | None = None
        headers = options.headers
        if not isinstance(headers, NotGiven) and MODE_HEADER in headers:
            own: Dict[str, Any] = dict(headers)
            mode = own.pop(MODE_HEADER)
            cast_to = own.pop(OVERRIDE_CAST_TO_HEADER, cast_to)
            options = options.copy(headers=own)
        content = options.content
        if content is not None and not isinstance(
            content, (bytes, bytearray, memoryview, str, SourceBody, Omit, NotGiven)
        ):
            options = options.copy(content=self._source_body(content))
        if IDEMPOTENCY_HEADER is not None and options.idempotency_key is None and options.method.lower() != "get":
            options = options.copy(idempotency_key=self._idempotency_key())
        return Call(options, mode, cast_to, options.get_max_retries(self.max_retries))

    def _idempotency_key(self) -> str:
        return f"stainless-python-retry-{os.urandom(16).hex()}"

    def _should_retry(self, response: httpx.Response) -> bool:
        """Whether a call is repeated after this response."""
        return status_allows_retry(response)

    def _calculate_retry_timeout(
        self,
        remaining_retries: int,
        options: FinalRequestOptions,
        response_headers: httpx.Headers | None = None,
    ) -> float:
        """The delay (seconds) before the next try: the server's, or our own where it sends none."""
        asked = None if response_headers is None else retry_after(response_headers)
        if asked and asked <= MAX_RETRY_AFTER:
            return asked
        return backoff(options.get_max_retries(self.max_retries) - remaining_retries)

    def _delay_after_error(self, error: Exception, call: Call, request: httpx.Request) -> float:
        """The delay before the next try; raises the error of this package if there is none."""
        remaining = call.max_retries - call.retries_taken
        if remaining > 0 and error_allows_retry(error, request) and is_replayable(call.options):
            return self._next_try(call, remaining, None, type(error).__name__)
        raise connection_error(error, request) from error

    def _delay_after_status(self, call: Call, response: httpx.Response) -> float | None:
        """The delay before the next try; `None` if the response is final."""
        remaining = call.max_retries - call.retries_taken
        if remaining > 0 and self._should_retry(response) and is_replayable(call.options):
            return self._next_try(call, remaining, response.headers, f"status {response.status_code}")
        return None

    def _renews_token(self, call: Call, request: httpx.Request, response: httpx.Response) -> bool:
        """Whether a token got a 401 and a new one is to be fetched: once in a call."""
        if response.status_code != 401 or call.renewed_token or not is_replayable(call.options):
            return False
        security = self._security_of(call.options)
        if satisfied_by(security, call.options.header_map()) or satisfied_by(security, self._custom_headers):
            return False
        call.renewed_token = drop_token(security, self, request.headers.get("authorization"))
        return call.renewed_token

    def _next_try(self, call: Call, remaining: int, headers: httpx.Headers | None, why: str) -> float:
        delay = self._calculate_retry_timeout(remaining, call.options, headers)
        call.retries_taken += 1
        logger.info(
            "Retrying %s %s in %.3f seconds (%s)", call.options.method, public_url(call.options.url), delay, why
        )
        return delay

    def _send_arguments(self) -> Dict[str, Any]:
        """The arguments for `httpx.Client.send` beside the request: no credentials for another host."""
        auth = self.custom_auth
        if auth is not None:
            return {"follow_redirects": False, "auth": auth}
        return {"follow_redirects": False}

    def _follows(self, options: FinalRequestOptions) -> bool:
        wish = options.follow_redirects
        return self._client.follow_redirects if wish is None else wish

    def status_error(self, response: httpx.Response) -> APIStatusError:
        """The error for a response whose body was read."""
        return self._make_status_error_from_response(response)

    def _make_status_error_from_response(self, response: httpx.Response) -> APIStatusError:
        """The error for a response whose body was read."""
        body = decode_error_body(response)
        text = body if isinstance(body, str) else None
        if body is None:
            message = f"Error code: {response.status_code}"
        elif text is not None:
            message = text.strip() or f"Error code: {response.status_code}"
        else:
            message = f"Error code: {response.status_code} - {_as_text(body)}"
        return self._make_status_error(shown(message), body=body, response=response)

    def _make_status_error(self, err_msg: str, *, body: object, response: httpx.Response) -> APIStatusError:
        """The error for a status; override it for errors of your own."""
        class_ = _error_kind(body) or status_error_class(response.status_code)
        return class_(err_msg, response=response, body=body)

    def _log_request(self, request: httpx.Request) -> None:
        if logger.isEnabledFor(logging.DEBUG):
            logger.debug(
                "Sending %s %s %s", request.method, public_url(str(request.url)), public_headers(request.headers)
            )

    def _log_response(self, response: httpx.Response) -> None:
        if logger.isEnabledFor(logging.DEBUG):
            logger.debug(
                "Received %s %s: %d %s",
                response.request.method,
                public_url(str(response.request.url)),
                response.status_code,
                public_headers(response.headers),
            )


_PROGRAMMING = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BufferError,
    ImportError,
    LookupError,
    MemoryError,
    NameError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


def is_connection_failure(error: Exception) -> bool:
    """Whether an exception that comes out of sending or reading says that the connection failed.

    So do the errors of the HTTP library, and whatever a transport, an event hook or an `auth` of the user raises. Not
    so Python's own exceptions for mistakes in a program (`TypeError`, `RuntimeError` for a closed client), the HTTP
    library's for a body that was read already, and what is an error of this package.
    """
    if isinstance(error, httpx.RequestError):
        return True
    if isinstance(error, (BaseError, httpx.StreamError)):
        return False
    return not (type(error).__module__ == "builtins" and isinstance(error, _PROGRAMMING))


def connection_error(error: Exception, request: httpx.Request) -> APIConnectionError:
    """The error of this package for a failure of the transport."""
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return APITimeoutError(request)
    if isinstance(error, httpx.DecodingError):
        return APIConnectionError(message=f"Connection error. The body could not be decoded: {error}", request=request)
    if isinstance(error, RefusedRedirect):
        return APIConnectionError(message=f"Connection error. {error}", request=request)
    return APIConnectionError(request=request)


def _as_text(body: object) -> str:
    try:
        return str(body)
    except RecursionError:
        return "(nested too deep to be shown)"


def _error_kind(body: object) -> Type[APIStatusError] | None:
    """The class that the configuration has for an error with this body."""
    if PROPERTY is None:
        return None
    for name in SOURCE:
        body = body.get(name) if is_mapping(body) else None
    kind = body.get(PROPERTY) if is_mapping(body) else None
    return KINDS.get(kind) if isinstance(kind, str) else None


def decode_error_body(response: httpx.Response) -> object:
    """The body as JSON, else as text, else `None`."""
    text = text_of(response)
    if not text.strip():
        return None
    return json_or_text(text)
