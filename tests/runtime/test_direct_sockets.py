"""Sockets of direct calls: which are used again, which are opened, and that none is left behind."""

from __future__ import annotations

import asyncio
import socket
import time
from typing import Any

import pytest
from server import Answer, Connection, Server, tree

pytestmark = pytest.mark.usefixtures("no_leaks")


def then(after: str) -> Answer:
    """A good response, and some time later what nobody asked for."""

    def answer(connection: Connection) -> None:
        tree()(connection)
        time.sleep(0.05)
        if after == "response":
            tree(id="of-nobody")(connection)
        elif after == "reset":
            connection.reset()
        else:
            connection.sock.shutdown(socket.SHUT_RDWR)

    return answer


@pytest.mark.parametrize("after", ["response", "close", "reset"])
def test_what_came_while_the_event_loop_was_blocked_ends_the_connection(
    kit: Any, server: Server, went_directly: list[bool], after: str
) -> None:
    server.answers(then(after), tree(id="asked"))

    async def call() -> str:
        async with kit.async_client(base_url=server.url, max_retries=0) as client:
            await client.trees.get("t1", orchard_id="o")
            time.sleep(0.2)
            return (await client.trees.get("t2", orchard_id="o")).id

    assert asyncio.run(call()) == "asked"
    assert went_directly == [True, True]
    assert server.connections == 2


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: tuple[str, int]) -> None:
    """Let every name have these addresses."""

    async def found(*_: object, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", address) for address in addresses]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", found)


def call_orchard(kit: Any, **limits: float) -> str:
    async def call() -> str:
        timeout = kit.httpx.Timeout(5.0, **limits)
        url = "http://orchard.example"
        async with kit.async_client(base_url=url, max_retries=0, timeout=timeout) as client:
            return (await client.trees.get("t1", orchard_id="o")).id

    return asyncio.run(call())


@pytest.mark.parametrize("count", [1, 2])
def test_a_call_that_is_cancelled_when_it_is_connected_leaves_no_socket(
    kit: Any, server: Server, went_directly: list[bool], monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    calls: list[asyncio.Task[Any]] = []
    loops: Any = asyncio.SelectorEventLoop
    connect = loops.sock_connect

    async def connect_and_cancel(*args: Any) -> None:
        await connect(*args)
        calls[0].cancel()

    resolving(monkeypatch, *[("127.0.0.1", server.port)] * count)
    monkeypatch.setattr(loops, "sock_connect", connect_and_cancel)

    async def call() -> None:
        async with kit.async_client(base_url="http://orchard.example") as client:
            calls.append(asyncio.ensure_future(client.trees.get("t1", orchard_id="o")))
            with pytest.raises(asyncio.CancelledError):
                await calls[0]

    asyncio.run(call())
    assert went_directly == [True]
    assert server.wait_until_idle() == 0


@pytest.mark.parametrize("first", ["silent", "refused"])
def test_the_second_address_of_a_host_is_tried(
    kit: Any, server: Server, went_directly: list[bool], monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    server.answers(tree())
    with socket.socket() as other, socket.socket() as one, socket.socket() as more:
        other.bind(("127.0.0.1", 0))
        if first == "silent":  # its queue is full
            other.listen(0)
            for waiting in (one, more):
                waiting.setblocking(False)
                waiting.connect_ex(other.getsockname())
        resolving(monkeypatch, other.getsockname(), ("127.0.0.1", server.port))
        assert call_orchard(kit) == "t1"
    assert went_directly == [True]
    assert server.connections == 1


@pytest.mark.parametrize("count", [1, 2])
def test_a_host_that_refuses_at_all_addresses(
    kit: Any, went_directly: list[bool], monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        resolving(monkeypatch, *[closed.getsockname()] * count)
        with pytest.raises(kit.package.APIConnectionError) as caught:
            call_orchard(kit)
    assert isinstance(caught.value.__cause__, kit.httpx.ConnectError)
    assert went_directly == [True]


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("port", [0, 65_536, 99_999])
def test_a_port_that_there_cannot_be_is_a_failed_connection(kit: Any, is_async: bool, port: int) -> None:
    options = {"base_url": f"http://127.0.0.1:{port}", "max_retries": 0, "timeout": 2.0}

    async def call() -> None:
        async with kit.async_client(**options) as client:
            await client.trees.get("t1", orchard_id="o")

    with kit.client(**options) as client, pytest.raises(kit.package.APIConnectionError):
        asyncio.run(call()) if is_async else client.trees.get("t1", orchard_id="o")
