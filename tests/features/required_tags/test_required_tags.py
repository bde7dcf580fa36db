"""A discriminator with a default must be sent: the server can't tell the members apart without it."""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.support.loopback import Loopback, Reply


def test_a_body_needs_its_tag(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(204))
    with package.Orchard(base_url=server.url) as client:
        with pytest.raises(TypeError, match="kind"):
            client.pets.create(lives=9)
        client.pets.create(kind="cat", lives=9)
    assert [request.json for request in server.requests] == [{"kind": "cat", "lives": 9}]


def test_a_nested_object_needs_it_too(package: ModuleType) -> None:
    for params in (package.types.CatParam, package.types.DogParam):
        assert "Required[" in str(params.__annotations__["kind"])
