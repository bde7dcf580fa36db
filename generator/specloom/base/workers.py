"""Processes that share work with this one, and end with it, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Generator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

_SAFE_PATH = "PYTHONSAFEPATH"


@contextmanager
def worker_pool(processes: int) -> Generator[ProcessPoolExecutor]:
    """Give a pool of new processes. They do not outlive this one, even if it is killed.

    They start with `python -c`, which would look for modules in the working directory first: a `multiprocessing.py` in
    a repository would be run.
    """
    context = multiprocessing.get_context("spawn")
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        with ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with_parent) as pool:
            yield pool
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


def _end_with_parent() -> None:
    """Watch the process that this one works for; without that, it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
