"""What a fork must not cut in two: a child has no thread that would finish an import or release a lock."""

from __future__ import annotations

import os
import threading
import time
import weakref
from types import TracebackType
from typing import Callable, Dict, List, Type, Union

_PATIENCE = 10.0
"""Seconds that a fork waits for other threads; it goes on all the same after that."""


class Unforkable:
    """`with unforkable:` makes forks in other threads wait for the end of the block. Several threads can be inside.

    It is for what is short and happens once: imports, and making what calls share.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside: Dict[int, int] = {}

    def __enter__(self) -> None:
        with self._changed:
            me = threading.get_ident()
            self._inside[me] = self._inside.get(me, 0) + 1

    def __exit__(
        self,
        exc_type: Union[Type[BaseException], None],
        exc: Union[BaseException, None],
        exc_tb: Union[TracebackType, None],
    ) -> None:
        with self._changed:
            me = threading.get_ident()
            depth = self._inside.pop(me) - 1
            if depth:
                self._inside[me] = depth
            self._changed.notify_all()

    def before_fork(self) -> None:
        """Wait for the other threads, and keep them from entering again until the fork is done."""
        end = time.monotonic() + _PATIENCE
        self._changed.acquire()
        while self._inside.keys() - {threading.get_ident()} and time.monotonic() < end:
            self._changed.wait(max(end - time.monotonic(), 0))

    def after_fork(self) -> None:
        """Let the others of the parent go on."""
        self._changed.release()

    def in_child(self) -> None:
        """Forget the threads that the child does not have."""
        me = threading.get_ident()
        self._changed = threading.Condition()
        self._inside = {me: self._inside[me]} if me in self._inside else {}


unforkable = Unforkable()


class ForkSafeLock:
    """A reentrant lock that forks wait for, and that is free in a child. Hold it for a short time only."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._held: List["threading.RLock"] = []
        _locks.add(self)

    def __enter__(self) -> None:
        unforkable.__enter__()
        lock = self._lock
        lock.acquire()
        self._held.append(lock)

    def __exit__(
        self,
        exc_type: Union[Type[BaseException], None],
        exc: Union[BaseException, None],
        exc_tb: Union[TracebackType, None],
    ) -> None:
        self._held.pop().release()
        unforkable.__exit__(exc_type, exc, exc_tb)

    def renew(self) -> None:
        """Be free, whoever held it."""
        self._lock = threading.RLock()


_locks: "weakref.WeakSet[ForkSafeLock]" = weakref.WeakSet()
_after: List[Callable[[], None]] = []


def after_fork_in_child(function: Callable[[], None]) -> None:
    """Call a function in every forked process."""
    _after.append(function)


def _in_child() -> None:
    unforkable.in_child()
    for lock in list(_locks):
        lock.renew()
    for function in _after:
        function()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=unforkable.before_fork, after_in_parent=unforkable.after_fork, after_in_child=_in_child)
