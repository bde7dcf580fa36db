"""Clients, pages, models and responses that are copied, pickled, closed and parsed again."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import pickle
from typing import Any

import pytest
from server import TREE

pytestmark = pytest.mark.anyio
PAGE = {"success": True, "result": [TREE, {**TREE, "id": "t2"}], "result_info": {"page": 1, "total_pages": 2}}


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copied_client_shares_the_http_client_and_nothing_else(kit: Any, copied: Any) -> None:
    with kit.client(timeout=7, default_headers={"X-A": "1"}) as client:
        assert client.trees is not None
        client.note = "a subclass's or a user's own attribute"
        twin = copied(client)
        assert type(twin) is type(client)
        assert (twin.api_token, twin.timeout, twin.default_headers["X-A"]) == ("secret-token", 7, "1")
        assert twin._client is client._client
        assert twin.note == client.note
        twin.api_token = "other"
        assert twin.trees._client is twin
        assert (client.api_token, client.trees._client) == ("secret-token", client)
    assert kit.async_client().copy() is not None
    assert copied(kit.async_client(api_key="k")).api_key == "k"


def test_a_page_can_be_pickled(kit: Any) -> None:
    def answer(_request: Any) -> Any:
        return kit.httpx.Response(200, json=PAGE, headers={"Set-Cookie": "session=hidden", "X-Request-Id": "r1"})

    client = kit.mocked(answer, api_token="hidden-token")
    page = client.trees.list(orchard_id="o", per_page=2, extra_headers={"X-Key": "hidden-key"})
    data = pickle.dumps(page)
    assert b"hidden" not in data
    again = pickle.loads(data)
    assert type(again) is type(page)
    assert again == page.model_copy() or again.result == page.result
    assert [tree.id for tree in again.result] == ["t1", "t2"]
    assert again.has_next_page() is page.has_next_page() is True
    assert again.next_page_info().params == page.next_page_info().params
    assert again.response_headers["x-request-id"] == "r1"
    with pytest.raises(RuntimeError, match="has no client"):
        again.get_next_page()
    assert page.get_next_page().result[0].id == "t1"
    assert copy.deepcopy(page).get_next_page().result[0].id == "t1"


async def test_an_async_page_can_be_pickled(kit: Any) -> None:
    client = kit.async_mocked(lambda _request: kit.httpx.Response(200, json=PAGE))
    page = await client.trees.list(orchard_id="o")
    again = pickle.loads(pickle.dumps(page))
    assert [tree.id for tree in again.result] == ["t1", "t2"]
    with pytest.raises(RuntimeError, match="has no client"):
        await again.get_next_page()


def test_a_model_can_be_pickled(kit: Any) -> None:
    tree = kit.answer({"success": True, "result": {**TREE, "unknown": {"a": [1]}}}).trees.get("t1", orchard_id="o")
    again = pickle.loads(pickle.dumps(tree))
    assert again == tree
    assert (again.unknown, again.model_fields_set) == ({"a": [1]}, tree.model_fields_set)


async def test_aclose_is_another_name_of_close(kit: Any) -> None:
    client = kit.async_client()
    async with contextlib.aclosing(client):
        assert client._client is not None
    assert client.is_closed()
    events = b'data: {"delta": "a"}\n\n'
    streaming = kit.async_mocked(lambda _request: kit.httpx.Response(200, content=events))
    async with contextlib.aclosing(await streaming.trees.chat("t1", message="x", stream=True)) as stream:
        assert stream.response is not None
    assert stream.response.is_closed


def test_a_stream_that_is_parsed_twice_is_one_stream(kit: Any) -> None:
    events = b'data: {"delta": "a"}\n\ndata: {"delta": "b"}\n\n'
    client = kit.mocked(lambda _request: kit.httpx.Response(200, content=events))
    response = client.trees.with_raw_response.chat("t1", message="x", stream=True)
    first = response.parse()
    assert next(first).delta == "a"
    assert response.parse() is first
    assert [one.delta for one in response.parse()] == ["b"]

    async def run() -> None:
        asynchronous = kit.async_mocked(lambda _request: kit.httpx.Response(200, content=events))
        raw = await asynchronous.trees.with_raw_response.chat("t1", message="x", stream=True)
        assert await raw.parse() is await raw.parse()
        assert [one.delta async for one in await raw.parse()] == ["a", "b"]

    asyncio.run(run())
