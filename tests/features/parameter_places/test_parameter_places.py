"""One name in several places, parameters by `content`, and every style in every place it may stand in."""

from __future__ import annotations

import base64
import datetime
import inspect
import operator
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply

PATH = {"s": [1, 2], "se": {"x_axis": 1, "y": 2}, "l": {"x_axis": 1}, "le": ["a", "b"], "m": ["a", "b/c"]}
PATH |= {"me": {"x_axis": 1, "y": 2}}
DAY = datetime.date(2026, 3, 1)


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    server.reply(Reply(204), Reply(204))
    with package.Orchard(base_url=server.url) as client:
        yield client


def test_one_name_in_five_places(client: Any, server: Loopback) -> None:
    client.trees.replace(
        1,
        query_id="q",
        header_id="h",
        cookie_id="c",
        body_id_1="b",
        body_id_2="B",
        query_place="here",
        body_place={"x_axis": 3},
        query_api_timeout=4,
        header_api_timeout=5,
        api_extra_headers="e",
        seal=b"\x00\x01",
    )
    last = server.last
    assert last.path == "/trees/1"
    assert dict(last.query) == {"id": "q", "place": "here", "timeout": "4"}
    assert (last.headers["ID"], last.headers["timeout"], last.headers["cookie"]) == ("h", "5", "id=c")
    assert last.json == {
        "id": "b",
        "Id": "B",
        "place": {"xAxis": 3},
        "extra_headers": "e",
        "seal": base64.b64encode(b"\x00\x01").decode(),
    }


def test_the_place_stands_before_a_name_that_is_used_twice(client: Any) -> None:
    names = list(inspect.signature(client.trees.replace).parameters)
    assert names[:4] == ["path_id", "query_id", "body_id_1", "query_place"]
    assert list(inspect.signature(client.trees.update).parameters)[:3] == ["id", "body_body", "query_body"]


def test_a_body_that_is_a_list_of_objects(client: Any, server: Loopback) -> None:
    client.trees.update(1, body_body=[{"x_axis": 1}, {"xAxis": 2}], query_body="q")
    assert server.last.json == [{"xAxis": 1}, {"xAxis": 2}]
    assert server.last.query == [("body", "q")]


def test_parameters_by_content(client: Any, server: Loopback) -> None:
    client.contents.retrieve(
        {"x_axis": 1}, filter={"min_weight": 1.5}, x_filter=[{"x_axis": 1}], prefs={"a": "b c"}, plain="a&b"
    )
    assert server.last.path == "/contents/%7B%22xAxis%22%3A1%7D"
    assert dict(server.last.query) == {"filter": '{"minWeight":1.5}', "plain": "a&b"}
    assert server.last.headers["x-filter"] == '[{"xAxis":1}]'
    assert server.last.headers["cookie"] == "prefs=%7B%22a%22%3A%22b%20c%22%7D"


def test_styles_of_path_parameters(client: Any, server: Loopback) -> None:
    client.styles.list(DAY, **PATH)
    assert server.last.target == ("/styles/1,2/xAxis=1,y=2/.xAxis,1/.a.b/;m=a,b%2Fc/;xAxis=1;y=2/2026-03-01")


def test_styles_of_query_parameters(client: Any, server: Loopback) -> None:
    point = {"x_axis": 1, "y": 2}
    lists = {name: ["a b", "c"] for name in ("f", "fe", "sp", "pi")}
    free = {"free": {"made:gte": "2024"}, "free_joined": {"a": 1}}
    client.styles.list(DAY, **PATH, **lists, **free, fo=point, foe=point, deep=point, reserved="a/b?c=d&e#f")
    assert sorted(server.last.target.partition("?")[2].split("&")) == [
        "deep%5BxAxis%5D=1",
        "deep%5By%5D=2",
        "f=a%20b,c",
        "fe=a+b",
        "fe=c",
        "fo=xAxis,1,y,2",
        "free_joined=a,1",
        "made%3Agte=2024",
        "pi=a%20b%7Cc",
        "reserved=a/b?c%3Dd%26e%23f",
        "sp=a%20b%20c",
        "xAxis=1",
        "y=2",
    ]


def test_styles_of_headers_and_cookies(client: Any, server: Loopback) -> None:
    point = {"x_axis": 1, "y": 2}
    client.styles.list(DAY, **PATH, x_list=[1, 2], x_point=point, x_point_exploded=point)
    headers = server.last.headers
    assert (headers["x-list"], headers["x-point"], headers["x-point-exploded"]) == ("1,2", "xAxis,1,y,2", "xAxis=1,y=2")
    client.styles.list(DAY, **PATH, c="a; b=c", ca=["a", "b"], cae=["a", "b"], co=point, cb=True)
    assert server.last.headers["cookie"] == "c=a%3B%20b=c; ca=a,b; cae=a; cae=b; cb=true; co=xAxis,1,y,2"


@pytest.mark.anyio
async def test_the_async_client_writes_the_same(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(204))
    async with package.AsyncOrchard(base_url=server.url) as client:
        await client.contents.retrieve({"x_axis": 1}, filter={"min_weight": 1}, x_filter=[{"x_axis": 1}])
    assert server.last.target == "/contents/%7B%22xAxis%22%3A1%7D?filter=%7B%22minWeight%22%3A1%7D"
    assert server.last.headers["x-filter"] == '[{"xAxis":1}]'


def test_a_default_that_callers_extend(client: Any, server: Loopback) -> None:
    client.betas.list(betas=["bark-1", "leaf-2026"], sort=["b"])
    assert server.last.headers["orchard-beta"] == "bark-1,leaf-2026,fruit-2025"
    assert server.last.query == [("sort", "b"), ("sort", "a")]
    client.betas.list()
    assert server.last.headers["orchard-beta"] == "fruit-2025,leaf-2026"
    assert server.last.query == [("sort", "a")]


TEMPLATES = [
    ("plus.retrieve", ["a/b c/%2ex?#"], {}, "/t/plus/a/b%20c/%252ex%3F%23"),
    ("middle.trees.list", ["projects/p/locations/é"], {}, "/t/middle/projects/p/locations/%C3%A9/trees"),
    ("resource.cancel", ["trees/1/leaves/2"], {}, "/t/resource/trees/1/leaves/2:cancel"),
    ("whole.retrieve", ["a/b"], {}, "/t/whole/a/b"),
    ("stars.list", ["a/b"], {}, "/t/stars/a/b"),
    ("route.retrieve", ["a/b"], {}, "/t/route/a/b"),
    ("number.retrieve_x", [12], {}, "/t/number/12/x"),
    ("named.retrieve", ["a/b"], {}, "/t/named/a/b"),
    ("list.retrieve", [["a", "b/c"]], {}, "/t/list/a/b%2Fc"),
    ("one.retrieve", ["a/b"], {}, "/t/one/a%2Fb"),
    ("label.retrieve", ["png"], {}, "/t/label.png"),
    ("matrix.retrieve", [["red", "blue"]], {}, "/t/matrix;color=red;color=blue"),
    ("pair.retrieve", [2.5], {"lat": 1.5}, "/t/pair/1.5,2.5"),
    ("query.retrieve", ["a"], {"q": "x", "limit": "3"}, "/t/query/a?limit=3&q=x"),
    ("fragment.retrieve", ["a"], {}, "/t/fragment/a"),
]


@pytest.mark.parametrize(("method", "given", "named", "target"), TEMPLATES)
def test_templates(client: Any, server: Loopback, method: str, given: list[Any], named: Any, target: str) -> None:
    operator.attrgetter(f"t.{method}")(client)(*given, **named)
    assert server.last.target == target


@pytest.mark.parametrize("value", ["a/../b", "..", "./a", ""])
def test_no_value_leaves_its_place(client: Any, server: Loopback, value: str) -> None:
    with pytest.raises(ValueError, match=r"dot-segment|non-empty"):
        client.t.plus.retrieve(value)
    assert not server.requests
