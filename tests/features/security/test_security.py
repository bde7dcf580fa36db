"""Every kind of credential, alone and together, for all operations and for one; none; and what can't be served."""

from __future__ import annotations

import base64
from types import ModuleType
from typing import Any

import httpx2
import pytest

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply

BASIC = "Basic " + base64.b64encode("ann:é:x".encode()).decode()
USER: dict[str, Any] = {"username": "ann", "password": "é:x"}
KEYS: dict[str, Any] = {"app_key": "a", "user_key": "u"}


def sent(server: Loopback) -> dict[str, str]:
    """Return the credentials of the last request by name."""
    last = server.last
    headers = {name: last.headers[name] for name in ("authorization", "x-app-key", "cookie") if last.headers[name]}
    return {**headers, **dict(last.query)}


@pytest.mark.parametrize(
    ("call", "options", "expected"),
    [
        ("bearer", {"bearer_": "b", **USER, **KEYS}, {"authorization": "Bearer b"}),
        ("open", {"bearer_": "b"}, {}),
        ("optional", {"bearer_": "b"}, {"authorization": "Bearer b"}),
        ("optional", {}, {}),
        ("basic", {"bearer_": "b", **USER}, {"authorization": BASIC}),
        ("both", {"bearer_": "b", **KEYS}, {"x-app-key": "a", "user_key": "u"}),
        ("either", {**KEYS, **USER, "session": "s"}, {"x-app-key": "a", "user_key": "u"}),
        ("either", {"app_key": "a", "session": "s", **USER}, {"cookie": "session=s"}),
        ("either", USER, {"authorization": BASIC}),
        ("person", {"login": "l"}, {"authorization": "Bearer l"}),
        ("connect", {"connect_": "c"}, {"authorization": "Bearer c"}),
        ("digest", {"bearer_": "b"}, {}),
        ("mutual", KEYS, {"user_key": "u"}),
    ],
)
def test_credentials(
    package: ModuleType, server: Loopback, call: str, options: dict[str, Any], expected: dict[str, str]
) -> None:
    server.reply(Reply(204))
    getattr(package.Orchard(base_url=server.url, **options), call).retrieve()
    assert sent(server) == expected


@pytest.mark.parametrize(
    ("call", "options", "wanted"),
    [
        ("bearer", {**USER, **KEYS}, "bearer_ to be set"),
        ("both", {"app_key": "a"}, "one of app_key or user_key to be set"),
        ("basic", {"username": "ann"}, "one of password or username to be set"),
    ],
)
def test_a_call_without_its_credentials_is_refused(
    package: ModuleType, server: Loopback, call: str, options: dict[str, Any], wanted: str
) -> None:
    with pytest.raises(TypeError, match=f"Could not resolve authentication method. Expected {wanted}"):
        getattr(package.Orchard(base_url=server.url, **options), call).retrieve()
    assert server.requests == []


def test_a_token_is_fetched_for_an_operation_and_kept(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"access_token": "t", "expires_in": 3600}), Reply(204), Reply(204))
    client = package.Orchard(base_url=server.url, client_id="i", client_secret="s")
    client.token.retrieve()
    client.token.retrieve()
    asked, first, second = server.requests
    assert (asked.method, asked.target) == ("POST", "/oauth/token")
    assert asked.body == b"grant_type=client_credentials&scope=read+write"
    assert [first.headers["authorization"], second.headers["authorization"]] == ["Bearer t"] * 2


@pytest.mark.anyio
async def test_the_async_client(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"access_token": "t"}), Reply(204), Reply(204))
    async with package.AsyncOrchard(base_url=server.url, client_id="i", client_secret="s", **KEYS) as client:
        await client.token.retrieve()
        assert sent(server) == {"authorization": "Bearer t"}
        await client.both.retrieve()
        assert sent(server) == {"x-app-key": "a", "user_key": "u"}


def test_digest_comes_from_the_http_client(package: ModuleType, server: Loopback) -> None:
    challenge = 'Digest realm="orchard", nonce="n", qop="auth", algorithm=SHA-256'
    server.reply(Reply(401, headers={"www-authenticate": challenge}), Reply(204))
    http_client = package.DefaultHttpxClient(auth=httpx2.DigestAuth("me", "secret"))
    with package.Orchard(base_url=server.url, http_client=http_client) as client:
        client.digest.retrieve()
    given = server.last.headers["authorization"]
    assert given.startswith('Digest username="me", realm="orchard", nonce="n", uri="/digest"')
    assert "secret" not in given


def test_what_can_not_be_served_is_reported(request: pytest.FixtureRequest) -> None:
    run = Run(Diagnostics())
    generate(Options(str(spec_in(request.path.parent)), package="feature_reported", jobs=1), run)
    found = [(item.code, item.pointer) for item in run.diagnostics if item.code.startswith("security-")]
    assert found == [
        ("security-as-bearer", "/components/securitySchemes/Login"),
        ("security-as-bearer", "/components/securitySchemes/Connect"),
        ("security-unsupported", "/components/securitySchemes/Digest"),
        ("security-unsupported", "/components/securitySchemes/Mutual"),
    ]
    hints = [str(item.hint) for item in run.diagnostics if item.code == "security-unsupported"]
    assert ["DigestAuth" in hints[0], "SSLContext" in hints[1]] == [True, True]
