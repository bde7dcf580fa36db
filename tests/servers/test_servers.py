"""Whole jobs of users with real servers, by the client of the document that each server serves, without a config."""

from __future__ import annotations

import pytest

from tests.servers.client import ServedClient, without_await
from tests.servers.running import RunningServer


def test_scripts_are_typed(server: RunningServer, client: ServedClient) -> None:
    assert client.type_faults() == ""


@pytest.mark.parametrize("module", ["job", "job_sync"], ids=["async", "sync"])
def test_job(server: RunningServer, client: ServedClient, module: str) -> None:
    client.run(module, server.base_url)


def test_scripts_lose_their_await() -> None:
    script = "async with AsyncShop() as shop:\n    [item async for item in shop.list()]\n    await shop.close()\n"
    assert without_await(script) == "with Shop() as shop:\n    [item for item in shop.list()]\n    shop.close()\n"
