"""Lists that come in pages are walked as one; a server that goes round in circles is stopped."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Orchard(base_url=server.url) as client:
        yield client


def rows(*ids: str, **more: object) -> Reply:
    return Reply(json={"rows": [{"id": name} for name in ids], **more})


def data(*ids: str, **more: object) -> Reply:
    return Reply(json={"data": [{"id": name} for name in ids], **more})


def test_numbered_pages(client: Any, server: Loopback) -> None:
    server.reply(rows("a", "b", page=1, pages=2), rows("c", page=2, pages=2))
    assert [tree.id for tree in client.trees.list(kind="oak")] == ["a", "b", "c"]
    assert [request.query for request in server.requests] == [[("kind", "oak")], [("kind", "oak"), ("page", "2")]]


def test_cursors(client: Any, server: Loopback) -> None:
    server.reply(data("a", next="x"), data("b", next=None))
    page = client.leaves.list()
    assert type(page).__name__.startswith("SyncCursorPage")
    assert page.has_next_page()
    assert [leaf.id for leaf in page] == ["a", "b"]
    assert server.last.query == [("after", "x")]


def test_a_cursor_that_comes_again_is_an_error(package: ModuleType, client: Any, server: Loopback) -> None:
    server.reply(data("a", next="x"), data("b", next="x"), data("c", next="x"))
    with pytest.raises(package.OrchardError):
        list(client.leaves.list())


@pytest.mark.anyio
async def test_pages_are_async_too(package: ModuleType, server: Loopback) -> None:
    server.reply(data("a", next="x"), data("b"))
    async with package.AsyncOrchard(base_url=server.url) as client:
        assert [leaf.id async for leaf in client.leaves.list()] == ["a", "b"]
