"""Calls over this package's own connections: they do what the HTTP library does, and it sees all that it has to see."""

from __future__ import annotations

import asyncio
import functools
import logging
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from server import TREE, Server, head, raw, reply, silence, then_close, tree

pytestmark = pytest.mark.usefixtures("no_leaks")

JSON_HEAD = {"Content-Type": "application/json"}
BODY = b'{"success": true, "result": {"id": "t1"}}'
CHUNKS = b"8\r\n" + BODY[:8] + b"\r\n%x\r\n" % (len(BODY) - 8) + BODY[8:] + b"\r\n"
CHUNKED = head(200, {**JSON_HEAD, "Transfer-Encoding": "chunked"})
COUNTED = head(200, {**JSON_HEAD, "Content-Length": str(len(BODY))})

USUAL = {
    "counted": COUNTED + BODY,
    "chunked": CHUNKED + CHUNKS + b"0\r\n\r\n",
    "chunks with extensions": CHUNKED + CHUNKS.replace(b"8\r\n", b"8;a=b\r\n", 1) + b"0\r\n\r\n",
    "zeros before the size of a chunk": CHUNKED + CHUNKS.replace(b"8", b"0" * 18 + b"8", 1) + b"0\r\n\r\n",
    "trailers": CHUNKED + CHUNKS + b"0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n",
    "a folded trailer": CHUNKED + CHUNKS + b"0\r\nX-Sum: 1\r\n 2\r\n\r\n",
    "trailers with bare line feeds": CHUNKED + CHUNKS + b"0\r\nX-Sum: 1\n\n",
    "no content": head(204, {}),
    "spaces around values": COUNTED.replace(b"application/json", b"  application/json \t") + BODY,
    "a status without a reason": COUNTED.replace(b" Reason", b"") + BODY,
    "HTTP/1.0": COUNTED.replace(b"HTTP/1.1", b"HTTP/1.0") + BODY,
    "folded": COUNTED.replace(b"\r\nContent-Length", b"\r\nX-Folded: a\r\n b\r\nContent-Length") + BODY,
    "bare line feeds": COUNTED.replace(b"\r\n", b"\n") + BODY,
    "after an interim response": b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + COUNTED + BODY,
    "the same length twice": head(200, {**JSON_HEAD, "Content-Length": f"{len(BODY)}, {len(BODY)}"}) + BODY,
    "an error": head(404, {"Content-Length": "2"}) + b"no",
}
BROKEN = {
    "no HTTP": b"SSH-2.0-OpenSSH\r\n\r\n",
    "two lengths": head(200, {**JSON_HEAD, "Content-Length": "5, 6"}) + BODY,
    "a length that is no number": head(200, {"Content-Length": "+5"}) + BODY,
    "a space before the colon": COUNTED.replace(b"Content-Type:", b"Content-Type :") + BODY,
    "the size of a chunk is no number": CHUNKED + b"x\r\n" + BODY + b"\r\n0\r\n\r\n",
    "a chunk is longer than it says": CHUNKED + b"3\r\n" + BODY + b"\r\n0\r\n\r\n",
    "a trailer that is no header": CHUNKED + CHUNKS + b"0\r\nX-Sum 1\r\n\r\n",
    "a trailer that goes on from none": CHUNKED + CHUNKS + b"0\r\n X-Sum: 1\r\n\r\n",
    "another coding": head(200, {"Transfer-Encoding": "gzip, chunked"}) + CHUNKS + b"0\r\n\r\n",
}


@pytest.fixture
def ways(kit: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Chooses the way of calls: `"direct"`, or `"library"`; counts those that went directly."""
    module = kit.module("_runtime.direct_send")
    found = module.direct_pools

    class Ways:
        direct = 0

        def use(self, way: str) -> None:
            def choose(client: Any) -> Any:
                pools = found(client) if way == "direct" else None
                self.direct += pools is not None
                return pools

            monkeypatch.setattr(module, "direct_pools", choose)

    made = Ways()
    made.use("direct")
    return made


def outcome(kit: Any, server: Server) -> Any:
    """What a call gives, or the error that it raises."""
    with kit.client(base_url=server.url, max_retries=0, timeout=2.0) as client:
        try:
            response = client.trees.with_raw_response.get("t1", orchard_id="o")
        except kit.package.APIError as error:
            return type(error).__name__, type(error.__cause__).__name__, getattr(error, "body", None)
        headers = list(response.headers.raw)
        return response.status_code, response.http_version, headers, response.http_response.content


@pytest.mark.one_in(4)
@pytest.mark.parametrize("name", [*USUAL, *BROKEN])
def test_a_response_is_read_as_the_library_reads_it(kit: Any, server: Server, ways: Any, name: str) -> None:
    server.answers(then_close({**USUAL, **BROKEN}[name]))
    direct = outcome(kit, server)
    assert ways.direct == 1
    ways.use("library")
    assert direct == outcome(kit, server)


@pytest.mark.one_in(4)
@pytest.mark.parametrize("name", USUAL)
def test_a_response_can_come_in_any_pieces(kit: Any, name: str) -> None:
    make = kit.module("_runtime.response_reader").ResponseReader

    def read(size: int) -> Any:
        reader = make()
        pieces = [USUAL[name][at : at + size] for at in range(0, len(USUAL[name]), size)]
        done = [reader.feed(piece) for piece in pieces]
        if done[-1]:
            assert done.index(True) == len(done) - 1
        else:
            reader.end()
        return reader.status, [(key.lower(), value) for key, value in reader.headers], reader.body, reader.reusable

    whole = read(100_000)
    assert whole[2] in (BODY, b"", b"no")
    assert [read(size) for size in (1, 2, 3, 7, 64)] == [whole] * 5


@pytest.mark.parametrize("name", ["counted", "chunked", "trailers", "no content", "after an interim response"])
def test_the_connection_is_kept(kit: Any, server: Server, ways: Any, name: str) -> None:
    server.answers(raw(USUAL[name]))
    with kit.client(base_url=server.url, max_retries=0) as client:
        for _ in range(3):
            client.trees.with_raw_response.get("t1", orchard_id="o")
    assert (ways.direct, server.connections) == (3, 1)


@pytest.mark.parametrize(
    "answer",
    [
        raw(COUNTED.replace(b"Content-Type", b"Connection: Close\r\nContent-Type") + BODY),
        raw(COUNTED + BODY + b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        then_close(COUNTED + BODY),
    ],
    ids=["refused", "dirty", "closed"],
)
@pytest.mark.parametrize("is_async", [False, True])
def test_the_connection_is_not_kept(kit: Any, server: Server, ways: Any, answer: Any, is_async: bool) -> None:
    server.answers(answer)

    async def call_twice() -> None:
        async with kit.async_client(base_url=server.url, max_retries=0) as client:
            for _ in range(2):
                assert (await client.trees.get("t1", orchard_id="o")).id == "t1"
                await asyncio.sleep(0.05)

    if is_async:
        asyncio.run(call_twice())
    else:
        with kit.client(base_url=server.url, max_retries=0) as client:
            for _ in range(2):
                assert client.trees.get("t1", orchard_id="o").id == "t1"
                time.sleep(0.05)
    assert (ways.direct, server.connections) == (2, 2)


def requests_of(kit: Any, url: str) -> Iterator[Any]:
    """Calls of several kinds."""
    with kit.client(base_url=url, max_retries=0, default_headers={"X-Own": "1"}) as client:
        yield client.trees.get("a b", orchard_id="o")
        yield client.post("/x?y=1", cast_to=object, body={"a": [1, "ä"]})
        yield client.post("/empty", cast_to=object)
        yield client.put("/raw", cast_to=object, content=b"x" * 100_000, options={"headers": {"X-A": "1", "x-b": "2"}})
        yield client.delete("/gone", cast_to=object, options={"headers": {"Accept": "text/plain"}})


def test_the_bytes_of_a_request_are_those_of_the_library(kit: Any, server: Server, ways: Any) -> None:
    server.answers(raw(COUNTED.replace(b"Content-Type", b"Set-Cookie: a=1\r\nContent-Type") + BODY))
    count = len(list(requests_of(kit, server.url)))
    ways.use("library")
    list(requests_of(kit, server.url))
    sent = [(request.raw, request.body) for request in server.requests]
    assert (ways.direct, len(sent)) == (count, 2 * count)
    assert sent[:count] == sent[count:]


def test_an_async_client_sends_the_same(kit: Any, server: Server, ways: Any) -> None:
    server.answers(raw(COUNTED + BODY))

    async def call() -> None:
        async with kit.async_client(base_url=server.url, max_retries=0) as client:
            for size in (10, 60_000, 70_000):
                await client.put("/raw", cast_to=object, content=b"x" * size)

    asyncio.run(call())
    ways.use("library")
    asyncio.run(call())
    assert ways.direct == 3
    assert [request.body for request in server.requests[:3]] == [request.body for request in server.requests[3:]]


def _hook(kit: Any, client: Any) -> None:
    client._client.event_hooks = {"request": [lambda request: None], "response": []}


def _transport(kit: Any, client: Any) -> None:
    client._client._transport = kit.httpx.HTTPTransport()


def _mounted(kit: Any, client: Any) -> None:
    client._client._mounts = dict(kit.httpx.Client(mounts={"http://": kit.httpx.HTTPTransport()})._mounts)


def _own_send(kit: Any, client: Any) -> None:
    send = client._client.send
    client._client.send = functools.partial(send)


def _traced(kit: Any, client: Any) -> None:
    transport = client._client._transport
    transport.handle_request = functools.partial(transport.handle_request)


def _auth(kit: Any, client: Any) -> None:
    client._client.auth = ("user", "password")


@pytest.mark.parametrize("change", [_hook, _transport, _mounted, _own_send, _traced, _auth])
def test_a_changed_client_uses_the_http_library(kit: Any, server: Server, ways: Any, change: Any) -> None:
    server.answers(tree())
    with kit.client(base_url=server.url) as client:
        change(kit, client)
        assert client.trees.get("t1", orchard_id="o").id == "t1"
    assert ways.direct == 0


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        ("Client", "send"),
        ("Client", "_send_single_request"),
        ("HTTPTransport", "handle_request"),
        ("core", "handle_request"),
    ],
)
def test_replaced_functions_of_the_library_are_called(
    kit: Any, server: Server, ways: Any, monkeypatch: pytest.MonkeyPatch, owner: str, name: str
) -> None:
    core = __import__({"httpx": "httpcore", "httpx2": "httpcore2"}[kit.library])
    class_ = core.ConnectionPool if owner == "core" else getattr(kit.httpx, owner)
    function = getattr(class_, name)
    seen: list[object] = []

    def replaced(*args: Any, **kwargs: Any) -> Any:
        seen.append(args)
        return function(*args, **kwargs)

    server.answers(tree())
    with kit.client(base_url=server.url) as client:
        client.trees.get("t1", orchard_id="o")
        monkeypatch.setattr(class_, name, replaced)
        client.trees.get("t1", orchard_id="o")
        monkeypatch.undo()
        client.trees.get("t1", orchard_id="o")
    assert len(seen) == 1
    assert len(server.requests) == 3


def test_a_client_of_the_user_uses_the_http_library(kit: Any, server: Server, ways: Any) -> None:
    server.answers(tree())
    for http_client in (kit.httpx.Client(), type("Own", (kit.package.DefaultHttpxClient,), {})()):
        with kit.client(base_url=server.url, http_client=http_client) as client:
            client.trees.get("t1", orchard_id="o")
    assert ways.direct == 0


def test_a_response_shows_what_the_library_shows(
    kit: Any, server: Server, ways: Any, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers(reply({"result": TREE}, Set_Cookie="a=1", X_One="1"))
    caplog.set_level(logging.INFO, logger=kit.library)
    shown: list[Any] = []
    for way in ("direct", "library"):
        ways.use(way)
        with kit.client(base_url=server.url) as client:
            found = client.trees.with_raw_response.get("t1", orchard_id="o")
            held = found.http_response
            assert 0 < found.elapsed.total_seconds() < 5
            again = [held.read(), held.content, b"".join(held.iter_bytes())]
            facts = (held.is_closed, held.is_stream_consumed, held.num_bytes_downloaded, held.text, held.encoding)
            extensions = {name: held.extensions[name] for name in ("http_version", "reason_phrase")}
            shown.append((again, facts, extensions, dict(client._client.cookies), str(found.url), held.history))
            with pytest.raises(kit.httpx.StreamConsumed):
                list(held.iter_raw())
    assert shown[0] == shown[1]
    assert ways.direct == 1
    lines = [record.getMessage() for record in caplog.records if record.name == kit.library]
    assert len(lines) == 2
    assert lines[0] == lines[1]


def test_time_limits(kit: Any, server: Server, ways: Any) -> None:
    limits = kit.httpx.Timeout(2.0, read=0.05)
    server.answers(silence())
    client = kit.client(base_url=server.url, max_retries=0, timeout=limits)
    with client, pytest.raises(kit.package.APITimeoutError) as caught:
        client.trees.get("t1", orchard_id="o")
    assert isinstance(caught.value.__cause__, kit.httpx.ReadTimeout)

    async def call(client: Any) -> Any:
        with pytest.raises(kit.package.APITimeoutError) as caught:
            await client.trees.get("t1", orchard_id="o")
        return type(caught.value.__cause__)

    async def main() -> list[Any]:
        waiting = kit.httpx.Timeout(2.0, read=0.3, pool=0.05)
        http_client = kit.package.DefaultAsyncHttpxClient(limits=kit.httpx.Limits(max_connections=1))
        options = {"http_client": http_client, "base_url": server.url, "max_retries": 0, "timeout": waiting}
        async with kit.async_client(**options) as client:
            return await asyncio.gather(call(client), call(client))

    assert set(asyncio.run(main())) == {kit.httpx.ReadTimeout, kit.httpx.PoolTimeout}
    assert ways.direct == 3


def test_a_body_that_comes_slowly_is_in_time(kit: Any, server: Server, ways: Any) -> None:
    server.answers(raw(COUNTED, *(BODY[at : at + 8] for at in range(0, len(BODY), 8)), pause=0.1))
    limits = kit.httpx.Timeout(2.0, read=0.3)

    async def call() -> Any:
        async with kit.async_client(base_url=server.url, max_retries=0, timeout=limits) as client:
            return await client.trees.get("t1", orchard_id="o")

    with kit.client(base_url=server.url, max_retries=0, timeout=limits) as client:
        assert client.trees.get("t1", orchard_id="o").id == "t1"
    assert asyncio.run(call()).id == "t1"
    assert ways.direct == 2


def test_a_cancelled_call_frees_its_connection(kit: Any, server: Server, ways: Any) -> None:
    server.answers(silence(0.5), tree())

    async def main() -> Any:
        http_client = kit.package.DefaultAsyncHttpxClient(limits=kit.httpx.Limits(max_connections=1))
        async with kit.async_client(base_url=server.url, http_client=http_client) as client:
            task = asyncio.ensure_future(client.trees.get("t1", orchard_id="o"))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return await client.trees.get("t1", orchard_id="o")

    assert asyncio.run(main()).id == "t1"
    assert server.wait_until_idle() == 0


def test_a_refused_connection_is_no_response(kit: Any, ways: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

    async def call() -> None:
        async with kit.async_client(base_url=f"http://127.0.0.1:{port}", max_retries=0) as client:
            with pytest.raises(kit.package.APIConnectionError) as caught:
                await client.trees.get("t1", orchard_id="o")
            assert isinstance(caught.value.__cause__, kit.httpx.ConnectError)

    asyncio.run(call())
    assert ways.direct == 1
