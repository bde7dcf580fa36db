"""Random answers that the description allows all parse in strict mode, and every failure class is a typed error."""

from __future__ import annotations

from operator import attrgetter
from typing import Protocol, cast

import pytest
from cloudflare import (
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    Cloudflare,
    ConflictError,
    InternalServerError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
)

from tests.contract.calls import CALLS, Call

ANSWERS = 100
OPERATIONS = list({call.operation: call for call in CALLS}.values())
FAILURES: list[tuple[int, type[APIStatusError]]] = [
    (400, BadRequestError),
    (401, AuthenticationError),
    (403, PermissionDeniedError),
    (404, NotFoundError),
    (409, ConflictError),
    (429, RateLimitError),
    (500, InternalServerError),
    (503, InternalServerError),
]


class Method(Protocol):
    def __call__(self, **arguments: object) -> object: ...


def test_there_are_fourteen_operations() -> None:
    assert len(OPERATIONS) == 14


@pytest.mark.parametrize("call", OPERATIONS, ids=[call.method for call in OPERATIONS])
def test_random_answers_parse_strictly(prism: str, call: Call) -> None:
    with Cloudflare(
        base_url=prism,
        api_token="token",
        max_retries=0,
        default_headers={"Prefer": "dynamic=true"},
        _strict_response_validation=True,
    ) as client:
        method = cast("Method", attrgetter(call.method)(client))
        for _ in range(ANSWERS):
            assert method(**call.arguments(full=False)) is not None


@pytest.mark.parametrize(("status", "error"), FAILURES, ids=[str(status) for status, _ in FAILURES])
def test_failures_are_typed(prism: str, status: int, error: type[APIStatusError]) -> None:
    with (
        Cloudflare(
            base_url=prism, api_token="token", max_retries=0, default_headers={"Prefer": f"code={status}"}
        ) as client,
        pytest.raises(error) as caught,
    ):
        client.workflows.instances.create("orders", account_id="acc0")
    assert caught.value.status_code == status
    assert caught.value.body is not None
