from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Dict, Iterable, Union
from typing_extensions import Literal, overload

from ... import pagination as api_pages, types as api_types
from ..._base_client import AsyncPaginator
from ..._compat import cached_property, deprecated
from ..._runtime.http_library import httpx
from ..._runtime.request import async_maybe_transform, maybe_transform, multipart_body, path_template, request_options
from ..._resource import AsyncAPIResource, SyncAPIResource
from ..._response import (
    AsyncBinaryAPIResponse,
    AsyncStreamedBinaryAPIResponse,
    BinaryAPIResponse,
    StreamedBinaryAPIResponse,
    async_to_custom_raw_response_wrapper,
    async_to_custom_streamed_response_wrapper,
    async_to_raw_response_wrapper,
    async_to_streamed_response_wrapper,
    to_custom_raw_response_wrapper,
    to_custom_streamed_response_wrapper,
    to_raw_response_wrapper,
    to_streamed_response_wrapper,
)
from ..._streaming import AsyncStream, Stream
from ..._types import (
    AsyncBinaryTypes,
    BinaryTypes,
    Body,
    FileTypes,
    Headers,
    NoneType,
    NotGiven,
    Omit,
    Query,
    SequenceNotStr,
    not_given,
    omit,
)
from ..._utils import required_args

if TYPE_CHECKING:
    from .leaves import (
        AsyncLeavesResource,
        AsyncLeavesResourceWithRawResponse,
        AsyncLeavesResourceWithStreamingResponse,
        LeavesResource,
        LeavesResourceWithRawResponse,
        LeavesResourceWithStreamingResponse,
    )

__all__ = ["TreesResource", "AsyncTreesResource"]


class TreesResource(SyncAPIResource):
    """The trees of an orchard."""

    @cached_property
    def leaves(self) -> LeavesResource:
        """The leaves of a tree."""
        from .leaves import LeavesResource

        return LeavesResource(self._client)

    @cached_property
    def with_raw_response(self) -> TreesResourceWithRawResponse:
        """Methods that return the response instead of the parsed value."""
        return TreesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> TreesResourceWithStreamingResponse:
        """Methods that return the response without reading its body."""
        return TreesResourceWithStreamingResponse(self)

    def create(
        self,
        *,
        orchard_id: str,
        kind: Literal["apple", "pear"],
        branches: Iterable[api_types.Branch] | Omit = omit,
        labels: Dict[str, str] | Omit = omit,
        owner_id: str | Omit = omit,
        planted_on: Union[str, datetime] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.Tree:
        """Plant a tree."""
        return self._post(
            path_template("/orchards/{orchard_id}/trees", orchard_id=orchard_id),
            body=maybe_transform(
                {
                    "kind": kind,
                    "branches": branches,
                    "labels": labels,
                    "ownerId": owner_id,
                    "planted_on": planted_on,
                },
                api_types.TreeCreateParams,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.Tree,
        )

    def list(
        self,
        *,
        orchard_id: str,
        kinds: SequenceNotStr[str] | Omit = omit,
        page: int | Omit = omit,
        per_page: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_pages.SyncTreePage[api_types.Tree]:
        """List the trees."""
        return self._get_api_list(
            path_template("/orchards/{orchard_id}/trees", orchard_id=orchard_id),
            page=api_pages.SyncTreePage[api_types.Tree],
            model=api_types.Tree,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"kinds": kinds, "page": page, "per_page": per_page},
            ),
        )

    def get(
        self,
        tree_id: str,
        *,
        orchard_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.Tree:
        """Get one tree."""
        return self._get(
            path_template("/orchards/{orchard_id}/trees/{tree_id}", orchard_id=orchard_id, tree_id=tree_id),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.Tree,
        )

    @deprecated("deprecated")
    def fell(
        self,
        tree_id: str,
        *,
        orchard_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> None:
        """Cut a tree down."""
        return self._delete(
            path_template("/orchards/{orchard_id}/trees/{tree_id}", orchard_id=orchard_id, tree_id=tree_id),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                accept="*/*",
            ),
            cast_to=NoneType,
        )

    @overload
    def chat(
        self,
        tree_id: str,
        *,
        message: str,
        stream: Literal[False] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.TreeChatResponse: ...
    @overload
    def chat(
        self,
        tree_id: str,
        *,
        message: str,
        stream: Literal[True],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> Stream[api_types.TreeChatResponse]: ...
    @overload
    def chat(
        self,
        tree_id: str,
        *,
        message: str,
        stream: bool,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.TreeChatResponse | Stream[api_types.TreeChatResponse]: ...
    @required_args(["message"], ["message", "stream"])
    def chat(
        self,
        tree_id: str,
        *,
        message: str,
        stream: Literal[False] | Literal[True] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.TreeChatResponse | Stream[api_types.TreeChatResponse]:
        """Talk to a tree."""
        return self._post(
            path_template("/trees/{tree_id}/chat", tree_id=tree_id),
            body={"message": message, "stream": stream},
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=api_types.TreeChatResponse,
            stream=bool(stream),
            stream_cls=Stream[api_types.TreeChatResponse],
        )

    def attach(
        self,
        tree_id: str,
        *,
        photo: FileTypes,
        others: SequenceNotStr[FileTypes] | Omit = omit,
        tags: SequenceNotStr[str] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> object:
        """Attach photos."""
        return self._post(
            path_template("/trees/{tree_id}/photos", tree_id=tree_id),
            body=multipart_body(
                {"photo": photo, "others": others, "tags": tags},
                files=[["photo"], ["others", "<array>"]],
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=object,
        )

    def replace_photo(
        self,
        tree_id: str,
        body: BinaryTypes,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> None:
        """Replace the photo."""
        return self._put(
            path_template("/trees/{tree_id}/photo", tree_id=tree_id),
            content=body,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                accept="*/*",
                content_type="application/octet-stream",
            ),
            cast_to=NoneType,
        )

    def photo(
        self,
        tree_id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> BinaryAPIResponse:
        """Get the photo."""
        return self._get(
            path_template("/trees/{tree_id}/photo", tree_id=tree_id),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                accept="application/octet-stream",
            ),
            cast_to=BinaryAPIResponse,
        )


class AsyncTreesResource(AsyncAPIResource):
    """The trees of an orchard."""

    @cached_property
    def leaves(self) -> AsyncLeavesResource:
        """The leaves of a tree."""
        from .leaves import AsyncLeavesResource

        return AsyncLeavesResource(self._client)

    @cached_property
    def with_raw_response(self) -> AsyncTreesResourceWithRawResponse:
        """Methods that return the response instead of the parsed value."""
        return AsyncTreesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncTreesResourceWithStreamingResponse:
        """Methods that return the response without reading its body."""
        return AsyncTreesResourceWithStreamingResponse(self)

    async def create(
        self,
        *,
        orchard_id: str,
        kind: Literal["apple", "pear"],
        branches: Iterable[api_types.Branch] | Omit = omit,
        labels: Dict[str, str] | Omit = omit,
        owner_id: str | Omit = omit,
        planted_on: Union[str, datetime] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.Tree:
        """Plant a tree."""
        return await self._post(
            path_template("/orchards/{orchard_id}/trees", orchard_id=orchard_id),
            body=await async_maybe_transform(
                {
                    "kind": kind,
                    "branches": branches,
                    "labels": labels,
                    "ownerId": owner_id,
                    "planted_on": planted_on,
                },
                api_types.TreeCreateParams,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.Tree,
        )

    def list(
        self,
        *,
        orchard_id: str,
        kinds: SequenceNotStr[str] | Omit = omit,
        page: int | Omit = omit,
        per_page: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> AsyncPaginator[api_types.Tree, api_pages.AsyncTreePage[api_types.Tree]]:
        """List the trees."""
        return self._get_api_list(
            path_template("/orchards/{orchard_id}/trees", orchard_id=orchard_id),
            page=api_pages.AsyncTreePage[api_types.Tree],
            model=api_types.Tree,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"kinds": kinds, "page": page, "per_page": per_page},
            ),
        )

    async def get(
        self,
        tree_id: str,
        *,
        orchard_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.Tree:
        """Get one tree."""
        return await self._get(
            path_template("/orchards/{orchard_id}/trees/{tree_id}", orchard_id=orchard_id, tree_id=tree_id),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.Tree,
        )

    @deprecated("deprecated")
    async def fell(
        self,
        tree_id: str,
        *,
        orchard_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> None:
        """Cut a tree down."""
        return await self._delete(
            path_template("/orchards/{orchard_id}/trees/{tree_id}", orchard_id=orchard_id, tree_id=tree_id),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                accept="*/*",
            ),
            cast_to=NoneType,
        )

    @overload
    async def chat(
        self,
        tree_id: str,
        *,
        message: str,
        stream: Literal[False] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.TreeChatResponse: ...
    @overload
    async def chat(
        self,
        tree_id: str,
        *,
        message: str,
        stream: Literal[True],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> AsyncStream[api_types.TreeChatResponse]: ...
    @overload
    async def chat(
        self,
        tree_id: str,
        *,
        message: str,
        stream: bool,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.TreeChatResponse | AsyncStream[api_types.TreeChatResponse]: ...
    @required_args(["message"], ["message", "stream"])
    async def chat(
        self,
        tree_id: str,
        *,
        message: str,
        stream: Literal[False] | Literal[True] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.TreeChatResponse | AsyncStream[api_types.TreeChatResponse]:
        """Talk to a tree."""
        return await self._post(
            path_template("/trees/{tree_id}/chat", tree_id=tree_id),
            body={"message": message, "stream": stream},
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=api_types.TreeChatResponse,
            stream=bool(stream),
            stream_cls=AsyncStream[api_types.TreeChatResponse],
        )

    async def attach(
        self,
        tree_id: str,
        *,
        photo: FileTypes,
        others: SequenceNotStr[FileTypes] | Omit = omit,
        tags: SequenceNotStr[str] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> object:
        """Attach photos."""
        return await self._post(
            path_template("/trees/{tree_id}/photos", tree_id=tree_id),
            body=multipart_body(
                {"photo": photo, "others": others, "tags": tags},
                files=[["photo"], ["others", "<array>"]],
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=object,
        )

    async def replace_photo(
        self,
        tree_id: str,
        body: AsyncBinaryTypes,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> None:
        """Replace the photo."""
        return await self._put(
            path_template("/trees/{tree_id}/photo", tree_id=tree_id),
            content=body,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                accept="*/*",
                content_type="application/octet-stream",
            ),
            cast_to=NoneType,
        )

    async def photo(
        self,
        tree_id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> AsyncBinaryAPIResponse:
        """Get the photo."""
        return await self._get(
            path_template("/trees/{tree_id}/photo", tree_id=tree_id),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                accept="application/octet-stream",
            ),
            cast_to=AsyncBinaryAPIResponse,
        )


class TreesResourceWithRawResponse:
    def __init__(self, trees: TreesResource) -> None:
        self._trees = trees

        self.create = to_raw_response_wrapper(trees.create)
        self.list = to_raw_response_wrapper(trees.list)
        self.get = to_raw_response_wrapper(trees.get)
        self.fell = to_raw_response_wrapper(trees.fell)
        self.chat = to_raw_response_wrapper(trees.chat)
        self.attach = to_raw_response_wrapper(trees.attach)
        self.replace_photo = to_raw_response_wrapper(trees.replace_photo)
        self.photo = to_custom_raw_response_wrapper(trees.photo, BinaryAPIResponse)

    @cached_property
    def leaves(self) -> LeavesResourceWithRawResponse:
        from .leaves import LeavesResourceWithRawResponse

        return LeavesResourceWithRawResponse(self._trees.leaves)


class AsyncTreesResourceWithRawResponse:
    def __init__(self, trees: AsyncTreesResource) -> None:
        self._trees = trees

        self.create = async_to_raw_response_wrapper(trees.create)
        self.list = async_to_raw_response_wrapper(trees.list)
        self.get = async_to_raw_response_wrapper(trees.get)
        self.fell = async_to_raw_response_wrapper(trees.fell)
        self.chat = async_to_raw_response_wrapper(trees.chat)
        self.attach = async_to_raw_response_wrapper(trees.attach)
        self.replace_photo = async_to_raw_response_wrapper(trees.replace_photo)
        self.photo = async_to_custom_raw_response_wrapper(trees.photo, AsyncBinaryAPIResponse)

    @cached_property
    def leaves(self) -> AsyncLeavesResourceWithRawResponse:
        from .leaves import AsyncLeavesResourceWithRawResponse

        return AsyncLeavesResourceWithRawResponse(self._trees.leaves)


class TreesResourceWithStreamingResponse:
    def __init__(self, trees: TreesResource) -> None:
        self._trees = trees

        self.create = to_streamed_response_wrapper(trees.create)
        self.list = to_streamed_response_wrapper(trees.list)
        self.get = to_streamed_response_wrapper(trees.get)
        self.fell = to_streamed_response_wrapper(trees.fell)
        self.chat = to_streamed_response_wrapper(trees.chat)
        self.attach = to_streamed_response_wrapper(trees.attach)
        self.replace_photo = to_streamed_response_wrapper(trees.replace_photo)
        self.photo = to_custom_streamed_response_wrapper(trees.photo, StreamedBinaryAPIResponse)

    @cached_property
    def leaves(self) -> LeavesResourceWithStreamingResponse:
        from .leaves import LeavesResourceWithStreamingResponse

        return LeavesResourceWithStreamingResponse(self._trees.leaves)


class AsyncTreesResourceWithStreamingResponse:
    def __init__(self, trees: AsyncTreesResource) -> None:
        self._trees = trees

        self.create = async_to_streamed_response_wrapper(trees.create)
        self.list = async_to_streamed_response_wrapper(trees.list)
        self.get = async_to_streamed_response_wrapper(trees.get)
        self.fell = async_to_streamed_response_wrapper(trees.fell)
        self.chat = async_to_streamed_response_wrapper(trees.chat)
        self.attach = async_to_streamed_response_wrapper(trees.attach)
        self.replace_photo = async_to_streamed_response_wrapper(trees.replace_photo)
        self.photo = async_to_custom_streamed_response_wrapper(trees.photo, AsyncStreamedBinaryAPIResponse)

    @cached_property
    def leaves(self) -> AsyncLeavesResourceWithStreamingResponse:
        from .leaves import AsyncLeavesResourceWithStreamingResponse

        return AsyncLeavesResourceWithStreamingResponse(self._trees.leaves)
