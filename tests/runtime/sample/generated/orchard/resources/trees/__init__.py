"""The resources `trees` and its children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._runtime.lazy import lazy_names

if TYPE_CHECKING:
    from .leaves import (
        AsyncLeavesResource as AsyncLeavesResource,
        AsyncLeavesResourceWithRawResponse as AsyncLeavesResourceWithRawResponse,
        AsyncLeavesResourceWithStreamingResponse as AsyncLeavesResourceWithStreamingResponse,
        LeavesResource as LeavesResource,
        LeavesResourceWithRawResponse as LeavesResourceWithRawResponse,
        LeavesResourceWithStreamingResponse as LeavesResourceWithStreamingResponse,
    )
    from .trees import (
        AsyncTreesResource as AsyncTreesResource,
        AsyncTreesResourceWithRawResponse as AsyncTreesResourceWithRawResponse,
        AsyncTreesResourceWithStreamingResponse as AsyncTreesResourceWithStreamingResponse,
        TreesResource as TreesResource,
        TreesResourceWithRawResponse as TreesResourceWithRawResponse,
        TreesResourceWithStreamingResponse as TreesResourceWithStreamingResponse,
    )

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "AsyncLeavesResource": ".leaves",
        "AsyncLeavesResourceWithRawResponse": ".leaves",
        "AsyncLeavesResourceWithStreamingResponse": ".leaves",
        "LeavesResource": ".leaves",
        "LeavesResourceWithRawResponse": ".leaves",
        "LeavesResourceWithStreamingResponse": ".leaves",
        "AsyncTreesResource": ".trees",
        "AsyncTreesResourceWithRawResponse": ".trees",
        "AsyncTreesResourceWithStreamingResponse": ".trees",
        "TreesResource": ".trees",
        "TreesResourceWithRawResponse": ".trees",
        "TreesResourceWithStreamingResponse": ".trees",
    },
)
