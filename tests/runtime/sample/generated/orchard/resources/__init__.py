"""The resources of the API; each module is loaded when one of its names is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.lazy import lazy_names

if TYPE_CHECKING:
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
        "AsyncTreesResource": ".trees",
        "AsyncTreesResourceWithRawResponse": ".trees",
        "AsyncTreesResourceWithStreamingResponse": ".trees",
        "TreesResource": ".trees",
        "TreesResourceWithRawResponse": ".trees",
        "TreesResourceWithStreamingResponse": ".trees",
    },
)
