# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import Generic, List, Optional, TypeVar
from typing_extensions import override

from ._models import BaseModel
from ._runtime.next_page import next_page_number
from ._runtime.pagination import BaseAsyncPage, BaseSyncPage, PageInfo

__all__ = [
    "V4PagePaginationArrayResultInfo",
    "SyncV4PagePaginationArray",
    "AsyncV4PagePaginationArray",
    "SyncSinglePage",
    "AsyncSinglePage",
]

_T = TypeVar("_T")


class V4PagePaginationArrayResultInfo(BaseModel):
    page: Optional[int] = None
    per_page: Optional[int] = None
    count: Optional[int] = None
    total_count: Optional[int] = None
    total_pages: Optional[int] = None


class SyncV4PagePaginationArray(BaseSyncPage[_T], Generic[_T]):
    """A page of a list, found by its number."""

    result: List[_T]
    result_info: Optional[V4PagePaginationArrayResultInfo] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.result or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_page_number(
            self,
            "page",
            current=self.result_info and self.result_info.page,
            total_pages=self.result_info and self.result_info.total_pages,
            total_count=self.result_info and self.result_info.total_count,
            per_page=self.result_info and self.result_info.per_page,
        )


class AsyncV4PagePaginationArray(BaseAsyncPage[_T], Generic[_T]):
    """A page of a list, found by its number."""

    result: List[_T]
    result_info: Optional[V4PagePaginationArrayResultInfo] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.result or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return next_page_number(
            self,
            "page",
            current=self.result_info and self.result_info.page,
            total_pages=self.result_info and self.result_info.total_pages,
            total_count=self.result_info and self.result_info.total_count,
            per_page=self.result_info and self.result_info.per_page,
        )


class SyncSinglePage(BaseSyncPage[_T], Generic[_T]):
    """A list that comes as a whole: there is no next page."""

    result: List[_T]

    @override
    def _get_page_items(self) -> List[_T]:
        return self.result or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return None


class AsyncSinglePage(BaseAsyncPage[_T], Generic[_T]):
    """A list that comes as a whole: there is no next page."""

    result: List[_T]

    @override
    def _get_page_items(self) -> List[_T]:
        return self.result or []

    @override
    def next_page_info(self) -> PageInfo | None:
        return None
