"""Large bodies of direct calls: whole, in any pieces, and in memory once."""

from __future__ import annotations

import asyncio
import tracemalloc
from typing import Any

import pytest
from server import Answer, Server, head, raw, then_close

pytestmark = pytest.mark.usefixtures("no_leaks")
BODY = bytes(range(256)) * 1_000


def response(body: bytes, *, piece: int = 100_000, length: int | None = None) -> Answer:
    """A response whose body comes in pieces."""
    first = head(200, {"Content-Type": "a/b", "Content-Length": str(len(body) if length is None else length)})
    return raw(first, *(body[at : at + piece] for at in range(0, len(body), piece)), pause=0.001)


def get_body(kit: Any, url: str, is_async: bool, calls: int = 1) -> bytes:
    """The body of the last of some calls."""

    found: list[bytes] = []

    async def call() -> None:
        async with kit.async_client(base_url=url, max_retries=0, timeout=5.0) as client:
            for _ in range(calls):
                found[:] = [(await client.get("/x", cast_to=kit.httpx.Response)).content]

    if is_async:
        asyncio.run(call())  # whose result must not be the body: asyncio makes a text of it
    else:
        with kit.client(base_url=url, max_retries=0, timeout=5.0) as client:
            for _ in range(calls):
                found[:] = [client.get("/x", cast_to=kit.httpx.Response).content]
    return found[0]


@pytest.mark.one_in(4)
@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("size", [65_535, 65_536, 65_537, 256_000])
@pytest.mark.parametrize("piece", [30_000, 300_000])
def test_a_large_body_is_whole(
    kit: Any, server: Server, went_directly: list[bool], is_async: bool, size: int, piece: int
) -> None:
    server.answers(response(BODY[:size], piece=piece))
    assert get_body(kit, server.url, is_async, calls=2) == BODY[:size]
    assert went_directly == [True, True]
    assert server.connections == 1


@pytest.mark.parametrize("is_async", [False, True])
def test_bytes_after_a_large_body_belong_to_no_call(
    kit: Any, server: Server, went_directly: list[bool], is_async: bool
) -> None:
    server.answers(response(BODY + head(200, {"Content-Length": "0"}), length=len(BODY)))
    assert get_body(kit, server.url, is_async, calls=2) == BODY
    assert went_directly == [True, True]
    assert server.connections == 2


@pytest.mark.parametrize("is_async", [False, True])
def test_a_large_body_that_is_cut_off_is_an_error(
    kit: Any, server: Server, went_directly: list[bool], is_async: bool
) -> None:
    server.answers(then_close(head(200, {"Content-Length": str(len(BODY))}) + BODY[:-1]))
    with pytest.raises(kit.package.APIConnectionError) as caught:
        get_body(kit, server.url, is_async)
    assert isinstance(caught.value.__cause__, kit.httpx.RemoteProtocolError)
    assert f"(received {len(BODY) - 1} bytes, expected {len(BODY)})" in str(caught.value.__cause__)
    assert went_directly == [True]


@pytest.mark.parametrize("is_async", [False, True])
def test_a_large_body_is_in_memory_once(kit: Any, server: Server, went_directly: list[bool], is_async: bool) -> None:
    body = BODY * 40
    server.answers(
        raw(head(200, {"Content-Length": "2"}) + b"ok"), raw(head(200, {"Content-Length": str(len(body))}), body)
    )
    get_body(kit, server.url, is_async)
    tracemalloc.start()
    try:
        assert len(get_body(kit, server.url, is_async)) == len(body)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1.5 * len(body)
    assert went_directly == [True, True]


def test_no_memory_is_taken_for_a_body_that_is_only_announced(kit: Any) -> None:
    reader = kit.module("_runtime.response_reader").ResponseReader()
    tracemalloc.start()
    try:
        assert not reader.feed(head(200, {"Content-Length": str(10**12)}))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
