"""Streams of grpc-gateway: one JSON object a line, each with a result or an error."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply

JSON = {"content-type": "application/json"}
LINES = (b'{"result":{"name":"a"}}\n{"resu', b'lt":{"name":"b"}}\n')
FAILURE = b'{"error":{"code":14,"message":"no more"}}\n'


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        yield client


@pytest.mark.parametrize(("call", "arguments"), [("watch", {}), ("follow", {"name": "t"}), ("said", {})])
def test_each_line_is_an_item(client: Any, server: Loopback, call: str, arguments: dict[str, str]) -> None:
    server.reply(Reply(headers=JSON, chunks=LINES))
    target = getattr(client.trees, call)
    with target(**arguments) as stream:
        assert [item.result.name for item in stream] == ["a", "b"]


def test_an_error_in_the_stream_is_raised(package: ModuleType, client: Any, server: Loopback) -> None:
    server.reply(Reply(headers=JSON, chunks=(*LINES, FAILURE)))
    items = iter(client.trees.watch())
    found = [next(items).result.name, next(items).result.name]
    with pytest.raises(package.APIError, match="no more") as caught:
        next(items)
    assert (found, caught.value.body) == (["a", "b"], {"code": 14, "message": "no more"})


@pytest.mark.anyio
async def test_the_async_client(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(headers=JSON, chunks=(*LINES, FAILURE)))
    async with package.AsyncOrchard(base_url=server.url) as client:
        stream = await client.trees.watch()
        assert [(await stream.__anext__()).result.name for _ in range(2)] == ["a", "b"]
        with pytest.raises(package.APIError, match="no more"):
            await stream.__anext__()


def test_an_envelope_alone_is_no_stream(client: Any, server: Loopback) -> None:
    server.reply(Reply(json={"result": {"name": "a"}}))
    assert client.trees.once().result.name == "a"
