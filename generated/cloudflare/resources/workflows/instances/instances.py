# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Iterable, Union
from typing_extensions import Literal

from .... import types as api_types
from ...._base_client import AsyncPaginator
from ...._compat import cached_property
from ...._resource import AsyncAPIResource, SyncAPIResource
from ...._runtime import pages as api_pages
from ...._runtime.http_library import httpx
from ...._runtime.request import path_template, request_options
from ...._runtime.response_wrappers import (
    async_to_raw_response_wrapper,
    async_to_streamed_response_wrapper,
    to_raw_response_wrapper,
    to_streamed_response_wrapper,
)
from ...._types import Body, Headers, NotGiven, Omit, Query, not_given, omit

if TYPE_CHECKING:
    from .events import (
        AsyncEventsResource,
        AsyncEventsResourceWithRawResponse,
        AsyncEventsResourceWithStreamingResponse,
        EventsResource,
        EventsResourceWithRawResponse,
        EventsResourceWithStreamingResponse,
    )
    from .status import (
        AsyncStatusResource,
        AsyncStatusResourceWithRawResponse,
        AsyncStatusResourceWithStreamingResponse,
        StatusResource,
        StatusResourceWithRawResponse,
        StatusResourceWithStreamingResponse,
    )

__all__ = ["InstancesResource", "AsyncInstancesResource"]


class InstancesResource(SyncAPIResource):
    """Single runs of a workflow."""

    @cached_property
    def status(self) -> StatusResource:
        """What an instance is doing."""
        from .status import StatusResource

        return StatusResource(self._client)

    @cached_property
    def events(self) -> EventsResource:
        """Events that waiting instances receive."""
        from .events import EventsResource

        return EventsResource(self._client)

    @cached_property
    def with_raw_response(self) -> InstancesResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return InstancesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> InstancesResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return InstancesResourceWithStreamingResponse(self)

    def create(
        self,
        workflow_name: str,
        *,
        account_id: str,
        instance_id: str | Omit = omit,
        instance_retention: api_types.workflows.instance_create_params.InstanceRetention | Omit = omit,
        location_hint: (
            Literal["wnam", "weur", "enam", "eeur", "apac", "apac-ne", "apac-se", "oc", "sam", "afr", "me"] | Omit
        ) = omit,
        params: object | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.InstanceCreateResponse:
        """Creates an instance of a workflow and starts it. The token needs the permission `Workers
        Scripts Write`.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            instance_id: Identifier of the new instance. Without it one is made up. `cf_`
                followed by exactly 64 lower-case hexadecimal digits is reserved.

                1 to 100 characters. Must match `^[a-zA-Z0-9_][a-zA-Z0-9-_]*$`.
            instance_retention: How long this instance is kept after it has ended.
            location_hint: The region in which the instance should run.
            params: The event payload of the new instance. Any JSON value.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `POST /accounts/{account_id}/workflows/{workflow_name}/instances`
        """
        return self._post(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances",
                account_id=account_id,
                workflow_name=workflow_name,
            ),
            body={
                "instance_id": instance_id,
                "instance_retention": instance_retention,
                "location_hint": location_hint,
                "params": params,
            },
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.InstanceCreateResponse,
        )

    def list(
        self,
        workflow_name: str,
        *,
        account_id: str,
        cursor: str | Omit = omit,
        date_end: Union[str, datetime] | Omit = omit,
        date_start: Union[str, datetime] | Omit = omit,
        direction: Literal["asc", "desc"] | Omit = omit,
        page: float | Omit = omit,
        per_page: float | Omit = omit,
        status: (
            Literal[
                "queued",
                "running",
                "paused",
                "errored",
                "terminated",
                "complete",
                "waitingForPause",
                "waiting",
                "rollingBack",
            ]
            | Omit
        ) = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_pages.SyncV4PagePaginationArray[api_types.workflows.InstanceListResponse]:
        """Lists the instances of a workflow with their status, a page at a time.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            cursor: Opaque mark of a place in the list, taken from `result_info.cursor`. Not
                together with `page`.
            date_end: Keep instances created up to this moment, in UTC.
            date_start: Keep instances created from this moment on, in UTC.
            direction: Which way a cursor moves through the list.
            page: Number of the page, counted from 1. At least 1. Defaults to `1`.
            per_page: How many items a page holds. From 1 to 100.
            status: Keep only instances in this status.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The first page; iterating over it yields the items of all pages.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/instances`
        """
        return self._get_api_list(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances",
                account_id=account_id,
                workflow_name=workflow_name,
            ),
            page=api_pages.SyncV4PagePaginationArray[api_types.workflows.InstanceListResponse],
            model=api_types.workflows.InstanceListResponse,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={
                    "cursor": cursor,
                    "date_end": date_end,
                    "date_start": date_start,
                    "direction": direction,
                    "page": page,
                    "per_page": per_page,
                    "status": status,
                },
            ),
        )

    def bulk(
        self,
        workflow_name: str,
        *,
        account_id: str,
        body: Iterable[api_types.workflows.instance_bulk_params.Body],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_pages.SyncSinglePage[api_types.workflows.InstanceBulkResponse]:
        """Creates up to a hundred instances of a workflow in one request and starts them.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            body: 1 to 100 items.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The first page; iterating over it yields the items of all pages.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `POST /accounts/{account_id}/workflows/{workflow_name}/instances/batch`
        """
        return self._get_api_list(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances/batch",
                account_id=account_id,
                workflow_name=workflow_name,
            ),
            body=body,
            page=api_pages.SyncSinglePage[api_types.workflows.InstanceBulkResponse],
            model=api_types.workflows.InstanceBulkResponse,
            options=request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            method="post",
        )

    def get(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        order: Literal["asc", "desc"] | Omit = omit,
        simple: Literal["true", "false"] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.InstanceGetResponse:
        """Fetches the status of an instance, the steps it has taken so far, and its output.

        Args:
            instance_id: Identifier of the instance. One that a user chose has at most 100
                characters; one that a schedule made can be longer.

                At least 1 character.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            order: Order of the steps: "asc" starts with the oldest one, "desc" with the newest
                one. Defaults to `"asc"`.
            simple: With "true" the steps are left out and `step_count` alone tells how many
                there are.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}`
        """
        return self._get(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}",
                account_id=account_id,
                workflow_name=workflow_name,
                instance_id=instance_id,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"order": order, "simple": simple},
                unwrap="result",
            ),
            cast_to=api_types.workflows.InstanceGetResponse,
        )

    def step(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        name: str,
        type: Literal["step", "waitForEvent"],
        attempt: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.InstanceStepResponse:
        """Fetches the whole output, or the error, of one step of an instance. A step that returned a
        stream answers with the bytes of that stream instead of JSON.

        Args:
            instance_id: Identifier of the instance. One that a user chose has at most 100
                characters; one that a schedule made can be longer.

                At least 1 character.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            name: Exact name of the step as the instance shows it, with its counter at the end.
                At least 1 character.
            type: Tells a `step.do` from a `step.waitForEvent` of the same name.
            attempt: Number of the attempt to look at, counted from 1. At least 1.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/step`
        """
        return self._get(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/step",
                account_id=account_id,
                workflow_name=workflow_name,
                instance_id=instance_id,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"name": name, "type": type, "attempt": attempt},
                unwrap="result",
            ),
            cast_to=api_types.workflows.InstanceStepResponse,
        )


class AsyncInstancesResource(AsyncAPIResource):
    """Single runs of a workflow."""

    @cached_property
    def status(self) -> AsyncStatusResource:
        """What an instance is doing."""
        from .status import AsyncStatusResource

        return AsyncStatusResource(self._client)

    @cached_property
    def events(self) -> AsyncEventsResource:
        """Events that waiting instances receive."""
        from .events import AsyncEventsResource

        return AsyncEventsResource(self._client)

    @cached_property
    def with_raw_response(self) -> AsyncInstancesResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return AsyncInstancesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncInstancesResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return AsyncInstancesResourceWithStreamingResponse(self)

    async def create(
        self,
        workflow_name: str,
        *,
        account_id: str,
        instance_id: str | Omit = omit,
        instance_retention: api_types.workflows.instance_create_params.InstanceRetention | Omit = omit,
        location_hint: (
            Literal["wnam", "weur", "enam", "eeur", "apac", "apac-ne", "apac-se", "oc", "sam", "afr", "me"] | Omit
        ) = omit,
        params: object | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.InstanceCreateResponse:
        """Creates an instance of a workflow and starts it. The token needs the permission `Workers
        Scripts Write`.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            instance_id: Identifier of the new instance. Without it one is made up. `cf_`
                followed by exactly 64 lower-case hexadecimal digits is reserved.

                1 to 100 characters. Must match `^[a-zA-Z0-9_][a-zA-Z0-9-_]*$`.
            instance_retention: How long this instance is kept after it has ended.
            location_hint: The region in which the instance should run.
            params: The event payload of the new instance. Any JSON value.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `POST /accounts/{account_id}/workflows/{workflow_name}/instances`
        """
        return await self._post(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances",
                account_id=account_id,
                workflow_name=workflow_name,
            ),
            body={
                "instance_id": instance_id,
                "instance_retention": instance_retention,
                "location_hint": location_hint,
                "params": params,
            },
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.InstanceCreateResponse,
        )

    def list(
        self,
        workflow_name: str,
        *,
        account_id: str,
        cursor: str | Omit = omit,
        date_end: Union[str, datetime] | Omit = omit,
        date_start: Union[str, datetime] | Omit = omit,
        direction: Literal["asc", "desc"] | Omit = omit,
        page: float | Omit = omit,
        per_page: float | Omit = omit,
        status: (
            Literal[
                "queued",
                "running",
                "paused",
                "errored",
                "terminated",
                "complete",
                "waitingForPause",
                "waiting",
                "rollingBack",
            ]
            | Omit
        ) = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> AsyncPaginator[
        api_types.workflows.InstanceListResponse,
        api_pages.AsyncV4PagePaginationArray[api_types.workflows.InstanceListResponse],
    ]:
        """Lists the instances of a workflow with their status, a page at a time.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            cursor: Opaque mark of a place in the list, taken from `result_info.cursor`. Not
                together with `page`.
            date_end: Keep instances created up to this moment, in UTC.
            date_start: Keep instances created from this moment on, in UTC.
            direction: Which way a cursor moves through the list.
            page: Number of the page, counted from 1. At least 1. Defaults to `1`.
            per_page: How many items a page holds. From 1 to 100.
            status: Keep only instances in this status.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The first page; iterating over it yields the items of all pages.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/instances`
        """
        return self._get_api_list(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances",
                account_id=account_id,
                workflow_name=workflow_name,
            ),
            page=api_pages.AsyncV4PagePaginationArray[api_types.workflows.InstanceListResponse],
            model=api_types.workflows.InstanceListResponse,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={
                    "cursor": cursor,
                    "date_end": date_end,
                    "date_start": date_start,
                    "direction": direction,
                    "page": page,
                    "per_page": per_page,
                    "status": status,
                },
            ),
        )

    def bulk(
        self,
        workflow_name: str,
        *,
        account_id: str,
        body: Iterable[api_types.workflows.instance_bulk_params.Body],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> AsyncPaginator[
        api_types.workflows.InstanceBulkResponse, api_pages.AsyncSinglePage[api_types.workflows.InstanceBulkResponse]
    ]:
        """Creates up to a hundred instances of a workflow in one request and starts them.

        Args:
            workflow_name: Name of the workflow. 1 to 64 characters.
            account_id: Identifier of the account.
            body: 1 to 100 items.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The first page; iterating over it yields the items of all pages.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `POST /accounts/{account_id}/workflows/{workflow_name}/instances/batch`
        """
        return self._get_api_list(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances/batch",
                account_id=account_id,
                workflow_name=workflow_name,
            ),
            body=body,
            page=api_pages.AsyncSinglePage[api_types.workflows.InstanceBulkResponse],
            model=api_types.workflows.InstanceBulkResponse,
            options=request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            method="post",
        )

    async def get(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        order: Literal["asc", "desc"] | Omit = omit,
        simple: Literal["true", "false"] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.InstanceGetResponse:
        """Fetches the status of an instance, the steps it has taken so far, and its output.

        Args:
            instance_id: Identifier of the instance. One that a user chose has at most 100
                characters; one that a schedule made can be longer.

                At least 1 character.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            order: Order of the steps: "asc" starts with the oldest one, "desc" with the newest
                one. Defaults to `"asc"`.
            simple: With "true" the steps are left out and `step_count` alone tells how many
                there are.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}`
        """
        return await self._get(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}",
                account_id=account_id,
                workflow_name=workflow_name,
                instance_id=instance_id,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"order": order, "simple": simple},
                unwrap="result",
            ),
            cast_to=api_types.workflows.InstanceGetResponse,
        )

    async def step(
        self,
        instance_id: str,
        *,
        account_id: str,
        workflow_name: str,
        name: str,
        type: Literal["step", "waitForEvent"],
        attempt: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.InstanceStepResponse:
        """Fetches the whole output, or the error, of one step of an instance. A step that returned a
        stream answers with the bytes of that stream instead of JSON.

        Args:
            instance_id: Identifier of the instance. One that a user chose has at most 100
                characters; one that a schedule made can be longer.

                At least 1 character.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            name: Exact name of the step as the instance shows it, with its counter at the end.
                At least 1 character.
            type: Tells a `step.do` from a `step.waitForEvent` of the same name.
            attempt: Number of the attempt to look at, counted from 1. At least 1.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `GET /accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/step`
        """
        return await self._get(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/step",
                account_id=account_id,
                workflow_name=workflow_name,
                instance_id=instance_id,
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                query={"name": name, "type": type, "attempt": attempt},
                unwrap="result",
            ),
            cast_to=api_types.workflows.InstanceStepResponse,
        )


class InstancesResourceWithRawResponse:
    """The methods of `InstancesResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: InstancesResource) -> None:
        self._resource = resource
        self.create = to_raw_response_wrapper(resource.create)
        self.list = to_raw_response_wrapper(resource.list)
        self.bulk = to_raw_response_wrapper(resource.bulk)
        self.get = to_raw_response_wrapper(resource.get)
        self.step = to_raw_response_wrapper(resource.step)

    @cached_property
    def status(self) -> StatusResourceWithRawResponse:
        """What an instance is doing."""
        from .status import StatusResourceWithRawResponse

        return StatusResourceWithRawResponse(self._resource.status)

    @cached_property
    def events(self) -> EventsResourceWithRawResponse:
        """Events that waiting instances receive."""
        from .events import EventsResourceWithRawResponse

        return EventsResourceWithRawResponse(self._resource.events)


class AsyncInstancesResourceWithRawResponse:
    """The methods of `AsyncInstancesResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncInstancesResource) -> None:
        self._resource = resource
        self.create = async_to_raw_response_wrapper(resource.create)
        self.list = async_to_raw_response_wrapper(resource.list)
        self.bulk = async_to_raw_response_wrapper(resource.bulk)
        self.get = async_to_raw_response_wrapper(resource.get)
        self.step = async_to_raw_response_wrapper(resource.step)

    @cached_property
    def status(self) -> AsyncStatusResourceWithRawResponse:
        """What an instance is doing."""
        from .status import AsyncStatusResourceWithRawResponse

        return AsyncStatusResourceWithRawResponse(self._resource.status)

    @cached_property
    def events(self) -> AsyncEventsResourceWithRawResponse:
        """Events that waiting instances receive."""
        from .events import AsyncEventsResourceWithRawResponse

        return AsyncEventsResourceWithRawResponse(self._resource.events)


class InstancesResourceWithStreamingResponse:
    """The methods of `InstancesResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: InstancesResource) -> None:
        self._resource = resource
        self.create = to_streamed_response_wrapper(resource.create)
        self.list = to_streamed_response_wrapper(resource.list)
        self.bulk = to_streamed_response_wrapper(resource.bulk)
        self.get = to_streamed_response_wrapper(resource.get)
        self.step = to_streamed_response_wrapper(resource.step)

    @cached_property
    def status(self) -> StatusResourceWithStreamingResponse:
        """What an instance is doing."""
        from .status import StatusResourceWithStreamingResponse

        return StatusResourceWithStreamingResponse(self._resource.status)

    @cached_property
    def events(self) -> EventsResourceWithStreamingResponse:
        """Events that waiting instances receive."""
        from .events import EventsResourceWithStreamingResponse

        return EventsResourceWithStreamingResponse(self._resource.events)


class AsyncInstancesResourceWithStreamingResponse:
    """The methods of `AsyncInstancesResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncInstancesResource) -> None:
        self._resource = resource
        self.create = async_to_streamed_response_wrapper(resource.create)
        self.list = async_to_streamed_response_wrapper(resource.list)
        self.bulk = async_to_streamed_response_wrapper(resource.bulk)
        self.get = async_to_streamed_response_wrapper(resource.get)
        self.step = async_to_streamed_response_wrapper(resource.step)

    @cached_property
    def status(self) -> AsyncStatusResourceWithStreamingResponse:
        """What an instance is doing."""
        from .status import AsyncStatusResourceWithStreamingResponse

        return AsyncStatusResourceWithStreamingResponse(self._resource.status)

    @cached_property
    def events(self) -> AsyncEventsResourceWithStreamingResponse:
        """Events that waiting instances receive."""
        from .events import AsyncEventsResourceWithStreamingResponse

        return AsyncEventsResourceWithStreamingResponse(self._resource.events)
