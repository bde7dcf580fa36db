"""Calls over this package's own connections: what a server does too early, too much or never, and what is kept."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gzip
import logging
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from server import Server, head, raw, tree

pytestmark = pytest.mark.usefixtures("no_leaks")

BODY = b'{"success": true, "result": {"id": "t1"}}'
COUNTED = head(200, {"Content-Type": "application/json", "Content-Length": str(len(BODY))}) + BODY


@contextlib.contextmanager
def serving(handle: Callable[[socket.socket], None]) -> Iterator[str]:
    """The URL of a server that gives each connection to a function, before anything has come on it."""
    listening = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _ = listening.accept()
                threading.Thread(target=serve, args=(sock,), daemon=True).start()

    def serve(sock: socket.socket) -> None:
        with sock, contextlib.suppress(OSError):
            sock.settimeout(5)
            handle(sock)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(timeout=5)


def closed(sock: socket.socket) -> None:
    """End the connection at once."""


def was_reset(sock: socket.socket) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@pytest.fixture
def direct(went_directly: list[bool]) -> Iterator[None]:
    """Fail a test some of whose calls went through the HTTP library."""
    yield
    assert went_directly
    assert all(went_directly)


@pytest.fixture
def late(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server does with a new connection comes before the request."""
    pool = kit.module("_runtime.direct_async").AsyncDirectPool
    connect = pool._connect

    async def connect_and_wait(*args: Any) -> Any:
        connection = await connect(*args)
        await asyncio.sleep(0.05)
        return connection

    monkeypatch.setattr(pool, "_connect", connect_and_wait)


@pytest.mark.usefixtures("late", "direct")
@pytest.mark.parametrize("handle", [closed, was_reset])
def test_a_server_that_ends_new_connections_at_once_fails_the_call_at_once(kit: Any, handle: Any) -> None:
    async def call(url: str) -> list[Any]:
        causes: list[Any] = []
        async with kit.async_client(base_url=url, max_retries=0, timeout=kit.httpx.Timeout(3.0)) as client:
            for _ in range(3):
                with pytest.raises(kit.package.APIConnectionError) as caught:
                    await client.trees.get("t1", orchard_id="o")
                causes.append(caught.value.__cause__)
        return causes

    with serving(handle) as url:
        causes = asyncio.run(call(url))
    assert [cause for cause in causes if isinstance(cause, kit.httpx.TimeoutException)] == []


@pytest.mark.usefixtures("late", "direct")
def test_a_response_that_comes_before_the_request_counts(kit: Any) -> None:
    def refuse(sock: socket.socket) -> None:
        sock.sendall(head(503, {"Content-Length": "4", "Connection": "close"}) + b"busy")
        while sock.recv(65_536):
            pass

    async def call(url: str) -> None:
        async with kit.async_client(base_url=url, max_retries=0, timeout=2.0) as client:
            for _ in range(3):
                with pytest.raises(kit.package.InternalServerError):
                    await client.trees.get("t1", orchard_id="o")

    with serving(refuse) as url:
        asyncio.run(call(url))


@pytest.mark.usefixtures("direct")
def test_a_connection_that_still_sends_is_not_used_again(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kit.module("_runtime.direct_send"), "_LONGEST_BODY", 2**30)
    ports: list[int] = []

    def refuse(sock: socket.socket) -> None:
        ports.append(sock.getpeername()[1])
        sock.recv(1_000)
        sock.sendall(head(413, {"Content-Length": "2"}) + b"no")
        time.sleep(0.2)
        while sock.recv(1_000_000):
            sock.sendall(COUNTED)

    async def call(url: str) -> None:
        async with kit.async_client(base_url=url, max_retries=0, timeout=2.0) as client:
            for _ in range(2):
                with pytest.raises(kit.package.APIStatusError) as caught:
                    await client.put("/x", cast_to=object, content=b"x" * 20_000_000)
                assert caught.value.status_code == 413

    with serving(refuse) as url:
        asyncio.run(call(url))
    assert len(set(ports)) == 2


@pytest.mark.usefixtures("direct")
def test_the_limit_of_reading_holds_after_a_request_that_was_sent_slowly(
    kit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit.module("_runtime.direct_send"), "_LONGEST_BODY", 2**30)

    def swallow(sock: socket.socket) -> None:
        while sock.recv(1_000_000):
            pass

    async def call(url: str) -> None:
        limits = kit.httpx.Timeout(None, read=0.2)
        async with kit.async_client(base_url=url, max_retries=0, timeout=limits) as client:
            await asyncio.wait_for(client.put("/x", cast_to=object, content=b"x" * 20_000_000), 4)

    with serving(swallow) as url, pytest.raises(kit.package.APITimeoutError) as caught:
        asyncio.run(call(url))
    assert isinstance(caught.value.__cause__, kit.httpx.ReadTimeout)


@pytest.mark.one_in(2)
@pytest.mark.usefixtures("direct")
@pytest.mark.parametrize("is_async", [False, True])
def test_a_packed_body_is_unpacked_in_pieces(kit: Any, server: Server, is_async: bool) -> None:
    packed = gzip.compress(b"0" * 90_000_000, 6)
    assert len(packed) > 80_000
    server.answers(raw(head(200, {"Content-Encoding": "gzip", "Content-Length": str(len(packed))}) + packed))

    async def call() -> None:
        async with kit.async_client(base_url=server.url, max_retries=0) as client:
            await client.trees.get("t1", orchard_id="o")

    with kit.client(base_url=server.url, max_retries=0) as client, pytest.raises(kit.package.APIError) as caught:
        asyncio.run(call()) if is_async else client.trees.get("t1", orchard_id="o")
    received = re.match(r"(\d+) bytes unpack into more", str(caught.value.__cause__))
    assert received is not None
    assert int(received[1]) <= 65_536


def test_headers_after_the_chunks_come_to_an_end(kit: Any) -> None:
    reader = kit.module("_runtime.response_reader").ResponseReader()
    reader.feed(head(200, {"Transfer-Encoding": "chunked"}) + b"0\r\n")
    line = b"X-Sum: " + b"1" * 1_000 + b"\r\n"
    with pytest.raises(kit.httpx.RemoteProtocolError):
        any(reader.feed(line) for _ in range(1_000))


@pytest.mark.usefixtures("direct")
@pytest.mark.parametrize("is_async", [False, True])
def test_idle_connections_end_when_their_time_is_over(kit: Any, server: Server, is_async: bool) -> None:
    server.answers(*[raw(b"", COUNTED, pause=0.1)] * 5, raw(COUNTED))
    limits = kit.httpx.Limits(keepalive_expiry=0.3)

    async def burst() -> None:
        http_client = kit.package.DefaultAsyncHttpxClient(limits=limits)
        async with kit.async_client(base_url=server.url, http_client=http_client) as client:
            await asyncio.gather(*[client.trees.get("t1", orchard_id="o") for _ in range(5)])
            for _ in range(4):
                await asyncio.sleep(0.15)
                await client.trees.get("t1", orchard_id="o")
            await asyncio.sleep(0.1)
            assert server.open == 1

    if is_async:
        asyncio.run(burst())
        return
    http_client = kit.package.DefaultHttpxClient(limits=limits)
    with kit.client(base_url=server.url, http_client=http_client) as client:
        threads = [threading.Thread(target=lambda: client.trees.get("t1", orchard_id="o")) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for _ in range(4):
            time.sleep(0.15)
            client.trees.get("t1", orchard_id="o")
        time.sleep(0.1)
        assert server.open == 1


@pytest.mark.usefixtures("direct")
def test_idle_connections_of_all_servers_together_are_limited(kit: Any) -> None:
    limits = kit.httpx.Limits(max_keepalive_connections=1)
    http_client = kit.package.DefaultHttpxClient(limits=limits)
    with Server() as one, Server() as other, kit.client(base_url=one.url, http_client=http_client) as client:
        for server in (one, other):
            server.answers(raw(COUNTED))
            client.get(f"{server.url}/x", cast_to=object)
        assert one.wait_until_idle(1.0) == 0
        assert other.open == 1


def test_threads_that_begin_together_share_the_connections(kit: Any) -> None:
    meeting = threading.Barrier(2)

    def make() -> object:
        meeting.wait(5)
        return object()

    pools = kit.module("_runtime.pools").Pools(make, by_loop=False)
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(pools.get())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert found[0] is found[1]


def test_a_request_shows_no_credentials(kit: Any) -> None:
    timeouts = {"timeout": {"connect": 1.0, "read": 1.0, "write": 1.0, "pool": 1.0}}
    headers = {"Authorization": "Bearer secret-token"}
    request = kit.httpx.Request("POST", "http://h/x", headers=headers, content=b"secret-body", extensions=timeouts)
    wire = kit.module("_runtime.request_head").wire_request(request)
    assert b"secret-token" in wire.head
    assert "secret" not in repr(wire)


@pytest.mark.parametrize("name", ["connection", "http11"])
def test_the_logs_of_the_library_are_complete(
    kit: Any, server: Server, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    core = {"httpx": "httpcore", "httpx2": "httpcore2"}[kit.library]
    caplog.set_level(logging.DEBUG, logger=f"{core}.{name}")
    server.answers(tree())
    with kit.client(base_url=server.url) as client:
        client.trees.get("t1", orchard_id="o")
    assert [record for record in caplog.records if record.name == f"{core}.{name}"] != []


@pytest.mark.parametrize(("owner", "name"), [("DefaultHttpxClient", "send"), ("OwnTransport", "handle_request")])
def test_replaced_functions_of_the_package_are_called(
    kit: Any, server: Server, monkeypatch: pytest.MonkeyPatch, owner: str, name: str
) -> None:
    class_ = getattr(kit.package, owner, None) or getattr(kit.module("_runtime.pools"), owner)
    function = getattr(class_, name)
    seen: list[object] = []

    def replaced(*args: Any, **kwargs: Any) -> Any:
        seen.append(args)
        return function(*args, **kwargs)

    server.answers(tree())
    monkeypatch.setattr(class_, name, replaced)
    with kit.client(base_url=server.url) as client:
        client.trees.get("t1", orchard_id="o")
    assert len(seen) == 1


class Wrapper:
    """What wrapt makes of a function: it equals the function."""

    def __init__(self, function: Any) -> None:
        self.function = function
        self.calls = 0

    def __get__(self, instance: object, owner: type) -> Any:
        return self if instance is None else functools.partial(self, instance)

    def __call__(self, *args: Any) -> Any:
        self.calls += 1
        return self.function(*args)

    def __eq__(self, other: object) -> bool:
        return self.function == other

    def __hash__(self) -> int:
        return hash(self.function)


def test_functions_that_are_wrapped_after_a_call_are_called(
    kit: Any, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapper = Wrapper(kit.httpx.HTTPTransport.handle_request)
    server.answers(tree())
    with kit.client(base_url=server.url) as client:
        client.trees.get("t1", orchard_id="o")
        monkeypatch.setattr(kit.httpx.HTTPTransport, "handle_request", wrapper)
        client.trees.get("t1", orchard_id="o")
    assert wrapper.calls == 1
