"""Names that Python, pydantic or this package use already, names that are none, and operations without a name."""

from __future__ import annotations

import warnings
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply

ARGUMENTS = {
    "query_self_": "self",
    "api_timeout": "timeout",
    "api_extra_headers": "extra_headers",
    "httpx_": "httpx",
    "list": "List",
    "cast_to": "cast_to",
    "_client": "_client",
    "super": "super",
    "print": "print",
    "omit_": "omit",
    "str": "str",
    "object": "object",
    "api_types_": "api_types",
    "request_options_": "request_options",
    "top": "$top",
    "_1st": "1st",
    "red_apple": "🍎",
    "filter_name": "filter[name]",
}
PROPERTIES = {
    "class_": "class",
    "from_": "from",
    "self_": "self",
    "model_config": "model_config",
    "json": "json",
    "copy": "copy",
    "type": "@type",
    "_1st": "1st",
    "empty": "",
    "red_apple": "🍎",
    "_class": "__class__",
    "_init": "__init__",
    "odd": "Odd",
}


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Any:
    return package.Orchard(base_url=server.url)


def test_arguments_of_any_name(client: Any, server: Loopback) -> None:
    server.reply(Reply(json=["a"]))
    alike = {"query_a_b_1": "x", "query_a_b_2": "y", "query_a_b_3": "z"}
    given = {name: wire.upper() for name, wire in ARGUMENTS.items()}
    assert client.arguments.create("c", path_self_="s", cls_="l", **given, **alike, timeout=5) == ["a"]
    assert server.last.path == "/arguments/s/l/c"
    sent = dict(server.last.query)
    assert {sent.pop(wire) for wire in ("a-b", "a.b", "a_b")} == {"x", "y", "z"}
    assert sent == {wire: wire.upper() for wire in ARGUMENTS.values()}


def test_properties_of_any_name(package: ModuleType, client: Any, server: Loopback) -> None:
    body = {wire: f"={wire}" for wire in PROPERTIES.values()} | {"BaseModel": {"Optional": "o"}, "List": ["l"]}
    server.reply(Reply(json=body))
    given = {name: f"={wire}" for name, wire in PROPERTIES.items()}
    answer = client.properties.create(**given, base_model={"optional": "o"}, list=["l"])
    assert server.last.json == body
    assert answer.to_dict() == body
    assert (answer.class_, answer.copy_, answer.api_model_config, answer.api_1st) == (
        "=class",
        "=copy",
        "=model_config",
        "=1st",
    )
    assert answer.base_model.optional == "o"


def test_operations_of_any_name(client: Any, server: Loopback) -> None:
    server.reply(*[Reply(204)] * 5)
    client.types.list()
    client.resources.list()
    client.client.retrieve()
    client.init.con.retrieve_py_typed()
    client.trees.do_it("1")
    targets = ["/types", "/resources", "/_client", "/__init__/con/py.typed", "/Trees/1/do-it!"]
    assert [request.target for request in server.requests] == targets


def test_a_deprecated_operation_warns_once(client: Any, server: Loopback) -> None:
    server.reply(*[Reply(204)] * 3)
    for call in (client.old.retrieve, client.with_raw_response.old.retrieve):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            call()
        assert [item.category for item in caught] == [DeprecationWarning]


def test_a_deprecated_argument_says_so(package: ModuleType) -> None:
    assert "Deprecated" in (package.resources.AgingResource.retrieve.__doc__ or "")
