# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._runtime.exports import lazy_names

if TYPE_CHECKING:
    from . import (
        instance_bulk_params as instance_bulk_params,
        instance_create_params as instance_create_params,
        instances as instances,
        workflow_update_params as workflow_update_params,
    )
    from .instance_bulk_params import InstanceBulkParams as InstanceBulkParams
    from .instance_bulk_response import InstanceBulkResponse as InstanceBulkResponse
    from .instance_create_params import InstanceCreateParams as InstanceCreateParams
    from .instance_create_response import InstanceCreateResponse as InstanceCreateResponse
    from .instance_get_params import InstanceGetParams as InstanceGetParams
    from .instance_get_response import InstanceGetResponse as InstanceGetResponse
    from .instance_list_params import InstanceListParams as InstanceListParams
    from .instance_list_response import InstanceListResponse as InstanceListResponse
    from .instance_step_params import InstanceStepParams as InstanceStepParams
    from .instance_step_response import InstanceStepResponse as InstanceStepResponse
    from .version_get_response import VersionGetResponse as VersionGetResponse
    from .version_graph_response import VersionGraphResponse as VersionGraphResponse
    from .version_list_params import VersionListParams as VersionListParams
    from .version_list_response import VersionListResponse as VersionListResponse
    from .workflow_delete_response import WorkflowDeleteResponse as WorkflowDeleteResponse
    from .workflow_get_response import WorkflowGetResponse as WorkflowGetResponse
    from .workflow_list_params import WorkflowListParams as WorkflowListParams
    from .workflow_list_response import WorkflowListResponse as WorkflowListResponse
    from .workflow_update_params import WorkflowUpdateParams as WorkflowUpdateParams
    from .workflow_update_response import WorkflowUpdateResponse as WorkflowUpdateResponse
else:
    __getattr__ = lazy_names(
        __name__,
        {
            "instance_bulk_params": "",
            "instance_create_params": "",
            "instances": "",
            "workflow_update_params": "",
            "InstanceBulkParams": ".instance_bulk_params",
            "InstanceBulkResponse": ".instance_bulk_response",
            "InstanceCreateParams": ".instance_create_params",
            "InstanceCreateResponse": ".instance_create_response",
            "InstanceGetParams": ".instance_get_params",
            "InstanceGetResponse": ".instance_get_response",
            "InstanceListParams": ".instance_list_params",
            "InstanceListResponse": ".instance_list_response",
            "InstanceStepParams": ".instance_step_params",
            "InstanceStepResponse": ".instance_step_response",
            "VersionGetResponse": ".version_get_response",
            "VersionGraphResponse": ".version_graph_response",
            "VersionListParams": ".version_list_params",
            "VersionListResponse": ".version_list_response",
            "WorkflowDeleteResponse": ".workflow_delete_response",
            "WorkflowGetResponse": ".workflow_get_response",
            "WorkflowListParams": ".workflow_list_params",
            "WorkflowListResponse": ".workflow_list_response",
            "WorkflowUpdateParams": ".workflow_update_params",
            "WorkflowUpdateResponse": ".workflow_update_response",
        },
    )
