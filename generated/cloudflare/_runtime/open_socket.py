"""Opens the sockets of the async client: to the first address of a host that takes a connection.

asyncio could do that itself (`happy_eyeballs_delay`), but it loses sockets of calls that are cancelled, and fails in
Python 3.12 and 3.13 where tasks start eagerly.
"""

from __future__ import annotations

import asyncio
import socket
from itertools import chain, zip_longest
from typing import Any, List, Tuple

_STAGGER = 0.25
"""Seconds until the next address is tried beside those that have not failed yet."""
_Address = Tuple[int, int, int, str, Any]
"""Family, kind, protocol, name, and what `connect` takes."""


async def open_socket(loop: asyncio.AbstractEventLoop, host: str, port: int) -> socket.socket:
    """A connected socket; raises `OSError` if no address of the host takes the connection."""
    left = _alternating(await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    if len(left) == 1:
        return await _connected(loop, left[0])
    tries: List[asyncio.Task[socket.socket]] = []
    winner: asyncio.Task[socket.socket] | None = None
    try:
        while winner is None:
            if left:
                tries.append(loop.create_task(_connected(loop, left.pop(0))))
            open_tries = [task for task in tries if not task.done()]
            if open_tries:
                wait = _STAGGER if left else None
                await asyncio.wait(open_tries, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
            winner = next((task for task in tries if task.done() and task.exception() is None), None)
            if not left and all(task.done() for task in tries):
                break
        return (winner or tries[-1]).result()
    finally:
        for task in tries:
            if task is not winner:
                task.cancel()
                task.add_done_callback(_close)


def _alternating(found: List[Any]) -> List[_Address]:
    """The addresses by turns of their families, the first one first: one family may not be routed."""
    first = [address for address in found if address[0] == found[0][0]]
    others = [address for address in found if address[0] != found[0][0]]
    return [address for address in chain(*zip_longest(first, others)) if address is not None]


async def _connected(loop: asyncio.AbstractEventLoop, address: _Address) -> socket.socket:
    sock = socket.socket(*address[:3])
    try:
        sock.setblocking(False)
        await loop.sock_connect(sock, address[4])
    except BaseException:
        sock.close()
        raise
    return sock


def _close(task: asyncio.Task[socket.socket]) -> None:
    if not task.cancelled() and task.exception() is None:
        task.result().close()
