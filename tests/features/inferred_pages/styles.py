"""Servers that page in the styles of frameworks: each gets the query or body of a request and returns the response."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.support.loopback import Reply

IDS = ("a", "b", "c", "d", "e")
Sent = Mapping[str, str]
Serve = Callable[[Sent], Reply]
NOT_FOUND = Reply(404, json={"detail": "Invalid page."})


@dataclass(frozen=True)
class Style:
    """A list of the client, what its server does, and the queries (or bodies) of all requests for the whole list."""

    call: str
    serve: Serve
    sent: tuple[Sent, ...]
    arguments: Mapping[str, object] = field(default_factory=dict)
    totals: Mapping[str, object] = field(default_factory=dict)


def trees(at: int, count: int = 2) -> list[dict[str, str]]:
    """The items from a position on."""
    return [{"id": name} for name in IDS[max(at, 0) : at + count]]


def numbered(first: int, make: Callable[[int, list[dict[str, str]]], object], param: str = "page") -> Serve:
    """A server that counts pages from `first`."""

    def serve(sent: Sent) -> Reply:
        number = int(sent.get(param, first))
        return Reply(json=make(number, trees((number - first) * 2)))

    return serve


def offset(make: Callable[[int, list[dict[str, str]]], object], param: str = "offset", first: int = 0) -> Serve:
    """A server that skips items."""

    def serve(sent: Sent) -> Reply:
        at = int(sent.get(param, first)) - first
        return Reply(json=make(at, trees(at)))

    return serve


def cursors(make: Callable[[str | None, list[dict[str, str]]], object], param: str, empty: str | None = None) -> Serve:
    """A server that gives cursors; the second of three pages is empty."""

    def serve(sent: Sent) -> Reply:
        pages = {None: ("n1", trees(0, 3)), "n1": ("n2", []), "n2": (empty, trees(3))}
        return Reply(json=make(*pages[sent.get(param)]))

    return serve


def linked(make: Callable[[str | None, list[dict[str, str]]], object], url: str, absent: str | None = None) -> Serve:
    """A server that gives the URL of the next page, and 404 for a page that does not exist."""

    def serve(sent: Sent) -> Reply:
        number = int(sent.get("page", 1))
        if number > 3:
            return NOT_FOUND
        return Reply(json=make(url.format(number + 1) if number < 3 else absent, trees(number * 2 - 2)))

    return serve


def after_item(make: Callable[[bool, list[dict[str, str]]], object], param: str) -> Serve:
    """A server that goes on after the item with an id."""

    def serve(sent: Sent) -> Reply:
        at = IDS.index(sent[param]) + 1 if param in sent else 0
        return Reply(json=make(at + 2 < len(IDS), trees(at)))

    return serve


def link_header(sent: Sent) -> Reply:
    number = int(sent.get("after", 0))
    last = '</header?after=0>; rel="first"'
    following = f'</header?per_page=2&after={number + 1}>; rel="next", ' if number < 2 else ""
    return Reply(json=trees(number * 2), headers={"Link": following + last})


def spring(number: int, items: list[dict[str, str]]) -> object:
    """Spring's `Page`."""
    return {
        "content": items,
        "pageable": {"pageNumber": number, "pageSize": 2, "offset": number * 2, "paged": True},
        "totalElements": 5,
        "totalPages": 3,
        "last": number == 2,
        "first": number == 0,
        "size": 2,
        "number": number,
        "numberOfElements": len(items),
        "sort": {"sorted": False},
        "empty": not items,
    }


def pages(*numbers: object, param: str = "page", **more: str) -> tuple[Sent, ...]:
    """The queries of a list: the first without the parameter."""
    return (more, *({**more, param: str(number)} for number in numbers))


STYLES = {
    "zero_default": Style(
        "zero_default.list",
        numbered(0, lambda _, items: {"items": items, "total_pages": 3}),
        pages(1, 2),
        totals={"total_pages": 3},
    ),
    "zero_minimum": Style(
        "zero_minimum.list", numbered(0, lambda at, items: {"items": items, "last": at == 2}), pages(1, 2)
    ),
    "zero_in_response": Style(
        "zero_in_response.list",
        numbered(0, lambda at, items: {"data": items, "page": at, "total": 5}),
        pages(1, 2),
        totals={"page": 0, "total": 5},
    ),
    "zero_in_prose": Style("zero_in_prose.list", numbered(0, lambda _, items: items), pages(1, 2, 3)),
    "one_and_zero": Style(
        "one_and_zero.list",
        numbered(1, lambda at, items: {"content": items, "number": at - 1, "totalPages": 3}),
        pages(2, 3),
    ),
    "minimum_is_wrong": Style(
        "minimum_is_wrong.list", numbered(1, lambda at, items: {"records": items, "current_page": at}), pages(2, 3, 4)
    ),
    "next_url": Style(
        "next_url.list",
        linked(lambda url, items: {"count": 5, "next": url, "previous": None, "results": items}, "{{url}}?page={}"),
        pages(2, 3),
        totals={"count": 5},
    ),
    "next_url_offset": Style(
        "next_url_offset.list",
        linked(
            lambda url, items: {"count": 5, "next": url, "previous": None, "results": items}, "/next_url_offset?page={}"
        ),
        pages(2, 3, limit="2"),
        {"limit": 2},
    ),
    "next_url_cursor": Style(
        "next_url_cursor.list",
        linked(
            lambda url, items: {"next": url, "previous": None, "results": items},
            "http://proxied/next_url_cursor?page={}",
        ),
        pages(2, 3),
    ),
    "numbers": Style("numbers.list", numbered(1, lambda _, items: items), pages(2, 3, 4)),
    "skip_limit": Style("skip_limit.list", offset(lambda _, items: items, "skip"), pages(2, 4, 5, param="skip")),
    "offset_limit": Style(
        "offset_limit.list", offset(lambda _, items: items), pages(2, 4, 5, param="offset", limit="2"), {"limit": 2}
    ),
    "stripe": Style(
        "stripe.list",
        after_item(
            lambda more, items: {"object": "list", "data": items, "has_more": more, "url": "/stripe"}, "starting_after"
        ),
        pages("b", "d", param="starting_after"),
        totals={"has_more": True, "object": "list"},
    ),
    "laravel": Style(
        "laravel.list",
        linked(
            lambda url, items: {"data": items, "links": {"next": url}, "meta": {"current_page": 1, "total": 5}},
            "{{url}}?page={}",
        ),
        pages(2, 3),
        totals={"meta.total": 5},
    ),
    "laravel_meta": Style(
        "laravel_meta.list",
        numbered(1, lambda at, items: {"data": items, "current_page": at, "last_page": 3}),
        pages(2, 3),
        totals={"last_page": 3},
    ),
    "nest": Style(
        "nest.list",
        numbered(
            1,
            lambda at, items: {"data": items, "meta": {"page": at, "itemCount": 5, "hasNextPage": at < 3}},
        ),
        pages(2, 3, take="2"),
        {"take": 2},
        totals={"meta.item_count": 5, "meta.has_next_page": True},
    ),
    "spring": Style(
        "spring.list", numbered(0, spring), pages(1, 2), totals={"total_elements": 5, "total_pages": 3, "last": False}
    ),
    "spring_object": Style(
        "spring_object.list",
        numbered(0, spring),
        ({"size": "2", "page": "0"}, {"size": "2", "page": "1"}, {"size": "2", "page": "2"}),
        {"pageable": {"size": 2, "page": 0}},
    ),
    "own_name": Style(
        "trees.list", numbered(1, lambda _, items: {"trees": items, "total": 5}), pages(2, 3), totals={"total": 5}
    ),
    "google": Style(
        "google.list",
        cursors(lambda token, items: {"trees": items, "nextPageToken": token}, "pageToken", ""),
        pages("n1", "n2", param="pageToken"),
        totals={"next_page_token": "n1"},
    ),
    "cursor_of_fastapi_pagination": Style(
        "cursor_of_fastapi_pagination.list",
        cursors(lambda at, items: {"items": items, "total": 5, "next_page": at}, "cursor"),
        pages("n1", "n2", param="cursor"),
        totals={"total": 5},
    ),
    "nested_cursor": Style(
        "nested_cursor.list",
        cursors(
            lambda token, items: {"items": items, "meta": {"total": 5, "pagination": {"next_cursor": token}}}, "cursor"
        ),
        pages("n1", "n2", param="cursor"),
        totals={"meta.total": 5, "meta.pagination.next_cursor": "n1"},
    ),
    "marker": Style(
        "marker.list", after_item(lambda _, items: {"trees": items}, "marker"), pages("b", "d", "e", param="marker")
    ),
    "fastapi_pagination": Style(
        "fastapi_pagination.list",
        numbered(1, lambda at, items: {"items": items, "total": 5, "page": at, "size": 2, "pages": 3}),
        pages(2, 3, size="2"),
        {"size": 2},
        totals={"total": 5, "page": 1, "size": 2, "pages": 3},
    ),
    "ninja": Style(
        "ninja.list",
        offset(lambda _, items: {"items": items, "count": 5}),
        pages(2, 4, param="offset"),
        totals={"count": 5},
    ),
    "json_api": Style(
        "json_api.list",
        linked(lambda url, items: {"data": items, "links": {"next": url}, "meta": {"total": 5}}, "/json_api?page={}"),
        pages(2, 3),
        totals={"meta.total": 5},
    ),
    "json_api_object": Style(
        "json_api_object.list",
        numbered(1, lambda _, items: {"data": items, "meta": {"total_pages": 3}}, "page[number]"),
        pages(2, 3, param="page[number]", **{"page[size]": "2"}),
        {"page": {"size": 2}},
    ),
    "odata": Style(
        "odata.list",
        linked(lambda url, items: {"value": items, "@odata.count": 5, "@odata.nextLink": url}, "odata?page={}"),
        pages(2, 3),
        totals={"odata_count": 5},
    ),
    "odata_skip": Style(
        "odata_skip.list", offset(lambda _, items: {"value": items}, "$skip"), pages(2, 4, 5, param="$skip")
    ),
    "hal": Style(
        "hal.list",
        linked(
            lambda url, items: {"_embedded": {"treeList": items}, "_links": {"next": {"href": url}} if url else {}},
            "/hal?page={}",
        ),
        pages(2, 3),
    ),
    "hateoas": Style(
        "hateoas.list",
        numbered(
            0,
            lambda at, items: {
                "_embedded": {"treeList": items},
                "_links": {"self": {"href": "/hateoas"}},
                "page": {"size": 2, "totalElements": 5, "totalPages": 3, "number": at},
            },
        ),
        pages(1, 2),
        totals={"page.total_elements": 5},
    ),
    "header": Style(
        "header.list",
        link_header,
        ({"per_page": "2"}, {"per_page": "2", "after": "1"}, {"per_page": "2", "after": "2"}),
        {"per_page": 2},
    ),
    "rails": Style(
        "rails.list",
        numbered(
            1, lambda at, items: {"data": items, "meta": {"current_page": at, "next_page": at + 1 if at < 3 else None}}
        ),
        pages(2, 3),
    ),
    "relay": Style(
        "relay.list",
        cursors(
            lambda token, items: {"nodes": items, "pageInfo": {"hasNextPage": token is not None, "endCursor": token}},
            "after",
        ),
        pages("n1", "n2", param="after"),
    ),
    "scim": Style(
        "scim.list",
        offset(lambda at, items: {"Resources": items, "totalResults": 5, "startIndex": at + 1}, "startIndex", first=1),
        pages(3, 5, param="startIndex"),
        totals={"total_results": 5, "start_index": 1},
    ),
    "wrapped": Style(
        "wrapped.list",
        numbered(1, lambda _, items: {"code": 0, "msg": "ok", "data": {"list": items, "total": 5}}, "pageNum"),
        pages(2, 3, param="pageNum"),
        totals={"data.total": 5, "code": 0},
    ),
    "cursor_in_body": Style(
        "trees.search",
        cursors(
            lambda token, items: {"results": items, "next_cursor": token, "has_more": token is not None}, "start_cursor"
        ),
        pages("n1", "n2", param="start_cursor", query="oak"),
        {"query": "oak"},
    ),
    "query_of_a_post": Style("trees.query", numbered(0, spring), pages(1, 2, kind="oak"), {"kind": "oak"}),
}
