"""Runs blocking functions beside an event loop."""

from __future__ import annotations

import functools
from typing import Awaitable, Callable, ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


async def sleep(seconds: float) -> None:
    """Wait in the running event loop (asyncio or trio)."""
    import anyio

    await anyio.sleep(seconds)


def in_asyncio() -> bool:
    """Whether the caller is a task of asyncio."""
    import asyncio

    try:
        return asyncio.current_task() is not None
    except RuntimeError:
        return False


async def to_thread(function: Callable[_P, _R], /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
    """Call it in a worker thread of the running event loop (asyncio or trio)."""
    # A worker of anyio outlives the loop that `nest_asyncio` patches, and then the process never ends.
    if in_asyncio():
        import asyncio

        return await asyncio.to_thread(function, *args, **kwargs)
    import anyio.to_thread

    return await anyio.to_thread.run_sync(functools.partial(function, *args, **kwargs))


def asyncify(function: Callable[_P, _R]) -> Callable[_P, Awaitable[_R]]:
    """An async function that calls the blocking one in a worker thread."""

    async def call(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        return await to_thread(function, *args, **kwargs)

    return call
