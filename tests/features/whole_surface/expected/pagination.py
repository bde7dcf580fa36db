# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import ClassVar, Generic, List, Optional, TypeVar
from typing_extensions import override

from ._models import BaseModel
from ._runtime.next_page import next_cursor, next_cursor_id, next_offset, next_page_number
from ._runtime.pagination import BaseAsyncPage, BaseSyncPage, PageInfo

__all__ = [
    "SyncRowsPage",
    "AsyncRowsPage",
    "CursorPagePaging",
    "SyncCursorPage",
    "AsyncCursorPage",
    "SyncIDPage",
    "AsyncIDPage",
    "SyncOffsetPage",
    "AsyncOffsetPage",
]

_T = TypeVar("_T")


class SyncRowsPage(BaseSyncPage[_T], Generic[_T]):
    """A page of a list, found by its number."""

    rows: List[_T]
    pages: Optional[int] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.rows or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_page_number(self, "page", total_pages=self.pages)


class AsyncRowsPage(BaseAsyncPage[_T], Generic[_T]):
    """A page of a list, found by its number."""

    rows: List[_T]
    pages: Optional[int] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.rows or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_page_number(self, "page", total_pages=self.pages)


class CursorPagePaging(BaseModel):
    next: Optional[str] = None


class SyncCursorPage(BaseSyncPage[_T], Generic[_T]):
    """A page of a list, found by the cursor that came with the page before."""

    data: List[_T]
    paging: Optional[CursorPagePaging] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.data or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_cursor(self.paging and self.paging.next, "cursor")


class AsyncCursorPage(BaseAsyncPage[_T], Generic[_T]):
    """A page of a list, found by the cursor that came with the page before."""

    data: List[_T]
    paging: Optional[CursorPagePaging] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.data or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_cursor(self.paging and self.paging.next, "cursor")


class SyncIDPage(BaseSyncPage[_T], Generic[_T]):
    """A page of a list, found by the id of the item before it."""

    has_more_field: ClassVar[str | None] = "has_more"
    data: List[_T]
    has_more: Optional[bool] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.data or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_cursor_id(self, self._get_page_items(), after="after", before="before")


class AsyncIDPage(BaseAsyncPage[_T], Generic[_T]):
    """A page of a list, found by the id of the item before it."""

    has_more_field: ClassVar[str | None] = "has_more"
    data: List[_T]
    has_more: Optional[bool] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.data or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_cursor_id(self, self._get_page_items(), after="after", before="before")


class SyncOffsetPage(BaseSyncPage[_T], Generic[_T]):
    """A page of a list, found by the number of items before it."""

    array_field: ClassVar[str | None] = "items"
    items: List[_T]

    @override
    def _get_page_items(self) -> List[_T]:
        return self.items or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_offset(self, "offset", count=len(self._get_page_items()))


class AsyncOffsetPage(BaseAsyncPage[_T], Generic[_T]):
    """A page of a list, found by the number of items before it."""

    array_field: ClassVar[str | None] = "items"
    items: List[_T]

    @override
    def _get_page_items(self) -> List[_T]:
        return self.items or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_offset(self, "offset", count=len(self._get_page_items()))
