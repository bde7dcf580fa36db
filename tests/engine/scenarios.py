"""What the generated client of the engine's own API does with a real engine, one thing after the other.

A scenario says what has to happen, and yields the results that are worth a look. It runs in three ways: against the
engine as a test, against the engine to be recorded, and against what was recorded. The client is generated while the
tests run, so its type is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import httpx2

Client = Any
Results = Iterator[tuple[str, object]]


class World(Protocol):
    """Something in which instances come to rest."""

    def settle(self, workflow: str, instance_id: str, *, status: str, step: str | None = None) -> None:
        """Returns when the instance has that status and has reached the step."""


class Replay:
    """The world of a recording: everything has happened already."""

    def settle(self, workflow: str, instance_id: str, *, status: str, step: str | None = None) -> None:
        """Nothing to wait for."""


Scenario = Callable[[Client, World], Results]


def failure(call: Callable[[], object], status: int) -> Exception:
    """The error that a call ends in, which has to have that status."""
    try:
        call()
    except Exception as error:
        if getattr(error, "status_code", None) == status:
            return error
        raise
    raise AssertionError(f"the call succeeded, where a {status} was due")


def definitions(client: Client, world: World) -> Results:
    """The workflows that the Worker declares."""
    listed = client.workflows.list()
    assert "waiting" in [workflow.name for workflow in listed]
    yield "list", list(listed)
    workflow = client.workflows.get("steps")
    assert workflow.class_name == "Steps"
    yield "get", workflow
    yield "get unknown", failure(lambda: client.workflows.get("nope"), 404)


def several_steps(client: Client, world: World) -> Results:
    """An instance with an id and a payload of ours goes through its steps and its sleep."""
    created = client.workflows.instances.create("steps", id="steps-1", params={"amount": 21})
    assert created.id == "steps-1"
    yield "create", created
    world.settle("steps", "steps-1", status="complete")
    done = client.workflows.instances.get("steps-1", workflow_name="steps")
    assert done.status == "complete"
    assert done.output == "doubled to 42"
    assert [step["type"] for step in done.steps] == ["step", "step", "sleep", "step"]
    yield "complete", done


def retried_step(client: Client, world: World) -> Results:
    """A step that fails twice shows three attempts."""
    created = client.workflows.instances.create("retried", id="retried-1")
    yield "create", created
    world.settle("retried", "retried-1", status="complete")
    done = client.workflows.instances.get("retried-1", workflow_name="retried")
    assert done.output == {"attempt": 3}
    assert [attempt["success"] for attempt in done.steps[0]["attempts"]] == [False, False, True]
    yield "complete", done


def pause_resume_event(client: Client, world: World) -> Results:
    """An instance waits, is paused and resumed, and completes with the payload of an event."""
    instances = client.workflows.instances
    instances.create("waiting", id="waiting-1", params=["any", {"json": None}])
    world.settle("waiting", "waiting-1", status="running", step="approval-1")
    waiting = instances.get("waiting-1", workflow_name="waiting")
    assert waiting.steps[-1]["type"] == "waitForEvent"
    assert waiting.steps[-1]["finished"] is False
    yield "waiting", waiting
    yield "pause", instances.status.edit("waiting-1", workflow_name="waiting", action="pause")
    world.settle("waiting", "waiting-1", status="paused")
    yield "resume", instances.status.edit("waiting-1", workflow_name="waiting", action="resume")
    world.settle("waiting", "waiting-1", status="running", step="approval-1")
    sent = {"by": "somebody", "lines": [1, 2.5, None, "ä"]}
    yield "event", instances.events.create("approved", workflow_name="waiting", instance_id="waiting-1", payload=sent)
    world.settle("waiting", "waiting-1", status="complete")
    done = instances.get("waiting-1", workflow_name="waiting")
    assert done.output == {"received": sent}
    yield "complete", done


def terminate_restart(client: Client, world: World) -> Results:
    """An instance is ended from outside, and begun again."""
    instances = client.workflows.instances
    instances.create("sleeper", id="sleeper-1")
    world.settle("sleeper", "sleeper-1", status="running", step="long nap-1")
    yield "terminate", instances.status.edit("sleeper-1", workflow_name="sleeper", action="terminate")
    world.settle("sleeper", "sleeper-1", status="terminated")
    yield "terminated", instances.get("sleeper-1", workflow_name="sleeper")
    again = failure(lambda: instances.status.edit("sleeper-1", workflow_name="sleeper", action="terminate"), 500)
    yield "terminate again", again
    yield "restart", instances.status.edit("sleeper-1", workflow_name="sleeper", action="restart")
    world.settle("sleeper", "sleeper-1", status="running", step="long nap-1")
    restarted = instances.get("sleeper-1", workflow_name="sleeper")
    assert restarted.status == "running"
    yield "restarted", restarted


def failing(client: Client, world: World) -> Results:
    """An instance fails for good and says why."""
    client.workflows.instances.create("failing", id="failing-1")
    world.settle("failing", "failing-1", status="errored")
    done = client.workflows.instances.get("failing-1", workflow_name="failing")
    assert done.error.name == "TypeError"
    assert done.error.message == "this cannot work"
    yield "errored", done


def long_output(client: Client, world: World) -> Results:
    """A long text comes back whole."""
    client.workflows.instances.create("long", id="long-1", params={"times": 2000})
    world.settle("long", "long-1", status="complete")
    done = client.workflows.instances.get("long-1", workflow_name="long")
    assert done.output == "long " * 2000
    yield "complete", len(done.output)


def pages(client: Client, world: World) -> Results:
    """Thirty instances are listed over three pages, and a fourth is never asked for."""
    names = [f"brief-{number:02}" for number in range(30)]
    for name in names:
        client.workflows.instances.create("brief", id=name)
    for name in names:
        world.settle("brief", name, status="complete")
    page = client.workflows.instances.list("brief", per_page=10)
    assert sorted(instance.id for instance in page) == names
    assert len(list(page.iter_pages())) == 3
    yield "first page", page
    yield "by status", list(client.workflows.instances.list("brief", per_page=100, status="errored"))
    yield "too many", failure(lambda: client.workflows.instances.list("brief", per_page=500), 400)


def same_id_twice(client: Client, world: World) -> Results:
    """The engine takes an id again and answers as if it were new."""
    yield "first", client.workflows.instances.create("sleeper", id="twin")
    yield "second", client.workflows.instances.create("sleeper", id="twin")
    yield "bad id", failure(lambda: client.workflows.instances.create("sleeper", id="not an id"), 500)
    made_up = client.workflows.instances.create("sleeper")
    assert len(made_up.id) == 36
    yield "made up", made_up


def deleting(client: Client, world: World) -> Results:
    """What is deleted cannot be deleted again; then a workflow loses all of its instances."""
    instances = client.workflows.instances
    instances.create("long", id="short-1", params={"times": 1})
    world.settle("long", "short-1", status="complete")
    yield "delete", instances.delete("short-1", workflow_name="long")
    yield "delete again", failure(lambda: instances.delete("short-1", workflow_name="long"), 404)
    yield "get unknown", failure(lambda: instances.get("nope", workflow_name="long"), 404)
    yield "delete all", client.workflows.delete("long")
    left = list(instances.list("long"))
    assert left == []
    yield "left", left


def unknown_route(client: Client, world: World) -> Results:
    """Outside of its API the engine answers with plain text."""
    error = failure(lambda: client.get("/nothing", cast_to=httpx2.Response), 404)
    assert getattr(error, "body", None) == "404 Not Found"
    yield "text", error


def key_values(client: Client, world: World) -> Results:
    """KV: values are written and read as bytes, and listed by cursor."""
    kv = client.kv.namespaces
    yield "namespaces", list(kv.list())
    binary = bytes(range(256))
    yield "write", kv.values.update("folder/key ä", namespace_id="store", value=binary)
    assert kv.values.get("folder/key ä", namespace_id="store").read() == binary
    kv.values.update("text", namespace_id="store", value="text ä")
    assert kv.values.get("text", namespace_id="store").text() == "text ä"
    for number in range(25):
        kv.values.update(f"many-{number:02}", namespace_id="store", value=b"value %d" % number)
    listed = kv.keys.list("store", prefix="many-", limit=10)
    assert [key.name for key in listed] == [f"many-{number:02}" for number in range(25)]
    yield "first keys", listed
    yield "several", kv.bulk_get("store", keys=["many-03", "nope"])
    # The document wants a body here, and the engine can fall silent when it gets one: see the README.
    yield "delete", client.delete("/storage/kv/namespaces/store/values/many-03", cast_to=object)
    yield "gone", failure(lambda: kv.values.get("many-03", namespace_id="store"), 404)


def database(client: Client, world: World) -> Results:
    """D1: a table is made, filled and read with SQL."""
    databases = client.d1.databases
    yield "list", list(databases.list())
    databases.raw("ledger", sql="create table entries (id integer primary key, note text, amount real)")
    filled = databases.raw("ledger", sql="insert into entries (note, amount) values (?, ?)", params=["tea", "2.5"])
    yield "insert", filled
    found = databases.raw("ledger", sql="select note, amount from entries")
    assert found[0].results.rows == [["tea", 2.5]]
    yield "select", found
    yield "no SQL", failure(lambda: databases.raw("ledger", sql="gibberish"), 500)
    yield "no database", failure(lambda: databases.raw("nope", sql="select 1"), 404)


SCENARIOS: tuple[Scenario, ...] = (
    definitions,
    several_steps,
    retried_step,
    pause_resume_event,
    terminate_restart,
    failing,
    long_output,
    pages,
    same_id_twice,
    deleting,
    unknown_route,
    key_values,
    database,
)
