"""Bodies of every media type, several of them at once, parts with encodings, bodies where few expect one."""

from __future__ import annotations

import email
import io
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply, Request


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    server.reply(*[Reply(204)] * 3)
    with package.Orchard(base_url=server.url) as client:
        yield client


def parts(request: Request) -> list[tuple[str, str, bytes]]:
    """Return name, media type and content of the parts of a multipart body, in order."""
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + request.body)
    found: list[tuple[str, str, bytes]] = []
    for part in message.get_payload():
        assert isinstance(part, Message)
        name = str(part.get_param("name", header="content-disposition"))
        found.append((name, str(part.get("content-type", "")), bytes(part.get_payload(decode=True))))
    return found


def media_type(server: Loopback) -> str | None:
    return server.last.headers["content-type"]


def test_json_is_taken_of_several(client: Any, server: Loopback) -> None:
    client.eithers.create(text="a")
    assert (media_type(server), server.last.json) == ("application/json", {"text": "a"})


def test_a_caller_may_name_another_form(client: Any, server: Loopback) -> None:
    client.eithers.create(text="a b", extra_headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert (media_type(server), server.last.body) == ("application/x-www-form-urlencoded", b"text=a+b")
    client.eithers.create(text="a b", extra_headers={"Content-Type": "multipart/form-data"})
    assert parts(server.last) == [("text", "", b"a b")]


def test_files_make_a_body_multipart(client: Any, server: Loopback) -> None:
    client.uploads.create(file_id="f")
    assert (media_type(server), server.last.json) == ("application/json", {"fileId": "f"})
    client.uploads.create(file_id="f", file=b"\x00")
    assert parts(server.last) == [("fileId", "", b"f"), ("file", "application/octet-stream", b"\x00")]


def test_parts_of_objects_are_json(client: Any, server: Loopback) -> None:
    client.parts.create(
        metadata={"created_by": "me", "n": 1},
        label="l",
        labels=["a", "b"],
        number=3,
        listed="x",
        images=[b"1", ("two.png", io.BytesIO(b"2"), "image/png")],
    )
    assert parts(server.last) == [
        ("metadata", "application/json", b'{"createdBy":"me","n":1}'),
        ("label", "", b"l"),
        ("labels", "", b"a"),
        ("labels", "", b"b"),
        ("listed", "application/json", b'"x"'),
        ("number", "", b"3"),
        ("images", "application/octet-stream", b"1"),
        ("images", "image/png", b"2"),
    ]


def test_parts_have_the_types_that_the_document_names(client: Any, server: Loopback) -> None:
    client.typed_parts.create(
        image=b"1",
        page=("page.bin", b"2", None, {"X-Pages": "3"}),
        scan=io.BytesIO(b"3"),
        table="a,b",
        sheet="<sheet/>",
        note="n",
        height=4,
        batch=("batch", b"{}"),
        records=b"[]",
        pages=[b"5", "6"],
    )
    assert sorted(parts(server.last)) == [
        ("batch", "application/jsonl", b"{}"),
        ("height", "text/plain", b"4"),
        ("image", "image/png", b"1"),
        ("note", "text/plain", b"n"),
        ("page", "application/octet-stream", b"2"),
        ("pages", "application/pdf", b"5"),
        ("pages", "application/pdf", b"6"),
        ("records", "application/json", b"[]"),
        ("scan", "application/octet-stream", b"3"),
        ("sheet", "application/xml", b"<sheet/>"),
        ("table", "text/csv; charset=utf-8", b"a,b"),
    ]
    assert b"X-Kind: cover\r\n" in server.last.body
    assert b"X-Pages: 3\r\n" in server.last.body
    assert b'name="scan"; filename="upload"' in server.last.body


def test_what_a_file_says_of_itself_is_kept(client: Any, server: Loopback, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"1")
    client.typed_parts.create(image=photo, page=("page.gif", b"2"), scan=("s", b"3", "application/x-scan"))
    assert parts(server.last) == [
        ("image", "image/jpeg", b"1"),
        ("page", "image/gif", b"2"),
        ("scan", "application/x-scan", b"3"),
    ]


def test_other_multipart_types_keep_their_name(client: Any, server: Loopback) -> None:
    client.mixtures.create(label="l")
    assert str(media_type(server)).startswith("multipart/mixed; boundary=")
    assert parts(server.last) == [("label", "", b"l")]


def test_a_form_that_is_not_described_takes_any_fields(client: Any, server: Loopback) -> None:
    client.frees.create(body={"a": "b", "file": b"\x00", "files": [io.BytesIO(b"1")]})
    assert [name for name, _, _ in parts(server.last)] == ["a", "file", "files"]


def test_an_optional_form_may_be_left_out(client: Any, server: Loopback) -> None:
    client.loose.create()
    client.loose.update()
    assert [request.body for request in server.requests] == [b"", b""]
    client.loose.update(body={"a": 1})
    assert server.requests[2].body == b"a=1"


def test_encodings_of_a_form(client: Any, server: Loopback) -> None:
    value = {"created_by": "me", "n": 1}
    client.forms.create(address=value, deep=value, tags=["a", "b"], json=value)
    assert sorted(server.last.body.decode().split("&")) == [
        "address%5BcreatedBy%5D=me",
        "address%5Bn%5D=1",
        "deep%5BcreatedBy%5D=me",
        "deep%5Bn%5D=1",
        "json=%7B%22createdBy%22%3A%22me%22%2C%22n%22%3A1%7D",
        "tags=a,b",
    ]


def test_text_and_xml_are_sent_as_they_are(client: Any, server: Loopback) -> None:
    client.texts.create("# é")
    assert (media_type(server), server.last.body) == ("text/markdown", "# é".encode())
    client.xmls.create("<a>é</a>")
    assert (media_type(server), server.last.body) == ("application/soap+xml", "<a>é</a>".encode())
    client.xmls.create(b"<?xml version='1.0' encoding='latin-1'?><a>\xe9</a>")
    assert server.last.body.endswith(b"\xe9</a>")


def test_a_form_that_is_described_as_text_is_sent_as_it_is(client: Any, server: Loopback) -> None:
    client.queries.create(body="kind=oak&tall=1")
    assert (media_type(server), server.last.body) == ("application/x-www-form-urlencoded", b"kind=oak&tall=1")


def test_patches(client: Any, server: Loopback) -> None:
    client.patches.patch(1, latin_name=None)
    assert (media_type(server), server.last.json) == ("application/merge-patch+json", {"latinName": None})
    client.patches.update(1, body=[{"op": "move", "from_path": "/a"}])
    assert (media_type(server), server.last.json) == ("application/json-patch+json", [{"op": "move", "fromPath": "/a"}])


def test_json_lines(client: Any, server: Loopback) -> None:
    client.lines.create(1, (item for item in [{"created_by": "é", "n": 1}, {"n": 2}]))
    assert (media_type(server), server.last.body.decode()) == (
        "application/x-ndjson",
        '{"createdBy":"é","n":1}\n{"n":2}\n',
    )
    client.lines.create(1, b'{"n":3}\n')
    assert server.last.body == b'{"n":3}\n'
    client.lines.replace(1, [{"n": 1}])
    assert (media_type(server), server.last.body) == ("application/json-seq", b'\x1e{"n":1}\n')


def test_bodies_of_get_and_delete(client: Any, server: Loopback) -> None:
    client.bodies.retrieve(1, query="q")
    assert server.last.json == {"query": "q"}
    client.bodies.retrieve(1)
    assert (media_type(server), server.last.body) == (None, b"")
    client.bodies.delete(1, reason="r")
    assert (server.last.method, server.last.json) == ("DELETE", {"reason": "r"})


def test_an_optional_body_may_be_left_out(client: Any, server: Loopback) -> None:
    client.bodies.replace(1)
    assert (media_type(server), server.last.body) == (None, b"")
    client.bodies.replace(1, body=[1])
    assert server.last.json == [1]
    client.bodies.upload(1, b"\x89")
    assert (media_type(server), server.last.body) == ("application/octet-stream", b"\x89")


@pytest.mark.anyio
async def test_the_async_client(package: ModuleType, server: Loopback) -> None:
    server.reply(*[Reply(204)] * 3)
    async with package.AsyncOrchard(base_url=server.url) as client:
        await client.lines.create(1, [{"created_by": "me"}])
        assert server.last.body == b'{"createdBy":"me"}\n'
        await client.patches.update(1, body=[{"op": "move", "from_path": "/a"}])
        assert server.last.json == [{"op": "move", "fromPath": "/a"}]
        await client.parts.create(metadata={"created_by": "me"})
        assert parts(server.last) == [("metadata", "application/json", b'{"createdBy":"me"}')]


def test_what_a_method_does_not_send_is_reported(request: pytest.FixtureRequest) -> None:
    run = Run(Diagnostics())
    generate(Options(str(spec_in(request.path.parent)), package="feature_reported", jobs=1), run)
    assert [(item.code, item.message) for item in run.diagnostics if item.code != "schema-widened"] == [
        (
            "media-types",
            "`post /eithers` also accepts `text/plain`, `application/x-www-form-urlencoded`, `application/octet-stream`"
            ", `multipart/form-data`, `application/xml`; its method sends `application/json`",
        ),
        ("part-headers", "pass header `X-Pages` of the part `page` with its file: (name, content, type, headers)"),
        ("body-as-given", "the part `sheet` is XML; the method takes text or bytes and sends them unchanged"),
        ("part-type", "the `contentType` of the part `label` is not a media type"),
        ("body-as-given", "`post /xmls` accepts XML; its method takes text or bytes and sends them unchanged"),
    ]
