"""The page classes, loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._exports import lazy_names

if TYPE_CHECKING:
    from .pagination import (
        AsyncTreePage as AsyncTreePage,
        SyncTreePage as SyncTreePage,
    )

__getattr__ = lazy_names(__name__, {"AsyncTreePage": ".pagination", "SyncTreePage": ".pagination"})
