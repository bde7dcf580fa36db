"""Locks that let one call fetch a token while the others wait for it."""

from __future__ import annotations

import threading
from typing import Any, Dict, Tuple

from .forks import after_fork_in_child
from .pools import running_loop

_loops: Dict[int, Tuple[object, Any]] = {}
_threads: Dict[int, Any] = {0: threading.RLock()}


def thread_lock() -> Any:
    """The lock of this process; a forked one has its own, which nobody holds."""
    return _threads[0]


def loop_lock() -> Any:
    """The lock of the running event loop (asyncio or trio)."""
    import anyio

    loop = running_loop()
    known = _loops.get(id(loop))
    if known is None or known[0] is not loop:
        known = _loops[id(loop)] = (loop, anyio.Lock())
    return known[1]


def _renew() -> None:
    _threads[0] = threading.RLock()
    _loops.clear()


after_fork_in_child(_renew)
