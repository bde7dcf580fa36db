# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_names

if TYPE_CHECKING:
    from . import workflows as workflows
    from .workflows.workflows import (
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
            "workflows": "",
            "AsyncWorkflowsResource": ".workflows.workflows",
            "AsyncWorkflowsResourceWithRawResponse": ".workflows.workflows",
            "AsyncWorkflowsResourceWithStreamingResponse": ".workflows.workflows",
            "WorkflowsResource": ".workflows.workflows",
            "WorkflowsResourceWithRawResponse": ".workflows.workflows",
            "WorkflowsResourceWithStreamingResponse": ".workflows.workflows",
        },
    )
