"""Without a config, lists of every usual style are walked as one: each item once, and no request too many."""

from __future__ import annotations

import asyncio
import json
import operator
from collections.abc import Generator, Mapping
from types import ModuleType
from typing import Any

import pytest

from tests.features.inferred_pages.styles import IDS, NOT_FOUND, STYLES, Sent, Serve, Style, numbered, offset, trees
from tests.support.loopback import Loopback, Reply, Request, serving

JSON = {"content-type": "application/json"}


class PagingServer(Loopback):
    """A server whose responses follow from the parameters of each request."""

    serve: Serve

    def answer(self, request: Request) -> Reply:
        self.requests.append(request)
        reply = self.serve(sent_with(request))
        if reply.body:
            return reply
        text = json.dumps(reply.json).replace("{url}", self.url + request.path)
        return Reply(reply.status, json=json.loads(text), headers=reply.headers)


def sent_with(request: Request) -> Sent:
    """The parameters of a request, in its query and its body."""
    body = request.json if request.body else {}
    assert isinstance(body, Mapping)
    return {**{str(name): str(value) for name, value in body.items()}, **dict(request.query)}


@pytest.fixture
def paging() -> Generator[PagingServer]:
    with serving(PagingServer()) as server:
        assert isinstance(server, PagingServer)
        yield server


def walked(package: ModuleType, server: PagingServer, call: str, *, is_async: bool, **arguments: object) -> list[Any]:
    """All items of a list, from the client or the async one."""
    get = operator.attrgetter(call)
    if not is_async:
        with package.Orchard(base_url=server.url) as client:
            return list(get(client)(**arguments))

    async def walk() -> list[Any]:
        async with package.AsyncOrchard(base_url=server.url) as client:
            return [item async for item in get(client)(**arguments)]

    return asyncio.run(walk())


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_list_has_each_item_once(package: ModuleType, paging: PagingServer, style: Style, is_async: bool) -> None:
    paging.serve = style.serve
    found = walked(package, paging, style.call, is_async=is_async, **style.arguments)
    assert [tree.id for tree in found] == list(IDS)
    assert [sent_with(request) for request in paging.requests] == list(style.sent)


@pytest.mark.parametrize("name", [name for name, style in STYLES.items() if style.totals])
def test_the_other_fields_of_a_page_are_declared(package: ModuleType, paging: PagingServer, name: str) -> None:
    style = STYLES[name]
    paging.serve = style.serve
    with package.Orchard(base_url=paging.url) as client:
        page = operator.attrgetter(style.call)(client)(**style.arguments)
    for path, value in style.totals.items():
        *holders, last = path.split(".")
        holder = operator.attrgetter(".".join(holders))(page) if holders else page
        assert last in type(holder).model_fields
        assert getattr(holder, last) == value


def page_or_404(sent: Sent) -> Reply:
    items = trees(int(sent.get("page", 1)) * 2 - 2)
    return Reply(json=items) if items else NOT_FOUND


def linked_until_the_end(size: int, param: str, headers: Mapping[str, str]) -> Serve:
    """A server that links every page but the last, whose `Link` header is left out."""

    def serve(sent: Sent) -> Reply:
        first = 1 if param == "page" else 0
        step = 1 if param == "page" else size
        number = int(sent.get(param, first))
        at = (number - first) // step * size
        link = {"Link": f'<?{param}={number + step}>; rel="next"'} if at + size < len(IDS) else {}
        return Reply(json=trees(at, size), headers={**headers, **link})

    return serve


def linked_header(number: int) -> Reply:
    links = f'</numbers?page={number + 1}>; rel="next"' if number < 3 else '</numbers?page=1>; rel="first"'
    return Reply(json=trees(number * 2 - 2), headers={"Link": links})


CERTAIN_ENDS = {
    "a page beyond the last is not found": ("numbers.list", page_or_404, [None, "2", "3", "4"]),
    "a server that ignores pages": ("numbers.list", lambda _: Reply(json=trees(0, 5)), [None, "2"]),
    "names from a server that ignores pages": ("names.list", lambda _: Reply(json=list(IDS)), [None, "2"]),
    "a total that nobody declared": (
        "minimum_is_wrong.list",
        numbered(1, lambda at, items: {"records": items, "current_page": at, "meta": {"totalPages": 3}}),
        [None, "2", "3"],
    ),
    "a flag that nobody declared": (
        "minimum_is_wrong.list",
        numbered(1, lambda at, items: {"records": items, "current_page": at, "isLast": at == 3}),
        [None, "2", "3"],
    ),
    "a `next` that nobody declared": (
        "minimum_is_wrong.list",
        numbered(1, lambda at, items: {"records": items, "next": f"{{url}}?page={at + 1}" if at < 3 else None}),
        [None, "2", "3"],
    ),
    "a number of the page that nobody declared": (
        "minimum_is_wrong.list",
        numbered(0, lambda at, items: {"records": items, "page": at, "has_more": at < 2}),
        [None, "1", "2"],
    ),
    "a header with the number of pages": (
        "numbers.list",
        lambda sent: Reply(json=trees(int(sent.get("page", 1)) * 2 - 2), headers={"X-Total-Pages": "3"}),
        [None, "2", "3"],
    ),
    "a Link header that nobody declared": (
        "numbers.list",
        lambda sent: linked_header(int(sent.get("page", 1))),
        [None, "2", "3"],
    ),
    "an empty page in the middle": (
        "zero_minimum.list",
        lambda sent: Reply(
            json={
                "items": [[{"id": "a"}, {"id": "b"}], [], trees(2, 3)][int(sent.get("page", 0))],
                "last": sent.get("page") == "2",
            }
        ),
        [None, "1", "2"],
    ),
    "totals go on where the links are missing": (
        "laravel.list",
        numbered(1, lambda at, items: {"data": items, "meta": {"current_page": at, "total": 5}}),
        [None, "2", "3"],
    ),
}
"""Servers whose lists end, and the pages that are requested of them."""


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("name", CERTAIN_ENDS)
def test_a_response_says_where_a_list_ends(
    package: ModuleType, paging: PagingServer, name: str, is_async: bool
) -> None:
    call, paging.serve, requested = CERTAIN_ENDS[name]
    found = walked(package, paging, call, is_async=is_async)
    assert [getattr(tree, "id", tree) for tree in found] == list(IDS)
    assert [sent_with(request).get("page") for request in paging.requests] == requested


def test_a_count_that_may_be_that_of_the_page_is_asked_once_more(package: ModuleType, paging: PagingServer) -> None:
    paging.serve = offset(lambda at, items: {"items": items, "count": len(items)})
    assert len(walked(package, paging, "ninja.list", is_async=False)) == 5
    assert [sent_with(request).get("offset") for request in paging.requests] == [None, "2", "4", "5"]


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("page", ["2", "3"])
def test_a_list_can_begin_at_any_page(package: ModuleType, paging: PagingServer, page: str, is_async: bool) -> None:
    paging.serve = STYLES["fastapi_pagination"].serve
    found = walked(package, paging, "fastapi_pagination.list", is_async=is_async, page=int(page))
    assert [tree.id for tree in found] == list(IDS[int(page) * 2 - 2 :])
    assert [sent_with(request)["page"] for request in paging.requests] == [page, "3"][: 4 - int(page)]


def test_an_error_of_a_page_that_must_be_there_is_raised(package: ModuleType, paging: PagingServer) -> None:
    paging.serve = lambda sent: NOT_FOUND if sent else Reply(json={"items": trees(0), "total_pages": 3})
    with pytest.raises(package.NotFoundError):
        walked(package, paging, "zero_default.list", is_async=False)


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("size", [2, 3])
@pytest.mark.parametrize("total", [{}, {"X-Total-Count": "5"}], ids=["no total", "a total"])
@pytest.mark.parametrize(
    ("call", "param"), [("numbers.list", "page"), ("offsets.list", "offset"), ("after.list", "starting_after")]
)
def test_a_page_without_a_link_ends_a_list_that_was_linked(
    package: ModuleType,
    paging: PagingServer,
    call: str,
    param: str,
    size: int,
    total: Mapping[str, str],
    is_async: bool,
) -> None:
    paging.serve = linked_until_the_end(size, param, total)
    found = walked(package, paging, call, is_async=is_async)
    assert [tree.id for tree in found] == list(IDS)
    assert len(paging.requests) == {2: 3, 3: 2}[size]


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_null_instead_of_a_list_is_an_empty_page(package: ModuleType, paging: PagingServer, is_async: bool) -> None:
    bodies = [[{"id": "a"}, {"id": "b"}], None]
    paging.serve = lambda sent: Reply(body=json.dumps(bodies[int(sent.get("page", 1)) - 1]).encode(), headers=JSON)
    assert [tree.id for tree in walked(package, paging, "numbers.list", is_async=is_async)] == ["a", "b"]
    paging.serve = lambda _: Reply(body=b"null", headers=JSON)
    assert walked(package, paging, "numbers.list", is_async=is_async) == []
    with pytest.raises(package.APIResponseValidationError):
        walked(package, paging, "zero_minimum.list", is_async=is_async)


ENDLESS = {
    "the same cursor": (
        "nested_cursor.list",
        lambda sent: {"items": trees(len(sent)), "meta": {"pagination": {"next_cursor": "n"}}},
    ),
    "the same items for new cursors": (
        "google.list",
        lambda sent: {"trees": trees(0), "nextPageToken": sent.get("pageToken", "") + "x"},
    ),
    "empty pages for new cursors": (
        "google.list",
        lambda sent: {"trees": [], "nextPageToken": f"{int(sent.get('pageToken', 0)) + 1}"},
    ),
    "the same URL": (
        "next_url.list",
        lambda sent: {"count": 5, "results": trees(len(sent)), "next": "/next_url?page=2"},
    ),
}


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("name", ENDLESS)
def test_a_server_without_end_is_an_error(package: ModuleType, paging: PagingServer, name: str, is_async: bool) -> None:
    call, make = ENDLESS[name]
    paging.serve = lambda sent: Reply(json=make(sent))
    with pytest.raises(package.OrchardError, match=r"again|in a row"):
        walked(package, paging, call, is_async=is_async)


def test_no_page_is_requested_of_another_server(package: ModuleType, paging: PagingServer) -> None:
    with serving() as elsewhere:
        paging.serve = lambda _: Reply(json={"count": 5, "results": trees(0), "next": f"{elsewhere.url}/other?page=2"})
        with pytest.raises(package.OrchardError, match="on another server"):
            walked(package, paging, "next_url.list", is_async=False)
    assert elsewhere.requests == []


def test_a_single_thing_with_a_list_is_returned_whole(package: ModuleType, server: Loopback) -> None:
    run = {"run": {"id": "r"}, "results": trees(0), "meta": {"total": 9}}
    server.reply(Reply(json=run), Reply(json={"id": "c", "items": trees(0), "count": 2}))
    server.reply(Reply(json={"Uid": "o", "items": trees(0), "count": 2}))
    with package.Orchard(base_url=server.url) as client:
        found = client.runs.retrieve("r")
        assert (found.run.id, found.results[0].id, found.meta.total) == ("r", "a", 9)
        assert client.cards.retrieve("c").items[1].id == "b"
        order = client.orders.list()
        assert (order.uid, order.items[1].id) == ("o", "b")
        with pytest.raises(TypeError, match="is one object"):
            list(order)


def test_what_is_no_page_is_no_list_of_field_names(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"gardens": trees(0), "total": 2}), Reply(json={"items": trees(0), "total_pages": 1}))
    with package.Orchard(base_url=server.url) as client:
        found = client.gardens.list()
        assert (found.total, found.to_dict()["total"], len(found.gardens)) == (2, 2, 2)
        with pytest.raises(TypeError, match="`GardenListResponse` is one object"):
            list(found)


@pytest.mark.anyio
async def test_a_page_of_the_async_client_says_how_it_is_walked(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"items": trees(0), "total_pages": 1}))
    async with package.AsyncOrchard(base_url=server.url) as client:
        page = await client.zero_default.list()
        with pytest.raises(TypeError, match="async for"):
            list(page)
