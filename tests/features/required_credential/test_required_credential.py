"""A document that requires one credential everywhere but where it is obtained."""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.support.loopback import Loopback, Reply


def test_the_token_is_obtained_first(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(204), Reply(204))
    client = package.Orchard(base_url=server.url)
    client.users.signin()
    with pytest.raises(TypeError, match="api_key"):
        client.trees.list()
    client.api_key = "k"
    client.trees.list()
    assert [request.headers["authorization"] for request in server.requests] == [None, "Bearer k"]
