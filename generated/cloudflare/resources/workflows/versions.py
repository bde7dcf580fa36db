# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from ... import types as api_types
from ..._base_client import AsyncPaginator
from ..._compat import cached_property
from ..._resource import AsyncAPIResource, SyncAPIResource
from ..._runtime import pages as api_pages
from ..._runtime.http_library import httpx
from ..._runtime.request import path_template, request_options
from ..._runtime.response_wrappers import (
    async_to_raw_response_wrapper,
    async_to_streamed_response_wrapper,
    to_raw_response_wrapper,
    to_streamed_response_wrapper,
)
from ..._types import Body, Headers, NotGiven, Omit, Query, not_given, omit

__all__ = ["VersionsResource", "AsyncVersionsResource"]


class VersionsResource(SyncAPIResource):
    """The deployed versions of a workflow."""

    @cached_property
    def with_raw_response(self) -> VersionsResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return VersionsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> VersionsResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return VersionsResourceWithStreamingResponse(self)

    def list(
        self,
        workflow_name: str,
        *,
        account_id: str,
        page: float | Omit = omit,
        per_page: float | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_pages.SyncV4PagePaginationArray[api_types.workflows.VersionListResponse]:
        """Lists the deployed versions of a workflow, a page at a time.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            page: Number of the page, counted from 1. At least 1. Defaults to `1`.
            per_page: How many items a page holds. From 1 to 100.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The first page; iterating over it yields the items of all pages.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/versions`
        """
        return self._get_api_list(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/versions",
                account_id=account_id,
                workflow_name=workflow_name,
            ),
            page=api_pages.SyncV4PagePaginationArray[api_types.workflows.VersionListResponse],
            model=api_types.workflows.VersionListResponse,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"page": page, "per_page": per_page},
            ),
        )

    def get(
        self,
        version_id: str,
        *,
        account_id: str,
        workflow_name: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.VersionGetResponse:
        """Fetches one deployed version of a workflow.

        Args:
            version_id: Identifier of the version. Format: uuid.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/versions/{version_id}`
        """
        return self._get(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/versions/{version_id}",
                account_id=account_id,
                workflow_name=workflow_name,
                version_id=version_id,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.VersionGetResponse,
        )

    def graph(
        self,
        version_id: str,
        *,
        account_id: str,
        workflow_name: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.VersionGraphResponse:
        """Fetches the graph of the steps that a version of a workflow can take.

        Args:
            version_id: Identifier of the version. Format: uuid.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/versions/{version_id}/graph`
        """
        return self._get(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/versions/{version_id}/graph",
                account_id=account_id,
                workflow_name=workflow_name,
                version_id=version_id,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.VersionGraphResponse,
        )


class AsyncVersionsResource(AsyncAPIResource):
    """The deployed versions of a workflow."""

    @cached_property
    def with_raw_response(self) -> AsyncVersionsResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return AsyncVersionsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncVersionsResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return AsyncVersionsResourceWithStreamingResponse(self)

    def list(
        self,
        workflow_name: str,
        *,
        account_id: str,
        page: float | Omit = omit,
        per_page: float | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> AsyncPaginator[
        api_types.workflows.VersionListResponse,
        api_pages.AsyncV4PagePaginationArray[api_types.workflows.VersionListResponse],
    ]:
        """Lists the deployed versions of a workflow, a page at a time.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            page: Number of the page, counted from 1. At least 1. Defaults to `1`.
            per_page: How many items a page holds. From 1 to 100.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The first page; iterating over it yields the items of all pages.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/versions`
        """
        return self._get_api_list(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/versions",
                account_id=account_id,
                workflow_name=workflow_name,
            ),
            page=api_pages.AsyncV4PagePaginationArray[api_types.workflows.VersionListResponse],
            model=api_types.workflows.VersionListResponse,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"page": page, "per_page": per_page},
            ),
        )

    async def get(
        self,
        version_id: str,
        *,
        account_id: str,
        workflow_name: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.VersionGetResponse:
        """Fetches one deployed version of a workflow.

        Args:
            version_id: Identifier of the version. Format: uuid.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/versions/{version_id}`
        """
        return await self._get(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/versions/{version_id}",
                account_id=account_id,
                workflow_name=workflow_name,
                version_id=version_id,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.VersionGetResponse,
        )

    async def graph(
        self,
        version_id: str,
        *,
        account_id: str,
        workflow_name: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.VersionGraphResponse:
        """Fetches the graph of the steps that a version of a workflow can take.

        Args:
            version_id: Identifier of the version. Format: uuid.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/versions/{version_id}/graph`
        """
        return await self._get(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/versions/{version_id}/graph",
                account_id=account_id,
                workflow_name=workflow_name,
                version_id=version_id,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.VersionGraphResponse,
        )


class VersionsResourceWithRawResponse:
    """The methods of `VersionsResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: VersionsResource) -> None:
        self._resource = resource
        self.list = to_raw_response_wrapper(resource.list)
        self.get = to_raw_response_wrapper(resource.get)
        self.graph = to_raw_response_wrapper(resource.graph)


class AsyncVersionsResourceWithRawResponse:
    """The methods of `AsyncVersionsResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncVersionsResource) -> None:
        self._resource = resource
        self.list = async_to_raw_response_wrapper(resource.list)
        self.get = async_to_raw_response_wrapper(resource.get)
        self.graph = async_to_raw_response_wrapper(resource.graph)


class VersionsResourceWithStreamingResponse:
    """The methods of `VersionsResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: VersionsResource) -> None:
        self._resource = resource
        self.list = to_streamed_response_wrapper(resource.list)
        self.get = to_streamed_response_wrapper(resource.get)
        self.graph = to_streamed_response_wrapper(resource.graph)


class AsyncVersionsResourceWithStreamingResponse:
    """The methods of `AsyncVersionsResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncVersionsResource) -> None:
        self._resource = resource
        self.list = async_to_streamed_response_wrapper(resource.list)
        self.get = async_to_streamed_response_wrapper(resource.get)
        self.graph = async_to_streamed_response_wrapper(resource.graph)
