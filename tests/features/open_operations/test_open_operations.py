"""Credentials without a config: what asks for none, what takes any of several, and what servers expect."""

from __future__ import annotations

import base64
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply

BASIC = "Basic " + base64.b64encode(b"ann:x").decode()
NAMES = ("authorization", "cookie")


def call(client: Any, path: str, **arguments: Any) -> None:
    """Call the only method of a resource."""
    resource = getattr(client, path)
    own = [name for name in vars(type(resource)) if not name.startswith(("_", "with_"))]
    getattr(resource, own[0])(**arguments)


def sent(server: Loopback) -> dict[str, str]:
    """Return the credentials of the last request by name."""
    headers = {name: server.last.headers[name] for name in NAMES if server.last.headers[name]}
    return {**headers, **dict(server.last.query)}


@pytest.mark.parametrize("path", ["health", "public", "auth", "token", "oauth"])
def test_an_open_operation_asks_for_nothing(package: ModuleType, server: Loopback, path: str) -> None:
    server.reply(Reply(204))
    call(package.Orchard(base_url=server.url), path)
    assert sent(server) == {}


@pytest.mark.parametrize("path", ["public", "auth", "token", "oauth"])
def test_a_credential_that_is_there_is_sent_all_the_same(package: ModuleType, server: Loopback, path: str) -> None:
    server.reply(Reply(204))
    call(package.Orchard(base_url=server.url, token_auth="t"), path)
    assert sent(server) == {"authorization": "Token t"}


def test_an_operation_without_security_never_sends_one(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(204))
    call(package.Orchard(base_url=server.url, token_auth="t"), "health")
    assert sent(server) == {}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"token_auth": "t"}, {"authorization": "Token t"}),
        ({"token_auth": "Token t"}, {"authorization": "Token t"}),
        ({"cookie_auth": "c"}, {"cookie": "sessionid=c"}),
        ({"username": "ann", "password": "x"}, {"authorization": BASIC}),
        ({"key_auth": "k"}, {"api_key": "k"}),
        ({"word_auth": "w"}, {"authorization": "ApiKey w"}),
    ],
)
def test_any_one_of_several_is_enough(
    package: ModuleType, server: Loopback, options: dict[str, str], expected: dict[str, str]
) -> None:
    server.reply(Reply(204))
    call(package.Orchard(base_url=server.url, **options), "trees")
    assert sent(server) == expected


@pytest.mark.parametrize(
    ("path", "options", "expected"),
    [
        ("connect", {"connect_": "c"}, "Bearer c"),
        ("swashbuckle", {"swashbuckle_": "s"}, "Bearer s"),
        ("swashbuckle", {"swashbuckle_": "bearer s"}, "bearer s"),
        ("yasg", {"bearer": "b"}, "Bearer b"),
        ("plain", {"plain_auth": "p"}, "p"),
    ],
)
def test_the_word_before_a_credential(
    package: ModuleType, server: Loopback, path: str, options: dict[str, str], expected: str
) -> None:
    server.reply(Reply(204))
    call(package.Orchard(base_url=server.url, **options), path)
    assert sent(server) == {"authorization": expected}


@pytest.mark.parametrize(
    ("path", "remedy", "arguments"),
    [
        ("trees", 'extra_headers={"Authorization": omit}', {"extra_headers": "Authorization"}),
        ("query", 'extra_query={"api_key": omit}', {"extra_query": "api_key"}),
        ("session", 'extra_headers={"Cookie": omit}', {"extra_headers": "Cookie"}),
    ],
)
def test_the_error_says_how_to_call_without_a_credential(
    package: ModuleType, server: Loopback, path: str, remedy: str, arguments: dict[str, str]
) -> None:
    client = package.Orchard(base_url=server.url, max_retries=0)
    with pytest.raises(TypeError) as caught:
        call(client, path)
    assert remedy in str(caught.value)
    server.reply(Reply(401))
    with pytest.raises(package.AuthenticationError):
        call(client, path, **{name: {value: package.omit} for name, value in arguments.items()})
    assert sent(server) == {}


@pytest.mark.parametrize("url", ["localhost:8000", "api.example.com/v1", "//api.example.com", "127.0.0.1:80/"])
def test_a_url_without_a_scheme_says_so(package: ModuleType, url: str) -> None:
    with pytest.raises(package.OrchardError, match="has no scheme: write `https://"):
        package.Orchard(base_url=url)
