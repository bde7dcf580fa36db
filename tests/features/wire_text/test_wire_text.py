"""What values become outside JSON: no form that only Python knows leaves the client, in any location and style."""

from __future__ import annotations

import dataclasses
import enum
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import PurePosixPath
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import pydantic
import pytest

from tests.support.loopback import Loopback, Reply


class Colour(enum.StrEnum):
    RED = "red"


class Size(enum.IntEnum):
    SMALL = 1


class Point(pydantic.BaseModel):
    x: int
    colour: Colour = Colour.RED


@dataclasses.dataclass
class Opaque:
    x: int


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    server.reply(*[Reply(204)] * 40)
    with package.Orchard(base_url=server.url) as client:
        yield client


SCALARS = [
    (True, "true"),
    (7, "7"),
    (9007199254740993, "9007199254740993"),
    (1.0, "1"),
    (1e16, "10000000000000000"),
    (-0.5, "-0.5"),
    (Decimal("1.50"), "1.50"),
    (Decimal("1E+3"), "1000"),
    (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
    (Colour.RED, "red"),
    (Size.SMALL, "1"),
    (date(2024, 1, 2), "2024-01-02"),
    (datetime(2024, 1, 2, 3, tzinfo=UTC), "2024-01-02T03:00:00Z"),
    (timedelta(hours=1, minutes=30), "PT1H30M"),
    (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    (b"bytes", "bytes"),
    (PurePosixPath("a"), "a"),
]


@pytest.mark.parametrize(("value", "text"), SCALARS, ids=[repr(value) for value, _ in SCALARS])
def test_scalars_in_every_location(client: Any, server: Loopback, value: object, text: str) -> None:
    client.form.list(free=value, list=[value], joined=[value], x_kinds=[value], x_fields={"a": value}, kind=value)
    assert sorted(server.last.query) == [("free", text), ("joined", text), ("list", text)]
    assert server.last.headers["X-Kinds"] == text
    assert server.last.headers["X-Fields"] == f"a={text}"
    assert unquote(server.last.headers["Cookie"]) == f"kind={text}"
    client.form.create(value=value, tags=[value])
    assert unquote(server.last.body.decode()) == f"tags={text}&value={text}"
    for resource, prefix in ((client.simple, ""), (client.label, "."), (client.matrix, ";value=")):
        resource.retrieve(value)
        assert unquote(server.last.path).rpartition("/")[2] == prefix + text


def test_lists_in_an_object_are_repeated(client: Any, server: Loopback) -> None:
    client.people.list(pageable={"page": 2, "sort": ["name,asc", "id"]})
    assert server.last.query == [("page", "2"), ("sort", "name,asc"), ("sort", "id")]


def test_what_is_nested_deeper_is_json(client: Any, server: Loopback) -> None:
    value = [{"a": Decimal("1.0")}, [1, None], Point(x=1), "b"]
    texts = ['{"a":1.0}', "[1,null]", '{"x":1}', "b"]
    client.form.list(list=value, joined=value, spaces=value, pipes=value, x_kinds=value, kind=value)
    assert server.last.query == [
        ("joined", ",".join(texts)),
        *(("list[a]", "1.0"), ("list", "1"), ("list[x]", "1"), ("list", "b")),
        ("pipes", "|".join(texts)),
        ("spaces", " ".join(texts)),
    ]
    assert server.last.headers["X-Kinds"] == ",".join(texts)
    assert unquote(server.last.headers["Cookie"]) == "kind=" + ",".join(texts)
    client.form.create(tags=value)
    assert unquote(server.last.body.decode()) == "&".join(["tags[a]=1.0", "tags=1", "tags[x]=1", "tags=b"])


def test_objects_in_every_style(client: Any, server: Loopback) -> None:
    value = {"a": {"b": [1]}, "c": [{"d": 1}, {"d": [2, 3]}]}
    client.form.list(object=value, deep=value, x_fields=value, x_json={"é": "\U0001f600"})
    assert server.last.query == [
        ("deep[a][b]", "1"),
        ("deep[c][0][d]", "1"),
        ("deep[c][1][d]", "2"),
        ("deep[c][1][d]", "3"),
        ("object", 'a,{"b":[1]},c,[{"d":1},{"d":[2,3]}]'),
    ]
    assert server.last.headers["X-Fields"] == 'a={"b":[1]},c=[{"d":1},{"d":[2,3]}]'
    assert server.last.headers["X-Json"] == r'{"\u00e9":"\ud83d\ude00"}'
    client.simple.retrieve(value)
    assert unquote(server.last.path) == '/simple/a,{"b":[1]},c,[{"d":1},{"d":[2,3]}]'
    client.label.retrieve([[1], "b"])
    assert unquote(server.last.path) == "/label/.[1].b"
    client.matrix.retrieve([[1], "b"])
    assert unquote(server.last.path) == "/matrix/;value=[1],b"


def every_location(client: Any) -> list[tuple[str, Callable[[object], object]]]:
    return [
        ("free", lambda value: client.form.list(free=value)),
        ("list", lambda value: client.form.list(list=[value])),
        ("joined", lambda value: client.form.list(joined=[value])),
        ("deep", lambda value: client.form.list(deep={"a": [value]})),
        ("X-Kinds", lambda value: client.form.list(x_kinds=[value])),
        ("kind", lambda value: client.form.list(kind=[value])),
        ("value", lambda value: client.form.create(value=value)),
        ("value", client.simple.retrieve),
        ("value", lambda value: client.label.retrieve([value])),
        ("value", lambda value: client.matrix.retrieve({"a": value})),
    ]


@pytest.mark.parametrize("value", [Opaque(1), object(), b"\xff", len], ids=["dataclass", "object", "bytes", "function"])
def test_what_has_no_text_is_an_error_with_the_name_of_the_argument(
    client: Any, server: Loopback, value: object
) -> None:
    for name, send in every_location(client):
        with pytest.raises(TypeError, match=f"`{name}` cannot be sent: "):
            send(value)
    assert server.requests == []


def test_json_keeps_digits_and_knows_durations(client: Any, server: Loopback) -> None:
    numbers = (number for number in (Decimal("0.10"), Decimal("12345678901234567890.5"), 9007199254740993, 1.0))
    client.json.create(body={"numbers": numbers, "every": timedelta(days=1, seconds=0.5), "text": "0.10"})
    assert server.last.body == (
        b'{"numbers":[0.10,12345678901234567890.5,9007199254740993,1.0],"every":"P1DT0.5S","text":"0.10"}'
    )


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_tokyo")
def test_a_time_without_a_zone_is_local_time(client: Any, server: Loopback) -> None:
    moment = datetime(2024, 1, 2, 3, 4)
    client.times.create(since=moment, day=date(2024, 1, 2), at=moment, every=timedelta(minutes=90))
    assert server.last.query == [("day", "2024-01-02"), ("since", "2024-01-02T03:04:00+09:00")]
    assert server.last.json == {"at": "2024-01-02T03:04:00+09:00", "every": "PT1H30M"}
    client.times.create(since="2024-01-02T03:04:00", at=moment.replace(tzinfo=UTC), every="P1W")
    assert server.last.query == [("since", "2024-01-02T03:04:00")]
    assert server.last.json == {"at": "2024-01-02T03:04:00Z", "every": "P1W"}
