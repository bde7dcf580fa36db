"""The HTTP clients that this package makes for itself, and those that users can adapt."""

from __future__ import annotations

import importlib
import os
import threading
import weakref
from typing import TYPE_CHECKING, Any, Callable, Dict, Generic, List, TypeVar, Union

from .._constants import DEFAULT_CONNECTION_LIMITS, DEFAULT_TIMEOUT
from .http_library import httpx
from .tls_context import shared_tls_context

_HttpClientT = TypeVar("_HttpClientT", bound=Union[httpx.Client, httpx.AsyncClient])


def _defaults(kwargs: Dict[str, Any]) -> Dict[str, Any]:
    kwargs.setdefault("timeout", DEFAULT_TIMEOUT)
    kwargs.setdefault("limits", DEFAULT_CONNECTION_LIMITS)
    kwargs.setdefault("follow_redirects", True)
    if "transport" not in kwargs and not {"verify", "cert", "trust_env", "http2"} & set(kwargs):
        kwargs["verify"] = shared_tls_context()
    return kwargs


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
            limits = kwargs.pop("limits", DEFAULT_CONNECTION_LIMITS)
            verify = kwargs.pop("verify", True)
            if "transport" not in kwargs:
                kwargs["transport"] = transport(limits=limits, verify=verify)
            super().__init__(**kwargs)


_lazy_clients: "weakref.WeakSet[LazyHttpClient[Any]]" = weakref.WeakSet()


def _forget_connections() -> None:
    """In a forked process: connections belong to the parent, which goes on using them."""
    for lazy in list(_lazy_clients):
        lazy.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_connections)


class LazyHttpClient(Generic[_HttpClientT]):
    """An HTTP client that is made when the first call needs it; copies of a client share it.

    A forked process makes its own, unless the user gave one.
    """

    __slots__ = ("__weakref__", "_client", "_factory", "_lock", "_parents", "closed")

    def __init__(self, factory: Callable[[], _HttpClientT], client: _HttpClientT | None = None) -> None:
        self._factory = factory
        self._client = client
        self._lock = threading.Lock()
        self._parents: List[_HttpClientT] = []
        self.closed = False
        if client is None:
            _lazy_clients.add(self)

    def get(self) -> _HttpClientT:
        """The HTTP client."""
        client = self._client
        if client is not None:
            return client
        if self.closed:
            raise RuntimeError("Cannot send a request, as the client has been closed.")
        with self._lock:
            if self._client is None:
                self._client = self._factory()
            return self._client

    def forget(self) -> None:
        """Leave the HTTP client to the process that made it."""
        self._lock = threading.Lock()
        if self._client is not None:
            self._parents.append(self._client)
            self._client = None

    def peek(self) -> _HttpClientT | None:
        """The HTTP client, if it has been made."""
        return self._client

    @property
    def is_closed(self) -> bool:
        """Whether no call can be made any more."""
        return self.closed if self._client is None else self._client.is_closed
