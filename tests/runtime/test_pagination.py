"""Lists over several pages."""

from __future__ import annotations

import time
import types
from typing import Any, Generic, TypeVar

import pytest

T = TypeVar("T")
TREE = {"created_on": "2020-01-01T00:00:00Z", "kind": "apple"}


def pages_of(kit: Any, pages: list[dict[str, Any]], *, key: str = "page") -> tuple[Any, list[str]]:
    """A handler that serves these pages by number, and the queries that it got."""
    queries: list[str] = []

    def handle(request: Any) -> Any:
        queries.append(request.url.query.decode())
        number = int(request.url.params.get(key, "1"))
        return kit.httpx.Response(200, json=pages[min(number, len(pages)) - 1])

    return handle, queries


def trees(*ids: str, **info: Any) -> dict[str, Any]:
    return {"success": True, "result": [{"id": one, **TREE} for one in ids], "result_info": info or None}


def test_it_stops_where_the_totals_say_so(kit: Any) -> None:
    handle, queries = pages_of(kit, [trees("a", "b", total_pages=2, page=1), trees("c", total_pages=2, page=2)])
    with kit.mocked(handle) as client:
        assert [tree.id for tree in client.trees.list(orchard_id="o", per_page=2)] == ["a", "b", "c"]
    assert queries == ["per_page=2", "page=2&per_page=2"]


def test_without_totals_an_empty_page_ends_it(kit: Any) -> None:
    handle, queries = pages_of(kit, [trees("a"), trees("b"), trees()])
    with kit.mocked(handle) as client:
        page = client.trees.list(orchard_id="o")
        assert [len(one.result) for one in page.iter_pages()] == [1, 1, 0]
    assert len(queries) == 3


def test_a_server_that_ignores_the_page_ends_too(kit: Any) -> None:
    handle, queries = pages_of(kit, [trees("a", "b")])
    with kit.mocked(handle) as client:
        assert [tree.id for tree in client.trees.list(orchard_id="o")] == ["a", "b"]
    assert len(queries) == 2


def test_a_page_can_be_walked_twice(kit: Any) -> None:
    handle, _ = pages_of(kit, [trees("a"), trees("b"), trees()])
    with kit.mocked(handle) as client:
        page = client.trees.list(orchard_id="o")
        assert [tree.id for tree in page] == ["a", "b"]
        assert [tree.id for tree in page] == ["a", "b"]
        assert len(list(page.iter_pages())) == 3


def test_a_page_by_itself(kit: Any) -> None:
    handle, _ = pages_of(kit, [trees("a", total_pages=2), trees("b", total_pages=2)])
    with kit.mocked(handle) as client:
        page = client.trees.list(orchard_id="o", page=1)
        assert page.has_next_page()
        assert page.next_page_info().params == {"page": 2}
        last = page.get_next_page()
        assert (last.result[0].id, last.has_next_page(), last.next_page_info()) == ("b", False, None)
        with pytest.raises(RuntimeError, match="No next page expected"):
            last.get_next_page()
        assert isinstance(page, kit.package.pagination.SyncTreePage)
        assert page.result_info.total_pages == 2


@pytest.mark.anyio
async def test_the_async_client(kit: Any) -> None:
    handle, queries = pages_of(kit, [trees("a", total_pages=2), trees("b", total_pages=2)])
    async with kit.async_mocked(handle) as client:
        listed = client.trees.list(orchard_id="o", kinds=["x", "y"])
        assert [tree.id async for tree in listed] == ["a", "b"]
        page = await client.trees.list(orchard_id="o")
        assert page.has_next_page()
        assert (await page.get_next_page()).result[0].id == "b"
        response = await client.trees.with_raw_response.list(orchard_id="o")
        assert [tree.id async for tree in await response.parse()] == ["a", "b"]
    assert queries[1] == "kinds=x&kinds=y&page=2"


def test_the_options_of_the_call_are_used_for_every_page(kit: Any) -> None:
    headers: list[str | None] = []

    def handle(request: Any) -> Any:
        headers.append(request.headers.get("x-mine"))
        assert "specloom" not in str(request.headers).lower()
        return kit.httpx.Response(200, json=trees("a") if len(headers) < 2 else trees())

    with kit.mocked(handle) as client:
        response = client.trees.with_raw_response.list(orchard_id="o", extra_headers={"X-Mine": "1"})
        assert [tree.id for tree in response.parse()] == ["a"]
    assert headers == ["1", "1"]


def page_class(kit: Any, name: str, next_info: Any, base: Any = None, **members: Any) -> Any:
    """A page class as the generator writes them, with `data` as its items."""
    base = base or kit.module("_runtime.pagination").BaseSyncPage
    fields = {"__annotations__": {"data": list[T], **members.pop("annotations", {})}, "__module__": __name__}
    body = {"_get_page_items": lambda self: self.data or [], "next_page_info": next_info, **fields, **members}
    return types.new_class(name, (base[T], Generic[T]), {}, lambda namespace: namespace.update(body))


def walk(kit: Any, page: Any, answers: list[Any], **options: Any) -> tuple[list[Any], list[Any]]:
    """What a list of numbers gives, and the requests that were made for it."""
    requests: list[Any] = []

    def handle(request: Any) -> Any:
        requests.append(request)
        content = answers[min(len(requests), len(answers)) - 1]
        return content if isinstance(content, kit.httpx.Response) else kit.httpx.Response(200, json=content)

    with kit.mocked(handle) as client:
        items = list(client.get_api_list("/x", page=page[int], model=int, **options))
    return items, requests


def test_cursor(kit: Any) -> None:
    helpers = kit.module("_runtime.next_page")
    page = page_class(
        kit,
        "CursorPage",
        lambda self: helpers.next_cursor(self.next, "cursor"),
        annotations={"next": str | None},
        next=None,
    )
    items, requests = walk(kit, page, [{"data": [1], "next": "c1"}, {"data": [2], "next": ""}])
    assert items == [1, 2]
    assert requests[1].url.query == b"cursor=c1"


@pytest.mark.parametrize("cycle", [["a"], ["a", "b"], ["a", "b", "c", "d", "e"]])
def test_a_cursor_that_comes_again_is_an_error(kit: Any, cycle: list[str]) -> None:
    helpers = kit.module("_runtime.next_page")
    page = page_class(
        kit,
        "LoopPage",
        lambda self: helpers.next_cursor(self.next, "cursor"),
        annotations={"next": str | None},
        next=None,
    )
    answers = [{"data": [1], "next": cycle[at % len(cycle)]} for at in range(60)]
    with pytest.raises(kit.package.OrchardError, match="again and again"):
        walk(kit, page, answers)


def test_cursor_in_the_body(kit: Any) -> None:
    helpers = kit.module("_runtime.next_page")
    page = page_class(
        kit,
        "BodyPage",
        lambda self: helpers.next_cursor(self.next, "cursor", location="body"),
        annotations={"next": str | None},
        next=None,
    )
    items, requests = walk(kit, page, [{"data": [1], "next": "c1"}, {"data": [2]}], method="post", body={"q": "x"})
    assert items == [1, 2]
    assert requests[1].content == b'{"q":"x","cursor":"c1"}'


def test_offset(kit: Any) -> None:
    helpers = kit.module("_runtime.next_page")
    page = page_class(
        kit,
        "OffsetPage",
        lambda self: helpers.next_offset(self, "offset", count=len(self.data), total=self.total),
        annotations={"total": int | None},
        total=None,
    )
    items, requests = walk(kit, page, [{"data": [1, 2], "total": 3}, {"data": [3], "total": 3}])
    assert items == [1, 2, 3]
    assert [request.url.query for request in requests] == [b"", b"offset=2"]


def test_id_of_the_last_item(kit: Any) -> None:
    helpers = kit.module("_runtime.next_page")
    page = page_class(
        kit, "IdPage", lambda self: helpers.next_cursor_id(self, self.data, after="after", before="before")
    )
    tree = kit.package.types.Tree
    answers = [{"data": [{"id": "a", **TREE}, {"id": "b", **TREE}]}, {"data": []}]
    requests: list[Any] = []

    def handle(request: Any) -> Any:
        requests.append(request.url.query)
        return kit.httpx.Response(200, json=answers[min(len(requests), 2) - 1])

    with kit.mocked(handle) as client:
        list(client.get_api_list("/x", page=page[tree], model=tree))
        requests.clear()
        list(client.get_api_list("/x", page=page[tree], model=tree, options={"params": {"before": "z"}}))
    assert requests == [b"before=z", b"before=a"]


@pytest.mark.parametrize("link", ["/x?page=2", "https://api.orchard.example/v1/x?page=2"])
def test_next_url(kit: Any, link: str) -> None:
    helpers = kit.module("_runtime.next_page")
    page = page_class(
        kit, "UrlPage", lambda self: helpers.next_url(self.next), annotations={"next": str | None}, next=None
    )
    items, requests = walk(kit, page, [{"data": [1], "next": link}, {"data": [2]}], options={"params": {"size": "5"}})
    assert items == [1, 2]
    assert dict(requests[1].url.params) == {"page": "2", "size": "5"}
    assert "authorization" in requests[1].headers


def test_next_url_of_another_host_gets_no_credentials(kit: Any) -> None:
    helpers = kit.module("_runtime.next_page")
    page = page_class(
        kit, "FarPage", lambda self: helpers.next_url(self.next), annotations={"next": str | None}, next=None
    )
    own = {"params": {"q": "own"}, "headers": {"X-Own": "own"}}
    _, requests = walk(kit, page, [{"data": [1], "next": "https://elsewhere.example/x"}, {"data": [2]}], options=own)
    assert "x-own" in requests[0].headers
    assert not {"authorization", "x-own"} & set(requests[1].headers)
    assert str(requests[1].url) == "https://elsewhere.example/x"


def test_a_next_page_that_is_no_url(kit: Any) -> None:
    helpers = kit.module("_runtime.next_page")
    page = page_class(kit, "NoUrlPage", lambda self: helpers.next_url("/x\0"))
    with pytest.raises(kit.package.OrchardError, match="no URL"):
        walk(kit, page, [{"data": [1]}])


@pytest.mark.parametrize("link", ["<" * 90_000, "<a>;" * 20_000, "<a>;rel" + " " * 90_000, "<a>; rel=" * 10_000])
def test_a_link_header_takes_linear_time(kit: Any, link: str) -> None:
    page = types.SimpleNamespace(response_headers=kit.httpx.Headers({"link": link}))
    started = time.process_time()
    assert kit.module("_runtime.next_page").next_link(page) is None
    assert time.process_time() - started < 1


def test_link_header(kit: Any) -> None:
    helpers = kit.module("_runtime.next_page")
    page = page_class(kit, "LinkPage", helpers.next_link, array_field="data")
    first = kit.httpx.Response(
        200, json=[1, 2], headers={"Link": '<https://a.example/p>; rel="prev", </x?p=2>; rel="next"'}
    )
    items, requests = walk(kit, page, [first, [3]])
    assert items == [1, 2, 3]
    assert requests[1].url.query == b"p=2"


def test_fields_from_headers_and_flags(kit: Any) -> None:
    helpers = kit.module("_runtime.next_page")
    page = page_class(
        kit,
        "HeaderPage",
        lambda self: helpers.next_cursor(self.next, "cursor"),
        annotations={"next": str | None, "more": bool | None},
        next=None,
        more=None,
        header_fields={"next": "X-Next"},
        has_more_field="more",
    )
    first = kit.httpx.Response(200, json={"data": [1], "more": True}, headers={"X-Next": "n1"})
    second = kit.httpx.Response(200, json={"data": [2], "more": False}, headers={"X-Next": "n2"})
    items, requests = walk(kit, page, [first, second])
    assert (items, len(requests)) == ([1, 2], 2)
