# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING, Iterable

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

if TYPE_CHECKING:
    from .instances.instances import (
        AsyncInstancesResource,
        AsyncInstancesResourceWithRawResponse,
        AsyncInstancesResourceWithStreamingResponse,
        InstancesResource,
        InstancesResourceWithRawResponse,
        InstancesResourceWithStreamingResponse,
    )
    from .versions import (
        AsyncVersionsResource,
        AsyncVersionsResourceWithRawResponse,
        AsyncVersionsResourceWithStreamingResponse,
        VersionsResource,
        VersionsResourceWithRawResponse,
        VersionsResourceWithStreamingResponse,
    )

__all__ = ["WorkflowsResource", "AsyncWorkflowsResource"]


class WorkflowsResource(SyncAPIResource):
    """Workflow definitions of an account."""

    @cached_property
    def instances(self) -> InstancesResource:
        """Single runs of a workflow."""
        from .instances.instances import InstancesResource

        return InstancesResource(self._client)

    @cached_property
    def versions(self) -> VersionsResource:
        """The deployed versions of a workflow."""
        from .versions import VersionsResource

        return VersionsResource(self._client)

    @cached_property
    def with_raw_response(self) -> WorkflowsResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return WorkflowsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> WorkflowsResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return WorkflowsResourceWithStreamingResponse(self)

    def update(
        self,
        workflow_name: str,
        *,
        account_id: str,
        class_name: str,
        script_name: str,
        concurrency: api_types.workflows.workflow_update_params.Concurrency | Omit = omit,
        default_retention: api_types.workflows.workflow_update_params.DefaultRetention | Omit = omit,
        limits: api_types.workflows.workflow_update_params.Limits | Omit = omit,
        schedules: Iterable[api_types.workflows.workflow_update_params.Schedule] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.WorkflowUpdateResponse:
        """Registers a workflow under this name, or changes the one that has it. The Worker must exist.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            class_name: Name of the exported class that implements the workflow. 1 to 255
                characters.
            script_name: Name of the Worker that holds the class. 1 to 255 characters.
            default_retention: How long ended instances are kept, for instances that do not say
                so themselves.
            schedules: Cron schedules that start instances on their own.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `PUT /accounts/{account_id}/workflows/{workflow_name}`
        """
        return self._put(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}", account_id=account_id, workflow_name=workflow_name
            ),
            body={
                "class_name": class_name,
                "script_name": script_name,
                "concurrency": concurrency,
                "default_retention": default_retention,
                "limits": limits,
                "schedules": schedules,
            },
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.WorkflowUpdateResponse,
        )

    def list(
        self,
        *,
        account_id: str,
        page: float | Omit = omit,
        per_page: float | Omit = omit,
        search: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_pages.SyncV4PagePaginationArray[api_types.workflows.WorkflowListResponse]:
        """Lists the workflows of an account, a page at a time.

        Args:
            account_id: Identifier of the account.
            page: Number of the page, counted from 1. At least 1. Defaults to `1`.
            per_page: How many items a page holds. From 1 to 100.
            search: Keep only workflows whose name contains this text. 1 to 64 characters.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The first page; iterating over it yields the items of all pages.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows`
        """
        return self._get_api_list(
            path_template("/accounts/{account_id}/workflows", account_id=account_id),
            page=api_pages.SyncV4PagePaginationArray[api_types.workflows.WorkflowListResponse],
            model=api_types.workflows.WorkflowListResponse,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"page": page, "per_page": per_page, "search": search},
            ),
        )

    def delete(
        self,
        workflow_name: str,
        *,
        account_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.WorkflowDeleteResponse:
        """Deletes a workflow with all of its instances. Running instances are stopped. The Worker
        stays.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `DELETE /accounts/{account_id}/workflows/{workflow_name}`
        """
        return self._delete(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}", account_id=account_id, workflow_name=workflow_name
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.WorkflowDeleteResponse,
        )

    def get(
        self,
        workflow_name: str,
        *,
        account_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.WorkflowGetResponse:
        """Fetches one workflow and the number of its instances in each status.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}`
        """
        return self._get(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}", account_id=account_id, workflow_name=workflow_name
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.WorkflowGetResponse,
        )


class AsyncWorkflowsResource(AsyncAPIResource):
    """Workflow definitions of an account."""

    @cached_property
    def instances(self) -> AsyncInstancesResource:
        """Single runs of a workflow."""
        from .instances.instances import AsyncInstancesResource

        return AsyncInstancesResource(self._client)

    @cached_property
    def versions(self) -> AsyncVersionsResource:
        """The deployed versions of a workflow."""
        from .versions import AsyncVersionsResource

        return AsyncVersionsResource(self._client)

    @cached_property
    def with_raw_response(self) -> AsyncWorkflowsResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return AsyncWorkflowsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncWorkflowsResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return AsyncWorkflowsResourceWithStreamingResponse(self)

    async def update(
        self,
        workflow_name: str,
        *,
        account_id: str,
        class_name: str,
        script_name: str,
        concurrency: api_types.workflows.workflow_update_params.Concurrency | Omit = omit,
        default_retention: api_types.workflows.workflow_update_params.DefaultRetention | Omit = omit,
        limits: api_types.workflows.workflow_update_params.Limits | Omit = omit,
        schedules: Iterable[api_types.workflows.workflow_update_params.Schedule] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.WorkflowUpdateResponse:
        """Registers a workflow under this name, or changes the one that has it. The Worker must exist.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            class_name: Name of the exported class that implements the workflow. 1 to 255
                characters.
            script_name: Name of the Worker that holds the class. 1 to 255 characters.
            default_retention: How long ended instances are kept, for instances that do not say
                so themselves.
            schedules: Cron schedules that start instances on their own.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `PUT /accounts/{account_id}/workflows/{workflow_name}`
        """
        return await self._put(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}", account_id=account_id, workflow_name=workflow_name
            ),
            body={
                "class_name": class_name,
                "script_name": script_name,
                "concurrency": concurrency,
                "default_retention": default_retention,
                "limits": limits,
                "schedules": schedules,
            },
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.WorkflowUpdateResponse,
        )

    def list(
        self,
        *,
        account_id: str,
        page: float | Omit = omit,
        per_page: float | Omit = omit,
        search: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> AsyncPaginator[
        api_types.workflows.WorkflowListResponse,
        api_pages.AsyncV4PagePaginationArray[api_types.workflows.WorkflowListResponse],
    ]:
        """Lists the workflows of an account, a page at a time.

        Args:
            account_id: Identifier of the account.
            page: Number of the page, counted from 1. At least 1. Defaults to `1`.
            per_page: How many items a page holds. From 1 to 100.
            search: Keep only workflows whose name contains this text. 1 to 64 characters.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The first page; iterating over it yields the items of all pages.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows`
        """
        return self._get_api_list(
            path_template("/accounts/{account_id}/workflows", account_id=account_id),
            page=api_pages.AsyncV4PagePaginationArray[api_types.workflows.WorkflowListResponse],
            model=api_types.workflows.WorkflowListResponse,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"page": page, "per_page": per_page, "search": search},
            ),
        )

    async def delete(
        self,
        workflow_name: str,
        *,
        account_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.WorkflowDeleteResponse:
        """Deletes a workflow with all of its instances. Running instances are stopped. The Worker
        stays.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `DELETE /accounts/{account_id}/workflows/{workflow_name}`
        """
        return await self._delete(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}", account_id=account_id, workflow_name=workflow_name
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.WorkflowDeleteResponse,
        )

    async def get(
        self,
        workflow_name: str,
        *,
        account_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.WorkflowGetResponse:
        """Fetches one workflow and the number of its instances in each status.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}`
        """
        return await self._get(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}", account_id=account_id, workflow_name=workflow_name
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.WorkflowGetResponse,
        )


class WorkflowsResourceWithRawResponse:
    """The methods of `WorkflowsResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: WorkflowsResource) -> None:
        self._resource = resource
        self.update = to_raw_response_wrapper(resource.update)
        self.list = to_raw_response_wrapper(resource.list)
        self.delete = to_raw_response_wrapper(resource.delete)
        self.get = to_raw_response_wrapper(resource.get)

    @cached_property
    def instances(self) -> InstancesResourceWithRawResponse:
        """Single runs of a workflow."""
        from .instances.instances import InstancesResourceWithRawResponse

        return InstancesResourceWithRawResponse(self._resource.instances)

    @cached_property
    def versions(self) -> VersionsResourceWithRawResponse:
        """The deployed versions of a workflow."""
        from .versions import VersionsResourceWithRawResponse

        return VersionsResourceWithRawResponse(self._resource.versions)


class AsyncWorkflowsResourceWithRawResponse:
    """The methods of `AsyncWorkflowsResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncWorkflowsResource) -> None:
        self._resource = resource
        self.update = async_to_raw_response_wrapper(resource.update)
        self.list = async_to_raw_response_wrapper(resource.list)
        self.delete = async_to_raw_response_wrapper(resource.delete)
        self.get = async_to_raw_response_wrapper(resource.get)

    @cached_property
    def instances(self) -> AsyncInstancesResourceWithRawResponse:
        """Single runs of a workflow."""
        from .instances.instances import AsyncInstancesResourceWithRawResponse

        return AsyncInstancesResourceWithRawResponse(self._resource.instances)

    @cached_property
    def versions(self) -> AsyncVersionsResourceWithRawResponse:
        """The deployed versions of a workflow."""
        from .versions import AsyncVersionsResourceWithRawResponse

        return AsyncVersionsResourceWithRawResponse(self._resource.versions)


class WorkflowsResourceWithStreamingResponse:
    """The methods of `WorkflowsResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: WorkflowsResource) -> None:
        self._resource = resource
        self.update = to_streamed_response_wrapper(resource.update)
        self.list = to_streamed_response_wrapper(resource.list)
        self.delete = to_streamed_response_wrapper(resource.delete)
        self.get = to_streamed_response_wrapper(resource.get)

    @cached_property
    def instances(self) -> InstancesResourceWithStreamingResponse:
        """Single runs of a workflow."""
        from .instances.instances import InstancesResourceWithStreamingResponse

        return InstancesResourceWithStreamingResponse(self._resource.instances)

    @cached_property
    def versions(self) -> VersionsResourceWithStreamingResponse:
        """The deployed versions of a workflow."""
        from .versions import VersionsResourceWithStreamingResponse

        return VersionsResourceWithStreamingResponse(self._resource.versions)


class AsyncWorkflowsResourceWithStreamingResponse:
    """The methods of `AsyncWorkflowsResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncWorkflowsResource) -> None:
        self._resource = resource
        self.update = async_to_streamed_response_wrapper(resource.update)
        self.list = async_to_streamed_response_wrapper(resource.list)
        self.delete = async_to_streamed_response_wrapper(resource.delete)
        self.get = async_to_streamed_response_wrapper(resource.get)

    @cached_property
    def instances(self) -> AsyncInstancesResourceWithStreamingResponse:
        """Single runs of a workflow."""
        from .instances.instances import AsyncInstancesResourceWithStreamingResponse

        return AsyncInstancesResourceWithStreamingResponse(self._resource.instances)

    @cached_property
    def versions(self) -> AsyncVersionsResourceWithStreamingResponse:
        """The deployed versions of a workflow."""
        from .versions import AsyncVersionsResourceWithStreamingResponse

        return AsyncVersionsResourceWithStreamingResponse(self._resource.versions)
