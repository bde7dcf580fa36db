"""Server-sent events without a config: what the user gets of each event, and how a stream ends."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply

EVENTS = {"content-type": "text/event-stream"}
GROWTH = (
    b'event: grown\nid: 7\ndata: {"metres": 1.5}\n\n: still here\n\n',
    b'data: {"metres": 2}\n\nevent: end\ndata: [DONE]\n\n',
)


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        yield client


def test_the_name_and_the_id_of_an_event_are_there(client: Any, server: Loopback) -> None:
    server.reply(Reply(headers=EVENTS, chunks=GROWTH))
    with client.events.retrieve() as stream:
        assert stream.last_event is None
        found = [(item.metres, stream.last_event.event, stream.last_event.id) for item in stream]
    assert found == [(1.5, "grown", "7"), (2, None, "7")]


def test_the_end_is_no_item(client: Any, server: Loopback) -> None:
    server.reply(Reply(headers=EVENTS, body=b"data: one\n\ndata: [DONE]\n\ndata: after\n\n"))
    assert list(client.words.list()) == ["one"]


@pytest.mark.anyio
async def test_the_async_client(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(headers=EVENTS, chunks=GROWTH))
    async with package.AsyncOrchard(base_url=server.url) as client:
        stream = await client.events.retrieve()
        found = [(item.metres, stream.last_event.id) async for item in stream]
    assert found == [(1.5, "7"), (2, "7")]


def test_a_strict_client_takes_the_end_too(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(headers=EVENTS, chunks=GROWTH))
    with package.Orchard(base_url=server.url, _strict_response_validation=True) as client:
        assert [item.metres for item in client.events.retrieve()] == [1.5, 2]


@pytest.mark.parametrize("body", [b"0\n1\n2\n", b"Once upon a time", b'{"metres": 1}\n'])
def test_text_that_is_only_called_a_stream_is_an_error(
    package: ModuleType, client: Any, server: Loopback, body: bytes
) -> None:
    server.reply(Reply(headers=EVENTS, body=body))
    with pytest.raises(package.APIResponseValidationError, match="without any event"):
        list(client.words.list())


@pytest.mark.parametrize("body", [b"", b": still here\n\n", b"retry: 10\n\n", b"event: end\n\n", b"data\n\n"])
def test_a_stream_may_have_no_items(client: Any, server: Loopback, body: bytes) -> None:
    server.reply(Reply(headers=EVENTS, body=body))
    assert list(client.words.list()) == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"error": {"message": "too dry", "code": 7}}', "too dry"),
        (b'{"type": "error", "error": "too dry"}', "too dry"),
        (b"too dry", "too dry"),
        (b'"too dry"', "too dry"),
    ],
)
def test_an_event_called_error_ends_the_stream(
    package: ModuleType, client: Any, server: Loopback, data: bytes, message: str
) -> None:
    server.reply(Reply(headers=EVENTS, chunks=(GROWTH[0], b"event: error\ndata: " + data + b"\n\n", GROWTH[1])))
    stream = client.events.retrieve()
    assert next(stream).metres == 1.5
    with pytest.raises(package.APIError, match=message):
        next(stream)


def test_an_event_called_error_may_be_an_item(client: Any, server: Loopback) -> None:
    server.reply(Reply(headers=EVENTS, body=b'event: error\ndata: {"metres": -1, "error": null}\n\n'))
    assert [item.metres for item in client.events.retrieve()] == [-1]
