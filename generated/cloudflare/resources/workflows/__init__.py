# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._runtime.exports import lazy_names

if TYPE_CHECKING:
    from . import instances as instances
    from .instances.instances import (
        AsyncInstancesResource as AsyncInstancesResource,
        AsyncInstancesResourceWithRawResponse as AsyncInstancesResourceWithRawResponse,
        AsyncInstancesResourceWithStreamingResponse as AsyncInstancesResourceWithStreamingResponse,
        InstancesResource as InstancesResource,
        InstancesResourceWithRawResponse as InstancesResourceWithRawResponse,
        InstancesResourceWithStreamingResponse as InstancesResourceWithStreamingResponse,
    )
    from .versions import (
        AsyncVersionsResource as AsyncVersionsResource,
        AsyncVersionsResourceWithRawResponse as AsyncVersionsResourceWithRawResponse,
        AsyncVersionsResourceWithStreamingResponse as AsyncVersionsResourceWithStreamingResponse,
        VersionsResource as VersionsResource,
        VersionsResourceWithRawResponse as VersionsResourceWithRawResponse,
        VersionsResourceWithStreamingResponse as VersionsResourceWithStreamingResponse,
    )
    from .workflows import (
        AsyncWorkflowsResource as AsyncWorkflowsResource,
        AsyncWorkflowsResourceWithRawResponse as AsyncWorkflowsResourceWithRawResponse,
        AsyncWorkflowsResourceWithStreamingResponse as AsyncWorkflowsResourceWithStreamingResponse,
        WorkflowsResource as WorkflowsResource,
        WorkflowsResourceWithRawResponse as WorkflowsResourceWithRawResponse,
        WorkflowsResourceWithStreamingResponse as WorkflowsResourceWithStreamingResponse,
    )
else:
    __getattr__ = lazy_names(
        __name__,
        {
            "instances": "",
            "AsyncInstancesResource": ".instances.instances",
            "AsyncInstancesResourceWithRawResponse": ".instances.instances",
            "AsyncInstancesResourceWithStreamingResponse": ".instances.instances",
            "AsyncVersionsResource": ".versions",
            "AsyncVersionsResourceWithRawResponse": ".versions",
            "AsyncVersionsResourceWithStreamingResponse": ".versions",
            "AsyncWorkflowsResource": ".workflows",
            "AsyncWorkflowsResourceWithRawResponse": ".workflows",
            "AsyncWorkflowsResourceWithStreamingResponse": ".workflows",
            "InstancesResource": ".instances.instances",
            "InstancesResourceWithRawResponse": ".instances.instances",
            "InstancesResourceWithStreamingResponse": ".instances.instances",
            "VersionsResource": ".versions",
            "VersionsResourceWithRawResponse": ".versions",
            "VersionsResourceWithStreamingResponse": ".versions",
            "WorkflowsResource": ".workflows",
            "WorkflowsResourceWithRawResponse": ".workflows",
            "WorkflowsResourceWithStreamingResponse": ".workflows",
        },
    )
