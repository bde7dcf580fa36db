# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import Iterable
from typing_extensions import Literal, overload

from .. import types as api_types
from .._compat import cached_property
from .._resource import AsyncAPIResource, SyncAPIResource
from .._runtime.http_library import httpx
from .._runtime.request import async_maybe_transform, maybe_transform, request_options
from .._runtime.response_wrappers import (
    async_to_raw_response_wrapper,
    async_to_streamed_response_wrapper,
    to_raw_response_wrapper,
    to_streamed_response_wrapper,
)
from .._streaming import AsyncJSONLStream, AsyncStream, JSONLStream, Stream
from .._types import Body, Headers, NotGiven, Omit, Query, not_given, omit
from .._utils import required_args

__all__ = ["ChatResource", "AsyncChatResource"]


class ChatResource(SyncAPIResource):
    """The methods of `chat`."""

    @cached_property
    def with_raw_response(self) -> ChatResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return ChatResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> ChatResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return ChatResourceWithStreamingResponse(self)

    @overload
    def create(
        self,
        *,
        messages: Iterable[api_types.chat_create_params.Message],
        model: str,
        stream: Literal[False] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> api_types.ChatCompletion: ...

    @overload
    def create(
        self,
        *,
        messages: Iterable[api_types.chat_create_params.Message],
        model: str,
        stream: Literal[True],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> Stream[api_types.ChatChunk]: ...

    @overload
    def create(
        self,
        *,
        messages: Iterable[api_types.chat_create_params.Message],
        model: str,
        stream: bool,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> api_types.ChatCompletion | Stream[api_types.ChatChunk]: ...

    @required_args(["messages", "model"], ["messages", "model", "stream"])
    def create(
        self,
        *,
        messages: Iterable[api_types.chat_create_params.Message],
        model: str,
        stream: bool | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> api_types.ChatCompletion | Stream[api_types.ChatChunk]:
        """Call `POST /chat`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.
            idempotency_key: A key that makes repeated calls count once; made up if absent.

        Returns:
            The response.

        Raises:
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return self._post(
            "/chat",
            body=maybe_transform({"messages": messages, "model": model, "stream": stream}, api_types.ChatCreateParams),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                idempotency_key=idempotency_key,
            ),
            cast_to=api_types.ChatCompletion,
            stream=stream or False,
            stream_cls=Stream[api_types.ChatChunk],
        )

    def watch(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> JSONLStream[api_types.ChatChunk]:
        """Call `GET /events`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The events as they arrive.

        Raises:
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return self._get(
            "/events",
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                accept="application/x-ndjson",
            ),
            cast_to=api_types.ChatChunk,
            stream=True,
            stream_cls=JSONLStream[api_types.ChatChunk],
        )


class AsyncChatResource(AsyncAPIResource):
    """The methods of `chat`."""

    @cached_property
    def with_raw_response(self) -> AsyncChatResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return AsyncChatResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncChatResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return AsyncChatResourceWithStreamingResponse(self)

    @overload
    async def create(
        self,
        *,
        messages: Iterable[api_types.chat_create_params.Message],
        model: str,
        stream: Literal[False] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> api_types.ChatCompletion: ...

    @overload
    async def create(
        self,
        *,
        messages: Iterable[api_types.chat_create_params.Message],
        model: str,
        stream: Literal[True],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> AsyncStream[api_types.ChatChunk]: ...

    @overload
    async def create(
        self,
        *,
        messages: Iterable[api_types.chat_create_params.Message],
        model: str,
        stream: bool,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> api_types.ChatCompletion | AsyncStream[api_types.ChatChunk]: ...

    @required_args(["messages", "model"], ["messages", "model", "stream"])
    async def create(
        self,
        *,
        messages: Iterable[api_types.chat_create_params.Message],
        model: str,
        stream: bool | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> api_types.ChatCompletion | AsyncStream[api_types.ChatChunk]:
        """Call `POST /chat`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.
            idempotency_key: A key that makes repeated calls count once; made up if absent.

        Returns:
            The response.

        Raises:
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return await self._post(
            "/chat",
            body=await async_maybe_transform(
                {"messages": messages, "model": model, "stream": stream}, api_types.ChatCreateParams
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                idempotency_key=idempotency_key,
            ),
            cast_to=api_types.ChatCompletion,
            stream=stream or False,
            stream_cls=AsyncStream[api_types.ChatChunk],
        )

    async def watch(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> AsyncJSONLStream[api_types.ChatChunk]:
        """Call `GET /events`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The events as they arrive.

        Raises:
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return await self._get(
            "/events",
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                accept="application/x-ndjson",
            ),
            cast_to=api_types.ChatChunk,
            stream=True,
            stream_cls=AsyncJSONLStream[api_types.ChatChunk],
        )


class ChatResourceWithRawResponse:
    """The methods of `ChatResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: ChatResource) -> None:
        self._resource = resource
        self.create = to_raw_response_wrapper(resource.create)
        self.watch = to_raw_response_wrapper(resource.watch)


class AsyncChatResourceWithRawResponse:
    """The methods of `AsyncChatResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncChatResource) -> None:
        self._resource = resource
        self.create = async_to_raw_response_wrapper(resource.create)
        self.watch = async_to_raw_response_wrapper(resource.watch)


class ChatResourceWithStreamingResponse:
    """The methods of `ChatResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: ChatResource) -> None:
        self._resource = resource
        self.create = to_streamed_response_wrapper(resource.create)
        self.watch = to_streamed_response_wrapper(resource.watch)


class AsyncChatResourceWithStreamingResponse:
    """The methods of `AsyncChatResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncChatResource) -> None:
        self._resource = resource
        self.create = async_to_streamed_response_wrapper(resource.create)
        self.watch = async_to_streamed_response_wrapper(resource.watch)
