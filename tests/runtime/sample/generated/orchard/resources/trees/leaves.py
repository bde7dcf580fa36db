from __future__ import annotations

from typing import Optional, cast

from ... import types as api_types
from ..._compat import cached_property
from ..._runtime.http_library import httpx
from ..._runtime.request import path_template, request_options
from ..._resource import AsyncAPIResource, SyncAPIResource
from ..._runtime.response_wrappers import (
    async_to_raw_response_wrapper,
    async_to_streamed_response_wrapper,
    to_raw_response_wrapper,
    to_streamed_response_wrapper,
)
from ..._types import Body, Headers, NotGiven, Query, not_given

__all__ = ["LeavesResource", "AsyncLeavesResource"]


class LeavesResource(SyncAPIResource):
    @cached_property
    def with_raw_response(self) -> LeavesResourceWithRawResponse:
        """Methods that return the response instead of the parsed value."""
        return LeavesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> LeavesResourceWithStreamingResponse:
        """Methods that return the response without reading its body."""
        return LeavesResourceWithStreamingResponse(self)

    def get(
        self,
        leaf_id: str,
        *,
        orchard_id: str,
        tree_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> Optional[api_types.trees.LeafGetResponse]:
        """Get one leaf."""
        return self._get(
            path_template(
                "/orchards/{orchard_id}/trees/{tree_id}/leaves/{leaf_id}",
                orchard_id=orchard_id,
                tree_id=tree_id,
                leaf_id=leaf_id,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=cast("type[Optional[api_types.trees.LeafGetResponse]]", Optional[api_types.trees.LeafGetResponse]),
        )


class AsyncLeavesResource(AsyncAPIResource):
    @cached_property
    def with_raw_response(self) -> AsyncLeavesResourceWithRawResponse:
        """Methods that return the response instead of the parsed value."""
        return AsyncLeavesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncLeavesResourceWithStreamingResponse:
        """Methods that return the response without reading its body."""
        return AsyncLeavesResourceWithStreamingResponse(self)

    async def get(
        self,
        leaf_id: str,
        *,
        orchard_id: str,
        tree_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> Optional[api_types.trees.LeafGetResponse]:
        """Get one leaf."""
        return await self._get(
            path_template(
                "/orchards/{orchard_id}/trees/{tree_id}/leaves/{leaf_id}",
                orchard_id=orchard_id,
                tree_id=tree_id,
                leaf_id=leaf_id,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=cast("type[Optional[api_types.trees.LeafGetResponse]]", Optional[api_types.trees.LeafGetResponse]),
        )


class LeavesResourceWithRawResponse:
    def __init__(self, leaves: LeavesResource) -> None:
        self._leaves = leaves
        self.get = to_raw_response_wrapper(leaves.get)


class AsyncLeavesResourceWithRawResponse:
    def __init__(self, leaves: AsyncLeavesResource) -> None:
        self._leaves = leaves
        self.get = async_to_raw_response_wrapper(leaves.get)


class LeavesResourceWithStreamingResponse:
    def __init__(self, leaves: LeavesResource) -> None:
        self._leaves = leaves
        self.get = to_streamed_response_wrapper(leaves.get)


class AsyncLeavesResourceWithStreamingResponse:
    def __init__(self, leaves: AsyncLeavesResource) -> None:
        self._leaves = leaves
        self.get = async_to_streamed_response_wrapper(leaves.get)
