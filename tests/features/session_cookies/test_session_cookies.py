"""A log-in that sets a cookie: the operations that ask for that cookie need no other credential."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply

LOGGED_IN = Reply(204, headers={"set-cookie": "session=s1; Path=/; HttpOnly"})


def logged_in(package: ModuleType, server: Loopback, **options: Any) -> Any:
    client = package.Orchard(base_url=server.url, **options)
    server.reply(LOGGED_IN, Reply(204))
    client.auth.login(password="x")
    return client


def test_the_cookie_of_a_log_in_is_a_credential(package: ModuleType, server: Loopback) -> None:
    logged_in(package, server).trees.list()
    assert (server.last.headers["cookie"], server.last.headers["authorization"]) == ("session=s1", None)


@pytest.mark.anyio
async def test_the_same_without_threads(package: ModuleType, server: Loopback) -> None:
    server.reply(LOGGED_IN, Reply(204))
    async with package.AsyncOrchard(base_url=server.url) as client:
        await client.auth.login(password="x")
        await client.trees.list()
    assert server.last.headers["cookie"] == "session=s1"


def test_without_the_cookie_nothing_is_sent(package: ModuleType, server: Loopback) -> None:
    with pytest.raises(TypeError, match="Could not resolve authentication method"):
        package.Orchard(base_url=server.url).trees.list()
    assert server.requests == []


def test_another_cookie_is_no_credential(package: ModuleType, server: Loopback) -> None:
    client = package.Orchard(base_url=server.url)
    server.reply(Reply(204, headers={"set-cookie": "theme=dark; Path=/"}))
    client.auth.login(password="x")
    with pytest.raises(TypeError, match="Could not resolve authentication method"):
        client.trees.list()


def test_what_the_caller_passes_takes_precedence(package: ModuleType, server: Loopback) -> None:
    logged_in(package, server, session="mine").trees.list()
    assert server.last.headers["cookie"] == "session=mine"


def test_a_second_credential_beside_it_is_still_needed(package: ModuleType, server: Loopback) -> None:
    with pytest.raises(TypeError, match="Could not resolve authentication method"):
        logged_in(package, server).trees.create()
    server.replies.clear()
    logged_in(package, server, csrf="c1").trees.create()
    assert (server.last.headers["cookie"], server.last.headers["x-csrf-token"]) == ("session=s1", "c1")


def test_a_cookie_of_the_call_is_sent_beside_it(package: ModuleType, server: Loopback) -> None:
    logged_in(package, server, csrf="c1").trees.create(theme="dark")
    assert server.last.headers["cookie"] == "theme=dark; session=s1"


def test_a_header_of_the_caller_replaces_all_cookies(package: ModuleType, server: Loopback) -> None:
    logged_in(package, server, csrf="c1").trees.create(theme="dark", extra_headers={"Cookie": "a=b"})
    assert server.last.headers["cookie"] == "a=b; theme=dark"
