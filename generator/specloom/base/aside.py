"""Runs work in a separate process while this one goes on."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable
from multiprocessing import Pipe
from typing import Generic, Protocol, TypeVar

from specloom.base.records import dataclass

T = TypeVar("T")
Q = TypeVar("Q")


class PendingResult(Protocol):
    """Work that has been started."""

    def result(self) -> object:
        """Wait until the work is done and return its result."""
        ...


@dataclass(frozen=True, slots=True)
class ForkedResult(Generic[T]):
    """A result from another process. If that process fails, for whatever reason, the result is computed in this one."""

    make: Callable[[], T]
    process: int
    receive: Callable[[], bytes]

    def result(self) -> T:
        """Wait for the result and return it; raise what the work raises."""
        try:
            content = self.receive()
        except (EOFError, OSError):
            content = b""
        _, status = os.waitpid(self.process, 0)
        if status or not content:
            return self.make()
        made: T = pickle.loads(content)  # only from our own child
        return made


@dataclass(frozen=True, slots=True)
class FinishedResult(Generic[T]):
    """A result that is available already."""

    value: T

    def result(self) -> T:
        """Return the result."""
        return self.value


def begin_work(make: Callable[[], T], *, aside: bool) -> ForkedResult[T] | FinishedResult[T]:
    """Start `make` in a copy of this process if `aside` and the system allow that; otherwise call it now."""
    if not aside or not hasattr(os, "fork") or sys.platform == "darwin":
        return FinishedResult(make())
    reading, writing = Pipe(duplex=False)
    try:
        process = os.fork()
    except OSError:
        return FinishedResult(make())
    if process:
        writing.close()
        return ForkedResult(make, process, reading.recv_bytes)
    code = 1
    try:
        reading.close()
        writing.send_bytes(pickle.dumps(make(), pickle.HIGHEST_PROTOCOL))
        code = 0
    finally:
        os._exit(code)


class WorkerChannel(Protocol):
    """Our end of a pipe to another process."""

    @property
    def closed(self) -> bool:
        """Whether the channel is closed."""
        ...

    def send_bytes(self, buf: bytes, /) -> None:
        """Send a message."""

    def recv_bytes(self) -> bytes:
        """Return the next message. Raises ``EOFError`` if none will come."""
        ...

    def close(self) -> None:
        """Close the channel."""


@dataclass(frozen=True, slots=True)
class PreparedWorker(Generic[Q, T]):
    """A process that prepares itself in the meantime and then serves one request; without one, this process works."""

    prepare: Callable[[], Callable[[Q], T]]
    process: int = 0
    channel: WorkerChannel | None = None

    def send_request(self, question: Q) -> T:
        """Send the request and return the result; raise what the work raises."""
        content = b""
        if self.channel is not None:
            try:
                self.channel.send_bytes(pickle.dumps(question, pickle.HIGHEST_PROTOCOL))
                content = self.channel.recv_bytes()
            except (EOFError, OSError):
                content = b""
        self.end_worker()
        if not content:
            return self.prepare()(question)
        answer: T = pickle.loads(content)  # only from our own child
        return answer

    def end_worker(self) -> None:
        """End the process: no request will follow."""
        if self.channel is not None and not self.channel.closed:
            self.channel.close()
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def prepare_worker(prepare: Callable[[], Callable[[Q], T]], *, aside: bool) -> PreparedWorker[Q, T]:
    """Start to prepare for a request in a copy of this process, if `aside` and the system allow that."""
    if not aside or not hasattr(os, "fork") or sys.platform == "darwin":
        return PreparedWorker(prepare)
    ours, theirs = Pipe()
    try:
        process = os.fork()
    except OSError:
        return PreparedWorker(prepare)
    if process:
        theirs.close()
        return PreparedWorker(prepare, process, ours)
    try:
        ours.close()
        answer = prepare()
        theirs.send_bytes(pickle.dumps(answer(pickle.loads(theirs.recv_bytes())), pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)
