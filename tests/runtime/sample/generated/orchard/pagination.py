"""The page classes, loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.lazy import lazy_package

if TYPE_CHECKING:
    from ._runtime.page_classes import (
        AsyncTreePage as AsyncTreePage,
        SyncTreePage as SyncTreePage,
        TreePageResultInfo as TreePageResultInfo,
    )

__getattr__, __dir__ = lazy_package(
    __name__,
    {
        "AsyncTreePage": "._page_classes",
        "SyncTreePage": "._page_classes",
        "TreePageResultInfo": "._page_classes",
    },
)
