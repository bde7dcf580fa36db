"""Worker processes that share the work of this process and end with it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Generator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager


@contextmanager
def worker_pool(processes: int) -> Generator[ProcessPoolExecutor]:
    """Give a pool of new processes. They end with this one, even if it is killed."""
    context = multiprocessing.get_context("spawn")
    with (
        environment_of_children(),
        ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with_parent) as pool,
    ):
        yield pool


@contextmanager
def environment_of_children(**variables: str) -> Generator[None]:
    """Have new processes look for no modules in the working directory, and set environment variables for them.

    They start with `python -c`, which would look there first: a `multiprocessing.py` in a repository would be run.
    """
    variables["PYTHONSAFEPATH"] = "1"
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _end_with_parent() -> None:
    """Watch the parent process; otherwise this one would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
