# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from .. import types as api_types
from .._base_client import AsyncPaginator
from .._compat import cached_property
from .._resource import AsyncAPIResource, SyncAPIResource
from .._runtime import pages as api_pages
from .._runtime.http_library import httpx
from .._runtime.request import request_options
from .._runtime.response_wrappers import (
    async_to_raw_response_wrapper,
    async_to_streamed_response_wrapper,
    to_raw_response_wrapper,
    to_streamed_response_wrapper,
)
from .._types import Body, Headers, NotGiven, Omit, Query, not_given, omit

__all__ = ["LeavesResource", "AsyncLeavesResource"]


class LeavesResource(SyncAPIResource):
    """The methods of `leaves`."""

    @cached_property
    def with_raw_response(self) -> LeavesResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return LeavesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> LeavesResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return LeavesResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        after: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_pages.SyncCursorPage[api_types.LeafListResponse]:
        """Call `GET /leaves`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The first page; iterating over it yields the items of all pages.

        Raises:
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return self._get_api_list(
            "/leaves",
            page=api_pages.SyncCursorPage[api_types.LeafListResponse],
            model=api_types.LeafListResponse,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"after": after},
            ),
        )


class AsyncLeavesResource(AsyncAPIResource):
    """The methods of `leaves`."""

    @cached_property
    def with_raw_response(self) -> AsyncLeavesResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return AsyncLeavesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncLeavesResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return AsyncLeavesResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        after: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> AsyncPaginator[api_types.LeafListResponse, api_pages.AsyncCursorPage[api_types.LeafListResponse]]:
        """Call `GET /leaves`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The first page; iterating over it yields the items of all pages.

        Raises:
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return self._get_api_list(
            "/leaves",
            page=api_pages.AsyncCursorPage[api_types.LeafListResponse],
            model=api_types.LeafListResponse,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"after": after},
            ),
        )


class LeavesResourceWithRawResponse:
    """The methods of `LeavesResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: LeavesResource) -> None:
        self._resource = resource
        self.list = to_raw_response_wrapper(resource.list)


class AsyncLeavesResourceWithRawResponse:
    """The methods of `AsyncLeavesResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncLeavesResource) -> None:
        self._resource = resource
        self.list = async_to_raw_response_wrapper(resource.list)


class LeavesResourceWithStreamingResponse:
    """The methods of `LeavesResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: LeavesResource) -> None:
        self._resource = resource
        self.list = to_streamed_response_wrapper(resource.list)


class AsyncLeavesResourceWithStreamingResponse:
    """The methods of `AsyncLeavesResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncLeavesResource) -> None:
        self._resource = resource
        self.list = async_to_streamed_response_wrapper(resource.list)
