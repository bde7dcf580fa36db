"""Runs work that may never end in a process that a second one supervises.

A process can't supervise itself: while it matches a regular expression, none of its threads runs. So the started
process splits in two. One half works; the other waits, and kills the first when nobody reads its output any more,
because the requesting process stopped reading, ended or was killed.
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
    """A worker process ended before its work was done: it exceeded its time, or crashed."""


class _PipeEnd(Protocol):
    """An end of a pipe between processes."""

    def fileno(self) -> int: ...

    def send(self, obj: object, /) -> None: ...

    def recv(self) -> Any: ...


@contextmanager
def supervised_items(
    work: Callable[[Question, Callable[[Item], None]], None], question: Question, *, cpu_seconds: int
) -> Generator[Iterator[Item]]:
    """Give the items that `work` sends from its own process, as they come; the process ends with the block.

    `work` is a function of a module; it gets `cpu_seconds` of processor time. Iteration raises `StoppedError` if
    it needs more than that, or crashes.
    """
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_work_supervised, args=(theirs, work, question, cpu_seconds))
    with (
        theirs,
        environment_of_children(PYTHONHASHSEED="0"),
    ):  # libraries print sets in hash order
        resource_tracker.ensure_running()  # some versions of Python unblock interrupts when that starts
        with _without_interrupts():
            process.start()
    try:
        yield _received_items(ours)
    finally:
        ours.close()
        process.join()


@contextmanager
def _without_interrupts() -> Generator[None]:
    """Block interrupts in processes started here: they are for this process, which ends the others."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _received_items(channel: _PipeEnd) -> Iterator[Item]:
    """Yield each item as a tuple, until None arrives.

    Raises:
        StoppedError: the other process ended before that.
    """
    while True:
        try:
            message: tuple[Item] | None = channel.recv()  # only from our own child
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
    """Work in a copy of this process, and wait until it ends or the reader does."""
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
        os._exit(0)  # without None, the reading process knows


def _limit_processor_time(seconds: int) -> None:
    """Limit the processor time of this process; a lower limit of the system stays."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    limit = seconds if most == resource.RLIM_INFINITY else min(seconds, most)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))


def _wait_for_hangup(*descriptors: int) -> None:
    """Wait until the other end of one of the pipes is closed."""
    poll = select.poll()
    for descriptor in descriptors:
        poll.register(descriptor, 0)  # requests only hangups and errors
    poll.poll()
