"""Sends requests of an async client through aiohttp; whole calls that need nothing of it go directly and cost less."""

from __future__ import annotations

import asyncio
import contextlib
import os
import ssl
from functools import lru_cache, partial
from types import TracebackType
from typing import Any, AsyncIterator, Callable, Dict, Generator, List, Mapping, Tuple, Type, Union
from urllib.request import getproxies

import aiohttp
from yarl import URL

from .direct_async import AsyncDirectPool
from .http_library import httpx
from .original_functions import OriginalFunctions
from .pools import Pools, close_in_loops
from .tls_context import shared_tls_context

_SKIPPED = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")
_FUNCTIONS = OriginalFunctions(
    ("aiohttp",),
    [
        (aiohttp.ClientSession, "__init__"),
        (aiohttp.ClientSession, "request"),
        (aiohttp.ClientSession, "_request"),
        (aiohttp.TCPConnector, "__init__"),
        (aiohttp.TCPConnector, "connect"),
    ],
)
"""What packages for tests and for tracing replace to see requests."""


@contextlib.contextmanager
def _translated(request: httpx.Request) -> Generator[None, None, None]:
    """Raise the errors that the HTTP library raises itself."""
    try:
        yield
    except aiohttp.ConnectionTimeoutError as error:
        raise httpx.ConnectTimeout(str(error), request=request) from error
    except (aiohttp.SocketTimeoutError, asyncio.TimeoutError) as error:
        raise httpx.ReadTimeout(str(error), request=request) from error
    except (aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError) as error:
        raise httpx.ProxyError(str(error), request=request) from error
    except (aiohttp.ClientConnectorError, aiohttp.InvalidURL) as error:
        raise httpx.ConnectError(str(error), request=request) from error
    except (aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError, aiohttp.ClientResponseError) as error:
        raise httpx.RemoteProtocolError(str(error), request=request) from error
    except (aiohttp.ClientError, ConnectionError) as error:
        raise httpx.ReadError(str(error), request=request) from error


class AioHttpStream(httpx.AsyncByteStream):
    """The body of a response as aiohttp reads it."""

    def __init__(self, response: aiohttp.ClientResponse, request: httpx.Request) -> None:
        self._response = response
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _translated(self._request):
            async for chunk in self._response.content.iter_any():
                yield chunk

    async def aclose(self) -> None:
        """Give the connection back; one that is not read to its end is closed."""
        if self._response.content.at_eof():
            self._response.release()
        else:
            self._response.close()


class AioHttpTransport(httpx.AsyncBaseTransport):
    """A transport for `httpx.AsyncClient` on top of one `aiohttp.ClientSession`."""

    def __init__(
        self,
        *,
        limits: httpx.Limits | None = None,
        verify: Union[ssl.SSLContext, bool, str] = True,
        trust_env: bool = True,
    ) -> None:
        self._limits = limits or httpx.Limits(max_connections=100, max_keepalive_connections=20)
        self._verify = verify
        self._trust_env = trust_env
        self._sessions: Dict[int, Tuple[asyncio.AbstractEventLoop, aiohttp.ClientSession]] = {}
        self._environment_matters: bool | None = None
        self._pools: Pools | None = None
        if verify is True or isinstance(verify, ssl.SSLContext):
            self._pools = Pools(partial(_make_direct_pool, self._limits, verify), by_loop=True)

    @property
    def direct_pools(self) -> Pools | None:
        """Connections of this package, where calls cost half as much; `None` if a call needs aiohttp."""
        return None if self._needs_aiohttp() or not _FUNCTIONS.are_there() else self._pools

    def _needs_aiohttp(self) -> bool:
        """Whether there are proxies or a netrc file: aiohttp looks for both in a thread, at every call."""
        known = self._environment_matters
        if known is None:
            known = self._environment_matters = self._trust_env and _environment_matters()
        return known

    def _tls(self) -> Union[ssl.SSLContext, bool]:
        if isinstance(self._verify, ssl.SSLContext):
            return self._verify
        if isinstance(self._verify, str):
            return ssl.create_default_context(cafile=self._verify)
        return shared_tls_context() if self._verify else False

    async def _get_session(self) -> aiohttp.ClientSession:
        """The session of the running loop."""
        loop = asyncio.get_running_loop()
        known = self._sessions.get(id(loop))
        if known is not None and known[0] is loop and not known[1].closed:
            return known[1]
        self._sessions[id(loop)] = (loop, made := self._make_session())
        for key, (other, session) in list(self._sessions.items()):
            if other.is_closed():
                self._sessions.pop(key, None)
                await session.close()
        return made

    def _make_session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=self._limits.max_connections or 0,
                keepalive_timeout=self._limits.keepalive_expiry or 5.0,
                ssl=self._tls(),
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=self._needs_aiohttp(),
            skip_auto_headers=_SKIPPED,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        with _translated(request):
            response = await self._request(request)
        version = response.version
        extensions: Dict[str, Any] = {"reason_phrase": (response.reason or "").encode("ascii", "ignore")}
        if version is not None:
            extensions["http_version"] = f"HTTP/{version.major}.{version.minor}".encode()
        return httpx.Response(
            response.status,
            headers=response.raw_headers,
            stream=AioHttpStream(response, request),
            extensions=extensions,
        )

    async def _request(self, request: httpx.Request) -> aiohttp.ClientResponse:
        timeout: Mapping[str, Any] = request.extensions.get("timeout") or {}
        session = await self._get_session()
        return await session.request(
            request.method,
            URL(str(request.url), encoded=True),
            headers=_headers(request),
            data=_body(request),
            allow_redirects=False,
            server_hostname=request.extensions.get("sni_hostname"),
            timeout=_time_limits(timeout.get("pool"), timeout.get("connect"), timeout.get("read")),
        )

    async def aclose(self) -> None:
        """Close all connections; those of other loops are closed by their loops."""
        sessions, self._sessions = self._sessions, {}
        pools = [] if self._pools is None else self._pools.take_all()
        closing: List[Tuple[Any, Callable[[], Any]]] = [(loop, pool.aclose) for loop, pool in pools]
        for loop, session in sessions.values():
            closing.append((None if loop.is_closed() else loop, session.close))
        await close_in_loops(closing)

    async def __aexit__(
        self,
        exc_type: Union[Type[BaseException], None] = None,
        exc_value: Union[BaseException, None] = None,
        traceback: Union[TracebackType, None] = None,
    ) -> None:
        await self.aclose()


def _make_direct_pool(limits: httpx.Limits, verify: Union[ssl.SSLContext, bool]) -> AsyncDirectPool:
    return AsyncDirectPool(limits, verify if isinstance(verify, ssl.SSLContext) else shared_tls_context())


def _environment_matters() -> bool:
    netrc = os.environ.get("NETRC") or os.path.join(os.path.expanduser("~"), "_netrc" if os.name == "nt" else ".netrc")
    return bool(getproxies()) or os.path.exists(netrc)


@lru_cache(maxsize=64)
def _time_limits(pool: float | None, connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, connect=pool, sock_connect=connect, sock_read=read)


def _headers(request: httpx.Request) -> list[Tuple[str, str]]:
    """The headers; how long the body is, is found out again."""
    return [
        (name.decode("ascii"), value.decode("latin-1"))
        for name, value in request.headers.raw
        if name.lower() != b"transfer-encoding"
    ]


def _body(request: httpx.Request) -> Union[bytes, AsyncIterator[bytes], None]:
    if isinstance(request.stream, httpx.ByteStream):
        return request.content or None
    stream = request.stream
    if not isinstance(stream, httpx.AsyncByteStream):
        raise TypeError("an async client cannot send a sync body")
    return _chunks(stream)


async def _chunks(stream: httpx.AsyncByteStream) -> AsyncIterator[bytes]:
    async for chunk in stream:
        yield chunk
