"""The HTTP clients that this package makes for itself, and those that users can adapt."""

from __future__ import annotations

import codecs
import importlib
import weakref
from typing import TYPE_CHECKING, Any, Callable, Dict, Generic, TypeVar, Union

from .._constants import DEFAULT_CONNECTION_LIMITS, DEFAULT_TIMEOUT
from .forks import ForkSafeLock, after_fork_in_child
from .http_library import httpx
from .pools import AsyncOwnTransport, OwnTransport
from .tls_context import shared_tls_context

_HttpClientT = TypeVar("_HttpClientT", bound=Union[httpx.Client, httpx.AsyncClient])


def _defaults(kwargs: Dict[str, Any]) -> Dict[str, Any]:
    kwargs.setdefault("timeout", DEFAULT_TIMEOUT)
    kwargs.setdefault("limits", DEFAULT_CONNECTION_LIMITS)
    kwargs.setdefault("follow_redirects", True)
    if "transport" not in kwargs and not {"verify", "cert", "trust_env", "http2"} & set(kwargs):
        kwargs["verify"] = shared_tls_context()
    return kwargs


def _own_transport(kind: Callable[..., Any], options: Dict[str, Any]) -> Any:
    """A transport of this package with these options; `None` where the user gave a transport or an application."""
    if options.get("transport") is not None or options.get("app") is not None:
        return None
    return kind(**{name: value for name, value in options.items() if name not in ("transport", "app")})


if TYPE_CHECKING:
    from . import aiohttp_transport as aiohttp_transport

    DefaultHttpxClient = httpx.Client
    DefaultAsyncHttpxClient = httpx.AsyncClient
    DefaultAioHttpClient = httpx.AsyncClient
else:

    class DefaultHttpxClient(httpx.Client):
        """`httpx.Client` with this package's defaults for time-outs, connections and redirects."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**_defaults(kwargs))
            _default_clients.add(self)

        def _init_transport(self, **options: Any) -> Any:
            return _own_transport(OwnTransport, options) or super()._init_transport(**options)

        def _init_proxy_transport(self, proxy: Any, **options: Any) -> Any:
            return OwnTransport(proxy=proxy, **options)

        def __del__(self) -> None:
            """Close connections that were forgotten."""
            if getattr(self, "_state", None) is None or self.is_closed:
                return
            try:
                self.close()
            except Exception:
                return

    class DefaultAsyncHttpxClient(httpx.AsyncClient):
        """`httpx.AsyncClient` with this package's defaults for time-outs, connections and redirects."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**_defaults(kwargs))
            _default_clients.add(self)

        def _init_transport(self, **options: Any) -> Any:
            return _own_transport(AsyncOwnTransport, options) or super()._init_transport(**options)

        def _init_proxy_transport(self, proxy: Any, **options: Any) -> Any:
            return AsyncOwnTransport(proxy=proxy, **options)

    class DefaultAioHttpClient(httpx.AsyncClient):
        """`httpx.AsyncClient` that sends through aiohttp, for many calls at once; needs the `aiohttp` extra."""

        def __init__(self, **kwargs: Any) -> None:
            try:
                transport = importlib.import_module(".aiohttp_transport", __package__).AioHttpTransport
            except ModuleNotFoundError as error:
                raise RuntimeError(
                    "To use the aiohttp client you must have installed the package with the `aiohttp` extra"
                ) from error
            kwargs.setdefault("timeout", DEFAULT_TIMEOUT)
            kwargs.setdefault("follow_redirects", True)
            kwargs.setdefault("limits", DEFAULT_CONNECTION_LIMITS)
            if "transport" not in kwargs:
                options = {name: kwargs[name] for name in ("limits", "verify", "trust_env") if name in kwargs}
                kwargs["transport"] = transport(**options)
            super().__init__(**kwargs)


_default_clients: "weakref.WeakSet[Any]" = weakref.WeakSet()
_making = ForkSafeLock()


def _renew_cookies() -> None:
    """In a forked process: the lock of a cookie jar may be held by a thread that there is no more."""
    for client in list(_default_clients):
        renewed = httpx.Cookies()
        for cookie in list(client.cookies.jar):
            renewed.jar.set_cookie(cookie)
        client.cookies = renewed


after_fork_in_child(_renew_cookies)


class LazyHttpClient(Generic[_HttpClientT]):
    """An HTTP client that is made when the first call needs it; copies of a client share it."""

    __slots__ = ("_client", "_factory", "closed")

    def __init__(self, factory: Callable[[], _HttpClientT], client: _HttpClientT | None = None) -> None:
        self._factory = factory
        self._client = client
        self.closed = False

    def get(self) -> _HttpClientT:
        """The HTTP client."""
        client = self._client
        if client is not None:
            return client
        if self.closed:
            raise RuntimeError("Cannot send a request, as the client has been closed.")
        with _making:
            if self._client is None:
                codecs.lookup("idna")  # the first connection would import it, and a fork must not cut that in two
                self._client = self._factory()
            return self._client

    def peek(self) -> _HttpClientT | None:
        """The HTTP client, if it has been made."""
        return self._client

    @property
    def is_closed(self) -> bool:
        """Whether no call can be made any more."""
        return self.closed if self._client is None else self._client.is_closed
