# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing_extensions import Literal, overload

from .... import types as api_types
from ...._compat import cached_property
from ...._resource import AsyncAPIResource, SyncAPIResource
from ...._runtime.http_library import httpx
from ...._runtime.request import path_template, request_options
from ...._runtime.response_wrappers import (
    async_to_raw_response_wrapper,
    async_to_streamed_response_wrapper,
    to_raw_response_wrapper,
    to_streamed_response_wrapper,
)
from ...._types import Body, Headers, NotGiven, Omit, Query, not_given, omit
from ...._utils import required_args

__all__ = ["StatusResource", "AsyncStatusResource"]


class StatusResource(SyncAPIResource):
    """What an instance is doing."""

    @cached_property
    def with_raw_response(self) -> StatusResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return StatusResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> StatusResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return StatusResourceWithStreamingResponse(self)

    @overload
    def edit(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        status: Literal["pause"],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.StatusEditResponse: ...

    @overload
    def edit(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        status: Literal["resume"],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.StatusEditResponse: ...

    @overload
    def edit(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        status: Literal["terminate"],
        rollback: bool | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.StatusEditResponse: ...

    @overload
    def edit(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        status: Literal["restart"],
        from_: api_types.workflows.instances.status_edit_params.RestartFrom | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.StatusEditResponse: ...

    @required_args(["account_id", "workflow_name", "status"])
    def edit(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        status: Literal["pause", "resume", "terminate", "restart"],
        rollback: bool | Omit = omit,
        from_: api_types.workflows.instances.status_edit_params.RestartFrom | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.StatusEditResponse:
        """Changes what an instance is doing. The answer is the status that the instance has
        afterwards.

        Args:
            instance_id: Identifier of the instance. One that a user chose has at most 100
                characters; one that a schedule made can be longer.

                At least 1 character.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            rollback: Undo the finished steps first.
            from_: The step to begin at.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `PATCH /accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/status`
        """
        return self._patch(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/status",
                account_id=account_id,
                workflow_name=workflow_name,
                instance_id=instance_id,
            ),
            body={"status": status, "rollback": rollback, "from": from_},
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.instances.StatusEditResponse,
        )


class AsyncStatusResource(AsyncAPIResource):
    """What an instance is doing."""

    @cached_property
    def with_raw_response(self) -> AsyncStatusResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return AsyncStatusResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncStatusResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return AsyncStatusResourceWithStreamingResponse(self)

    @overload
    async def edit(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        status: Literal["pause"],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.StatusEditResponse: ...

    @overload
    async def edit(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        status: Literal["resume"],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.StatusEditResponse: ...

    @overload
    async def edit(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        status: Literal["terminate"],
        rollback: bool | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.StatusEditResponse: ...

    @overload
    async def edit(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        status: Literal["restart"],
        from_: api_types.workflows.instances.status_edit_params.RestartFrom | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.StatusEditResponse: ...

    @required_args(["account_id", "workflow_name", "status"])
    async def edit(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        status: Literal["pause", "resume", "terminate", "restart"],
        rollback: bool | Omit = omit,
        from_: api_types.workflows.instances.status_edit_params.RestartFrom | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.StatusEditResponse:
        """Changes what an instance is doing. The answer is the status that the instance has
        afterwards.

        Args:
            instance_id: Identifier of the instance. One that a user chose has at most 100
                characters; one that a schedule made can be longer.

                At least 1 character.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            rollback: Undo the finished steps first.
            from_: The step to begin at.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `PATCH /accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/status`
        """
        return await self._patch(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/status",
                account_id=account_id,
                workflow_name=workflow_name,
                instance_id=instance_id,
            ),
            body={"status": status, "rollback": rollback, "from": from_},
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.instances.StatusEditResponse,
        )


class StatusResourceWithRawResponse:
    """The methods of `StatusResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: StatusResource) -> None:
        self._resource = resource
        self.edit = to_raw_response_wrapper(resource.edit)


class AsyncStatusResourceWithRawResponse:
    """The methods of `AsyncStatusResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncStatusResource) -> None:
        self._resource = resource
        self.edit = async_to_raw_response_wrapper(resource.edit)


class StatusResourceWithStreamingResponse:
    """The methods of `StatusResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: StatusResource) -> None:
        self._resource = resource
        self.edit = to_streamed_response_wrapper(resource.edit)


class AsyncStatusResourceWithStreamingResponse:
    """The methods of `AsyncStatusResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncStatusResource) -> None:
        self._resource = resource
        self.edit = async_to_streamed_response_wrapper(resource.edit)
