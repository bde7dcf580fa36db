"""Credentials stay at the origin that they are for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from server import Server, reply, tree

pytestmark = pytest.mark.usefixtures("no_leaks")
SECRETS = ("secret-token", "secret-key", "me@example.com", "session-cookie", "from-the-user")


@pytest.fixture
def elsewhere() -> Iterator[Server]:
    with Server() as running:
        yield running


def seen(server: Server) -> str:
    return "".join(request.raw.decode("latin-1") + request.body.decode("latin-1") for request in server.requests)


@pytest.mark.one_in(4)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "credentials",
    [{"api_token": "secret-token"}, {"api_token": None, "api_key": "secret-key", "api_email": "me@example.com"}],
    ids=["bearer", "headers"],
)
def test_another_origin_gets_no_credentials(
    kit: Any, server: Server, elsewhere: Server, status: int, credentials: dict[str, Any]
) -> None:
    server.answers(reply({}, status=status, Location=f"{elsewhere.url}/other"))
    elsewhere.answers(tree())
    defaults = {"X-Own-Token": "from-the-user", "Cookie": "session-cookie"}
    with kit.client(base_url=server.url, default_headers=defaults, **credentials) as client:
        assert client.trees.get("t1", orchard_id="o").id == "t1"
    assert any(secret in seen(server) for secret in SECRETS)
    assert not any(secret in seen(elsewhere) for secret in SECRETS)
    assert elsewhere.requests[0].headers["accept"] == "application/json"


@pytest.mark.anyio
async def test_nor_from_the_async_client(kit: Any, server: Server, elsewhere: Server) -> None:
    server.answers(reply({}, status=307, Location=f"{elsewhere.url}/other"))
    elsewhere.answers(tree())
    async with kit.async_client(base_url=server.url) as client:
        assert (await client.trees.get("t1", orchard_id="o")).id == "t1"
    assert "secret-token" not in seen(elsewhere)


@pytest.mark.parametrize("status", [307, 308])
def test_another_server_gets_no_body(kit: Any, server: Server, elsewhere: Server, status: int) -> None:
    server.answers(reply({}, status=status, Location=f"{elsewhere.url}/other?key=secret"))
    with kit.client(base_url=server.url) as client:
        with pytest.raises(kit.package.APIConnectionError, match="must not get the body") as caught:
            client.trees.create(orchard_id="o", kind="apple")
        chunks = iter([b"a", b"b"])
        with pytest.raises(kit.package.APIConnectionError, match="must not get the body"):
            client.post("/x", cast_to=object, content=chunks)
    assert elsewhere.requests == []
    assert f"{elsewhere.url}/other" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert len(server.requests) == 2


@pytest.mark.anyio
async def test_nor_does_it_from_the_async_client(kit: Any, server: Server, elsewhere: Server) -> None:
    server.answers(reply({}, status=308, Location=f"{elsewhere.url}/other"))
    async with kit.async_client(base_url=server.url) as client:
        with pytest.raises(kit.package.APIConnectionError, match="must not get the body"):
            await client.trees.create(orchard_id="o", kind="apple")
    assert elsewhere.requests == []


def test_a_form_that_becomes_a_get_leaves_its_body_behind(kit: Any, server: Server, elsewhere: Server) -> None:
    server.answers(reply({}, status=303, Location=f"{elsewhere.url}/other"))
    elsewhere.answers(tree())
    with kit.client(base_url=server.url) as client:
        client.trees.create(orchard_id="o", kind="apple")
    assert (elsewhere.requests[0].method, elsewhere.requests[0].body) == ("GET", b"")


@pytest.mark.parametrize("target", ["http://api.orchard.example/x", "http://elsewhere.example/x"])
def test_no_redirect_leads_from_https_to_http(kit: Any, target: str) -> None:
    asked: list[str] = []

    def handle(request: Any) -> Any:
        asked.append(str(request.url))
        return kit.httpx.Response(302, headers={"Location": target})

    error = kit.package.APIConnectionError
    with kit.mocked(handle) as client, pytest.raises(error, match="changes from https to http"):
        client.get("/x", cast_to=object)
    assert len(asked) == 1


def test_user_and_password_of_a_redirect_are_not_sent(kit: Any, server: Server, elsewhere: Server) -> None:
    elsewhere.answers(tree())
    for running in (server, elsewhere):
        place = running.url.replace("http://", "http://user:planted@")
        server.answers(reply({}, status=302, Location=f"{place}/other"), tree())
        with kit.client(base_url=server.url) as client:
            client.trees.get("t1", orchard_id="o")
    assert [request.headers.get("authorization") for request in server.requests] == ["Bearer secret-token"] * 3
    assert "authorization" not in elsewhere.requests[0].headers


def test_auth_of_the_http_client_stays_too(kit: Any, server: Server, elsewhere: Server) -> None:
    server.answers(reply({}, status=302, Location=f"{elsewhere.url}/other"))
    elsewhere.answers(tree())
    http_client = kit.httpx.Client(auth=("user", "from-the-user"), follow_redirects=True)
    with kit.client(base_url=server.url, http_client=http_client) as client:
        client.trees.get("t1", orchard_id="o")
    assert "authorization" in server.requests[0].headers
    assert "authorization" not in elsewhere.requests[0].headers


def test_the_same_origin_keeps_them(kit: Any, server: Server) -> None:
    server.answers(reply({}, status=307, Location="/moved"), tree())
    with kit.client(base_url=server.url, default_headers={"Cookie": "a=b"}) as client:
        client.trees.create(orchard_id="o", kind="apple")
    first, second = server.requests
    assert second.target == "/moved"
    assert second.headers["authorization"] == first.headers["authorization"] == "Bearer secret-token"
    assert second.headers["cookie"] == "a=b"
    assert second.body == first.body


def test_a_way_back_does_not_bring_them_back(kit: Any, server: Server, elsewhere: Server) -> None:
    server.answers(reply({}, status=302, Location=f"{elsewhere.url}/a"), tree())
    elsewhere.answers(reply({}, status=302, Location=f"{server.url}/b"))
    with kit.client(base_url=server.url) as client:
        client.trees.get("t1", orchard_id="o")
    assert "authorization" not in server.requests[1].headers


def test_an_endless_redirect_ends(kit: Any, server: Server) -> None:
    server.answers(reply({}, status=302, Location="/again"))
    with kit.client(base_url=server.url) as client, pytest.raises(kit.package.APIConnectionError) as caught:
        client.trees.get("t1", orchard_id="o")
    assert isinstance(caught.value.__cause__, kit.httpx.TooManyRedirects)
    assert len(server.requests) == 21


def test_redirects_can_be_refused(kit: Any, server: Server) -> None:
    server.answers(reply({}, status=302, Location="/again"))
    with kit.client(base_url=server.url) as client, pytest.raises(kit.package.APIStatusError) as caught:
        client.get("/x", cast_to=object, options={"follow_redirects": False})
    assert caught.value.status_code == 302
    assert type(caught.value) is kit.package.APIStatusError


def test_a_whole_url_of_another_host_gets_no_credentials(kit: Any, server: Server, elsewhere: Server) -> None:
    elsewhere.answers(reply({"ok": 1}))
    options = {"default_headers": {"X-Own-Token": "from-the-user"}, "default_query": {"key": "from-the-user"}}
    with kit.client(base_url=server.url, **options) as client:
        client.get(f"{elsewhere.url}/x", cast_to=object, options={"headers": {"X-Mine": "given"}})
        client.post(f"{server.url}/y", cast_to=object, body={})
    assert not any(secret in seen(elsewhere) for secret in SECRETS)
    assert elsewhere.requests[0].headers["x-mine"] == "given"
    assert server.requests[0].headers["authorization"] == "Bearer secret-token"
