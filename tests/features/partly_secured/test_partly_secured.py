"""Without a config, an operation that says nothing of credentials sends those that the client has."""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.support.loopback import Loopback, Reply


def sent(server: Loopback) -> dict[str, str]:
    """Return the credentials of the last request by name."""
    headers = {name: server.last.headers[name] for name in ("authorization", "x-site") if server.last.headers[name]}
    return {**headers, **dict(server.last.query)}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {}),
        ({"bearer_token": "t"}, {"authorization": "Bearer t"}),
        ({"key": "k"}, {"access_token": "k"}),
        ({"site": "s"}, {}),
    ],
)
def test_what_the_client_has_is_sent_where_nothing_is_said(
    package: ModuleType, server: Loopback, options: dict[str, str], expected: dict[str, str]
) -> None:
    server.reply(Reply(204))
    package.Orchard(base_url=server.url, **options).trees.create()
    assert sent(server) == expected


def test_an_operation_that_asks_for_none_gets_none(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(204))
    package.Orchard(base_url=server.url, bearer_token="t").health.retrieve()
    assert sent(server) == {}


def test_an_operation_that_asks_for_two_gets_both(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(204))
    package.Orchard(base_url=server.url, bearer_token="t", site="s").grafts.list()
    assert sent(server) == {"authorization": "Bearer t", "x-site": "s"}


def test_an_operation_that_asks_for_one_says_which_is_missing(package: ModuleType, server: Loopback) -> None:
    with pytest.raises(TypeError, match="bearer_token"):
        package.Orchard(base_url=server.url).trees.list()
    assert server.requests == []
