"""Every request that the generated client sends is what the description allows, and the answer is understood."""

from __future__ import annotations

from operator import attrgetter
from typing import Protocol, cast

import pytest
from cloudflare import APIStatusError, AsyncCloudflare, Cloudflare

from tests.contract.calls import CALLS, Call
from tests.contract.prism import violations

pytestmark = [
    pytest.mark.parametrize("full", [False, True], ids=["minimal", "full"]),
    pytest.mark.parametrize("call", CALLS, ids=[call.name for call in CALLS]),
]


class RawResponse(Protocol):
    """What a raw response offers here, whatever it parses into."""

    headers: dict[str, str]

    def parse(self) -> object: ...


class RawMethod(Protocol):
    def __call__(self, **arguments: object) -> RawResponse: ...


class AsyncRawResponse(Protocol):
    headers: dict[str, str]

    async def parse(self) -> object: ...


class AsyncRawMethod(Protocol):
    async def __call__(self, **arguments: object) -> AsyncRawResponse: ...


def blame(error: APIStatusError) -> str:
    """What Prism holds against the request that it refused."""
    return f"{error.message}\n" + "\n".join(violations(error.response.headers))


def test_sync(prism: str, call: Call, full: bool) -> None:
    with Cloudflare(base_url=prism, api_token="token", _strict_response_validation=True, max_retries=0) as client:
        method = cast("RawMethod", attrgetter(call.method)(client.with_raw_response))
        try:
            response = method(**call.arguments(full=full))
        except APIStatusError as error:
            pytest.fail(blame(error))
        assert violations(response.headers) == []
        assert response.parse() is not None


@pytest.mark.anyio
async def test_async(prism: str, call: Call, full: bool) -> None:
    async with AsyncCloudflare(
        base_url=prism, api_key="key", api_email="me@example.com", _strict_response_validation=True, max_retries=0
    ) as client:
        method = cast("AsyncRawMethod", attrgetter(call.method)(client.with_raw_response))
        try:
            response = await method(**call.arguments(full=full))
        except APIStatusError as error:
            pytest.fail(blame(error))
        assert violations(response.headers) == []
        assert await response.parse() is not None
