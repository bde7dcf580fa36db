"""Bodies that the document does not describe, and files under any media type: no byte is lost."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply

NO_TEXT = b"\x89\xff\x00"


def typed(media_type: str, body: bytes, status: int = 200) -> Reply:
    return Reply(status, body=body, headers={"content-type": media_type})


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        yield client


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(json={"rows": [1]}), {"rows": [1]}),
        (typed("application/problem+json", b"[true]"), [True]),
        (typed("text/csv", b"a,b"), "a,b"),
        (typed("application/xml", b"<a/>"), "<a/>"),
        (typed("application/x-thing; charset=latin-1", b"\xe9"), "é"),
        (typed("application/zip", NO_TEXT), NO_TEXT),
        (typed("application/octet-stream", b"text"), b"text"),
        (Reply(body=b'{"a": 1}'), {"a": 1}),
        (Reply(body=b"plain"), "plain"),
        (Reply(body=NO_TEXT), NO_TEXT),
        (Reply(200), None),
        (Reply(204), None),
    ],
)
def test_a_body_is_kept_by_its_media_type(
    package: ModuleType, server: Loopback, strict: bool, reply: Reply, expected: object
) -> None:
    server.reply(reply, reply)
    with package.Orchard(base_url=server.url, _strict_response_validation=strict) as client:
        assert client.export() == expected
        assert client.with_raw_response.export().parse() == expected
    assert server.last.headers["accept"] == "*/*"


def test_text_that_says_it_is_json_is_kept(package: ModuleType, client: Any, server: Loopback) -> None:
    server.reply(*[typed("application/json", b"OK")] * 2)
    assert client.export() == "OK"
    with pytest.raises(package.APIResponseValidationError) as caught:
        package.Orchard(base_url=server.url, _strict_response_validation=True).export()
    assert caught.value.body == "OK"


@pytest.mark.parametrize(
    ("resource", "method"), [("login", "login"), ("trees", "create"), ("others", "list"), ("moves", "list")]
)
def test_every_such_operation_returns_an_object(
    package: ModuleType, client: Any, server: Loopback, resource: str, method: str
) -> None:
    server.reply(Reply(201, json={"token": "t"}))
    target = getattr(client, resource)
    target = target if callable(target) else getattr(target, method)
    assert target() == {"token": "t"}
    assert inspect.get_annotations(target)["return"] == "object"


def test_where_there_is_no_body_there_is_none(client: Any, server: Loopback) -> None:
    server.reply(*[Reply(204)] * 2, Reply(200))
    for call in (client.trees.delete, client.jobs.create, client.trees.head):
        assert call() is None
        assert inspect.get_annotations(call)["return"] == "None"


@pytest.mark.anyio
async def test_the_async_client(package: ModuleType, server: Loopback) -> None:
    server.reply(typed("text/csv", b"a,b"), typed("text/csv", NO_TEXT))
    async with package.AsyncOrchard(base_url=server.url) as client:
        assert await client.export() == "a,b"
        assert await (await client.csv.retrieve()).read() == NO_TEXT


@pytest.mark.parametrize(
    ("resource", "media_type"),
    [("csv", "text/csv"), ("json", "application/json"), ("xml", "application/xml"), ("any", "image/png")],
)
def test_a_file_is_bytes_under_any_media_type(client: Any, server: Loopback, resource: str, media_type: str) -> None:
    server.reply(typed(media_type, NO_TEXT))
    assert getattr(client, resource).retrieve().read() == NO_TEXT


def test_text_stays_text(client: Any, server: Loopback) -> None:
    server.reply(typed("text/csv", b"a,b"))
    assert client.text.retrieve() == "a,b"


def test_each_is_reported(request: pytest.FixtureRequest) -> None:
    run = Run(Diagnostics())
    generate(Options(str(spec_in(request.path.parent)), package="feature_reported_bodies", jobs=1), run)
    found = [item for item in run.diagnostics if item.code == "no-content-declared"]
    assert [item.pointer for item in found] == [
        f"/paths/~1{path}/responses" for path in ("export/get", "login/post", "trees/post", "others/get", "moves/get")
    ]
    assert "`get /export` declares no content" in found[0].message
