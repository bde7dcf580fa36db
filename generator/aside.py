"""Work that goes on in a process of its own while this one goes on as well."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Aside(Generic[T]):
    """A result that another process may be making. Where it fails in that, for whatever reason, it is made here."""

    make: Callable[[], T]
    process: int = 0
    pipe: int = -1

    def result(self) -> T:
        """Wait for the result and return it; raises what making it raises."""
        if not self.process:
            return self.make()
        with open(self.pipe, "rb") as stream:
            content = stream.read()
        process, self.process = self.process, 0
        _, status = os.waitpid(process, 0)
        if status or not content:
            return self.make()
        made: T = pickle.loads(content)  # from our own child alone
        return made


def begin(make: Callable[[], T], *, at_once: bool) -> Aside[T]:
    """Begin `make` in a copy of this process if `at_once`, and if that can be; else it is done when it is asked for."""
    if not at_once or not hasattr(os, "fork") or sys.platform == "darwin":
        return Aside(make)
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return Aside(make)
    if process:
        os.close(writing)
        return Aside(make, process, reading)
    code = 1
    try:
        os.close(reading)
        with open(writing, "wb") as stream:
            pickle.dump(make(), stream, pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)
