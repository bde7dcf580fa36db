"""Work that goes on in a process of its own while this one goes on as well."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Aside(Generic[T]):
    """A result that another process is making. Where it fails in that, for whatever reason, it is made here."""

    make: Callable[[], T]
    process: int
    receive: Callable[[], bytes]

    def result(self) -> T:
        """Wait for the result and return it; raises what making it raises."""
        try:
            content = self.receive()
        except (EOFError, OSError):
            content = b""
        _, status = os.waitpid(self.process, 0)
        if status or not content:
            return self.make()
        made: T = pickle.loads(content)  # from our own child alone
        return made


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """A result that is there."""

    value: T

    def result(self) -> T:
        """Return it."""
        return self.value


def begin(make: Callable[[], T], *, aside: bool) -> Aside[T] | Made[T]:
    """Begin `make` in a copy of this process if it is to go on `aside`, and can; else do it now."""
    if not aside or not hasattr(os, "fork") or sys.platform == "darwin":
        return Made(make())
    reading, writing = Pipe(duplex=False)
    try:
        process = os.fork()
    except OSError:
        return Made(make())
    if process:
        writing.close()
        return Aside(make, process, reading.recv_bytes)
    code = 1
    try:
        reading.close()
        writing.send_bytes(pickle.dumps(make(), pickle.HIGHEST_PROTOCOL))
        code = 0
    finally:
        os._exit(code)
