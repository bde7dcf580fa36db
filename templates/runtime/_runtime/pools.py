"""Transports whose connections belong to one process and one event loop: any other makes its own."""

from __future__ import annotations

import ssl
import sys
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Tuple

from .._constants import DEFAULT_CONNECTION_LIMITS
from .forks import after_fork_in_child
from .http_library import httpx
from .lazy import lazy_callable
from .tls_context import is_shared, shared_tls_context

if TYPE_CHECKING:
    from .direct_async import AsyncDirectPool
    from .direct_sync import DirectPool
else:
    DirectPool = lazy_callable(".direct_sync", "DirectPool", __package__)
    AsyncDirectPool = lazy_callable(".direct_async", "AsyncDirectPool", __package__)

_left_to_parent: List[object] = []
"""Pools of the parent of this process, which goes on using them: closing them here could disturb it."""


def running_loop() -> object:
    """The event loop (of asyncio, or the token of trio's) that runs in this thread, or `None`."""
    for module, name in (("asyncio", "get_running_loop"), ("trio.lowlevel", "current_trio_token")):
        loaded = sys.modules.get(module)
        current: Any = getattr(loaded, name, None)
        if current is not None:
            try:
                return current()
            except RuntimeError:
                continue
    return None


def _is_closed(loop: Any) -> bool:
    closed: Any = getattr(loop, "is_closed", None)
    return closed is not None and bool(closed())


class Pools:
    """The connection pools of one transport: one for each event loop, a single one without loops."""

    def __init__(self, make: Callable[[], Any], *, by_loop: bool) -> None:
        self._make = make
        self._by_loop = by_loop
        self._pools: Dict[int, Tuple[object, Any]] = {}
        self._last: Tuple[object, Any] = (None, None)
        self._generation = _generation[0]

    def get(self) -> Any:
        """The pool for the process and loop that ask; outside of loops the one that was used last."""
        if self._generation != _generation[0]:
            _left_to_parent.extend((self._pools, self._last))
            self._pools, self._last, self._generation = {}, (None, None), _generation[0]
        loop, pool = self._last
        if not self._by_loop:
            return self._new(None) if pool is None else pool
        asking = running_loop()
        if pool is not None and (asking is loop or asking is None):
            return pool
        if pool is not None and loop is None:  # nobody has used it yet
            self._last = self._pools[id(asking)] = (asking, pool)
            return pool
        known = self._pools.get(id(asking))
        if known is None or known[0] is not asking:
            return self._new(asking)
        self._last = known
        return known[1]

    def put(self, pool: Any) -> None:
        """Take the pool that the library made with the transport."""
        self._last = (None, pool)

    def _new(self, loop: object) -> Any:
        for key, (other, _) in list(self._pools.items()):
            if _is_closed(other):
                self._pools.pop(key, None)
        made = (loop, self._make())
        if self._by_loop:
            self._pools[id(loop)] = made
        else:
            made = self._pools.setdefault(0, made)  # another thread may have been faster
        self._last = made
        return made[1]

    def take_all(self) -> List[Tuple[object, Any]]:
        """Every pool with its loop; there are none after that."""
        taken = [self._last, *(one for one in self._pools.values() if one is not self._last)]
        self._pools, self._last = {}, (None, None)
        return [(loop, pool) for loop, pool in taken if pool is not None and not _is_closed(loop)]


async def close_in_loops(closing: List[Tuple[Any, Callable[[], Any]]]) -> None:
    """Close what belongs to event loops: that of other loops is closed by them if they run."""
    here = running_loop()
    for loop, close in closing:
        if loop is None or loop is here:
            await close()
        elif hasattr(loop, "call_soon_threadsafe") and loop.is_running():
            sys.modules["asyncio"].run_coroutine_threadsafe(close(), loop)


_generation = [0]


def _count_fork() -> None:
    _generation[0] += 1


after_fork_in_child(_count_fork)


def _with_tls(options: Dict[str, Any]) -> Dict[str, Any]:
    """The arguments of a transport, with TLS settings of this process."""
    return {**options, "verify": shared_tls_context()} if is_shared(options.get("verify")) else options


def _direct_pools(make: Callable[..., Any], options: Dict[str, Any], *, by_loop: bool) -> Pools | None:
    """The pools of connections for direct requests; `None` if an option needs those of the HTTP library."""
    usual = {"verify", "limits", "trust_env", "http1"}
    if not isinstance(options.get("verify"), ssl.SSLContext) or options.get("http1") is False:
        return None
    if any(value for name, value in options.items() if name not in usual):
        return None
    limits = options.get("limits") or DEFAULT_CONNECTION_LIMITS
    return Pools(lambda: make(limits, _with_tls(options)["verify"]), by_loop=by_loop)


if TYPE_CHECKING:
    OwnTransport = httpx.HTTPTransport
    AsyncOwnTransport = httpx.AsyncHTTPTransport
else:

    class OwnTransport(httpx.HTTPTransport):
        """A transport that makes its connections again in a forked process."""

        def __init__(self, **options: Any) -> None:
            self._own = Pools(lambda: httpx.HTTPTransport(**_with_tls(options))._pool, by_loop=False)
            self.direct_pools = _direct_pools(DirectPool, options, by_loop=False)
            super().__init__(**options)

        @property
        def _pool(self) -> Any:
            return self._own.get()

        @_pool.setter
        def _pool(self, pool: Any) -> None:
            self._own.put(pool)

        def close(self) -> None:
            """Close the connections."""
            super().close()
            for _, pool in self.direct_pools.take_all() if self.direct_pools is not None else ():
                pool.close()

        def __exit__(self, exc_type: Any = None, exc_value: Any = None, traceback: Any = None) -> None:
            self.close()

    class AsyncOwnTransport(httpx.AsyncHTTPTransport):
        """A transport that makes its connections again in a forked process, and for each event loop."""

        def __init__(self, **options: Any) -> None:
            self._own = Pools(lambda: httpx.AsyncHTTPTransport(**_with_tls(options))._pool, by_loop=True)
            self.direct_pools = _direct_pools(AsyncDirectPool, options, by_loop=True)
            super().__init__(**options)

        @property
        def _pool(self) -> Any:
            return self._own.get()

        @_pool.setter
        def _pool(self, pool: Any) -> None:
            self._own.put(pool)

        async def __aexit__(self, exc_type: Any = None, exc_value: Any = None, traceback: Any = None) -> None:
            await self.aclose()

        async def aclose(self) -> None:
            """Close the connections; those of other loops are closed by their loops."""
            direct = [] if self.direct_pools is None else self.direct_pools.take_all()
            await close_in_loops([(loop, pool.aclose) for loop, pool in [*self._own.take_all(), *direct]])
