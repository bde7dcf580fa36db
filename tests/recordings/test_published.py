"""What the published API answers, played back over a socket, and what the client makes of it."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from operator import attrgetter
from typing import Protocol, cast

import pytest
from cloudflare import APIStatusError, AsyncCloudflare, Cloudflare
from syrupy.assertion import SnapshotAssertion

from tests.contract.calls import CALLS, Call
from tests.recordings.cassettes import HERE, load
from tests.recordings.describe import describe
from tests.recordings.playback import played

OPERATIONS = load(HERE / "published" / "operations.yaml")
FAILURES = load(HERE / "published" / "failures.yaml")
STATUSES = [each["response"]["status"]["code"] for each in FAILURES]


class Method(Protocol):
    def __call__(self, **arguments: object) -> object: ...


@pytest.mark.parametrize("call", CALLS, ids=[call.name for call in CALLS])
def test_operation(call: Call, snapshot: SnapshotAssertion) -> None:
    with played(OPERATIONS, whole=False) as origin, Cloudflare(base_url=origin, api_token="token") as client:
        result = cast("Method", attrgetter(call.method)(client))(**call.arguments(full=True))
    assert describe(result) == snapshot


@pytest.mark.anyio
@pytest.mark.parametrize("call", CALLS, ids=[call.name for call in CALLS])
async def test_async_is_the_same(call: Call) -> None:
    with played(OPERATIONS * 2, whole=False) as origin:
        with Cloudflare(base_url=origin, api_token="token") as client:
            result = cast("Method", attrgetter(call.method)(client))(**call.arguments(full=True))
        async with AsyncCloudflare(base_url=origin, api_token="token") as async_client:
            method = cast("Method", attrgetter(call.method)(async_client))
            async_result = await cast("Awaitable[object]", method(**call.arguments(full=True)))
    assert describe(async_result) == sync_names(describe(result))


def sync_names(described: object) -> object:
    """Pages are the one type that differs between the two clients, in its name."""
    if not isinstance(described, dict):
        return described
    fields = cast("dict[str, object]", described)
    return {**fields, "": re.sub("^Sync", "Async", str(fields[""]))}


@pytest.mark.parametrize("status", STATUSES)
def test_failure(status: int, snapshot: SnapshotAssertion) -> None:
    with (
        played(FAILURES, whole=False) as origin,
        Cloudflare(base_url=origin, api_token="token", max_retries=0) as client,
        pytest.raises(APIStatusError) as caught,
    ):
        client.workflows.instances.create("orders", account_id="acc0", instance_id=f"fails-{status}")
    assert describe(caught.value) == snapshot
