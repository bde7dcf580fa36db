"""The ways in which APIs say where the next page is. Generated page classes call these."""

from __future__ import annotations

import math
import re
from typing import Any, Dict, Iterable, Sequence

from .http_library import httpx
from .logs import public_url
from .page_params import Location, page_value
from .pagination import BasePage
from .paginator import PageInfo
from .settings import BaseError

_LARGEST = 2**63
_LINK = re.compile(r"<([^<>]*)>\s*;([^<>]*)")
_RELATION = re.compile(r"\brel\s*=\s*\"?([^\",;]*)", re.IGNORECASE)


def _requested(page: BasePage[Any], name: str, location: Location) -> object:
    return page_value(page.request_params, page.request_body, name, location)


def next_info(
    name: str,
    value: object,
    location: Location,
    *,
    numbered: bool = False,
    bounded: bool = False,
) -> PageInfo:
    """The next page as a parameter of the query or the body."""
    if location == "body":
        return PageInfo(json={name: value}, numbered=numbered, bounded=bounded)
    return PageInfo(params={name: value}, numbered=numbered, bounded=bounded)


def as_number(value: object) -> float | None:
    """A number, also one that is written as text."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = value if isinstance(value, int) else float(value)
        return number if abs(number) < _LARGEST else None
    except ValueError:
        return None


def next_page_number(
    page: BasePage[Any],
    param: str,
    *,
    current: object = None,
    total_pages: object = None,
    total_count: object = None,
    per_page: object = None,
    location: Location = "query",
) -> PageInfo | None:
    """The page after the one that was requested.

    It stops where the totals in the response say that this was the last page: `total_pages`, or `total_count` of
    items with `per_page` of them on a page.
    """
    requested = as_number(_requested(page, param, location))
    number = requested if requested is not None else as_number(current)
    at = 1 if number is None else int(number)
    last, count, size = (
        as_number(total_pages),
        as_number(total_count),
        as_number(per_page),
    )
    if last is None and count is not None and size:
        last = math.ceil(count / size)
    if last is not None and at >= last:
        return None
    return next_info(param, at + 1, location, numbered=last is None)


def next_offset(
    page: BasePage[Any],
    param: str,
    *,
    count: int,
    start: object = None,
    total: object = None,
    location: Location = "query",
) -> PageInfo | None:
    """The offset after the items of this page; it stops at the total number of items."""
    held = as_number(start)
    first = held if held is not None else as_number(_requested(page, param, location)) or 0
    following = int(first) + count
    whole = as_number(total)
    if count == 0 or (whole is not None and following >= whole):
        return None
    return next_info(param, following, location, numbered=whole is None)


def next_cursor(cursor: object, param: str, *, location: Location = "query") -> PageInfo | None:
    """The cursor of the response; none or an empty one ends the list."""
    return next_info(param, cursor, location) if cursor else None


def next_cursor_id(
    page: BasePage[Any],
    items: Sequence[object],
    *,
    after: str,
    before: str | None = None,
    id_field: str = "id",
    location: Location = "query",
) -> PageInfo | None:
    """The id of the last item, or of the first one where the list is read backwards with `before`."""
    if not items:
        return None
    backwards = before is not None and _requested(page, before, location) is not None
    found: object = getattr(items[0] if backwards else items[-1], id_field, None)
    if not found:
        return None
    return next_info(before if backwards and before is not None else after, found, location)


def next_url(url: object) -> PageInfo | None:
    """The URL of the next page as the response gives it; it may be relative."""
    try:
        return PageInfo(url=str(url)) if url else None
    except (httpx.InvalidURL, UnicodeError) as error:
        raise _no_url(str(url)) from error


def _no_url(url: str) -> BaseError:
    return BaseError(f"The server gives a next page that is no URL: {public_url(url)}")


def next_link(page: BasePage[Any]) -> PageInfo | None:
    """The URL of the `Link` header with `rel="next"`."""
    return next_url(link_relations(page.response_headers.get_list("link")).get("next"))


def link_relations(headers: Iterable[str]) -> Dict[str, str]:
    """The first URL of each relation in `Link` headers (RFC 8288)."""
    found: Dict[str, str] = {}
    for value in headers:
        for url, parameters in _LINK.findall(value):
            for relation in _RELATION.findall(parameters):
                for word in relation.lower().split():
                    found.setdefault(word, url)
    return found


def following_page(
    page: BasePage[Any],
    value: object,
    param: str | None = None,
    *,
    location: Location = "query",
) -> PageInfo | None:
    """The next page that the response states: a URL, or the value of `param` (a cursor or a page number)."""
    if not value:
        return None
    if param is None or (isinstance(value, str) and is_next_url(page, value)):
        return next_url(value)
    return next_info(param, value, location)


def is_next_url(page: BasePage[Any], text: str) -> bool:
    """Whether a text is a URL, also a relative one, and no cursor: that may begin with a slash, too."""
    return "://" in text or ("?" in text and "=" in text) or text.startswith(page.request_url.path)
