# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING

from .exports import lazy_names

if TYPE_CHECKING:
    from ..pagination import (
        AsyncSinglePage as AsyncSinglePage,
        AsyncV4PagePaginationArray as AsyncV4PagePaginationArray,
        SyncSinglePage as SyncSinglePage,
        SyncV4PagePaginationArray as SyncV4PagePaginationArray,
    )
else:
    __getattr__ = lazy_names(
        __name__,
        {
            "AsyncSinglePage": "..pagination",
            "AsyncV4PagePaginationArray": "..pagination",
            "SyncSinglePage": "..pagination",
            "SyncV4PagePaginationArray": "..pagination",
        },
    )
