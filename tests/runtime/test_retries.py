"""When a call is repeated, and when it must not be."""

from __future__ import annotations

import email.utils
import io
import time
from typing import Any

import pytest
from server import Server, head, reply, silence, then_reset, tree

pytestmark = pytest.mark.usefixtures("no_leaks")


@pytest.fixture
def sleeps(kit: Any, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The delays before repeats, without waiting for them."""
    taken: list[float] = []
    monkeypatch.setattr(
        kit.module("_runtime.client_sync").SyncAPIClient, "_sleep_for_retry", lambda _, delay: taken.append(delay)
    )
    return taken


def create(kit: Any, server: Server, **options: Any) -> Any:
    with kit.client(base_url=server.url, **options) as client:
        return client.trees.create(orchard_id="o", kind="apple")


def get(kit: Any, server: Server, **options: Any) -> Any:
    with kit.client(base_url=server.url, **options) as client:
        return client.trees.get("t1", orchard_id="o")


LOST = [
    then_reset(),
    then_reset(head(200, {"Content-Length": "10"}) + b"{"),
    silence(),
    reply({}, status=500),
    reply({}, status=502),
    reply({}, status=504),
]


@pytest.mark.parametrize("answer", LOST, ids=["reset", "reset-in-body", "silence", "500", "502", "504"])
def test_a_post_that_may_have_been_carried_out_is_not_repeated(
    kit: Any, server: Server, sleeps: list[float], answer: Any
) -> None:
    server.answers(answer, tree())
    with pytest.raises(kit.package.APIError):
        create(kit, server, timeout=0.5, max_retries=5)
    assert len(server.requests) == 1


@pytest.mark.parametrize("answer", LOST, ids=["reset", "reset-in-body", "silence", "500", "502", "504"])
def test_a_get_is_repeated(kit: Any, server: Server, sleeps: list[float], answer: Any) -> None:
    server.answers(answer, tree())
    assert get(kit, server, timeout=0.5).id == "t1"
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [408, 409, 429, 503])
def test_a_refused_post_is_repeated(kit: Any, server: Server, sleeps: list[float], status: int) -> None:
    server.answers(reply({}, status=status), tree())
    assert create(kit, server).id == "t1"
    assert len(sleeps) == 1


def test_a_post_with_an_idempotency_key_is_repeated_with_the_same_key(
    build_variant: Any, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = build_variant("keyed", IDEMPOTENCY_HEADER='"Idempotency-Key"')
    monkeypatch.setattr(kit.module("_runtime.client_sync").SyncAPIClient, "_sleep_for_retry", lambda _, delay: None)
    server.answers(then_reset(), reply({}, status=500), tree())
    assert create(kit, server).id == "t1"
    keys = [request.headers["idempotency-key"] for request in server.requests]
    assert len(keys) == 3
    assert len(set(keys)) == 1
    assert keys[0].startswith("stainless-python-retry-")
    create(kit, server)
    assert server.requests[-1].headers["idempotency-key"] != keys[0]


def test_unsafe_retries_can_be_configured(build_variant: Any, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    kit = build_variant("daring", RETRY_UNSAFE_REQUESTS="True")
    monkeypatch.setattr(kit.module("_runtime.client_sync").SyncAPIClient, "_sleep_for_retry", lambda _, delay: None)
    server.answers(then_reset(), tree())
    assert create(kit, server).id == "t1"


def test_a_connection_that_cannot_be_made_is_tried_again(kit: Any, sleeps: list[float]) -> None:
    client = kit.client(base_url="http://127.0.0.1:1", max_retries=2)
    with client, pytest.raises(kit.package.APIConnectionError):
        client.trees.create(orchard_id="o", kind="apple")
    assert len(sleeps) == 2


def test_the_server_decides_with_x_should_retry(kit: Any, server: Server, sleeps: list[float]) -> None:
    server.answers(reply({}, status=500, X_Should_Retry="true"), tree())
    assert create(kit, server).id == "t1"
    server.answers(reply({}, status=429, X_Should_Retry="false"))
    with pytest.raises(kit.package.RateLimitError):
        create(kit, server)
    assert len(sleeps) == 1


@pytest.mark.parametrize(
    ("headers", "low", "high"),
    [
        ({}, 0.375, 0.5),
        ({"Retry_After": "7"}, 7, 7),
        ({"Retry_After": "0.25"}, 0.25, 0.25),
        ({"Retry_After": "0"}, 0.375, 0.5),
        ({"Retry_After": "-1"}, 0.375, 0.5),
        ({"Retry_After": "soon"}, 0.375, 0.5),
        ({"Retry_After": "60"}, 60, 60),
        ({"Retry_After_Ms": "1500", "Retry_After": "9"}, 1.5, 1.5),
    ],
)
def test_how_long_it_waits(
    kit: Any, server: Server, sleeps: list[float], headers: dict[str, str], low: float, high: float
) -> None:
    server.answers(reply({}, status=429, **headers), tree())
    get(kit, server)
    assert low <= sleeps[0] <= high


def test_it_waits_until_a_date(kit: Any, server: Server, sleeps: list[float]) -> None:
    moment = email.utils.formatdate(time.time() + 30, usegmt=True)
    server.answers(reply({}, status=429, Retry_After=moment), tree())
    get(kit, server)
    assert 25 <= sleeps[0] <= 30


def test_a_wait_beyond_the_cap_is_not_made(kit: Any, server: Server, sleeps: list[float]) -> None:
    server.answers(reply({"errors": [{"message": "slow down"}]}, status=429, Retry_After="61"), tree())
    with pytest.raises(kit.package.RateLimitError, match="slow down") as caught:
        get(kit, server)
    assert caught.value.response.headers["retry-after"] == "61"
    assert sleeps == []


def test_the_delay_doubles_up_to_a_maximum(kit: Any, server: Server, sleeps: list[float]) -> None:
    server.answers(reply({}, status=503))
    with pytest.raises(kit.package.InternalServerError):
        get(kit, server, max_retries=7)
    for delay, whole in zip(sleeps, [0.5, 1, 2, 4, 8, 8, 8], strict=True):
        assert 0.75 * whole <= delay <= whole


def test_the_number_of_retries_is_an_option_of_the_client_and_of_a_call(
    kit: Any, server: Server, sleeps: list[float]
) -> None:
    server.answers(reply({}, status=503))
    with kit.client(base_url=server.url, max_retries=1) as client:
        for copy in (client, client.with_options(max_retries=0)):
            with pytest.raises(kit.package.InternalServerError):
                copy.trees.get("t1", orchard_id="o")
        with pytest.raises(kit.package.InternalServerError):
            client.get("/x", cast_to=object, options={"max_retries": 3})
    assert len(server.requests) == 2 + 1 + 4


def test_an_error_of_the_program_is_raised_as_it_is(kit: Any, sleeps: list[float]) -> None:
    def broken(_request: Any) -> Any:
        raise ZeroDivisionError("in a hook")

    with kit.mocked(broken) as client, pytest.raises(ZeroDivisionError):
        client.trees.get("t1", orchard_id="o")
    with kit.client(base_url="ftp://example.com") as client, pytest.raises(kit.package.APIConnectionError):
        client.trees.get("t1", orchard_id="o")
    assert sleeps == []


def test_a_file_is_sent_again_from_where_it_stood(kit: Any, server: Server, sleeps: list[float]) -> None:
    server.answers(then_reset(), reply({}, status=503), reply({}, status=204, body=b""))
    file = io.BytesIO(b"skip-photo")
    file.seek(5)
    with kit.client(base_url=server.url) as client:
        client.trees.replace_photo("t1", file)
    assert [request.body for request in server.requests] == [b"photo"] * 3
    assert server.requests[0].headers["content-length"] == "5"


def test_an_iterator_cannot_be_sent_again(kit: Any, server: Server, sleeps: list[float]) -> None:
    server.answers(reply({}, status=503), reply({}, status=204, body=b""))
    with kit.client(base_url=server.url) as client, pytest.raises(kit.package.InternalServerError):
        client.trees.replace_photo("t1", iter([b"ph", b"oto"]))
    assert [request.body for request in server.requests] == [b"photo"]
    assert sleeps == []


def test_files_of_a_form_are_sent_again(kit: Any, server: Server, sleeps: list[float]) -> None:
    server.answers(reply({}, status=503), reply({}))
    with kit.client(base_url=server.url) as client:
        client.trees.attach("t1", photo=io.BytesIO(b"bytes-of-photo"))
    assert [b"bytes-of-photo" in request.body for request in server.requests] == [True, True]


@pytest.mark.anyio
async def test_the_async_client_repeats_too(kit: Any, server: Server) -> None:
    server.answers(then_reset(), reply({}, status=503, Retry_After_Ms="1"), tree())
    async with kit.async_client(base_url=server.url, max_retries=3) as client:
        assert (await client.trees.get("t1", orchard_id="o")).id == "t1"
    assert len(server.requests) == 3


@pytest.mark.anyio
async def test_the_async_client_sends_files_again(kit: Any, server: Server) -> None:
    async def pieces() -> Any:
        yield b"ph"
        yield b"oto"

    server.answers(reply({}, status=503, Retry_After_Ms="1"), reply({}, status=204, body=b""))
    async with kit.async_client(base_url=server.url) as client:
        await client.trees.replace_photo("t1", io.BytesIO(b"photo"))
        await client.trees.replace_photo("t1", pieces())
    assert [request.body for request in server.requests] == [b"photo"] * 3
