"""Work for `specloom.base.supervised` to watch over, and a process that asks for it."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable

from specloom.base.supervised import supervised_items

Send = Callable[[int], None]


def count_up(most: int, send: Send) -> None:
    """Send some numbers."""
    for number in range(most):
        send(number)


def list_a_set(_: int, send: Send) -> None:
    """Send numbers in the order of a set of strings, which depends on the seed of hashes."""
    for text in {str(number) for number in range(50)}:
        send(int(text))


def break_down(after: int, send: Send) -> None:
    """Send some numbers and fail."""
    count_up(after, send)
    raise ValueError("this is not for the user")


def match_for_ever(_: int, send: Send) -> None:
    """Send the id of this process, then match a pattern, during which no Python code runs."""
    send(os.getpid())
    re.match("^(a+)+$", "a" * 80 + "!")


def ask_for_ever() -> None:
    """Print the id of the process that works for this one, and wait for its next item."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
    with supervised_items(match_for_ever, 0, cpu_seconds=36_000) as items:
        for item in items:
            print(item, flush=True)
