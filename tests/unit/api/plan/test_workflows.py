"""The plan of the Workflows API gives the names and signatures that users of the public SDK know."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.plan.planned import Plan, PlannedAlias, UnionType
from tests.support.planning import arguments, methods, module, modules, planned_file, resources, returned, spelled

SPEC = Path(__file__).parents[4] / "spec" / "cloudflare-workflows"

SIGNATURES = {
    "workflows.update": "workflow_name, *, account_id, class_name, script_name, concurrency?, default_retention?, "
    "limits?, schedules?",
    "workflows.list": "*, account_id, page?, per_page?, search?",
    "workflows.get": "workflow_name, *, account_id",
    "workflows.delete": "workflow_name, *, account_id",
    "workflows.instances.create": "workflow_name, *, account_id, instance_id?, instance_retention?, location_hint?, "
    "params?",
    "workflows.instances.list": "workflow_name, *, account_id, cursor?, date_end?, date_start?, direction?, page?, "
    "per_page?, status?",
    "workflows.instances.bulk": "workflow_name, *, account_id, body",
    "workflows.instances.get": "instance_id, *, account_id, workflow_name, order?, simple?",
    "workflows.instances.step": "instance_id, *, account_id, workflow_name, name, type, attempt?",
    "workflows.instances.status.edit": "instance_id, *, account_id, workflow_name, status, rollback?, from_?",
    "workflows.instances.events.create": "event_type, *, account_id, workflow_name, instance_id, body",
    "workflows.versions.list": "workflow_name, *, account_id, page?, per_page?",
    "workflows.versions.get": "version_id, *, account_id, workflow_name",
    "workflows.versions.graph": "version_id, *, account_id, workflow_name",
}

RETURNS = {
    "workflows.update": "WorkflowUpdateResponse",
    "workflows.list": "V4PagePaginationArray[WorkflowListResponse]",
    "workflows.get": "WorkflowGetResponse",
    "workflows.delete": "WorkflowDeleteResponse",
    "workflows.instances.create": "InstanceCreateResponse",
    "workflows.instances.list": "V4PagePaginationArray[InstanceListResponse]",
    "workflows.instances.bulk": "SinglePage[InstanceBulkResponse]",
    "workflows.instances.get": "InstanceGetResponse",
    "workflows.instances.step": "InstanceStepResponse",
    "workflows.instances.status.edit": "StatusEditResponse",
    "workflows.instances.events.create": "EventCreateResponse",
    "workflows.versions.list": "V4PagePaginationArray[VersionListResponse]",
    "workflows.versions.get": "VersionGetResponse",
    "workflows.versions.graph": "VersionGraphResponse",
}

NESTED = {
    "types/workflows/workflow_update_params": "Concurrency DefaultRetention Limits Schedule",
    "types/workflows/workflow_list_response": "Schedule",
    "types/workflows/workflow_get_response": "Schedule",
    "types/workflows/instance_create_params": "InstanceRetention",
    "types/workflows/instance_bulk_params": "Body BodyInstanceRetention",
    "types/workflows/instance_step_response": "Error",
    "types/workflows/version_get_response": "Concurrency DefaultRetention Limits",
    "types/workflows/version_list_response": "Concurrency DefaultRetention Limits",
    "types/workflows/instances/status_edit_params": "Variant0 Variant1 Variant2 Variant3 Variant3From",
    "types/workflows/instance_get_response": """Error Rollback RollbackError Step StepUnionMember0
        StepUnionMember0Attempt StepUnionMember0AttemptError StepUnionMember0Config StepUnionMember0ConfigRetries
        StepUnionMember1 StepUnionMember1Error StepUnionMember2 StepUnionMember2Trigger StepUnionMember3
        StepUnionMember3Error Trigger Schedule""",
    "types/workflows/version_graph_response": """Graph GraphWorkflow GraphWorkflowFunctions GraphWorkflowNode
        GraphWorkflowNodeUnionMember0 GraphWorkflowNodeUnionMember1 GraphWorkflowNodeUnionMember1Config
        GraphWorkflowNodeUnionMember1ConfigRetries GraphWorkflowNodeUnionMember2 GraphWorkflowNodeUnionMember2Options
        GraphWorkflowNodeUnionMember2Payload GraphWorkflowNodeUnionMember2PayloadType
        GraphWorkflowNodeUnionMember2PayloadUnionMember1 GraphWorkflowNodeUnionMember3 GraphWorkflowNodeUnionMember4
        GraphWorkflowNodeUnionMember5 GraphWorkflowNodeUnionMember6 GraphWorkflowNodeUnionMember6CatchBlock
        GraphWorkflowNodeUnionMember6FinallyBlock GraphWorkflowNodeUnionMember6TryBlock GraphWorkflowNodeUnionMember7
        GraphWorkflowNodeUnionMember8 GraphWorkflowNodeUnionMember8Branch GraphWorkflowNodeUnionMember9
        GraphWorkflowNodeUnionMember9Branch GraphWorkflowNodeUnionMember10 GraphWorkflowNodeUnionMember10Functions
        GraphWorkflowNodeUnionMember10Payload GraphWorkflowNodeUnionMember10PayloadType
        GraphWorkflowNodeUnionMember10PayloadUnionMember1 GraphWorkflowNodeUnionMember11
        GraphWorkflowNodeUnionMember12 GraphWorkflowNodeUnionMember13 GraphWorkflowPayload GraphWorkflowPayloadType
        GraphWorkflowPayloadUnionMember1""",
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planned_file(SPEC / "openapi.yaml", (SPEC / "stainless.yml").read_text())


def test_signatures(plan: Plan) -> None:
    assert {name: arguments(method.parameters) for name, method in methods(plan).items()} == SIGNATURES


def test_returns(plan: Plan) -> None:
    assert {name: returned(method) for name, method in methods(plan).items()} == RETURNS


def test_methods_stand_in_the_usual_order(plan: Plan) -> None:
    order = {path: [method.name for method in found.methods] for path, found in resources(plan).items()}
    assert order["workflows"] == ["update", "list", "delete", "get"]
    assert order["workflows.instances"] == ["create", "list", "bulk", "get", "step"]


def test_places_of_resources(plan: Plan) -> None:
    locations = {path: ("/".join(found.module), found.class_name) for path, found in resources(plan).items() if path}
    assert locations == {
        "workflows": ("resources/workflows/workflows", "WorkflowsResource"),
        "workflows.instances": ("resources/workflows/instances/instances", "InstancesResource"),
        "workflows.instances.status": ("resources/workflows/instances/status", "StatusResource"),
        "workflows.instances.events": ("resources/workflows/instances/events", "EventsResource"),
        "workflows.versions": ("resources/workflows/versions", "VersionsResource"),
    }


def test_each_method_has_its_types_where_they_are_expected(plan: Plan) -> None:
    own = [path for path in modules(plan) if not path.startswith("types/shared")]
    stems = {"workflow": "types/workflows", "instance": "types/workflows", "version": "types/workflows"}
    stems |= {"status": "types/workflows/instances", "event": "types/workflows/instances"}
    assert all(path.rpartition("/")[0] == stems[path.rpartition("/")[2].partition("_")[0]] for path in own)
    assert len([path for path in own if path.endswith("_response")]) == 14
    assert len([path for path in own if path.endswith("_params")]) == 10


@pytest.mark.parametrize("path", NESTED)
def test_nested_types(plan: Plan, path: str) -> None:
    """Every name of the public SDK is there; numbered variants have better names and keep the old ones."""
    found = module(plan, path)
    old = {new: old for old, new in found.legacy_aliases}
    names = {old.get(planned.name, planned.name) for planned in found.types} - set(found.exports)
    assert names == set(NESTED[path].split())


def test_variants_are_named_after_what_tells_them_apart(plan: Plan) -> None:
    found = module(plan, "types/workflows/instance_get_response")
    steps = next(planned for planned in found.types if planned.name == "Step")
    assert isinstance(steps, PlannedAlias)
    assert isinstance(steps.type, UnionType)
    assert spelled(steps.type) == "(StepStepRollback | StepSleep | StepTermination | StepWaitForEvent)@type"


def test_a_union_body_makes_overloads(plan: Plan) -> None:
    edit = methods(plan)["workflows.instances.status.edit"]
    head = "instance_id, *, account_id, workflow_name, status"
    assert [arguments(overload.parameters) for overload in edit.overloads] == [
        head,
        head,
        f"{head}, rollback?",
        f"{head}, from_?",
    ]
    assert edit.required_sets == (("account_id", "workflow_name", "status"),)


def test_keywords_keep_their_wire_name(plan: Plan) -> None:
    edit = methods(plan)["workflows.instances.status.edit"]
    assert [(p.name, p.wire_name) for p in edit.parameters][-1] == ("from_", "from")


def test_pages(plan: Plan) -> None:
    pages = {page.name: page for page in plan.pages}
    assert set(pages) == {"V4PagePaginationArray", "SinglePage"}
    array = pages["V4PagePaginationArray"]
    assert [(field.name, spelled(field.type)) for field in array.fields] == [
        ("result", "List[_T]"),
        ("result_info", "V4PagePaginationArrayResultInfo"),
    ]
    assert array.items_path == ("result",)


def test_names_around_the_client(plan: Plan) -> None:
    client = plan.client
    assert (client.class_name, client.async_class_name, client.error_name) == (
        "Cloudflare",
        "AsyncCloudflare",
        "CloudflareError",
    )
    assert client.env_prefix == "CLOUDFLARE"
    assert [option.name for option in client.options] == ["api_token", "api_key", "api_email", "user_service_key"]
    assert client.error_item is not None
    assert client.error_item.name == "ErrorData"
