"""Parts of multipart bodies as OpenAPI has them: names are repeated, objects are JSON, files are files wherever."""

from __future__ import annotations

import email
import io
from collections.abc import Iterator
from decimal import Decimal
from email.message import Message
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply, Request


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    server.reply(*[Reply(204)] * 3)
    with package.Orchard(base_url=server.url) as client:
        yield client


def parts(request: Request) -> list[tuple[str, str | None, str | None, bytes]]:
    """Return name, file name, media type and content of the parts of a body, in order."""
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    found: list[tuple[str, str | None, str | None, bytes]] = []
    for part in email.message_from_bytes(head + request.body).get_payload():
        assert isinstance(part, Message)
        name = str(part.get_param("name", header="content-disposition"))
        found.append((name, part.get_filename(), part.get("content-type"), bytes(part.get_payload(decode=True))))
    return found


OCTETS = "application/octet-stream"


def test_lists_repeat_their_name(client: Any, server: Loopback) -> None:
    client.photos.create(photos=[b"1", ("2.png", io.BytesIO(b"2"), "image/png")], labels=["a", "b"], numbers=[1.0, 2.5])
    assert parts(server.last) == [
        ("labels", None, None, b"a"),
        ("labels", None, None, b"b"),
        ("numbers", None, None, b"1"),
        ("numbers", None, None, b"2.5"),
        ("photos", "upload", OCTETS, b"1"),
        ("photos", "2.png", "image/png", b"2"),
    ]


@pytest.mark.parametrize(
    ("meta", "part"),
    [
        ({"a": Decimal("1.0")}, (None, "application/json", b'{"a":1.0}')),
        ([1, {"a": None}], (None, "application/json", b'[1,{"a":null}]')),
        (7, (None, "application/json", b"7")),
        ("x", (None, "application/json", b'"x"')),
        (b"\x00", ("upload", OCTETS, b"\x00")),
        (("m.json", b"{}", "application/json"), ("m.json", "application/json", b"{}")),
    ],
)
def test_what_has_no_type_is_json_or_a_file(
    client: Any, server: Loopback, meta: object, part: tuple[str | None, str | None, bytes]
) -> None:
    client.photos.create(meta=meta)
    assert parts(server.last) == [("meta", *part)]


def test_objects_are_json(client: Any, server: Loopback) -> None:
    client.photos.create(place={"place_name": "é", "latitude": 1.5}, places=[{"place_name": "a"}, {}])
    assert parts(server.last) == [
        ("place", None, "application/json", '{"placeName":"é","latitude":1.5}'.encode()),
        ("places", None, "application/json", b'[{"placeName":"a"},{}]'),
    ]


def test_styles_of_files_are_ignored(client: Any, server: Loopback, tmp_path: Path) -> None:
    path = tmp_path / "cover.bin"
    path.write_bytes(b"4")
    client.styled.create(photo=b"1", photos=(file for file in (io.BytesIO(b"2"), b"3")), cover=path, labels=["a", "b"])
    assert parts(server.last) == [
        ("labels", None, None, b"a|b"),
        ("photo", "upload", OCTETS, b"1"),
        ("cover", "cover.bin", OCTETS, b"4"),
        ("photos", "upload", "image/png", b"2"),
        ("photos", "upload", "image/png", b"3"),
    ]
    client.styled.create(photo=("p", b"1"), cover=None)
    assert parts(server.last) == [("photo", "p", OCTETS, b"1")]


def test_files_in_maps_and_objects(client: Any, server: Loopback) -> None:
    client.nested.create(
        by_name={"a": b"1", "b": ("b.txt", b"2", "text/plain")},
        page={"scan": b"3", "title": "t"},
        pages=[{"scan": io.BytesIO(b"4")}, {"scan": b"5", "title": "u"}],
        settings={"place_name": "p"},
    )
    assert sorted(parts(server.last), key=lambda part: part[0]) == [
        ("by_name[a]", "upload", OCTETS, b"1"),
        ("by_name[b]", "b.txt", "text/plain", b"2"),
        ("page[scan]", "upload", OCTETS, b"3"),
        ("page[title]", None, None, b"t"),
        ("pages[0][scan]", "upload", OCTETS, b"4"),
        ("pages[1][scan]", "upload", OCTETS, b"5"),
        ("pages[1][title]", None, None, b"u"),
        ("settings", None, "application/vnd.orchard+json", b'{"placeName":"p"}'),
    ]


def test_what_may_be_a_file_or_an_object(client: Any, server: Loopback) -> None:
    place, as_json = {"place_name": "p"}, b'{"placeName":"p"}'
    client.icons.create(icon=place, more=[place, 2], typed=place)
    assert parts(server.last) == [
        ("icon", None, "application/json", as_json),
        ("more", None, "application/json", as_json),
        ("more", None, None, b"2"),
        ("typed", None, "application/vnd.orchard+json", as_json),
    ]
    client.icons.create(icon=("a.txt", b"1"), more=[b"1", 2], typed=("b.png", b"2"))
    assert sorted(parts(server.last), key=str) == [
        ("icon", "a.txt", "text/plain", b"1"),
        ("more", "upload", OCTETS, b"1"),
        ("more", None, None, b"2"),
        ("typed", "b.png", "image/png", b"2"),
    ]


def test_fields_that_are_not_described(client: Any, server: Loopback) -> None:
    client.free.create(body={"a": "b", "n": [1, True], "o": {"x": [1]}, "l": [{"y": 1}], "f": [b"1", io.BytesIO(b"2")]})
    assert parts(server.last) == [
        ("a", None, None, b"b"),
        ("n", None, None, b"1"),
        ("n", None, None, b"true"),
        ("o", None, "application/json", b'{"x":[1]}'),
        ("l", None, "application/json", b'{"y":1}'),
        ("f", "upload", OCTETS, b"1"),
        ("f", "upload", OCTETS, b"2"),
    ]


def test_a_value_without_text_is_an_error_with_its_name(client: Any, server: Loopback) -> None:
    with pytest.raises(TypeError, match="The field `labels` cannot be sent: "):
        client.photos.create(labels=[object()])
    assert server.requests == []


@pytest.mark.anyio
async def test_the_async_client(package: ModuleType, server: Loopback, tmp_path: Path) -> None:
    path = tmp_path / "1.bin"
    path.write_bytes(b"1")
    server.reply(Reply(204))
    async with package.AsyncOrchard(base_url=server.url) as client:
        await client.nested.create(by_name={"a": path})
    assert parts(server.last) == [("by_name[a]", "1.bin", OCTETS, b"1")]
