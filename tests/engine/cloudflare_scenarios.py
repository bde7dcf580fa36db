"""What the Cloudflare client does with the local engine, through the transport of `adapter.py`.

They run like those of `scenarios.py`, with a client of known type.
"""

from __future__ import annotations

from collections.abc import Callable

from cloudflare import Cloudflare

from tests.engine.scenarios import Results, World, failure

ACCOUNT = "local"
CloudflareScenario = Callable[[Cloudflare, World], Results]


def cf_definitions(client: Cloudflare, world: World) -> Results:
    """The workflows of the Worker; the engine leaves most fields out."""
    workflows = client.workflows
    # The engine lists all workflows on every page, and does not say how many pages there are.
    yield "list", workflows.list(account_id=ACCOUNT).result
    workflow = workflows.get("steps", account_id=ACCOUNT)
    assert workflow.name == "steps"
    yield "get", workflow
    yield "get unknown", failure(lambda: workflows.get("nope", account_id=ACCOUNT), 404)


def cf_instance(client: Cloudflare, world: World) -> Results:
    """An instance is created under the published names and watched until it is done."""
    instances = client.workflows.instances
    created = instances.create("steps", account_id=ACCOUNT, instance_id="cf-steps-1", params={"amount": 4})
    assert created.id == "cf-steps-1"
    yield "create", created
    world.settle("steps", "cf-steps-1", status="complete")
    done = instances.get("cf-steps-1", account_id=ACCOUNT, workflow_name="steps")
    assert done.status == "complete"
    assert done.output == "doubled to 8"
    yield "complete", done
    yield "unknown", failure(lambda: instances.get("nope", account_id=ACCOUNT, workflow_name="steps"), 404)


def cf_event(client: Cloudflare, world: World) -> Results:
    """Status changes and an event reach the instance under the engine's names."""
    instances = client.workflows.instances
    instances.create("waiting", account_id=ACCOUNT, instance_id="cf-waiting-1")
    world.settle("waiting", "cf-waiting-1", status="running", step="approval-1")
    yield "pause", instances.status.edit("cf-waiting-1", account_id=ACCOUNT, workflow_name="waiting", status="pause")
    world.settle("waiting", "cf-waiting-1", status="paused")
    yield "resume", instances.status.edit("cf-waiting-1", account_id=ACCOUNT, workflow_name="waiting", status="resume")
    world.settle("waiting", "cf-waiting-1", status="running", step="approval-1")
    payload: dict[str, object] = {"status": "stays", "instance_id": "stays too"}
    yield (
        "event",
        instances.events.create(
            "approved", account_id=ACCOUNT, workflow_name="waiting", instance_id="cf-waiting-1", body=payload
        ),
    )
    world.settle("waiting", "cf-waiting-1", status="complete")
    done = instances.get("cf-waiting-1", account_id=ACCOUNT, workflow_name="waiting")
    assert done.output == {"received": payload}
    yield "complete", done


def cf_retries_and_failure(client: Cloudflare, world: World) -> Results:
    """Attempts and errors of steps are typed."""
    instances = client.workflows.instances
    instances.create("retried", account_id=ACCOUNT, instance_id="cf-retried-1")
    instances.create("failing", account_id=ACCOUNT, instance_id="cf-failing-1")
    world.settle("retried", "cf-retried-1", status="complete")
    world.settle("failing", "cf-failing-1", status="errored")
    yield "retried", instances.get("cf-retried-1", account_id=ACCOUNT, workflow_name="retried")
    failed = instances.get("cf-failing-1", account_id=ACCOUNT, workflow_name="failing")
    assert failed.error is not None
    assert failed.error.message == "this cannot work"
    yield "failed", failed


def cf_terminate(client: Cloudflare, world: World) -> Results:
    """An instance is ended and begun again."""
    instances = client.workflows.instances
    instances.create("sleeper", account_id=ACCOUNT, instance_id="cf-sleeper-1")
    world.settle("sleeper", "cf-sleeper-1", status="running", step="long nap-1")
    yield (
        "terminate",
        instances.status.edit("cf-sleeper-1", account_id=ACCOUNT, workflow_name="sleeper", status="terminate"),
    )
    world.settle("sleeper", "cf-sleeper-1", status="terminated")
    yield (
        "restart",
        instances.status.edit("cf-sleeper-1", account_id=ACCOUNT, workflow_name="sleeper", status="restart"),
    )
    world.settle("sleeper", "cf-sleeper-1", status="running", step="long nap-1")


def cf_pages(client: Cloudflare, world: World) -> Results:
    """Thirty instances come over three pages."""
    instances = client.workflows.instances
    names = [f"cf-brief-{number:02}" for number in range(30)]
    for name in names:
        instances.create("brief", account_id=ACCOUNT, instance_id=name)
    for name in names:
        world.settle("brief", name, status="complete")
    page = instances.list("brief", account_id=ACCOUNT, per_page=10)
    assert [instance.id for instance in page if instance.id.startswith("cf-")][::-1] == names
    yield "first page", page


def cf_absent_operations(client: Cloudflare, world: World) -> Results:
    """What the engine does not have is a 404 that says so."""
    versions = client.workflows.versions
    yield "versions", failure(lambda: versions.list("steps", account_id=ACCOUNT), 404)
    yield "bulk", failure(lambda: client.workflows.instances.bulk("steps", account_id=ACCOUNT, body=[{}]), 404)


CLOUDFLARE_SCENARIOS: tuple[CloudflareScenario, ...] = (
    cf_definitions,
    cf_instance,
    cf_event,
    cf_retries_and_failure,
    cf_terminate,
    cf_pages,
    cf_absent_operations,
)
