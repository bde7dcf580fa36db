# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...._runtime.exports import lazy_names

if TYPE_CHECKING:
    from .events import (
        AsyncEventsResource as AsyncEventsResource,
        AsyncEventsResourceWithRawResponse as AsyncEventsResourceWithRawResponse,
        AsyncEventsResourceWithStreamingResponse as AsyncEventsResourceWithStreamingResponse,
        EventsResource as EventsResource,
        EventsResourceWithRawResponse as EventsResourceWithRawResponse,
        EventsResourceWithStreamingResponse as EventsResourceWithStreamingResponse,
    )
    from .instances import (
        AsyncInstancesResource as AsyncInstancesResource,
        AsyncInstancesResourceWithRawResponse as AsyncInstancesResourceWithRawResponse,
        AsyncInstancesResourceWithStreamingResponse as AsyncInstancesResourceWithStreamingResponse,
        InstancesResource as InstancesResource,
        InstancesResourceWithRawResponse as InstancesResourceWithRawResponse,
        InstancesResourceWithStreamingResponse as InstancesResourceWithStreamingResponse,
    )
    from .status import (
        AsyncStatusResource as AsyncStatusResource,
        AsyncStatusResourceWithRawResponse as AsyncStatusResourceWithRawResponse,
        AsyncStatusResourceWithStreamingResponse as AsyncStatusResourceWithStreamingResponse,
        StatusResource as StatusResource,
        StatusResourceWithRawResponse as StatusResourceWithRawResponse,
        StatusResourceWithStreamingResponse as StatusResourceWithStreamingResponse,
    )
else:
    __getattr__ = lazy_names(
        __name__,
        {
            "AsyncEventsResource": ".events",
            "AsyncEventsResourceWithRawResponse": ".events",
            "AsyncEventsResourceWithStreamingResponse": ".events",
            "AsyncInstancesResource": ".instances",
            "AsyncInstancesResourceWithRawResponse": ".instances",
            "AsyncInstancesResourceWithStreamingResponse": ".instances",
            "AsyncStatusResource": ".status",
            "AsyncStatusResourceWithRawResponse": ".status",
            "AsyncStatusResourceWithStreamingResponse": ".status",
            "EventsResource": ".events",
            "EventsResourceWithRawResponse": ".events",
            "EventsResourceWithStreamingResponse": ".events",
            "InstancesResource": ".instances",
            "InstancesResourceWithRawResponse": ".instances",
            "InstancesResourceWithStreamingResponse": ".instances",
            "StatusResource": ".status",
            "StatusResourceWithRawResponse": ".status",
            "StatusResourceWithStreamingResponse": ".status",
        },
    )
