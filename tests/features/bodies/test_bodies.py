"""Bodies in each encoding, out and back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.support.loopback import Loopback, Reply


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    server.reply(Reply(204))
    with package.Orchard(base_url=server.url) as client:
        yield client


def test_json(client: Any, server: Loopback) -> None:
    planted = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    client.trees.create(latin_name="Malus é", planted_at=planted, note=None, grafts=[{"on_branch": 3}])
    assert server.last.headers["content-type"] == "application/json"
    assert server.last.json == {
        "latinName": "Malus é",
        "plantedAt": "2026-03-01T00:00:00Z",
        "note": None,
        "grafts": [{"onBranch": 3}],
    }


def test_only_what_is_given_is_sent(client: Any, server: Loopback) -> None:
    client.trees.create(latin_name="Malus", extra_body={"more": [1]})
    assert server.last.json == {"latinName": "Malus", "more": [1]}


def test_form(client: Any, server: Loopback) -> None:
    client.signs.create(text="keep off & out", tags=["a", "b"])
    assert server.last.headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qsl(server.last.body.decode())[0] == ("text", "keep off & out")


def test_multipart(client: Any, server: Loopback, tmp_path: Path) -> None:
    (tmp_path / "tree.png").write_bytes(b"\x89PNG")
    client.photos.create(image=tmp_path / "tree.png", caption="Old")
    assert server.last.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="caption"\r\n\r\nOld\r\n' in server.last.body
    assert b'name="image"; filename="tree.png"' in server.last.body
    assert b"\x89PNG" in server.last.body


def test_a_file_or_files_or_none(client: Any, server: Loopback) -> None:
    client.photos.create(image=b"one", more=[b"two", b"three"])
    assert server.last.body.count(b'name="more"') == 2
    server.reply(Reply(status=204))
    client.photos.create(image=b"one", more=b"two", mask=None)
    assert server.last.body.count(b'name="more"') == 1
    assert b"mask" not in server.last.body


def test_binary(client: Any, server: Loopback) -> None:
    client.maps.create(b"\x00\x01")
    assert server.last.headers["content-type"] == "application/octet-stream"
    assert server.last.body == b"\x00\x01"


def test_binary_response(client: Any, server: Loopback) -> None:
    server.replies.clear()
    server.reply(Reply(body=b"\x00\x02", headers={"content-type": "application/octet-stream"}))
    assert client.maps.retrieve("m").read() == b"\x00\x02"
