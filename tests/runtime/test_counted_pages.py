"""Lists of a package without a config: the document and the responses say where they begin and end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from test_pagination import page_class

Sent = Mapping[str, str]


@pytest.fixture
def documented(build_variant: Any) -> Any:
    return build_variant("documented", AS_DOCUMENTED="True")


def numbered(kit: Any, **facts: Any) -> Callable[[Any], Any]:
    next_page = kit.module("_runtime.counted_pages").next_numbered_page
    return lambda self: next_page(self, self.data, "page", **facts)


def walk(
    kit: Any, next_info: Callable[[Any], Any], serve: Callable[[Sent], Any], *, is_async: bool, **asked: Any
) -> tuple[list[int], list[dict[str, str]]]:
    """All items of a list, and the queries of the requests for it."""
    module = kit.module("_runtime.pagination")
    base = module.BaseAsyncPage if is_async else module.BaseSyncPage
    page = page_class(kit, f"Page{is_async}", next_info, base, continue_on_empty_items=True)
    queries: list[dict[str, str]] = []

    def handle(request: Any) -> Any:
        queries.append(dict(request.url.params))
        served = serve(queries[-1])
        return served if isinstance(served, kit.httpx.Response) else kit.httpx.Response(200, json=served)

    arguments: dict[str, Any] = {"page": page[int], "model": int, "options": {"params": asked}}
    if not is_async:
        with kit.mocked(handle) as client:
            return list(client.get_api_list("/x", **arguments)), queries

    async def walked() -> list[int]:
        async with kit.async_mocked(handle) as client:
            return [item async for item in client.get_api_list("/x", **arguments)]

    return asyncio.run(walked()), queries


BEGINNINGS: list[tuple[dict[str, int], dict[str, int], int]] = [
    ({}, {}, 1),
    ({"default": 0}, {}, 0),
    ({"minimum": 0}, {}, 0),
    ({"minimum": 0}, {"page": 1}, 1),
    ({"minimum": 1}, {"page": 0}, 1),
    ({"default": 1}, {"number": 0}, 1),
    ({}, {"page": 0}, 0),
    ({}, {"currentPage": 0}, 0),
]
"""What the document declares, what the first response says, and the number of the first page."""


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize(("declared", "said", "first"), BEGINNINGS)
def test_where_a_list_begins(
    documented: Any, declared: dict[str, int], said: dict[str, int], first: int, is_async: bool
) -> None:
    def serve(sent: Sent) -> dict[str, Any]:
        at = int(sent.get("page", first)) - first
        return {"data": [10 + at], "has_more": at < 2, **({name: number + at for name, number in said.items()})}

    items, queries = walk(documented, numbered(documented, **declared), serve, is_async=is_async)
    assert items == [10, 11, 12]
    assert queries == [{}, {"page": str(first + 1)}, {"page": str(first + 2)}]


@pytest.mark.parametrize("is_async", [False, True])
def test_an_undeclared_total_ends_a_list(documented: Any, is_async: bool) -> None:
    def serve(sent: Sent) -> dict[str, Any]:
        at = int(sent.get("page", 1))
        return {"data": [1, 2, 3, 4, 5][at * 2 - 2 : at * 2], "meta": {"total": 5}}

    items, queries = walk(documented, numbered(documented), serve, is_async=is_async)
    assert (items, len(queries)) == ([1, 2, 3, 4, 5], 3)


@pytest.mark.parametrize("is_async", [False, True])
def test_a_size_tells_where_a_later_page_is(documented: Any, is_async: bool) -> None:
    facts = numbered(documented, total=5)
    items, queries = walk(documented, facts, lambda _: {"data": [5]}, is_async=is_async, page=3, page_size=2)
    assert (items, len(queries)) == ([5], 1)


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("link", ["?page=2", "x?page=2", "/v1/x?page=2", "http://internal:8080/x?page=2"])
def test_a_link_is_followed_at_the_own_server(documented: Any, link: str, is_async: bool) -> None:
    helpers = documented.module("_runtime.counted_pages")

    def serve(sent: Sent) -> dict[str, Any]:
        return {"data": [2], "next": None} if sent else {"data": [1], "next": link}

    def following(self: Any) -> Any:
        reference = (self.model_extra or {}).get("next")
        return helpers.linked_or_counted(self, reference, "page", field="next", counted=None)

    items, queries = walk(documented, following, serve, is_async=is_async)
    assert (items, queries) == ([1, 2], [{}, {"page": "2"}])


@pytest.mark.parametrize("is_async", [False, True])
def test_numbers_that_repeat_may_be_measured(documented: Any, is_async: bool) -> None:
    def serve(sent: Sent) -> dict[str, Any]:
        return {"data": [0, 0] if int(sent.get("page", 1)) < 4 else []}

    items, queries = walk(documented, numbered(documented), serve, is_async=is_async)
    assert (items, len(queries)) == ([0] * 6, 4)


def test_the_same_numbers_do_not_come_for_ever(documented: Any) -> None:
    with pytest.raises(documented.package.OrchardError, match="in a row"):
        walk(documented, numbered(documented), lambda _: {"data": [0, 0]}, is_async=False)


def test_members_of_an_object_are_replaced(documented: Any) -> None:
    params = documented.module("_runtime.page_params")
    styled = documented.module("_runtime.styles").styled
    sent = {"pageable": styled({"page": 0, "size": 2}), "page": styled({"number": 3}, "deepObject"), "q": "x"}
    assert params.requested_value(sent, "size") == 2
    assert params.requested_value(sent, "page[number]") == 3
    left = params.without_members(sent, {"page[number]", "size"})
    assert (left["pageable"].value, left["page"].value, left["q"]) == ({"page": 0}, {}, "x")
