# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

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
from ...._types import Body, Headers, NotGiven, Query, not_given

__all__ = ["EventsResource", "AsyncEventsResource"]


class EventsResource(SyncAPIResource):
    """Events that waiting instances receive."""

    @cached_property
    def with_raw_response(self) -> EventsResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return EventsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> EventsResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return EventsResourceWithStreamingResponse(self)

    def create(
        self,
        event_type: str,
        *,
        account_id: str,
        workflow_name: str,
        instance_id: str,
        body: object,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.EventCreateResponse:
        """Delivers an event to an instance. The step that waits for this type of event goes on with
        the payload.

        Args:
            event_type: Type of the event, as the waiting step names it. 1 to 100 characters.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            instance_id: Identifier of the instance. One that a user chose has at most 100
                characters; one that a schedule made can be longer.

                At least 1 character.
            body: The payload of the event. Any JSON value.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `POST /accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/events/{event_type}`
        """
        return self._post(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/events/{event_type}",
                account_id=account_id,
                workflow_name=workflow_name,
                instance_id=instance_id,
                event_type=event_type,
            ),
            body=body,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.instances.EventCreateResponse,
        )


class AsyncEventsResource(AsyncAPIResource):
    """Events that waiting instances receive."""

    @cached_property
    def with_raw_response(self) -> AsyncEventsResourceWithRawResponse:
        """The same methods, returning the response with its headers instead of the parsed value."""
        return AsyncEventsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncEventsResourceWithStreamingResponse:
        """The same methods, returning a response whose body is read only as you ask for it."""
        return AsyncEventsResourceWithStreamingResponse(self)

    async def create(
        self,
        event_type: str,
        *,
        account_id: str,
        workflow_name: str,
        instance_id: str,
        body: object,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> api_types.workflows.instances.EventCreateResponse:
        """Delivers an event to an instance. The step that waits for this type of event goes on with
        the payload.

        Args:
            event_type: Type of the event, as the waiting step names it. 1 to 100 characters.
            account_id: Identifier of the account.
            workflow_name: Name of the workflow. 1 to 64 characters.
            instance_id: Identifier of the instance. One that a user chose has at most 100
                characters; one that a schedule made can be longer.

                At least 1 character.
            body: The payload of the event. Any JSON value.
            extra_headers, extra_query, extra_body: Sent as well; they win over the method's own
                arguments.
            timeout: Seconds for this request, instead of the client's.

        Returns:
            The `result` of the response.

        Raises:
            ValueError: A path parameter is empty or leads out of the path.
            APIStatusError: The API refused; the subclass says why.
            APIConnectionError: The API could not be reached.

        Source: `POST /accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/events/{event_type}`
        """
        return await self._post(
            path_template(
                "/accounts/{account_id}/workflows/{workflow_name}/instances/{instance_id}/events/{event_type}",
                account_id=account_id,
                workflow_name=workflow_name,
                instance_id=instance_id,
                event_type=event_type,
            ),
            body=body,
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
                unwrap="result",
            ),
            cast_to=api_types.workflows.instances.EventCreateResponse,
        )


class EventsResourceWithRawResponse:
    """The methods of `EventsResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: EventsResource) -> None:
        self._resource = resource
        self.create = to_raw_response_wrapper(resource.create)


class AsyncEventsResourceWithRawResponse:
    """The methods of `AsyncEventsResource`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncEventsResource) -> None:
        self._resource = resource
        self.create = async_to_raw_response_wrapper(resource.create)


class EventsResourceWithStreamingResponse:
    """The methods of `EventsResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: EventsResource) -> None:
        self._resource = resource
        self.create = to_streamed_response_wrapper(resource.create)


class AsyncEventsResourceWithStreamingResponse:
    """The methods of `AsyncEventsResource`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncEventsResource) -> None:
        self._resource = resource
        self.create = async_to_streamed_response_wrapper(resource.create)
