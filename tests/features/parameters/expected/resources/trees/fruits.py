# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from datetime import datetime
from typing import Union

from ... import types as api_types
from ..._compat import cached_property
from ..._resource import AsyncAPIResource, SyncAPIResource
from ..._runtime.http_library import httpx
from ..._runtime.request import async_maybe_transform, maybe_transform, path_template, request_options, styled
from ..._runtime.response_wrappers import (
    async_to_raw_response_wrapper,
    async_to_streamed_response_wrapper,
    to_raw_response_wrapper,
    to_streamed_response_wrapper,
)
from ..._types import Body, Headers, NotGiven, Omit, Query, SequenceNotStr, not_given, omit

__all__ = ["FruitsResource", "AsyncFruitsResource"]


class FruitsResource(SyncAPIResource):
    """The methods of `fruits`."""

    @cached_property
    def with_raw_response(self) -> FruitsResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return FruitsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> FruitsResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return FruitsResourceWithStreamingResponse(self)

    def retrieve(
        self,
        fruit_id: int,
        *,
        tree_id: str,
        colours: SequenceNotStr[str] | Omit = omit,
        filter: api_types.trees.fruit_retrieve_params.Filter | Omit = omit,
        pipes: SequenceNotStr[str] | Omit = omit,
        ripe: bool | Omit = omit,
        since: Union[str, datetime] | Omit = omit,
        x_trace_id: str | Omit = omit,
        session: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.trees.FruitRetrieveResponse:
        """Call `GET /trees/{tree_id}/fruits/{fruit_id}`.

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
            path_template("/trees/{tree_id}/fruits/{fruit_id}", tree_id=tree_id, fruit_id=fruit_id),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query=maybe_transform(
                    {
                        "colours": colours,
                        "filter": styled(filter, "deepObject", explode=True),
                        "pipes": styled(pipes, "pipeDelimited", explode=False),
                        "ripe": ripe,
                        "since": since,
                    },
                    api_types.trees.FruitRetrieveParams,
                ),
                headers={"X-Trace-Id": x_trace_id},
                cookies={"session": session},
            ),
            cast_to=api_types.trees.FruitRetrieveResponse,
        )


class AsyncFruitsResource(AsyncAPIResource):
    """The methods of `fruits`."""

    @cached_property
    def with_raw_response(self) -> AsyncFruitsResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return AsyncFruitsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncFruitsResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return AsyncFruitsResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        fruit_id: int,
        *,
        tree_id: str,
        colours: SequenceNotStr[str] | Omit = omit,
        filter: api_types.trees.fruit_retrieve_params.Filter | Omit = omit,
        pipes: SequenceNotStr[str] | Omit = omit,
        ripe: bool | Omit = omit,
        since: Union[str, datetime] | Omit = omit,
        x_trace_id: str | Omit = omit,
        session: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.trees.FruitRetrieveResponse:
        """Call `GET /trees/{tree_id}/fruits/{fruit_id}`.

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
            path_template("/trees/{tree_id}/fruits/{fruit_id}", tree_id=tree_id, fruit_id=fruit_id),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query=await async_maybe_transform(
                    {
                        "colours": colours,
                        "filter": styled(filter, "deepObject", explode=True),
                        "pipes": styled(pipes, "pipeDelimited", explode=False),
                        "ripe": ripe,
                        "since": since,
                    },
                    api_types.trees.FruitRetrieveParams,
                ),
                headers={"X-Trace-Id": x_trace_id},
                cookies={"session": session},
            ),
            cast_to=api_types.trees.FruitRetrieveResponse,
        )


class FruitsResourceWithRawResponse:
    """The methods of `FruitsResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: FruitsResource) -> None:
        self._resource = resource
        self.retrieve = to_raw_response_wrapper(resource.retrieve)


class AsyncFruitsResourceWithRawResponse:
    """The methods of `AsyncFruitsResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncFruitsResource) -> None:
        self._resource = resource
        self.retrieve = async_to_raw_response_wrapper(resource.retrieve)


class FruitsResourceWithStreamingResponse:
    """The methods of `FruitsResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: FruitsResource) -> None:
        self._resource = resource
        self.retrieve = to_streamed_response_wrapper(resource.retrieve)


class AsyncFruitsResourceWithStreamingResponse:
    """The methods of `AsyncFruitsResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncFruitsResource) -> None:
        self._resource = resource
        self.retrieve = async_to_streamed_response_wrapper(resource.retrieve)
