"""Servers of the document, of a path and of an operation; variables that options of the client fill."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest

from tests.support.loopback import Loopback, Reply


@pytest.fixture
def port(server: Loopback) -> str:
    server.reply(*[Reply(204)] * 6)
    return server.url.rpartition(":")[2]


def test_variables_are_options_with_defaults(package: ModuleType) -> None:
    client = package.Orchard()
    assert (str(client.base_url), client.host, client.version) == ("http://127.0.0.1:1/v1/", "127.0.0.1", "v1")
    assert inspect.signature(package.Orchard).parameters["scheme"].annotation == "Literal['http', 'https'] | None"


def test_a_variable_is_read_from_the_environment(package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORCHARD_VERSION", "v7")
    assert str(package.Orchard().base_url).endswith("/v7/")


def test_each_level_has_its_server(package: ModuleType, server: Loopback, port: str) -> None:
    client = package.Orchard(port=port)
    client.trees.list()
    client.uploads.list()
    client.uploads.create()
    client.relatives.list()
    paths = ["/v1/trees", "/uploads/big/uploads", "/put/uploads", "/v2/relatives"]
    assert [request.target for request in server.requests] == paths


def test_a_base_url_of_the_caller_serves_every_operation(package: ModuleType, server: Loopback, port: str) -> None:
    client = package.Orchard(base_url=f"http://127.0.0.1:{port}/proxy")
    client.trees.list()
    client.uploads.list()
    client.with_options(timeout=3).uploads.create()
    assert [request.target for request in server.requests] == ["/proxy/trees", "/proxy/uploads", "/proxy/uploads"]


def test_a_copy_fills_the_variables_again(package: ModuleType, server: Loopback, port: str) -> None:
    client = package.Orchard(port="9")
    copy = client.copy(port=port, version="v3")
    copy.trees.list()
    copy.uploads.list()
    assert [request.target for request in server.requests] == ["/v3/trees", "/uploads/big/uploads"]
    assert str(client.base_url) == "http://127.0.0.1:9/v1/"
    assert str(copy.copy(base_url="https://other.test").copy(version="v4").base_url) == "https://other.test"


def test_environments_have_variables_too(package: ModuleType) -> None:
    client = package.Orchard(environment="staging", host="orchard.test", port="8")
    assert str(client.base_url) == "http://orchard.test:8/staging/"
    assert str(client.copy(port="9").base_url) == "http://orchard.test:9/staging/"
    assert str(client.copy(environment="production").base_url) == "http://orchard.test:8/v1/"


@pytest.mark.anyio
async def test_the_async_client(package: ModuleType, server: Loopback, port: str) -> None:
    async with package.AsyncOrchard(port="9").copy(port=port) as client:
        await client.uploads.create()
    assert server.last.target == "/put/uploads"
