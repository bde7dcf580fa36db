"""Answers of token endpoints: only a token that can be sent is sent."""

from __future__ import annotations

import asyncio
import math
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from server import TREE, Server, reply, tree

pytestmark = pytest.mark.usefixtures("no_leaks")


def classes(kit: Any) -> tuple[Any, Any]:
    """Clients that fetch tokens."""
    scheme = kit.module("_runtime.oauth").OAuth2ClientCredentials("/token?key=hidden", "api_key", "api_email")
    made = [
        type(base.__name__, (base,), {"_security": ((scheme,),)})
        for base in (kit.package.Orchard, kit.package.AsyncOrchard)
    ]
    return made[0], made[1]


def call(kit: Any, server: Server, is_async: bool = False, times: int = 1) -> None:
    blocking, asynchronous = classes(kit)
    options = {"base_url": server.url, "api_token": None, "api_key": "id", "api_email": "hush", "max_retries": 0}
    if not is_async:
        with blocking(**options) as client:
            for _ in range(times):
                client.trees.get("t1", orchard_id="o")
        return

    async def run() -> None:
        async with asynchronous(**options) as client:
            for _ in range(times):
                await client.trees.get("t1", orchard_id="o")

    asyncio.run(run())


BAD_TOKENS = [
    None,
    5,
    1.5,
    True,
    [],
    ["t"],
    {},
    "",
    " ",
    "a b",
    "a\n",
    "a\r\nX-Evil: 1",
    "\u00e9",
    "\0",
    "t\x7f",
    "x" * 70_000,
]


@pytest.mark.one_in(4)
@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("token", BAD_TOKENS, ids=lambda token: repr(token)[:20])
def test_a_token_that_is_no_text_is_not_sent(kit: Any, server: Server, token: Any, is_async: bool) -> None:
    server.answers(reply({"access_token": token, "token_type": "bearer"}), tree())
    with pytest.raises(kit.package.OrchardError, match="No usable access token in the response of /token ") as caught:
        call(kit, server, is_async)
    assert len(server.requests) == 1
    assert not {"hidden", "hush"} & set(str(caught.value).split())
    assert "hidden" not in str(caught.value)


@pytest.mark.one_in(4)
@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"null",
        b"[]",
        b'"t"',
        b"{}",
        b'{"access_token": "t"',
        b"[" * 5000,
        b"\xff\xfe",
        b'{"a":' * 500 + b"1" + b"}" * 500,
    ],
)
def test_an_answer_without_a_token(kit: Any, server: Server, body: bytes, is_async: bool) -> None:
    server.answers(reply(body=body, content_type="text/html"), tree())
    with pytest.raises(kit.package.OrchardError, match="No usable access token"):
        call(kit, server, is_async)
    assert len(server.requests) == 1


@pytest.mark.parametrize("is_async", [False, True])
def test_a_token_endpoint_that_redirects_gets_no_credentials_sent_on(kit: Any, server: Server, is_async: bool) -> None:
    with Server() as elsewhere:
        elsewhere.answers(reply({"access_token": "planted"}))
        server.answers(reply({}, status=307, Location=f"{elsewhere.url}/token"), tree())
        with pytest.raises(kit.package.APIStatusError, match="307"):
            call(kit, server, is_async)
        assert elsewhere.requests == []
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("sent", "seconds"),
    [
        ("absent", 3600),
        ("null", 3600),
        ('"soon"', 3600),
        ("[]", 3600),
        ("true", 3600),
        ("NaN", 3600),
        ('"7200"', 7200),
        ("7200.5", 7200.5),
        ("1e400", 31_536_000),
        ("Infinity", 31_536_000),
        ("9" * 400, 3600),
        ("0", 0),
        ("-5", 0),
    ],
)
def test_how_long_a_token_is_kept(kit: Any, server: Server, sent: str, seconds: float) -> None:
    field = "" if sent == "absent" else f', "expires_in": {sent}'
    server.answers(reply(body=f'{{"access_token": "t"{field}}}'.encode()), tree())
    blocking, _ = classes(kit)
    options = {"base_url": server.url, "api_token": None, "api_key": "id", "api_email": "hush"}
    with blocking(**options) as client:
        client.trees.get("t1", orchard_id="o")
        (token,) = kit.module("_runtime.oauth").tokens_of(client).values()
    assert server.requests[1].headers["authorization"] == "Bearer t"
    assert math.isclose(token.ends - time.monotonic(), max(seconds - 30, seconds / 2), abs_tol=20)


@pytest.mark.parametrize("is_async", [False, True])
def test_a_good_token_is_fetched_once(kit: Any, server: Server, is_async: bool) -> None:
    server.answers(reply({"access_token": "good-token~1", "expires_in": None}), tree())
    call(kit, server, is_async, times=3)
    assert [request.headers["authorization"] for request in server.requests[1:]] == ["Bearer good-token~1"] * 3


class Guarded:
    """A server that accepts the newest token alone."""

    def __init__(self, kit: Any) -> None:
        self.httpx = kit.httpx
        self.fetched = 0
        self.valid = "none"
        self.is_open = True
        self.requests: list[str] = []

    def __call__(self, request: Any) -> Any:
        if request.url.path.startswith("/token"):
            time.sleep(0.01)
            self.fetched += 1
            self.valid = f"token-{self.fetched}"
            return self.httpx.Response(200, json={"access_token": self.valid})
        self.requests.append(request.headers["authorization"])
        status = 200 if self.is_open and request.headers["authorization"] == f"Bearer {self.valid}" else 401
        return self.httpx.Response(status, json={"success": True, "result": TREE})


def guarded_client(kit: Any, guard: Guarded, is_async: bool) -> Any:
    library = kit.httpx.AsyncClient if is_async else kit.httpx.Client
    options = {"base_url": "https://x.example", "api_token": None, "api_key": "id", "api_email": "hush"}
    http_client = library(transport=kit.httpx.MockTransport(guard))
    return classes(kit)[is_async](**options, http_client=http_client, max_retries=0)


@pytest.mark.parametrize("is_async", [False, True])
def test_a_token_that_is_refused_is_fetched_once_more(kit: Any, is_async: bool) -> None:
    guard = Guarded(kit)
    client = guarded_client(kit, guard, is_async)

    async def call_async(client: Any) -> Any:
        return await client.trees.get("t1", orchard_id="o")

    def call(client: Any) -> Any:
        return asyncio.run(call_async(client)) if is_async else client.trees.get("t1", orchard_id="o")

    assert call(client).id == "t1"
    guard.valid = "revoked"
    assert call(client.with_options(timeout=5)).id == "t1"
    assert call(client).id == "t1"
    assert guard.fetched == 2
    assert guard.requests == ["Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2"]
    guard.is_open = False
    with pytest.raises(kit.package.AuthenticationError):
        call(client)
    assert guard.fetched == 3


def test_many_threads_fetch_one_token(kit: Any) -> None:
    guard = Guarded(kit)
    client = guarded_client(kit, guard, False)
    with ThreadPoolExecutor(8) as pool:
        assert [one.id for one in pool.map(lambda _: client.trees.get("t1", orchard_id="o"), range(16))] == ["t1"] * 16
        assert guard.fetched == 1
        guard.valid = "revoked"
        assert [one.id for one in pool.map(lambda _: client.trees.get("t1", orchard_id="o"), range(16))] == ["t1"] * 16
    assert guard.fetched == 2


def test_many_tasks_fetch_one_token(kit: Any) -> None:
    guard = Guarded(kit)
    client = guarded_client(kit, guard, True)

    async def run() -> None:
        for valid in ("none", "revoked"):
            guard.valid = valid
            found = await asyncio.gather(*(client.trees.get("t1", orchard_id="o") for _ in range(16)))
            assert [one.id for one in found] == ["t1"] * 16

    asyncio.run(run())
    assert guard.fetched == 2
