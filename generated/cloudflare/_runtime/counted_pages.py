"""The next page by counting: what the document declares and the response says decides, never a guess against it."""

from __future__ import annotations

from typing import Any, Sequence, Tuple

from .next_page import as_number, following_page, next_cursor_id, next_info
from .page_facts import (
    CURRENT,
    TOTAL_PAGES,
    TOTALS,
    goes_on,
    header_number,
    squashed,
    stated_page,
    undeclared,
)
from .page_params import Location, page_value
from .pagination import BasePage
from .paginator import PageInfo

_SIZES = frozenset(
    {"perpage", "pagesize", "limit", "size", "take", "top", "maxresults", "itemsperpage", "resultsperpage", "rows"}
)


def next_numbered_page(
    page: BasePage[Any],
    items: Sequence[object],
    param: str,
    *,
    default: int | None = None,
    minimum: int | None = None,
    current: object = None,
    total_pages: object = None,
    last_page: object = None,
    total: object = None,
    count: object = None,
    per_page: object = None,
    more: object = None,
    last: object = None,
    location: Location = "query",
) -> PageInfo | None:
    """The page after this one by its number.

    `default` and `minimum` are those of the parameter in the document; the rest is what the response says. `count` is
    a number of items that may be those of this page alone: it ends the list only if it differs from them.
    """
    is_stated, following = stated_page(page, param, location)
    if is_stated:
        return following
    at, first, is_whole = _page_numbers(page, param, location, default, minimum, current)
    verdict = goes_on(page, more, last)
    if verdict is None:
        verdict = _pages_left(page, at, first, total_pages, last_page)
    whole = _total_of(page, total, count, len(items))
    if verdict is False or (verdict is None and not items) or _is_unlinked_end(page, verdict, whole):
        return None
    if verdict is None and whole is not None:
        size = as_number(per_page) or _requested_size(page, location)
        if is_whole and page.page_walk.items + len(items) >= whole:
            return None
        if not is_whole and size and (at - first) * size + len(items) == whole:
            return None
    bounded = verdict is not None or whole is not None
    return next_info(param, at + 1, location, numbered=True, bounded=bounded)


def next_counted_offset(
    page: BasePage[Any],
    items: Sequence[object],
    param: str,
    *,
    default: int | None = None,
    minimum: int | None = None,
    start: object = None,
    total: object = None,
    count: object = None,
    more: object = None,
    last: object = None,
    location: Location = "query",
) -> PageInfo | None:
    """The offset after the items of this page; the arguments are as for `next_numbered_page`."""
    is_stated, following = stated_page(page, param, location)
    if is_stated:
        return following
    requested = as_number(page_value(page.request_params, page.request_body, param, location))
    said = as_number(start)
    base = next(
        (number for number in (default, minimum, said if requested is None else None) if number is not None),
        0,
    )
    at = int(base if requested is None else requested)
    if page.page_walk.is_stated and requested is None:
        begun = as_number(page.page_walk.start_value(param, location))
        at = int(base if begun is None else begun) + page.page_walk.items
    verdict = goes_on(page, more, last)
    if verdict is False or not items:
        return None
    whole = _total_of(page, total, count, len(items))
    if _is_unlinked_end(page, verdict, whole):
        return None
    if verdict is None and whole is not None and at - min(int(base), at) + len(items) >= whole:
        return None
    bounded = verdict is not None or whole is not None
    return next_info(param, at + len(items), location, numbered=True, bounded=bounded)


def _page_numbers(
    page: BasePage[Any],
    param: str,
    location: Location,
    default: int | None,
    minimum: int | None,
    current: object,
) -> Tuple[int, int, bool]:
    """The number of this page, that of the first page, and whether all pages since the first were seen."""
    walk = page.page_walk
    requested = as_number(page_value(page.request_params, page.request_body, param, location))
    start = as_number(walk.start_value(param, location))
    declared = default if default is not None else minimum
    if start is None:
        if requested is not None:
            return int(requested), int(requested) - walk.pages, True
        said = as_number(current if current is not None else undeclared(page, CURRENT))
        is_valid = said is not None and default is None and (minimum is None or said >= minimum)
        first = int(said) - walk.pages if said is not None and is_valid else 1 if declared is None else declared
        return first + walk.pages, first, True
    at = int(start) + walk.pages if requested is None else int(requested)
    first = min(1 if declared is None else declared, int(start))
    return at, first, int(start) == first


def _pages_left(page: BasePage[Any], at: int, first: int, total_pages: object, last_page: object) -> bool | None:
    """Whether the number of pages says that there are more; `None` if the response does not have it."""
    number = as_number(last_page)
    if number is None:
        said = total_pages if total_pages is not None else undeclared(page, TOTAL_PAGES)
        found = as_number(said)
        if found is None:
            found = as_number(header_number(page, "x-total-pages", "x-wp-totalpages"))
        number = None if found is None else first + found - 1
    return None if number is None else at < number


def _total_of(page: BasePage[Any], total: object, count: object, held: int) -> float | None:
    """The number of items on all pages, as far as the response says it."""
    whole = as_number(total)
    if whole is None:
        whole = as_number(undeclared(page, TOTALS))
    if whole is None:
        whole = as_number(header_number(page, "x-total-count", "x-total", "x-wp-total"))
    number = as_number(count)
    return whole if whole is not None or number == held else number


def _is_unlinked_end(page: BasePage[Any], verdict: bool | None, whole: float | None = None) -> bool:
    """Whether the page before stated this one, and this one says nothing of another."""
    return verdict is None and whole is None and page.page_walk.is_stated


def _requested_size(page: BasePage[Any], location: Location) -> float | None:
    given = page.request_params if location == "query" else page.request_body
    sizes = (as_number(value) for name, value in given.items() if squashed(name) in _SIZES)
    return next((size for size in sizes if size), None)


def next_after_item(
    page: BasePage[Any],
    items: Sequence[object],
    param: str,
    *,
    before: str | None = None,
    id_field: str = "id",
    more: object = None,
    last: object = None,
    location: Location = "query",
) -> PageInfo | None:
    """The page after the last item, by its id, or before the first one where the list is read backwards."""
    is_stated, following = stated_page(page, param, location)
    if is_stated:
        return following
    verdict = goes_on(page, more, last)
    info = next_cursor_id(page, items, after=param, before=before, id_field=id_field, location=location)
    if info is None or verdict is False or _is_unlinked_end(page, verdict):
        return None
    info.numbered, info.bounded = True, verdict is not None
    return info


def linked_or_counted(
    page: BasePage[Any], reference: object, param: str, *, field: str, counted: PageInfo | None
) -> PageInfo | None:
    """The page that `next` states, a URL or a page number; `null` ends the list.

    If the response lacks the `field` for it, `counted` is the next page as long as the totals say that there is one.
    """
    if reference is None and field not in page.model_fields_set and counted is not None and counted.bounded:
        return counted
    is_number = isinstance(reference, int) or (isinstance(reference, str) and reference.isdigit())
    return following_page(page, reference, param if is_number else None)
