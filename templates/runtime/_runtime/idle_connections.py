"""Keeps idle connections for the next call to their origin; threads can share them."""

from __future__ import annotations

import select
import threading
import time
from collections import deque
from typing import Deque, Generic, List, Protocol, Tuple, TypeVar

from .http_library import httpx
from .request_head import Origin


class _HasFileno(Protocol):
    """A socket, or what an event loop shows of it."""

    def fileno(self) -> int:
        """The number by which the operating system knows it."""
        ...


def is_readable(sock: _HasFileno) -> bool:
    """Whether there is something to read, or the connection has ended."""
    number = sock.fileno()
    if number < 0:
        return True
    poll = getattr(select, "poll", None)
    if poll is None:
        return bool(select.select([number], [], [], 0)[0])
    poller = select.poll()
    poller.register(number, select.POLLIN)
    return bool(poller.poll(0))


class Closable(Protocol):
    """A connection of either client."""

    def is_usable(self) -> bool:
        """Whether nothing has come on it since its last response: neither its end nor more bytes."""
        ...

    def close(self) -> None:
        """End the connection."""
        ...


ConnectionT = TypeVar("ConnectionT", bound=Closable)


class IdleConnections(Generic[ConnectionT]):
    """At most as many as the limits allow for all origins together; expired ones end at the next call."""

    def __init__(self, limits: httpx.Limits) -> None:
        most = [most for most in (limits.max_keepalive_connections, limits.max_connections) if most is not None]
        self._most = min(most, default=None)
        self._expiry = limits.keepalive_expiry
        self._oldest_first: Deque[Tuple[float, Origin, ConnectionT]] = deque()
        self._lock = threading.Lock()
        self._is_closed = False

    def take(self, origin: Origin) -> ConnectionT | None:
        """The connection to an origin that was used last."""
        while True:
            connection = self._remove(origin)
            if connection is None or connection.is_usable():
                return connection
            connection.close()

    def keep(self, origin: Origin, connection: ConnectionT) -> None:
        """Keep a connection for the next call; end those that are too many or too old."""
        with self._lock:
            if not self._is_closed:
                self._oldest_first.append((time.monotonic(), origin, connection))
            surplus = [connection] if self._is_closed else self._surplus()
        for one in surplus:
            one.close()

    def close(self) -> None:
        """End them all, and those that are kept later."""
        with self._lock:
            self._is_closed = True
            idle = [connection for _, _, connection in self._oldest_first]
            self._oldest_first.clear()
        for connection in idle:
            connection.close()

    def _remove(self, origin: Origin) -> ConnectionT | None:
        with self._lock:
            surplus = self._surplus()
            found = self._newest(origin)
        for one in surplus:
            one.close()
        return found

    def _newest(self, origin: Origin) -> ConnectionT | None:
        idle = self._oldest_first
        for at in range(len(idle) - 1, -1, -1):
            if idle[at][1] == origin:
                connection = idle[at][2]
                del idle[at]
                return connection
        return None

    def _surplus(self) -> List[ConnectionT]:
        idle = self._oldest_first
        surplus: List[ConnectionT] = []
        oldest = 0.0 if self._expiry is None else time.monotonic() - self._expiry
        while idle and (idle[0][0] < oldest or (self._most is not None and len(idle) > self._most)):
            surplus.append(idle.popleft()[2])
        return surplus
