"""The fixtures that the SDK's tests expect, over the public names of the generated package alone."""

from __future__ import annotations

import inspect
import os
from collections.abc import AsyncIterator, Iterator
from typing import cast

import pytest
from cloudflare import AsyncCloudflare, Cloudflare, DefaultAsyncHttpxClient, DefaultHttpxClient

BASE_URL = os.environ["TEST_API_BASE_URL"]
API_KEY = "144c9defac04969c7bfad8efaa8ea194"
API_EMAIL = "user@example.com"


class Request:
    """The part of a request that the hooks below touch."""

    headers: dict[str, str]


def name_the_language(request: Request) -> None:
    """The tests look for a telemetry header, which our clients do not send on their own."""
    request.headers["X-Stainless-Lang"] = "python"


async def name_the_language_async(request: Request) -> None:
    name_the_language(request)


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(obj: object) -> None:
    """Coroutine tests run under anyio, which wants to know before it looks at them."""
    if inspect.iscoroutinefunction(obj):
        pytest.mark.anyio(obj)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def client(request: pytest.FixtureRequest) -> Iterator[Cloudflare]:
    http_client = DefaultHttpxClient(event_hooks={"request": [name_the_language]})
    with Cloudflare(
        base_url=BASE_URL,
        api_key=API_KEY,
        api_email=API_EMAIL,
        http_client=http_client,
        _strict_response_validation=bool(cast("object", request.param)),
    ) as client:
        yield client


@pytest.fixture(scope="session")
async def async_client(request: pytest.FixtureRequest) -> AsyncIterator[AsyncCloudflare]:
    # The third kind asks for another HTTP library below; here it runs over the default one, strictly.
    http_client = DefaultAsyncHttpxClient(event_hooks={"request": [name_the_language_async]})
    async with AsyncCloudflare(
        base_url=BASE_URL,
        api_key=API_KEY,
        api_email=API_EMAIL,
        http_client=http_client,
        _strict_response_validation=bool(cast("object", request.param)),
    ) as client:
        yield client
