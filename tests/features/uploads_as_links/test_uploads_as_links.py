"""A file field with one schema for both directions, as in Django REST Framework: sent as a file, read as a URL."""

from __future__ import annotations

import email
import inspect
from email.message import Message
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply, Request

MADE = {"id": 1, "file": "https://api.example.com/media/a.txt", "size": 3}


def parts(request: Request) -> list[tuple[str, str | None, bytes]]:
    """Return name, file name and content of the parts of a body, in order."""
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    found: list[tuple[str, str | None, bytes]] = []
    for part in email.message_from_bytes(head + request.body).get_payload():
        assert isinstance(part, Message)
        name = str(part.get_param("name", header="content-disposition"))
        found.append((name, part.get_filename(), bytes(part.get_payload(decode=True))))
    return found


@pytest.mark.parametrize(
    ("resource", "method", "argument", "annotation"),
    [
        ("attachments", "create", "file", "Union[str, FileTypes]"),
        ("attachments", "create", "preview", "Optional[Union[str, FileTypes]] | Omit"),
        ("attachments", "create", "scans", "SequenceNotStr[Union[str, FileTypes]] | Omit"),
        ("attachments", "partial_update", "file", "Union[str, FileTypes] | Omit"),
        ("scans", "create", "file", "Optional[Union[str, FileTypes]] | Omit"),
        ("photos", "create", "image", "Union[str, int, FileTypes]"),
        ("photos", "create", "frames", "SequenceNotStr[Union[str, int, FileTypes]] | Omit"),
        ("imports", "create", "source", "str"),
    ],
)
def test_a_url_that_the_response_returns_may_be_a_file(
    package: ModuleType, resource: str, method: str, argument: str, annotation: str
) -> None:
    client = package.Library(base_url="http://127.0.0.1:9")
    found = inspect.signature(getattr(getattr(client, resource), method)).parameters
    assert str(found[argument].annotation) == annotation


def test_a_file_is_sent_as_a_file(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(201, json=MADE))
    with package.Library(base_url=server.url) as client:
        made: Any = client.attachments.create(
            file=("a.txt", b"abc"), preview=b"p", scans=[b"1", ("2.png", b"2")], label="a"
        )
    assert made.file == MADE["file"]
    assert sorted(parts(server.last)) == [
        ("file", "a.txt", b"abc"),
        ("label", None, b"a"),
        ("preview", "upload", b"p"),
        ("scans", "2.png", b"2"),
        ("scans", "upload", b"1"),
    ]


def test_a_file_is_sent_where_the_response_is_a_list_or_a_union(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(201, json=[{"id": 1, "title": "t"}]), Reply(201, json={"image": "https://a.example/1"}))
    server.reply(Reply(201, json={"image": 2}))
    with package.Library(base_url=server.url) as client:
        client.scans.create(title="t", file=("a.txt", b"abc"))
        client.photos.create(image=b"p", frames=[b"1", 2, "https://a.example/2"])
        client.photos.create(image=2)
    assert parts(server.requests[0]) == [("title", None, b"t"), ("file", "a.txt", b"abc")]
    assert sorted(parts(server.requests[1]), key=str) == [
        ("frames", "upload", b"1"),
        ("frames", None, b"2"),
        ("frames", None, b"https://a.example/2"),
        ("image", "upload", b"p"),
    ]
    assert server.requests[2].json == {"image": 2}


def test_a_text_is_sent_as_text(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(200, json=MADE))
    with package.Library(base_url=server.url) as client:
        client.attachments.partial_update(1, file="https://example.com/b.txt")
    assert parts(server.last) == [("file", None, b"https://example.com/b.txt")]


def test_a_file_makes_the_body_multipart_and_without_one_it_is_json(package: ModuleType, server: Loopback) -> None:
    server.reply(*(Reply(status=201, json={"id": 1, "title": "t"}) for _ in range(4)))
    with package.Library(base_url=server.url, max_retries=0) as client:
        client.drawings.create(title="t", sizes=[1, 2], artist={"name": "n"})
        client.drawings.create(title="t", file="https://files.example/a.png")
        client.drawings.create(title="t", file=None)
        client.drawings.create(title="t", file=("a.png", b"png"), sizes=[1, 2])
    assert [request.json for request in server.requests[:3]] == [
        {"title": "t", "sizes": [1, 2], "artist": {"name": "n"}},
        {"title": "t", "file": "https://files.example/a.png"},
        {"title": "t", "file": None},
    ]
    sent = server.requests[3]
    assert sent.headers["content-type"].startswith("multipart/form-data")
    assert b'name="file"; filename="a.png"' in sent.body
    assert sent.body.count(b'name="sizes"') == 2


def test_a_url_of_limited_length_takes_no_file(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(status=201, json={"target": "https://a.example"}))
    with package.Library(base_url=server.url, max_retries=0) as client:
        assert str(inspect.signature(client.bookmarks.create).parameters["target"].annotation) == "str | Omit"
        client.bookmarks.create(target="https://a.example")
    assert server.requests[0].json == {"target": "https://a.example"}
