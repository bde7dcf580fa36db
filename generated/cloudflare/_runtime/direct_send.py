"""Sends requests over this package's own connections, where the result is that of the HTTP library.

That is so for a call whose response is read as a whole, through an HTTP client that this package made, and whose
functions are those of the HTTP library. With a client, hooks or a transport of the user, or with functions of the
library replaced (as packages for tests and for tracing do), the HTTP library sends the request.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import time
from typing import Any, AsyncIterator, Dict, Iterator, Tuple, Union

from .http_clients import DefaultAioHttpClient, DefaultAsyncHttpxClient, DefaultHttpxClient
from .http_library import httpx
from .original_functions import OriginalFunctions, Owner
from .pools import AsyncOwnTransport, OwnTransport
from .request_head import wire_request
from .response_reader import ResponseReader
from .sync import in_asyncio

_CORE = {"httpx": "httpcore", "httpx2": "httpcore2"}.get(httpx.__name__)
_logger = logging.getLogger(httpx.__name__)
_core_loggers = [logging.getLogger(f"{_CORE or httpx.__name__}.{name}") for name in ("connection", "http11")]
_LONGEST_BODY = 16_384
"""Bytes of a body that an operating system takes at once; longer ones need the write timeout of the HTTP library."""
_PIECE = 65_536
_CLIENT = ("send", "_send_handling_auth", "_send_handling_redirects", "_send_single_request", "_transport_for_url")


def _functions_of(client: type, transport: Tuple[Owner, str], pool: Tuple[Owner, str]) -> OriginalFunctions:
    """The functions of the HTTP library that a client sends a request through."""
    return OriginalFunctions((httpx.__name__, str(_CORE)), [*[(client, name) for name in _CLIENT], transport, pool])


_TRANSPORT: Tuple[Owner, str] = (OwnTransport, "handle_request")
_ASYNC_TRANSPORT: Tuple[Owner, str] = (AsyncOwnTransport, "handle_async_request")
_POOL: Tuple[Owner, str] = (f"{_CORE}:ConnectionPool", "handle_request")
_ASYNC_POOL: Tuple[Owner, str] = (f"{_CORE}:AsyncConnectionPool", "handle_async_request")
_functions: Dict[type, OriginalFunctions] = {
    DefaultHttpxClient: _functions_of(DefaultHttpxClient, _TRANSPORT, _POOL),
    DefaultAsyncHttpxClient: _functions_of(DefaultAsyncHttpxClient, _ASYNC_TRANSPORT, _ASYNC_POOL),
    DefaultAioHttpClient: _functions_of(DefaultAioHttpClient, _ASYNC_TRANSPORT, _ASYNC_POOL),
}


def direct_pools(client: Union[httpx.Client, httpx.AsyncClient]) -> Any:
    """The pools of own connections of a default client; `None` if the HTTP library should send."""
    state = vars(client)
    transport: Any = state.get("_transport")
    pools: Any = getattr(transport, "direct_pools", None)
    if pools is None or state.get("_mounts") != {} or client.is_closed or _CORE is None:
        return None
    if any(client.event_hooks.values()) or client.auth is not None:
        return None
    if any(log.isEnabledFor(logging.DEBUG) for log in _core_loggers):
        return None
    if "handle_request" in vars(transport) or "handle_async_request" in vars(transport):
        return None
    if any(name in state for name in _CLIENT):
        return None
    return pools if _functions[type(client)].are_there() else None


def send_directly(client: httpx.Client, request: httpx.Request) -> httpx.Response | None:
    """Send a request and read the whole response; `None` if the HTTP library should do that."""
    pools: Any = direct_pools(client)
    wire = None if pools is None else wire_request(request)
    if pools is None or wire is None:
        return None
    started = time.perf_counter()
    try:
        reader: ResponseReader = pools.get().send(wire)
    except httpx.RequestError as error:
        error.request = request
        raise
    return _response(client, request, reader, time.perf_counter() - started)


async def asend_directly(client: httpx.AsyncClient, request: httpx.Request) -> httpx.Response | None:
    """The same for an async client."""
    pools: Any = direct_pools(client)
    wire = None if pools is None else wire_request(request)
    if pools is None or wire is None or len(wire.body) > _LONGEST_BODY or not in_asyncio():
        return None
    started = time.perf_counter()
    try:
        reader: ResponseReader = await pools.get().send(wire)
    except httpx.RequestError as error:
        error.request = request
        raise
    return _response(client, request, reader, time.perf_counter() - started)


class _CompressedBody(httpx.ByteStream):
    """A compressed body in the pieces that a connection gives: decoders can make a thousand times as much of each."""

    def __init__(self, body: bytes) -> None:
        super().__init__(body)
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        return (self._body[at : at + _PIECE] for at in range(0, len(self._body), _PIECE))

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for at in range(0, len(self._body), _PIECE):
            yield self._body[at : at + _PIECE]


def _can_set_content() -> bool:
    """Whether the body of a response is in an attribute that can be set, which costs less than reading it."""
    state = vars(httpx.Response(200, content=b"x"))
    return state.get("_content") == b"x" and "_num_bytes_downloaded" in state and bool(state.get("is_closed"))


_CAN_SET_CONTENT = _can_set_content()


def _response(client: Any, request: httpx.Request, reader: ResponseReader, seconds: float) -> httpx.Response:
    """The response as the HTTP library makes it."""
    body = reader.body
    names = {name.lower() for name, _ in reader.headers}
    is_compressed = b"content-encoding" in names
    response = httpx.Response(
        reader.status,
        headers=reader.headers,
        stream=_CompressedBody(body) if is_compressed else httpx.ByteStream(body),
        request=request,
        extensions={"http_version": reader.version, "reason_phrase": reader.reason},
        default_encoding=client._default_encoding,
    )
    response.elapsed = datetime.timedelta(seconds=seconds)
    if _CAN_SET_CONTENT and not is_compressed:
        vars(response).update(_content=body, _num_bytes_downloaded=len(body), is_closed=True, is_stream_consumed=True)
    if b"set-cookie" in names:
        client.cookies.extract_cookies(response)
    if _logger.isEnabledFor(logging.INFO):
        version, reason = response.http_version, response.reason_phrase
        _logger.info(
            'HTTP Request: %s %s "%s %d %s"', request.method, request.url, version, response.status_code, reason
        )
    if response.has_redirect_location:
        with contextlib.suppress(httpx.RemoteProtocolError):
            response.next_request = client._build_redirect_request(request, response)
    return response
