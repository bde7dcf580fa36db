"""Lists that go on at a URL of the server's: what of the request goes there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from server import Server, reply
from test_pagination import page_class

pytestmark = pytest.mark.usefixtures("no_leaks")
OWN = {"headers": {"X-Own": "from-the-user"}, "params": {"q": "from-the-user"}, "idempotency_key": "from-the-user"}


@pytest.fixture
def elsewhere() -> Iterator[Server]:
    with Server() as running:
        running.answers(reply({"data": [2]}))
        yield running


def pages(kit: Any, *, is_async: bool) -> Any:
    helpers = kit.module("_runtime.next_page")
    base = kit.module("_runtime.pagination").BaseAsyncPage if is_async else None
    return page_class(
        kit,
        "AsyncUrlPage" if is_async else "SyncUrlPage",
        lambda self: helpers.next_url(self.next),
        annotations={"next": str | None},
        base=base,
        next=None,
    )


def items(kit: Any, server: Server, is_async: bool, method: str, body: Any, **settings: Any) -> list[Any]:
    """All items of a list, from the blocking client or the async one."""
    page = pages(kit, is_async=is_async)
    arguments = {"page": page[int], "model": int, "method": method, "body": body, "options": OWN}
    if not is_async:
        with kit.client(base_url=server.url, **settings) as client:
            return list(client.get_api_list("/x", **arguments))

    async def walk() -> list[Any]:
        async with kit.async_client(base_url=server.url, **settings) as client:
            return [item async for item in client.get_api_list("/x", **arguments)]

    return asyncio.run(walk())


def seen(server: Server) -> str:
    return "".join(request.raw.decode("latin-1") + request.body.decode("latin-1") for request in server.requests)


@pytest.mark.parametrize("is_async", [False, True])
def test_a_list_that_is_asked_for_with_a_body_does_not_go_on_elsewhere(
    kit: Any, server: Server, elsewhere: Server, is_async: bool
) -> None:
    server.answers(reply({"data": [1], "next": f"{elsewhere.url}/x?key=secret"}))
    with pytest.raises(kit.package.OrchardError, match="must not get the body") as caught:
        items(kit, server, is_async, "post", {"filter": "from-the-user"})
    assert elsewhere.requests == []
    assert f"{elsewhere.url}/x" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_body_nothing_of_the_caller_goes_elsewhere(
    build_variant: Any, server: Server, elsewhere: Server, is_async: bool, method: str
) -> None:
    kit = build_variant("keyed_lists", IDEMPOTENCY_HEADER='"Idempotency-Key"')
    protocol_relative = elsewhere.url.partition(":")[2]
    server.answers(reply({"data": [1], "next": f"{protocol_relative}/x", "_": 1}, Set_Cookie="sid=from-the-user"))
    settings = {"default_headers": {"X-All": "from-the-user"}, "default_query": {"all": "from-the-user"}}
    assert items(kit, server, is_async, method, None, **settings) == [1, 2]
    assert "from-the-user" in seen(server)
    assert "secret-token" in seen(server)
    assert "secret-token" not in seen(elsewhere)
    asked = elsewhere.requests[0]
    assert not {"authorization", "idempotency-key", "x-own", "x-all"} & set(asked.headers)
    assert (asked.target, asked.body) == ("/x", b"")


@pytest.mark.parametrize("is_async", [False, True])
def test_the_way_back_brings_no_credentials(kit: Any, server: Server, elsewhere: Server, is_async: bool) -> None:
    server.answers(reply({"data": [1], "next": f"{elsewhere.url}/x"}), reply({"data": [3]}))
    elsewhere.answers(reply({"data": [2], "next": f"{server.url}/trees?delete=all"}))
    assert items(kit, server, is_async, "get", None) == [1, 2, 3]
    first, back = server.requests
    assert first.headers["authorization"] == "Bearer secret-token"
    assert not {"authorization", "x-own"} & set(back.headers)


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("link", ["?page=2", "/x?page=2", "{}/x?page=2", "{user}/x?page=2"])
def test_the_same_server_gets_all_of_it(kit: Any, server: Server, is_async: bool, link: str) -> None:
    link = link.format(server.url, user=server.url.replace("http://", "http://user:planted@"))
    server.answers(reply({"data": [1], "next": link}), reply({"data": [2]}))
    assert items(kit, server, is_async, "post", {"filter": "a"}) == [1, 2]
    first, second = server.requests
    assert second.body == first.body
    assert second.headers["authorization"] == "Bearer secret-token"
    assert second.headers["x-own"] == "from-the-user"


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize(
    ("link", "match"),
    [
        ("ftp://127.0.0.1/x", "no http or https URL"),
        ("file:///etc/passwd", "no http or https URL"),
        ("javascript:alert(1)", "no http or https URL"),
        ("http://[::1", "no URL"),
        ("http://user:secret@[::1/?key=secret", "no URL"),
    ],
)
def test_what_is_no_web_server_is_refused(kit: Any, server: Server, is_async: bool, link: str, match: str) -> None:
    server.answers(reply({"data": [1], "next": link}))
    with pytest.raises(kit.package.OrchardError, match=match) as caught:
        items(kit, server, is_async, "get", None)
    assert "secret" not in str(caught.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize("link", ["http://api.orchard.example/v1/x", "http://elsewhere.example/x"])
def test_no_list_goes_on_from_https_to_http(kit: Any, link: str) -> None:
    asked: list[str] = []

    def handle(request: Any) -> Any:
        asked.append(str(request.url))
        return kit.httpx.Response(200, json={"data": [1], "next": link})

    with kit.mocked(handle) as client, pytest.raises(kit.package.OrchardError, match="changes from https to http"):
        list(client.get_api_list("/x", page=pages(kit, is_async=False)[int], model=int))
    assert len(asked) == 1


def test_a_page_that_repeats_is_told_without_its_query(kit: Any, server: Server) -> None:
    server.answers(reply({"data": [1], "next": "/x\u202e?token=secret"}))
    with pytest.raises(kit.package.OrchardError, match="again and again") as caught:
        items(kit, server, False, "get", None)
    assert "secret" not in str(caught.value)
    assert str(caught.value).isprintable()
