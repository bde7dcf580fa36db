"""When a call is repeated, and after which delay.

A request that the server may have carried out is repeated only where that is harmless: GET, QUERY, HEAD, OPTIONS,
TRACE, PUT and DELETE, or any method with the configured idempotency header. Anything may be repeated that certainly
was not carried out: the connection could not be made, or the status is 408, 409, 429 or 503.
"""

from __future__ import annotations

import email.utils
import random
import time

from .._constants import INITIAL_RETRY_DELAY, MAX_RETRY_AFTER, MAX_RETRY_DELAY
from .http_library import httpx
from .settings import IDEMPOTENCY_HEADER, RETRY_UNSAFE_REQUESTS

_REPEATABLE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"})
_REFUSED = frozenset({408, 409, 429, 503})
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_POINTLESS = (
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.TooManyRedirects,
    httpx.DecodingError,
)


def is_repeatable(request: httpx.Request) -> bool:
    """Whether sending the request twice does no harm."""
    if RETRY_UNSAFE_REQUESTS or request.method in _REPEATABLE_METHODS:
        return True
    header = IDEMPOTENCY_HEADER
    return header is not None and header in request.headers


def error_allows_retry(error: Exception, request: httpx.Request) -> bool:
    """Whether the call may be repeated after this failure of the transport."""
    if isinstance(error, _POINTLESS):
        return False
    return isinstance(error, _NOT_SENT) or is_repeatable(request)


def status_allows_retry(response: httpx.Response) -> bool:
    """Whether the call may be repeated after this response; `x-should-retry` decides if it is there."""
    delay = retry_after(response.headers)
    if delay is not None and delay > MAX_RETRY_AFTER:
        return False
    wish: str | None = response.headers.get("x-should-retry")
    if wish in ("true", "false"):
        return wish == "true"
    if response.status_code in _REFUSED:
        return True
    return response.status_code >= 500 and is_repeatable(response.request)


def retry_after(headers: httpx.Headers) -> float | None:
    """The seconds that the server asks to wait; `None` if it does not say, or says nonsense."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after")
    seconds = _number(text)
    if seconds is not None or not text:
        return seconds
    try:
        moment = email.utils.parsedate_tz(text)
        return None if moment is None else _positive(email.utils.mktime_tz(moment) - time.time())
    except (ValueError, OverflowError, TypeError):
        return None


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else _positive(float(text))
    except ValueError:
        return None


def _positive(seconds: float) -> float | None:
    return seconds if 0 <= seconds < float("inf") else None


def backoff(retries_taken: int) -> float:
    """The delay (seconds) before the next try: doubled each time up to a maximum, a quarter of it random."""
    exponent = min(max(retries_taken, 0), 1000)
    delay = min(INITIAL_RETRY_DELAY * 2.0**exponent, MAX_RETRY_DELAY)
    return delay * (1 - 0.25 * random.random())
