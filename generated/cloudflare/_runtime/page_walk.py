"""What was seen on the way to a page: it keeps a list from going on without end."""

from __future__ import annotations

from typing import Any, Mapping, Sequence, cast

import pydantic

from .page_params import Location, page_value
from .paginator import PageInfo
from .settings import AS_DOCUMENTED, BaseError

MOST_ALIKE = 1000
"""Pages in a row that may be empty, or the same as the page before."""


class PageWalk:
    """The way to a page: the request for its first page, the pages and items before, and pages alike in a row.

    `is_stated` says that the page before stated this one, by a `Link` header or a field that nobody declared.
    """

    __slots__ = ("alike", "body", "is_stated", "items", "pages", "params")

    def __init__(
        self,
        params: Mapping[str, object],
        body: object,
        pages: int = 0,
        items: int = 0,
        alike: int = 0,
        is_stated: bool = False,
    ) -> None:
        self.params = params
        self.body = body
        self.pages = pages
        self.items = items
        self.alike = alike
        self.is_stated = is_stated

    def start_value(self, name: str, location: Location) -> object:
        """The value that the request for the first page has for a parameter, `None` if there is none."""
        return page_value(self.params, self.body, name, location)

    def to_next(self, info: PageInfo | None, before: Sequence[object], items: Sequence[object]) -> PageWalk:
        """The way to the next page. Raises this package's base error if too many pages bring nothing new."""
        alike = self.alike + 1 if not items or are_same(items, before) else 0
        if alike >= MOST_ALIKE:
            raise BaseError(f"The server gives {MOST_ALIKE} pages in a row that are empty or the same")
        is_stated = info is not None and info.stated
        return PageWalk(self.params, self.body, self.pages + 1, self.items + len(before), alike, is_stated)


def are_same(items: object, others: object) -> bool:
    """Whether the items of two pages are the same; false for what is nested too deep to compare."""
    try:
        return items == others
    except RecursionError:
        return False


def ignores_pages(info: PageInfo, items: Sequence[object], before: Sequence[object]) -> bool:
    """Whether a server that was sent a page number returned the items of the page before.

    Raises this package's base error if the same items come again for a cursor or URL, where no config describes it.
    """
    if not items:
        return False
    has_ids = _id_of(items[0]) is not None
    if AS_DOCUMENTED and (info.bounded or not info.numbered):
        if not has_ids or not are_same(items, before):
            return False
        if info.numbered:
            return True
        raise BaseError("The server gives the same items again for another next page")
    if not info.numbered or not (_has_fields(items[0]) or (AS_DOCUMENTED and _are_names(items))):
        return False
    return are_same(items, before)


def _has_fields(item: object) -> bool:
    return isinstance(item, (pydantic.BaseModel, dict, list))


def _are_names(items: Sequence[object]) -> bool:
    """Whether these are texts of which each comes once."""
    return all(isinstance(item, str) for item in items) and len(set(items)) == len(items)


def _id_of(item: object) -> object:
    found: object = getattr(item, "id", None)
    return cast(Mapping[str, Any], item).get("id") if isinstance(item, dict) else found
