"""The ways in which APIs say where the next page is. Generated page classes call these."""

from __future__ import annotations

import math
import re
from typing import Any, Literal, Sequence

from .http_library import httpx
from .logs import public_url
from .pagination import BasePage
from .paginator import PageInfo
from .settings import BaseError

Location = Literal["query", "body"]
_LARGEST = 2**63
_LINK = re.compile(r"<([^<>]*)>\s*;([^<>]*)")
_RELATION = re.compile(r"\brel\s*=\s*\"?([^\",;]*)", re.IGNORECASE)


def _requested(page: BasePage[Any], name: str, location: Location) -> object:
    return (page.request_body if location == "body" else page.request_params).get(name)


def _info(name: str, value: object, location: Location, *, numbered: bool = False) -> PageInfo:
    if location == "body":
        return PageInfo(json={name: value}, numbered=numbered)
    return PageInfo(params={name: value}, numbered=numbered)


def _number(value: object) -> float | None:
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
    requested = _number(_requested(page, param, location))
    number = requested if requested is not None else _number(current)
    at = 1 if number is None else int(number)
    last, count, size = _number(total_pages), _number(total_count), _number(per_page)
    if last is None and count is not None and size:
        last = math.ceil(count / size)
    if last is not None and at >= last:
        return None
    return _info(param, at + 1, location, numbered=last is None)


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
    held = _number(start)
    first = held if held is not None else _number(_requested(page, param, location)) or 0
    following = int(first) + count
    whole = _number(total)
    if count == 0 or (whole is not None and following >= whole):
        return None
    return _info(param, following, location, numbered=whole is None)


def next_cursor(cursor: object, param: str, *, location: Location = "query") -> PageInfo | None:
    """The cursor of the response; none or an empty one ends the list."""
    return _info(param, cursor, location) if cursor else None


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
    return _info(before if backwards and before is not None else after, found, location)


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
    for value in page.response_headers.get_list("link"):
        for url, parameters in _LINK.findall(value):
            if any("next" in relation.lower().split() for relation in _RELATION.findall(parameters)):
                return next_url(url)
    return None
