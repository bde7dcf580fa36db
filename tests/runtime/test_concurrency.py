"""Many calls at once: threads, tasks, cancellation, and no socket left behind."""

from __future__ import annotations

import asyncio
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
import pytest
from server import TREE, Server, reply, silence, tree

pytestmark = [pytest.mark.usefixtures("no_leaks"), pytest.mark.anyio]


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_one_client_for_64_threads(kit: Any, server: Server) -> None:
    server.answers(tree())
    client = kit.client(base_url=server.url)
    start = threading.Barrier(64)

    def work(number: int) -> str:
        start.wait()
        return "".join(client.trees.get(f"t{number}-{turn}", orchard_id="o").id for turn in range(5))

    with client, ThreadPoolExecutor(64) as pool:
        assert list(pool.map(work, range(64))) == ["t1" * 5] * 64
    assert len({request.target for request in server.requests}) == 320
    assert server.peak <= 100
    assert server.wait_until_idle() == 0


def test_first_use_from_many_threads_builds_one_http_client(kit: Any, server: Server) -> None:
    server.answers(reply({"success": True, "result": [TREE], "result_info": {"total_pages": 1}}))
    for _ in range(5):
        client = kit.client(base_url=server.url)
        seen: set[int] = set()
        start = threading.Barrier(16)

        def work(client: Any = client, seen: set[int] = seen, start: Any = start) -> None:
            start.wait()
            assert len(list(client.trees.list(orchard_id="o"))) == 1
            seen.add(id(client._client))

        with client:
            threads = [threading.Thread(target=work) for _ in range(16)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert len(seen) == 1


async def test_a_thousand_concurrent_calls(kit: Any, server: Server) -> None:
    calls = 1000 if kit.library == "httpx2" else 250  # the pool of httpx is quadratic: a minute for a thousand
    server.answers(tree())
    before = open_files()
    async with kit.async_client(base_url=server.url, timeout=30) as client:
        found = await asyncio.gather(*(client.trees.get(f"t{n}", orchard_id="o") for n in range(calls)))
    assert [one.id for one in found] == ["t1"] * calls
    assert server.peak <= 100
    assert server.wait_until_idle() == 0
    assert open_files() <= before + 2


async def test_cancellation_frees_the_connection(kit: Any, server: Server) -> None:
    server.answers(silence(10))
    limits = kit.httpx.Limits(max_connections=2)
    http_client = kit.package.DefaultAsyncHttpxClient(limits=limits)
    async with kit.async_client(base_url=server.url, http_client=http_client) as client:
        for _ in range(5):
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(client.trees.get("t1", orchard_id="o"), 0.1)
        server.answers(tree())
        assert (await client.trees.get("t1", orchard_id="o", timeout=2)).id == "t1"
    assert server.wait_until_idle() == 0


async def test_a_cancelled_stream_frees_the_connection(kit: Any, server: Server) -> None:
    server.answers(silence(10))
    async with kit.async_client(base_url=server.url) as client:
        task = asyncio.create_task(client.trees.chat("t1", message="x", stream=True))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert server.wait_until_idle() == 0


def test_failed_calls_leave_nothing_open(kit: Any, server: Server) -> None:
    server.answers(reply({}, status=500))
    before = open_files()
    for _ in range(20):
        with kit.client(base_url=server.url, max_retries=0) as client:
            with pytest.raises(kit.package.InternalServerError):
                client.trees.with_streaming_response.get("t1", orchard_id="o").__enter__()
            pool = client._client._transport._pool
            assert [connection for connection in pool.connections if not connection.is_idle()] == []
    assert open_files() <= before + 2


async def test_the_aiohttp_client(kit: Any, server: Server) -> None:
    server.answers(tree())
    http_client = kit.package.DefaultAioHttpClient()
    async with kit.async_client(base_url=server.url, http_client=http_client) as client:
        found = await asyncio.gather(*(client.trees.get(f"t{n}", orchard_id="o") for n in range(200)))
        assert [one.id for one in found] == ["t1"] * 200
        server.answers(reply({}, status=503, Retry_After_Ms="1"), reply({"success": True, "result": TREE}))
        created = await client.trees.create(orchard_id="o/p", kind="apple", labels={"a": "ü"})
        assert created.id == "t1"
    last = server.requests[-1]
    assert last.target.endswith("/orchards/o%2Fp/trees")
    assert last.body == '{"kind":"apple","labels":{"a":"ü"}}'.encode()
    assert last.headers["content-length"] == str(len(last.body))
    assert last.headers["authorization"] == "Bearer secret-token"
    assert server.wait_until_idle() == 0


async def call_by_aiohttp(kit: Any, url: str, **options: Any) -> int:
    """The number of sessions of aiohttp after some calls of a client."""
    http_client = kit.package.DefaultAioHttpClient(**options)
    async with kit.async_client(base_url=url, http_client=http_client) as client:
        await asyncio.gather(*(client.trees.get(f"t{n}", orchard_id="o") for n in range(5)))
        return len(http_client._transport._sessions)


async def test_whole_calls_of_the_aiohttp_client_go_directly(kit: Any, server: Server) -> None:
    server.answers(tree())
    assert await call_by_aiohttp(kit, server.url) == 0
    assert server.wait_until_idle() == 0


@pytest.mark.parametrize("name", ["_request", "__init__"])
async def test_replaced_functions_of_aiohttp_are_called(
    kit: Any, server: Server, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    function = getattr(aiohttp.ClientSession, name)
    seen: list[object] = []

    def replaced(*args: Any, **options: Any) -> Any:
        seen.append(args)
        return function(*args, **options)

    monkeypatch.setattr(aiohttp.ClientSession, name, replaced)
    server.answers(tree())
    assert await call_by_aiohttp(kit, server.url) == 1
    assert len(seen) == (1 if name == "__init__" else 5)
    assert len(server.requests) == 5


async def test_the_aiohttp_client_uses_aiohttp_where_nothing_is_checked(kit: Any, server: Server) -> None:
    server.answers(tree())
    assert await call_by_aiohttp(kit, server.url, verify=False) == 1


async def test_the_aiohttp_client_uploads_and_downloads(kit: Any, server: Server, tmp_path: Any) -> None:
    async def pieces() -> Any:
        yield b"ph"
        yield b"oto"

    server.answers(reply({}, status=204, body=b""), reply({"a": 1}), reply(body=b"x" * 300_000, content_type="a/b"))
    async with kit.async_client(base_url=server.url, http_client=kit.package.DefaultAioHttpClient()) as client:
        await client.trees.replace_photo("t1", pieces())
        await client.trees.attach("t1", photo=b"bytes-of-photo", tags=["a"])
        assert len(await (await client.trees.photo("t1")).read()) == 300_000
    assert server.requests[0].body == b"photo"
    assert b"bytes-of-photo" in server.requests[1].body
    assert server.wait_until_idle() == 0


async def test_the_aiohttp_client_has_the_same_errors(kit: Any, server: Server) -> None:
    server.answers(silence(3))
    http_client = kit.package.DefaultAioHttpClient()
    async with kit.async_client(base_url=server.url, http_client=http_client, timeout=0.3, max_retries=0) as client:
        with pytest.raises(kit.package.APITimeoutError):
            await client.trees.get("t1", orchard_id="o")
        with pytest.raises(kit.package.APIConnectionError) as caught:
            await client.with_options(base_url="http://127.0.0.1:1").trees.get("t1", orchard_id="o")
        assert isinstance(caught.value.__cause__, kit.httpx.ConnectError)
        server.answers(lambda connection: connection.reset())
        with pytest.raises(kit.package.APIConnectionError):
            await client.trees.get("t1", orchard_id="o")
    assert server.wait_until_idle() == 0


def test_a_forked_process_makes_its_own_connections(kit: Any, server: Server) -> None:
    server.answers(tree())
    with kit.client(base_url=server.url) as client:
        client.trees.get("t0", orchard_id="o")
        child = os.fork()
        if not child:
            same = all(client.trees.get(f"c{turn}", orchard_id="o").id == "t1" for turn in range(5))
            os._exit(0 if same else 1)
        for turn in range(5):
            assert client.trees.get(f"p{turn}", orchard_id="o").id == "t1"
        assert os.waitpid(child, 0)[1] == 0
    assert server.connections == 2
