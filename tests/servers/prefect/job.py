"""A day with Prefect: keep flows, runs, variables, limits, logs, artifacts and work pools; filter, page, clear up."""

from __future__ import annotations

import datetime as dt
import uuid

from sdk import AsyncPrefect, ConflictError, NotFoundError, UnprocessableEntityError


async def job(base_url: str) -> None:
    async with AsyncPrefect(base_url=base_url) as client:
        assert (await client.health.retrieve()) is True
        assert (await client.admin.retrieve_version()).startswith("3.")
        await keep_flows(client)
        await keep_runs(client)
        await keep_variables(client)
        await keep_limits(client)
        await keep_artifacts(client)
        await keep_pools(client)
        await provoke(client)
        await clear_up(client)


async def keep_flows(client: AsyncPrefect) -> None:
    for number in range(23):
        flow = await client.flows.create(
            name=f"flow {number:02} ä",
            tags=["nightly" if number % 3 else "hourly"],
            labels={"team": "a & b", "rank": number},
        )
        found = await client.flows.retrieve(flow.id)
        assert (found.id, found.name, found.created) == (flow.id, f"flow {number:02} ä", flow.created)
        assert found.created is not None
        assert found.created.tzinfo is not None
        assert found.labels == {"team": "a & b", "rank": number}
    named = await client.flows.retrieve_by_name("flow 07 ä")
    assert named.tags == ["nightly"]
    await client.flows.update(named.id, tags=["changed", "twice"])
    assert (await client.flows.retrieve(named.id)).tags == ["changed", "twice"]
    names = [flow.name async for flow in client.flows.filter(limit=10, sort="NAME_ASC")]
    assert names == [f"flow {number:02} ä" for number in range(23)]
    page = await client.flows.paginate(limit=10, page=3, sort="NAME_DESC")
    assert (page.count, page.pages, page.page, [flow.name for flow in page.results or []]) == (
        23,
        3,
        3,
        ["flow 02 ä", "flow 01 ä", "flow 00 ä"],
    )
    hourly = client.flows.filter(flows={"tags": {"all": ["hourly"]}}, limit=3, sort="NAME_ASC")
    assert [flow.name async for flow in hourly] == [f"flow {number:02} ä" for number in range(0, 23, 3)]
    assert await client.flows.count(flows={"name": {"like": "flow 1"}}) == 10


async def keep_runs(client: AsyncPrefect) -> None:
    flow = await client.flows.retrieve_by_name("flow 00 ä")
    run = await client.flow_runs.create(
        flow_id=flow.id, name="first run", parameters={"when": "now", "list": [1, None]}, state={"type": "PENDING"}
    )
    assert run.parameters == {"when": "now", "list": [1, None]}
    assert run.state_type == "PENDING"
    result = await client.flow_runs.set_state(run.id, state={"type": "COMPLETED", "name": "Done"}, force=True)
    assert result.status == "ACCEPT"
    finished = await client.flow_runs.retrieve(run.id)
    assert (finished.state_type, finished.state_name) == ("COMPLETED", "Done")
    found = client.flow_runs.filter(flow_runs={"state": {"type": {"any": ["COMPLETED", "FAILED"]}}})
    assert [each.id async for each in found] == [run.id]
    moment = dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.timezone.utc)
    await client.logs.create(
        body=[
            {"name": "job", "level": level, "message": f"line {level} ä", "timestamp": moment, "flow_run_id": run.id}
            for level in (10, 20, 30)
        ]
    )
    found_logs = client.logs.filter(logs={"level": {"ge": 20}, "flow_run_id": {"any": [run.id]}}, limit=1)
    logs = [log async for log in found_logs]
    assert sorted((log.level, log.message) for log in logs) == [(20, "line 20 ä"), (30, "line 30 ä")]
    assert all(log.timestamp == moment for log in logs)
    downloaded = await client.flow_runs.logs.with_raw_response.download(run.id)
    assert "line 30 ä" in await downloaded.text()
    await client.flow_runs.delete(run.id)


async def keep_variables(client: AsyncPrefect) -> None:
    variable = await client.variables.create(name="limits", value={"soft": 1, "hard": [2.5, "x", None]}, tags=["t"])
    assert (await client.variables.retrieve(variable.id)).value == {"soft": 1, "hard": [2.5, "x", None]}
    await client.variables.update_by_name("limits", value="plain ä")
    assert (await client.variables.retrieve_by_name("limits")).value == "plain ä"
    try:
        await client.variables.create(name="limits", value=None)
        raise AssertionError("the variable was made twice")
    except ConflictError as error:
        assert "already exists" in str(error.body)
    assert await client.variables.count(variables={"name": {"any": ["limits"]}}) == 1
    await client.variables.delete(variable.id)
    assert [each async for each in client.variables.filter()] == []


async def keep_limits(client: AsyncPrefect) -> None:
    limit = await client.concurrency_limits.create(tag="database", concurrency_limit=3)
    found = await client.concurrency_limits.retrieve(limit.id)
    assert (found.tag, found.concurrency_limit) == ("database", 3)
    assert (await client.concurrency_limits.retrieve_by_tag("database")).id == limit.id
    await client.concurrency_limits.delete(limit.id)


async def keep_artifacts(client: AsyncPrefect) -> None:
    for number in range(3):
        artifact = await client.artifacts.create(
            key="report", type="markdown", data=f"# Report {number}", metadata={"n": "1"}
        )
        assert (await client.artifacts.retrieve(artifact.id or "")).data == f"# Report {number}"
    assert (await client.artifacts.latest.retrieve("report")).data == "# Report 2"
    reports = [each async for each in client.artifacts.filter(artifacts={"key": {"any": ["report"]}})]
    for artifact in reports:
        await client.artifacts.delete(artifact.id or "")
    assert await client.artifacts.count() == 0


async def keep_pools(client: AsyncPrefect) -> None:
    pool = await client.work_pools.create(name="pool a", type="process", concurrency_limit=5)
    assert (await client.work_pools.retrieve("pool a")).id == pool.id
    await client.work_pools.update("pool a", is_paused=True, description="closed ä")
    paused = await client.work_pools.retrieve("pool a")
    assert (paused.is_paused, paused.description, paused.concurrency_limit) == (True, "closed ä", 5)
    queue = await client.work_pools.queues.create("pool a", name="queue b", priority=7)
    assert (queue.name, queue.priority) == ("queue b", 7)
    await client.work_pools.delete("pool a")


async def provoke(client: AsyncPrefect) -> None:
    try:
        await client.flows.retrieve(str(uuid.UUID(int=0)))
        raise AssertionError("a flow was found")
    except NotFoundError as error:
        assert error.body == {"detail": "Flow not found"}
    try:
        await client.flows.filter(offset=-1)
        raise AssertionError("there were flows before the first")
    except UnprocessableEntityError as error:
        assert "greater_than_equal" in str(error.body)


async def clear_up(client: AsyncPrefect) -> None:
    flows = [flow async for flow in client.flows.filter(limit=100)]
    for flow in flows:
        await client.flows.delete(flow.id)
    assert await client.flows.count() == 0
