"""What a response says about further pages, where no config says which of its fields count."""

from __future__ import annotations

import re
from typing import AbstractSet, Any, Dict, Iterator, Mapping, Tuple, cast

import pydantic

from .next_page import following_page, is_next_url, link_relations, next_url
from .page_params import Location
from .pagination import BasePage
from .paginator import PageInfo
from .values import is_list, is_mapping

MORE = frozenset(
    {
        "hasmore",
        "hasnext",
        "hasnextpage",
        "hasmoreitems",
        "hasmoreresults",
        "moreresults",
        "istruncated",
    }
)
LAST = frozenset({"last", "islast", "islastpage"})
TOTAL_PAGES = frozenset({"totalpages", "pagecount", "numpages", "pagestotal", "totalpage"})
TOTALS = frozenset({"total", "totalcount", "totalitems", "totalelements", "totalresults", "totalrecords"})
CURRENT = frozenset({"page", "pagenumber", "currentpage", "pageindex", "number"})
NEXT = frozenset(
    {
        "next",
        "nexturl",
        "nextlink",
        "nextpageurl",
        "nextpage",
        "odatanextlink",
        "hydranext",
    }
)
_HOLDERS = frozenset(
    {
        "meta",
        "pagination",
        "paging",
        "pageinfo",
        "page",
        "links",
        "metadata",
        "pager",
        "hydraview",
    }
)
_COUNTING_RELATIONS = frozenset({"prev", "previous", "first", "last"})
_NOT_WORD = re.compile(r"[\W_]+")
ABSENT = object()
"""What `undeclared` returns for a fact that the response does not have."""


def undeclared(page: BasePage[Any], names: AbstractSet[str]) -> object:
    """The first value that the response has under one of the names though the document does not declare it."""
    for holder in _undeclared_fields(page):
        for name, value in holder.items():
            if squashed(name) in names:
                return value
    return ABSENT


def squashed(name: str) -> str:
    """A name without its casing: `hasNextPage` and `has_next_page` are the same."""
    return _NOT_WORD.sub("", name).lower()


def _undeclared_fields(page: BasePage[Any]) -> Iterator[Mapping[str, object]]:
    extra: Mapping[str, object] = page.model_extra or {}
    yield extra
    for name, value in (*vars(page).items(), *extra.items()):
        if squashed(name) not in _HOLDERS:
            continue
        if isinstance(value, pydantic.BaseModel):
            yield value.model_extra or {}
        elif is_mapping(value):
            yield value


def goes_on(page: BasePage[Any], more: object, last: object) -> bool | None:
    """Whether the response says that there are more pages; `None` if it does not say."""
    if isinstance(more, bool):
        return more
    if isinstance(last, bool):
        return not last
    found = undeclared(page, MORE)
    if isinstance(found, bool):
        return found
    found = undeclared(page, LAST)
    return not found if isinstance(found, bool) else None


def next_reference(value: object) -> object:
    """The URL, cursor or number of the next page inside `next`, `{"href": ...}`, or a list of links with `rel`."""
    if isinstance(value, pydantic.BaseModel):
        fields = {**vars(value), **(value.model_extra or {})}
        return _next_member({squashed(name): item for name, item in fields.items()})
    if is_mapping(value):
        return _next_member({squashed(name): item for name, item in value.items()})
    if is_list(value):
        links = [_fields_of(item) for item in value]
        return next(
            (next_reference(link.get("href")) for link in links if link.get("rel") == "next"),
            None,
        )
    return value


def _next_member(fields: Mapping[str, object]) -> object:
    for name in ("next", "hydranext", "href", "url", "uri", "link"):
        if name in fields:
            return next_reference(fields[name])
    return None


def _fields_of(item: object) -> Mapping[str, object]:
    if isinstance(item, pydantic.BaseModel):
        return {**vars(item), **(item.model_extra or {})}
    return cast(Dict[str, object], item) if isinstance(item, dict) else {}


def stated_page(page: BasePage[Any], param: str, location: Location) -> Tuple[bool, PageInfo | None]:
    """Whether the response states what comes next though the document does not declare it, and that next page.

    That is the `Link` header (RFC 8288), or a field such as `next` with a URL or a page number.
    """
    is_stated, following = _stated(page, param, location)
    if following is not None:
        following.stated = True
    return is_stated, following


def _stated(page: BasePage[Any], param: str, location: Location) -> Tuple[bool, PageInfo | None]:
    links = link_relations(page.response_headers.get_list("link"))
    if "next" in links:
        return True, next_url(links["next"])
    if not _COUNTING_RELATIONS.isdisjoint(links):
        return True, None
    found = undeclared(page, NEXT)
    following = next_reference(found) if found is not ABSENT else False
    if isinstance(following, bool):
        return False, None
    if isinstance(following, str) and following and not (following.isdigit() or is_next_url(page, following)):
        return False, None
    return True, following_page(page, following, param, location=location)


def header_number(page: BasePage[Any], *names: str) -> object:
    """The first of some headers that the response has."""
    return next(
        (page.response_headers[name] for name in names if name in page.response_headers),
        None,
    )
