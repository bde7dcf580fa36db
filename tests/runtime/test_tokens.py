"""Answers of token endpoints: only a token that can be sent is sent."""

from __future__ import annotations

import asyncio
import math
import time
from typing import Any

import pytest
from server import Server, reply, tree

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


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("token", BAD_TOKENS, ids=lambda token: repr(token)[:20])
def test_a_token_that_is_no_text_is_not_sent(kit: Any, server: Server, token: Any, is_async: bool) -> None:
    server.answers(reply({"access_token": token, "token_type": "bearer"}), tree())
    with pytest.raises(kit.package.OrchardError, match="No usable access token in the response of /token ") as caught:
        call(kit, server, is_async)
    assert len(server.requests) == 1
    assert not {"hidden", "hush"} & set(str(caught.value).split())
    assert "hidden" not in str(caught.value)


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
