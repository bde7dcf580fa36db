"""The fourteen operations of the Workflows API as calls of the client: minimal ones, and ones with all there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

VERSION_ID = "5f0b3a30-6a1e-4f47-8a39-7b6e1c1ddc20"
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
END = datetime(2026, 3, 2, 8, tzinfo=UTC)
RETENTION = {"error_retention": "7 days", "success_retention": 86_400_000}
NEW_INSTANCE: dict[str, object] = {
    "instance_id": "order-1001",
    "instance_retention": RETENTION,
    "location_hint": "weur",
    "params": {"order": 1001, "lines": [{"sku": "A-7", "amount": 2}], "note": None},
}


@dataclass(frozen=True)
class Call:
    """One way to call one operation."""

    operation: str
    """The operationId in the description."""

    method: str
    """The dotted path from the client to the method."""

    required: Mapping[str, object]
    """The arguments that have to be given, without the account."""

    optional: Mapping[str, object] = field(default_factory=dict[str, object])
    """The others."""

    label: str = ""
    """Tells several calls of one operation apart."""

    @property
    def name(self) -> str:
        """A name for reports."""
        return f"{self.method}-{self.label}" if self.label else self.method

    def arguments(self, *, full: bool) -> dict[str, object]:
        """The keyword arguments, with or without the optional ones."""
        return {"account_id": "acc0", **self.required, **(self.optional if full else {})}


WORKFLOW = {"workflow_name": "orders"}
INSTANCE = {**WORKFLOW, "instance_id": "order-1001"}
VERSION = {**WORKFLOW, "version_id": VERSION_ID}
EMPTY: dict[str, object] = {}
SEND = "workflows.instances.events.create"

CALLS = (
    Call(
        "updateWorkflow",
        "workflows.update",
        {**WORKFLOW, "class_name": "OrderWorkflow", "script_name": "shop"},
        {
            "concurrency": {"limit": 20},
            "default_retention": RETENTION,
            "limits": {"steps": 500},
            "schedules": [{"cron": "0 * * * *"}, {"cron": "30 4 * * 1"}],
        },
    ),
    Call("listWorkflows", "workflows.list", {}, {"page": 1, "per_page": 25, "search": "ord"}),
    Call("deleteWorkflow", "workflows.delete", WORKFLOW),
    Call("getWorkflow", "workflows.get", WORKFLOW),
    Call("createInstance", "workflows.instances.create", WORKFLOW, NEW_INSTANCE),
    Call(
        "listInstances",
        "workflows.instances.list",
        WORKFLOW,
        {
            "cursor": "bzEwMDE",
            "date_end": END,
            "date_start": START,
            "direction": "desc",
            "page": 1,
            "per_page": 25,
            "status": "rollingBack",
        },
    ),
    Call("createInstances", "workflows.instances.bulk", {**WORKFLOW, "body": [EMPTY]}, label="empty"),
    Call("createInstances", "workflows.instances.bulk", {**WORKFLOW, "body": [NEW_INSTANCE, {"params": 7}]}),
    Call("getInstance", "workflows.instances.get", INSTANCE, {"order": "desc", "simple": "true"}),
    Call(
        "getInstanceStep",
        "workflows.instances.step",
        {**INSTANCE, "name": "charge card-1", "type": "step"},
        {"attempt": 2},
    ),
    Call("changeInstanceStatus", "workflows.instances.status.edit", {**INSTANCE, "status": "pause"}, label="pause"),
    Call("changeInstanceStatus", "workflows.instances.status.edit", {**INSTANCE, "status": "resume"}, label="resume"),
    Call(
        "changeInstanceStatus",
        "workflows.instances.status.edit",
        {**INSTANCE, "status": "terminate"},
        {"rollback": True},
        label="terminate",
    ),
    Call(
        "changeInstanceStatus",
        "workflows.instances.status.edit",
        {**INSTANCE, "status": "restart"},
        {"from_": {"name": "charge card", "count": 1, "type": "do"}},
        label="restart",
    ),
    Call(
        "sendEvent",
        "workflows.instances.events.create",
        {**INSTANCE, "event_type": "packed", "body": {"boxes": 2, "at": "dock 4/5"}},
        label="object",
    ),
    Call(
        "sendEvent",
        "workflows.instances.events.create",
        {**INSTANCE, "event_type": "packed", "body": "done"},
        label="text",
    ),
    Call(
        "sendEvent",
        "workflows.instances.events.create",
        {**INSTANCE, "event_type": "a b/c", "body": [1, None]},
        label="list",
    ),
    Call("listVersions", "workflows.versions.list", WORKFLOW, {"page": 2, "per_page": 10}),
    Call("getVersion", "workflows.versions.get", VERSION),
    Call("getVersionGraph", "workflows.versions.graph", VERSION),
)
