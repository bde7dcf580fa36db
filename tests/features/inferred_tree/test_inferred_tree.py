"""Without a config, resources and methods follow from paths and verbs."""

from __future__ import annotations

import datetime
from types import ModuleType

import pytest

from tests.support.loopback import Loopback, Reply

ORCHARD = {"id": "o1", "name": "North", "planted": "2020-02-29"}


def test_verbs_become_methods(package: ModuleType, server: Loopback) -> None:
    server.reply(
        Reply(json=[ORCHARD]), Reply(201, json=ORCHARD), Reply(json=ORCHARD), Reply(204), Reply(json=[{"id": "t"}])
    )
    with package.Orchard(base_url=server.url) as client:
        assert [orchard.name for orchard in client.orchards.list()] == ["North"]
        assert client.orchards.create(name="North").planted == datetime.date(2020, 2, 29)
        assert client.orchards.retrieve("o1").id == "o1"
        assert client.orchards.delete("o1") is None
        assert [tree.id for tree in client.orchards.trees.list("o1")] == ["t"]
    assert [(request.method, request.target) for request in server.requests] == [
        ("GET", "/orchards"),
        ("POST", "/orchards"),
        ("GET", "/orchards/o1"),
        ("DELETE", "/orchards/o1"),
        ("GET", "/orchards/o1/trees"),
    ]
    assert server.requests[1].json == {"name": "North"}


@pytest.mark.anyio
async def test_so_it_is_async(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json=ORCHARD))
    async with package.AsyncOrchard(base_url=server.url) as client:
        assert (await client.orchards.retrieve("o1")).name == "North"


def test_the_document_names_the_default_server(package: ModuleType) -> None:
    with package.Orchard() as client:
        assert str(client.base_url) == "https://orchard.test/v1/"
