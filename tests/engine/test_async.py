"""The async clients drive the engine too."""

from __future__ import annotations

import importlib

import httpx2
import pytest
from cloudflare import AsyncCloudflare, DefaultAsyncHttpxClient, NotFoundError

from tests.engine.adapter import AsyncEngineTransport
from tests.engine.clients import PACKAGE
from tests.engine.engine import Engine

pytestmark = pytest.mark.anyio
ACCOUNT = "local"


async def test_cloudflare(engine: Engine) -> None:
    transport = AsyncEngineTransport(httpx2.AsyncHTTPTransport())
    async with AsyncCloudflare(
        base_url=engine.origin, api_token="any", http_client=DefaultAsyncHttpxClient(transport=transport)
    ) as client:
        instances = client.workflows.instances
        await instances.create("waiting", account_id=ACCOUNT, instance_id="async-1")
        engine.settle("waiting", "async-1", status="running", step="approval-1")
        await instances.events.create(
            "approved", account_id=ACCOUNT, workflow_name="waiting", instance_id="async-1", body={"by": "me"}
        )
        engine.settle("waiting", "async-1", status="complete")
        done = await instances.get("async-1", account_id=ACCOUNT, workflow_name="waiting")
        assert done.output == {"received": {"by": "me"}}
        page = await client.workflows.list(account_id=ACCOUNT)
        assert "steps" in [workflow.name for workflow in page.result]
        with pytest.raises(NotFoundError):
            await client.workflows.get("nope", account_id=ACCOUNT)


async def test_local_engine(engine: Engine, engine_package: None) -> None:
    package = importlib.import_module(PACKAGE)
    async with package.AsyncLocalEngine(base_url=engine.api_url, max_retries=0) as client:
        for number in range(12):
            await client.workflows.instances.create("sleeper", id=f"async-{number:02}")
        listed = [instance.id async for instance in client.workflows.instances.list("sleeper", per_page=5)]
        assert {f"async-{number:02}" for number in range(12)} <= set(listed)
        found = await client.workflows.instances.get("async-00", workflow_name="sleeper")
        assert found.status == "running"
