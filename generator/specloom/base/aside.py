"""Work that goes on in a process of its own while this one goes on as well."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
Q = TypeVar("Q")


class PendingResult(Protocol):
    """Work that has begun."""

    def result(self) -> object:
        """Wait for its end."""
        ...


@dataclass(frozen=True, slots=True)
class ForkedResult(Generic[T]):
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
class FinishedResult(Generic[T]):
    """A result that is there."""

    value: T

    def result(self) -> T:
        """Return it."""
        return self.value


def begin(make: Callable[[], T], *, aside: bool) -> ForkedResult[T] | FinishedResult[T]:
    """Begin `make` in a copy of this process if it is to go on `aside`, and can; else do it now."""
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
        """Whether it has been closed."""
        ...

    def send_bytes(self, buf: bytes, /) -> None:
        """Send a message."""

    def recv_bytes(self) -> bytes:
        """Return the next message. Raises ``EOFError`` where none will come."""
        ...

    def close(self) -> None:
        """Close it."""


@dataclass(frozen=True, slots=True)
class PreparedWorker(Generic[Q, T]):
    """A process that gets ready while this one goes on, to answer one question; without one, all is done here."""

    prepare: Callable[[], Callable[[Q], T]]
    process: int = 0
    channel: WorkerChannel | None = None

    def ask(self, question: Q) -> T:
        """Return the answer; raises what finding it raises."""
        content = b""
        if self.channel is not None:
            try:
                self.channel.send_bytes(pickle.dumps(question, pickle.HIGHEST_PROTOCOL))
                content = self.channel.recv_bytes()
            except (EOFError, OSError):
                content = b""
        self.dismiss()
        if not content:
            return self.prepare()(question)
        answer: T = pickle.loads(content)  # from our own child alone
        return answer

    def dismiss(self) -> None:
        """Let the process end: nothing more will be asked."""
        if self.channel is not None and not self.channel.closed:
            self.channel.close()
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def prepared(prepare: Callable[[], Callable[[Q], T]], *, aside: bool) -> PreparedWorker[Q, T]:
    """Begin to get ready for a question in a copy of this process, if it is to be `aside`, and can."""
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
