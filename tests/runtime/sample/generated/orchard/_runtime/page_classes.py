from __future__ import annotations

from typing import Generic, List, Optional, TypeVar
from typing_extensions import override

from .._models import BaseModel
from .next_page import next_page_number
from .pagination import BaseAsyncPage, BaseSyncPage, PageInfo

__all__ = ["TreePageResultInfo", "SyncTreePage", "AsyncTreePage"]

_T = TypeVar("_T")


class TreePageResultInfo(BaseModel):
    page: Optional[int] = None

    per_page: Optional[int] = None

    total_pages: Optional[int] = None


class SyncTreePage(BaseSyncPage[_T], Generic[_T]):
    result: List[_T]
    result_info: Optional[TreePageResultInfo] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.result or []

    @override
    def next_page_info(self) -> Optional[PageInfo]:
        info = self.result_info
        return next_page_number(
            self,
            "page",
            current=info.page if info else None,
            total_pages=info.total_pages if info else None,
        )


class AsyncTreePage(BaseAsyncPage[_T], Generic[_T]):
    result: List[_T]
    result_info: Optional[TreePageResultInfo] = None

    @override
    def _get_page_items(self) -> List[_T]:
        return self.result or []

    @override
    def next_page_info(self) -> Optional[PageInfo]:
        info = self.result_info
        return next_page_number(
            self,
            "page",
            current=info.page if info else None,
            total_pages=info.total_pages if info else None,
        )
