"""Options of the client that methods send, and what the config says about headers of responses and kinds of errors."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest

from tests.support.loopback import Loopback, Reply


def test_an_option_fills_a_path_parameter(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(204), Reply(204), Reply(json={"id": "t"}))
    client = package.Orchard(base_url=server.url, project_id="p")
    client.trees.list()
    client.trees.list(project_id="q")
    client.trees.retrieve("t")
    targets = ["/projects/p/trees", "/projects/q/trees", "/projects/p/trees/t"]
    assert [request.target for request in server.requests] == targets


def test_a_path_parameter_that_nobody_fills_is_an_error(package: ModuleType, server: Loopback) -> None:
    client = package.Orchard(base_url=server.url)
    with pytest.raises(ValueError, match=r"Missing project_id argument; .* Orchard\(project_id='abcd'\) or per method"):
        client.trees.list()
    with pytest.raises(ValueError, match="Expected a non-empty value for `project_id`"):
        client.trees.list(project_id="")
    assert server.requests == []


def test_it_is_never_positional(package: ModuleType) -> None:
    parameters = inspect.signature(package.resources.TreesResource.retrieve).parameters
    assert list(parameters)[:3] == ["self", "tree_id", "project_id"]
    assert parameters["project_id"].annotation == "str | None"
    assert parameters["project_id"].kind is inspect.Parameter.KEYWORD_ONLY


def test_an_option_fills_a_field_of_a_body(package: ModuleType, server: Loopback) -> None:
    server.reply(*[Reply(204)] * 3)
    client = package.Orchard(base_url=server.url, project_id="p", tenant="t")
    client.trees.create(name="a")
    assert server.last.json == {"tenantId": "t", "name": "a"}
    client.trees.create(name="a", tenant_id="u")
    assert server.last.json == {"tenantId": "u", "name": "a"}
    package.Orchard(base_url=server.url, project_id="p").trees.create(name="a")
    assert server.last.json == {"name": "a"}


def test_a_property_of_the_body_tells_errors_apart(package: ModuleType, server: Loopback) -> None:
    client = package.Orchard(base_url=server.url, project_id="p", max_retries=0)
    server.reply(
        Reply(429, json={"error": {"kind": "over_quota", "text": "no"}}),
        Reply(400, json={"error": {"kind": "gone"}}),
        Reply(404, json={"error": {"kind": "other"}}),
        Reply(500, json={"error": "text"}),
    )
    caught: list[type[Exception]] = []
    for _ in range(4):
        with pytest.raises(package.APIStatusError) as error:
            client.trees.retrieve("t")
        caught.append(type(error.value))
    assert caught == [package.QuotaError, package.TreeGone, package.NotFoundError, package.InternalServerError]
    assert issubclass(package.QuotaError, package.RateLimitError)
    assert package.TreeGone.__module__ == package.__name__
