"""The array formats of Swagger 2 in every location, also of arrays in arrays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest

from tests.support.loopback import Loopback, Reply

AB = ["a", "b c"]
FORM = [
    ("many", "a"),
    ("many", "b c"),
    ("pairs", "1|2"),
    ("pairs", "3"),
    ("pipes", "a|b c"),
    ("plain", "a,b c"),
    ("spaces", "a b c"),
    ("tabs", "a\tb c"),
]


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    server.reply(Reply(204))
    with package.Orchard(base_url=server.url) as client:
        yield client


def test_queries(client: Any, server: Loopback) -> None:
    client.queries.list(plain=AB, commas=AB, spaces=AB, tabs=AB, pipes=AB, many=AB, pairs=[[1, 2], [3]])
    assert sorted(server.last.query) == [
        ("commas", "a,b c"),
        ("many", "a"),
        ("many", "b c"),
        ("pairs", "1,2"),
        ("pairs", "3"),
        ("pipes", "a|b c"),
        ("plain", "a,b c"),
        ("spaces", "a b c"),
        ("tabs", "a\tb c"),
    ]


def test_arrays_in_arrays_in_arrays(client: Any, server: Loopback) -> None:
    client.queries.list(deep=[[[True, False], [True]], [[False]]])
    assert server.last.query == [("deep", "true\tfalse true|false")]


def test_headers(client: Any, server: Loopback) -> None:
    client.headers.list(x_plain=AB, x_spaces=AB, x_tabs=AB, x_pipes=AB, x_many=AB, x_pairs=[[1, 2], [3]])
    sent = {name: value for name, value in server.last.headers.items() if name.startswith("X-")}
    assert sent == {
        "X-Plain": "a,b c",
        "X-Spaces": "a b c",
        "X-Tabs": "a\tb c",
        "X-Pipes": "a|b c",
        "X-Many": "a,b c",
        "X-Pairs": "1,2|3",
    }


def test_paths(client: Any, server: Loopback) -> None:
    client.paths.retrieve([[1, 2], [3]], plain=AB, spaces=AB, tabs=AB, pipes=AB)
    assert server.last.path == "/paths/a,b%20c/a%20b%20c/a%09b%20c/a%7Cb%20c/1%2C2%7C3"
    assert unquote(server.last.path).split("/")[2:] == ["a,b c", "a b c", "a\tb c", "a|b c", "1,2|3"]


def test_forms(client: Any, server: Loopback) -> None:
    client.forms.create(plain=AB, spaces=AB, tabs=AB, pipes=AB, many=AB, pairs=[[1, 2], [3]])
    assert sorted(parse_qsl(server.last.body.decode())) == FORM


def test_multipart_forms(client: Any, server: Loopback) -> None:
    client.uploads.create(plain=AB, spaces=AB, tabs=AB, pipes=AB, many=AB, pairs=[[1, 2], [3]])
    assert sorted(re.findall('name="([^"]*)"\r\n\r\n(.*)\r\n', server.last.body.decode())) == FORM
