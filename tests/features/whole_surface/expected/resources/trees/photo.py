# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import Iterable

from ... import types as api_types
from ..._compat import cached_property
from ..._resource import AsyncAPIResource, SyncAPIResource
from ..._response import (
    AsyncBinaryAPIResponse,
    AsyncStreamedBinaryAPIResponse,
    BinaryAPIResponse,
    StreamedBinaryAPIResponse,
)
from ..._runtime.http_library import httpx
from ..._runtime.request import async_maybe_transform, maybe_transform, multipart_body, path_template, request_options
from ..._runtime.response_wrappers import (
    async_to_custom_raw_response_wrapper,
    async_to_custom_streamed_response_wrapper,
    async_to_raw_response_wrapper,
    async_to_streamed_response_wrapper,
    to_custom_raw_response_wrapper,
    to_custom_streamed_response_wrapper,
    to_raw_response_wrapper,
    to_streamed_response_wrapper,
)
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
    not_given,
    omit,
)

__all__ = ["PhotoResource", "AsyncPhotoResource"]


class PhotoResource(SyncAPIResource):
    """The methods of `photo`."""

    @cached_property
    def with_raw_response(self) -> PhotoResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return PhotoResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> PhotoResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return PhotoResourceWithStreamingResponse(self)

    def get(
        self,
        tree_id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> BinaryAPIResponse:
        """Call `GET /trees/{tree_id}/photo`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The response, whose bytes can be read or written to a file.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return self._get(
            path_template("/trees/{tree_id}/photo", tree_id=tree_id),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                accept="image/png",
            ),
            cast_to=BinaryAPIResponse,
        )

    def put(
        self,
        tree_id: str,
        body: BinaryTypes,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> None:
        """Call `PUT /trees/{tree_id}/photo`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.
            idempotency_key: A key that makes repeated calls count once; made up if absent.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return self._put(
            path_template("/trees/{tree_id}/photo", tree_id=tree_id),
            content=body,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                idempotency_key=idempotency_key,
                accept="*/*",
                content_type="application/octet-stream",
            ),
            cast_to=NoneType,
        )

    def upload(
        self,
        tree_id: str,
        *,
        file: FileTypes,
        extras: Iterable[FileTypes] | Omit = omit,
        meta: api_types.trees.photo_upload_params.Meta | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> api_types.trees.PhotoUploadResponse:
        """Call `POST /trees/{tree_id}/photo`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.
            idempotency_key: A key that makes repeated calls count once; made up if absent.

        Returns:
            The response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return self._post(
            path_template("/trees/{tree_id}/photo", tree_id=tree_id),
            body=multipart_body(
                maybe_transform({"file": file, "extras": extras, "meta": meta}, api_types.trees.PhotoUploadParams),
                files=[["file"], ["extras", "<array>"]],
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                idempotency_key=idempotency_key,
            ),
            cast_to=api_types.trees.PhotoUploadResponse,
        )


class AsyncPhotoResource(AsyncAPIResource):
    """The methods of `photo`."""

    @cached_property
    def with_raw_response(self) -> AsyncPhotoResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return AsyncPhotoResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncPhotoResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return AsyncPhotoResourceWithStreamingResponse(self)

    async def get(
        self,
        tree_id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> AsyncBinaryAPIResponse:
        """Call `GET /trees/{tree_id}/photo`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The response, whose bytes can be read or written to a file.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return await self._get(
            path_template("/trees/{tree_id}/photo", tree_id=tree_id),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                accept="image/png",
            ),
            cast_to=AsyncBinaryAPIResponse,
        )

    async def put(
        self,
        tree_id: str,
        body: AsyncBinaryTypes,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> None:
        """Call `PUT /trees/{tree_id}/photo`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.
            idempotency_key: A key that makes repeated calls count once; made up if absent.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return await self._put(
            path_template("/trees/{tree_id}/photo", tree_id=tree_id),
            content=body,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                idempotency_key=idempotency_key,
                accept="*/*",
                content_type="application/octet-stream",
            ),
            cast_to=NoneType,
        )

    async def upload(
        self,
        tree_id: str,
        *,
        file: FileTypes,
        extras: Iterable[FileTypes] | Omit = omit,
        meta: api_types.trees.photo_upload_params.Meta | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
        idempotency_key: str | None = None,
    ) -> api_types.trees.PhotoUploadResponse:
        """Call `POST /trees/{tree_id}/photo`.

        Args:
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.
            idempotency_key: A key that makes repeated calls count once; made up if absent.

        Returns:
            The response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.
        """
        return await self._post(
            path_template("/trees/{tree_id}/photo", tree_id=tree_id),
            body=multipart_body(
                await async_maybe_transform(
                    {"file": file, "extras": extras, "meta": meta}, api_types.trees.PhotoUploadParams
                ),
                files=[["file"], ["extras", "<array>"]],
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                idempotency_key=idempotency_key,
            ),
            cast_to=api_types.trees.PhotoUploadResponse,
        )


class PhotoResourceWithRawResponse:
    """The methods of `PhotoResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: PhotoResource) -> None:
        self._resource = resource
        self.get = to_custom_raw_response_wrapper(resource.get, BinaryAPIResponse)
        self.put = to_raw_response_wrapper(resource.put)
        self.upload = to_raw_response_wrapper(resource.upload)


class AsyncPhotoResourceWithRawResponse:
    """The methods of `AsyncPhotoResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncPhotoResource) -> None:
        self._resource = resource
        self.get = async_to_custom_raw_response_wrapper(resource.get, AsyncBinaryAPIResponse)
        self.put = async_to_raw_response_wrapper(resource.put)
        self.upload = async_to_raw_response_wrapper(resource.upload)


class PhotoResourceWithStreamingResponse:
    """The methods of `PhotoResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: PhotoResource) -> None:
        self._resource = resource
        self.get = to_custom_streamed_response_wrapper(resource.get, StreamedBinaryAPIResponse)
        self.put = to_streamed_response_wrapper(resource.put)
        self.upload = to_streamed_response_wrapper(resource.upload)


class AsyncPhotoResourceWithStreamingResponse:
    """The methods of `AsyncPhotoResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncPhotoResource) -> None:
        self._resource = resource
        self.get = async_to_custom_streamed_response_wrapper(resource.get, AsyncStreamedBinaryAPIResponse)
        self.put = async_to_streamed_response_wrapper(resource.put)
        self.upload = async_to_streamed_response_wrapper(resource.upload)
