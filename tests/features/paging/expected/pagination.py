# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import Generic, List, Optional, TypeVar
from typing_extensions import override

from ._runtime.next_page import next_cursor, next_page_number
from ._runtime.pagination import BaseAsyncPage, BaseSyncPage, PageInfo

__all__ = ["SyncNumberedPage", "AsyncNumberedPage", "SyncCursorPage", "AsyncCursorPage"]

_T = TypeVar("_T")


class SyncNumberedPage(BaseSyncPage[_T], Generic[_T]):
    """A page of a list, found by its number."""

    rows: List[_T]
    page: Optional[int] = None
    pages: Optional[int] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.rows or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_page_number(self, "page", current=self.page, total_pages=self.pages)


class AsyncNumberedPage(BaseAsyncPage[_T], Generic[_T]):
    """A page of a list, found by its number."""

    rows: List[_T]
    page: Optional[int] = None
    pages: Optional[int] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.rows or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_page_number(self, "page", current=self.page, total_pages=self.pages)


class SyncCursorPage(BaseSyncPage[_T], Generic[_T]):
    """A page of a list, found by the cursor that came with the page before."""

    data: List[_T]
    next: Optional[str] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.data or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_cursor(self.next, "after")


class AsyncCursorPage(BaseAsyncPage[_T], Generic[_T]):
    """A page of a list, found by the cursor that came with the page before."""

    data: List[_T]
    next: Optional[str] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.data or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_cursor(self.next, "after")
