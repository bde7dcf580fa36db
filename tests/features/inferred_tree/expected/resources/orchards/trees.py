# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from ... import types as api_types
from ..._compat import cached_property
from ..._resource import AsyncAPIResource, SyncAPIResource
from ..._runtime.http_library import httpx
from ..._runtime.request import path_template, request_options
from ..._runtime.response_wrappers import (
    async_to_raw_response_wrapper,
    async_to_streamed_response_wrapper,
    to_raw_response_wrapper,
    to_streamed_response_wrapper,
)
from ..._types import Body, Headers, NotGiven, Query, not_given

__all__ = ["TreesResource", "AsyncTreesResource"]


class TreesResource(SyncAPIResource):
    """The methods of `trees`."""

    @cached_property
    def with_raw_response(self) -> TreesResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return TreesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> TreesResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return TreesResourceWithStreamingResponse(self)

    def list(
        self,
        orchard_id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.orchards.TreeListResponse:
        """Call `GET /orchards/{orchard_id}/trees`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return self._get(
            path_template("/orchards/{orchard_id}/trees", orchard_id=orchard_id),
            options=request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=api_types.orchards.TreeListResponse,
        )


class AsyncTreesResource(AsyncAPIResource):
    """The methods of `trees`."""

    @cached_property
    def with_raw_response(self) -> AsyncTreesResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return AsyncTreesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncTreesResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return AsyncTreesResourceWithStreamingResponse(self)

    async def list(
        self,
        orchard_id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.orchards.TreeListResponse:
        """Call `GET /orchards/{orchard_id}/trees`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return await self._get(
            path_template("/orchards/{orchard_id}/trees", orchard_id=orchard_id),
            options=request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=api_types.orchards.TreeListResponse,
        )


class TreesResourceWithRawResponse:
    """The methods of `TreesResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: TreesResource) -> None:
        self._resource = resource
        self.list = to_raw_response_wrapper(resource.list)


class AsyncTreesResourceWithRawResponse:
    """The methods of `AsyncTreesResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncTreesResource) -> None:
        self._resource = resource
        self.list = async_to_raw_response_wrapper(resource.list)


class TreesResourceWithStreamingResponse:
    """The methods of `TreesResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: TreesResource) -> None:
        self._resource = resource
        self.list = to_streamed_response_wrapper(resource.list)


class AsyncTreesResourceWithStreamingResponse:
    """The methods of `AsyncTreesResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncTreesResource) -> None:
        self._resource = resource
        self.list = async_to_streamed_response_wrapper(resource.list)
