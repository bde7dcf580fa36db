"""The page classes, loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.lazy import lazy_names

if TYPE_CHECKING:
    from ._runtime.page_classes import (
        AsyncTreePage as AsyncTreePage,
        SyncTreePage as SyncTreePage,
        TreePageResultInfo as TreePageResultInfo,
    )

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "AsyncTreePage": "._runtime.page_classes",
        "SyncTreePage": "._runtime.page_classes",
        "TreePageResultInfo": "._runtime.page_classes",
    },
)
