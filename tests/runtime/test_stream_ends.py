"""The connection of a stream goes back to the pool where the rest of the body comes at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from server import Server, head, raw, tree

HEAD = head(200, {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"})
EVENT, DONE, END = b'data: {"delta": "a"}\n\n', b"data: [DONE]\n\n", b"0\r\n\r\n"


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def run(kit: Any, server: Server, is_async: bool, leave: Callable[[int], bool]) -> list[int]:
    """Three streams, each left where `leave` says, and a call: how many connections there were after each."""
    counts: list[int] = []
    if not is_async:
        with kit.client(base_url=server.url) as client:
            for _ in range(3):
                with client.trees.chat("t1", message="x", stream=True) as stream:
                    for number, _event in enumerate(stream, 1):
                        if leave(number):
                            break
                counts.append(server.connections)
        return counts

    async def streams() -> None:
        async with kit.async_client(base_url=server.url) as client:
            for _ in range(3):
                async with await client.trees.chat("t1", message="x", stream=True) as stream:
                    number = 0
                    async for _event in stream:
                        number += 1
                        if leave(number):
                            break
                counts.append(server.connections)

    asyncio.run(streams())
    return counts


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize(
    "pieces",
    [
        [HEAD + chunk(EVENT) + chunk(DONE) + END],
        [HEAD + chunk(EVENT + DONE), END],
        [HEAD + chunk(EVENT), chunk(DONE), chunk(b": bye\n\n") + END[:2], END[2:]],
    ],
)
def test_the_connection_is_used_again_after_the_last_event(
    kit: Any, server: Server, is_async: bool, pieces: list[bytes]
) -> None:
    server.answers(raw(*pieces, pause=0.02))
    assert run(kit, server, is_async, lambda _number: False) == [1, 1, 1]


@pytest.mark.parametrize("is_async", [False, True])
def test_a_stream_that_is_left_when_all_is_there_gives_its_connection_back(
    kit: Any, server: Server, is_async: bool
) -> None:
    server.answers(raw(HEAD + chunk(EVENT) + chunk(EVENT) + END))
    assert run(kit, server, is_async, lambda number: number == 1) == [1, 1, 1]


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("last", [DONE, EVENT])
def test_a_stream_that_goes_on_is_closed(kit: Any, server: Server, is_async: bool, last: bytes) -> None:
    server.answers(raw(HEAD + chunk(EVENT + last), END, pause=20))
    assert run(kit, server, is_async, lambda number: number == 2) == [1, 2, 3]
    server.answers(tree())
    assert kit.client(base_url=server.url).trees.get("t1", orchard_id="o").id == "t1"


@pytest.mark.parametrize("is_async", [False, True])
def test_a_stream_that_never_ends_is_not_read_for_long(kit: Any, server: Server, is_async: bool) -> None:
    def endless(connection: Any) -> None:
        connection.send(HEAD + chunk(EVENT + DONE))
        while True:
            connection.send(chunk(b":" + b"x" * 100_000 + b"\n"))

    server.answers(endless)
    assert run(kit, server, is_async, lambda _number: False) == [1, 2, 3]
    assert server.wait_until_idle() == 0
