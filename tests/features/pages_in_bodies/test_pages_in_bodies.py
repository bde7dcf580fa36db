"""A POST whose page is chosen by an object in its body, or that only gives a URL, returns all of the response."""

from __future__ import annotations

from types import ModuleType

from tests.support.loopback import Loopback, Reply


def test_the_whole_response_comes_back_with_types(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"items": [{"id": "a"}], "pagination": {"next_cursor": "n"}}))
    server.reply(Reply(json={"items": [{"id": "b"}], "pagination": {}}))
    server.reply(Reply(json={"count": 2, "next": "https://elsewhere.example/", "results": [{"id": "a"}]}))
    server.reply(Reply(json={"total": 3, "items": [{"id": "a"}]}))
    with package.Orchard(base_url=server.url, _strict_response_validation=True) as client:
        first = client.trees.search(q="x", pagination={"limit": 1})
        assert type(first.items[0]) is package.types.A
        following = client.trees.search(q="x", pagination={"cursor": first.pagination.next_cursor})
        assert following.items[0].id == "b"
        birds = client.birds.search(q="x")
        assert (birds.count, birds.next, birds.results[0].id) == (2, "https://elsewhere.example/", "a")
        assert client.bees.query(page={"number": 1}).total == 3
    assert server.requests[1].json == {"q": "x", "pagination": {"cursor": "n"}}
    assert len(server.requests) == 4
