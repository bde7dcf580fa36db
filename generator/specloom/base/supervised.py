"""Work that may never end, in a process that a second one watches over.

A process can't watch over itself: while it matches a regular expression, none of its threads runs. So the process that
is started splits in two. One half works; the other only waits, and kills the first when nobody reads what it sends,
which is so as soon as the process that asked stops reading, ends or is killed.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import select
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any, Protocol, TypeVar

from specloom.base.workers import environment_of_children

Item = TypeVar("Item")
Question = TypeVar("Question")

_CONTEXT = multiprocessing.get_context("spawn")


class StoppedError(Exception):
    """A worker process ended before its work was done: it took too long, or broke down."""


class _PipeEnd(Protocol):
    """An end of a pipe between processes."""

    def fileno(self) -> int: ...

    def send(self, obj: object, /) -> None: ...

    def recv(self) -> Any: ...


@contextmanager
def supervised_items(
    work: Callable[[Question, Callable[[Item], None]], None], question: Question, *, cpu_seconds: int
) -> Generator[Iterator[Item]]:
    """Give what `work` sends from a process of its own, as it does; at the end of the block that process ends.

    `work` is a function of a module; it gets `cpu_seconds` of processor time. The items raise `StoppedError` where it
    needs more than that, or breaks down.
    """
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_work_supervised, args=(theirs, work, question, cpu_seconds))
    with theirs, environment_of_children(PYTHONHASHSEED="0"):  # libraries print sets
        resource_tracker.ensure_running()  # some versions of Python let interrupts through again when that starts
        with _without_interrupts():
            process.start()
    try:
        yield _received_items(ours)
    finally:
        ours.close()
        process.join()


@contextmanager
def _without_interrupts() -> Generator[None]:
    """Keep interrupts from processes that start here, for good: they are meant for this one, which ends those."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _received_items(channel: _PipeEnd) -> Iterator[Item]:
    """Yield what comes, each in a tuple, up to None.

    Raises:
        StoppedError: the other process ended before that.
    """
    while True:
        try:
            message: tuple[Item] | None = channel.recv()  # from our own child alone
        except (EOFError, OSError):
            raise StoppedError from None
        if message is None:
            return
        yield message[0]


def _work_supervised(
    channel: _PipeEnd,
    work: Callable[[Question, Callable[[Item], None]], None],
    question: Question,
    cpu_seconds: int,
) -> None:
    """Work in a copy of this process, and wait for its end or for that of whoever reads."""
    reading, writing = os.pipe()  # closed when the worker has ended
    worker = os.fork()
    if worker:
        os.close(writing)
        _wait_for_hangup(channel.fileno(), reading)
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        os._exit(0)
    try:
        os.close(reading)
        _limit_processor_time(cpu_seconds)
        work(question, lambda item: channel.send((item,)))
        channel.send(None)
    finally:
        os._exit(0)  # where None has not been sent, the process that reads knows


def _limit_processor_time(seconds: int) -> None:
    """Have the system end this process after so much processor time, or after less where less is allowed."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    limit = seconds if most == resource.RLIM_INFINITY else min(seconds, most)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))


def _wait_for_hangup(*descriptors: int) -> None:
    """Wait until the other end of one of some pipes is closed."""
    poll = select.poll()
    for descriptor in descriptors:
        poll.register(descriptor, 0)  # asks for nothing but hangups and errors
    poll.poll()
