"""Null as a body, keys that are parameters too, streams with any verb, what is asked for, titles in any script."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import import_from, write
from tests.support.loopback import Loopback, Reply

EVENTS = Reply(body=b'data: {"text": "1"}\n\ndata: {"text": "2"}\n\n', headers={"content-type": "text/event-stream"})
EVENT_VERBS = {"query": "QUERY", "update": "PUT", "patch": "PATCH", "search": "SEARCH"}


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Client(base_url=server.url, key="k", in_query="q", in_cookie="c", max_retries=0) as client:
        yield client


def test_none_is_null_where_null_is_allowed(client: Any, server: Loopback) -> None:
    server.reply(*[Reply(204)] * 4)
    for send in (client.notes.replace, client.notes.create, client.notes.update):
        send(body=None)
        assert (server.last.headers["Content-Type"], server.last.body) == ("application/json", b"null")
    client.notes.replace(body="x")
    assert server.last.json == "x"


def test_what_is_left_out_or_allows_no_null_is_no_body(client: Any, server: Loopback) -> None:
    server.reply(*[Reply(204)] * 3)
    client.notes.create()
    client.notes.delete()
    client.notes.delete(body=None)
    assert [(request.headers["Content-Type"], request.body) for request in server.requests] == [(None, b"")] * 3


def test_a_key_of_the_client_is_no_argument(client: Any, server: Loopback) -> None:
    server.reply(*[Reply(204)] * 4)
    client.users.list()
    assert server.last.headers["X-API-Key"] == "k"
    client.users.replace()
    assert server.last.query == [("key", "q")]
    client.users.create()
    assert server.last.headers["Cookie"] == "session=c"


def test_a_header_that_the_client_does_not_send_is_an_argument(client: Any, server: Loopback) -> None:
    server.reply(Reply(204))
    client.users.update(x_api_key="other")
    assert server.last.headers.get_all("X-API-Key") == ["other"]


@pytest.mark.parametrize("method", EVENT_VERBS)
def test_every_verb_streams(client: Any, server: Loopback, method: str) -> None:
    server.reply(EVENTS)
    assert [event.text for event in getattr(client.questions, method)(find="x")] == ["1", "2"]
    assert (server.last.method, server.last.headers["Accept"]) == (EVENT_VERBS[method], "text/event-stream")
    assert server.last.json == {"find": "x"}


@pytest.mark.anyio
@pytest.mark.parametrize("method", EVENT_VERBS)
async def test_every_verb_of_the_async_client_streams(package: ModuleType, server: Loopback, method: str) -> None:
    server.reply(EVENTS)
    async with package.AsyncClient(base_url=server.url, key="k") as client:
        assert [event.text async for event in await getattr(client.questions, method)(find="x")] == ["1", "2"]


def test_what_is_asked_for(client: Any, server: Loopback) -> None:
    server.reply(EVENTS, Reply(json={"text": "whole"}), Reply(body=b"%PDF", headers={"content-type": "image/png"}))
    assert [event.text for event in client.chats.create(stream=True)] == ["1", "2"]
    assert server.last.headers["Accept"] == "text/event-stream"
    assert client.chats.create().text == "whole"
    assert server.last.headers["Accept"] == "application/json"
    assert client.files.list().read() == b"%PDF"
    assert server.last.headers["Accept"] == "application/pdf, */*"


OTHER_KINDS = [
    ("application/json", b'{"error": "busy"}', {"error": "busy"}),
    ("text/html; charset=utf-8", b"<html>\n<p>Maintenance</p>", "<html>\n<p>Maintenance</p>"),
    ("text/plain", b"try later", "try later"),
    ("application/problem+json", b'{"title": "no"}', {"title": "no"}),
]


@pytest.mark.parametrize(("kind", "content", "body"), OTHER_KINDS)
def test_a_response_of_another_kind_is_no_empty_stream(
    package: ModuleType, client: Any, server: Loopback, kind: str, content: bytes, body: object
) -> None:
    server.reply(Reply(body=content, headers={"content-type": kind}))
    with pytest.raises(package.APIResponseValidationError, match="Expected a stream") as raised:
        list(client.questions.query(find="x"))
    assert raised.value.body == body


@pytest.mark.anyio
@pytest.mark.parametrize(("kind", "content", "body"), OTHER_KINDS)
async def test_a_response_of_another_kind_is_no_empty_async_stream(
    package: ModuleType, server: Loopback, kind: str, content: bytes, body: object
) -> None:
    server.reply(Reply(body=content, headers={"content-type": kind}))
    async with package.AsyncClient(base_url=server.url, key="k") as client:
        with pytest.raises(package.APIResponseValidationError, match="Expected a stream") as raised:
            [event async for event in await client.questions.query(find="x")]
    assert raised.value.body == body


def test_a_page_is_no_stream_of_lines(package: ModuleType, client: Any, server: Loopback) -> None:
    server.reply(Reply(body=b"<html>", headers={"content-type": "text/html"}))
    with pytest.raises(package.APIResponseValidationError, match="Expected a stream"):
        list(client.questions.list())


@pytest.mark.parametrize("kind", ["text/event-stream", "application/json", "text/plain"])
def test_streams_may_have_no_event_and_another_name(client: Any, server: Loopback, kind: str) -> None:
    server.reply(Reply(body=b": nothing\n\n", headers={"content-type": kind}))
    assert list(client.questions.query(find="x")) == []
    server.reply(Reply(body=b'data: {"text": "1"}\n\n', headers={"content-type": kind}))
    assert [event.text for event in client.questions.query(find="x")] == ["1"]


@pytest.mark.parametrize(
    ("name", "title", "sent"),
    [
        ("title_han", "用户中心", "Client"),
        ("title_umlaut", "Büro für Öl", "BuroFurOl"),
        ("title_lines", "Ωmega\r\nX-Evil: 1", "megaXEvil"),
        ("title_emoji", "🎉", "Client"),
    ],
)
def test_titles_in_any_script(tmp_path: Path, server: Loopback, name: str, title: str, sent: str) -> None:
    paths = {"/trees": {"get": {"operationId": "listTrees", "responses": {"204": {"description": "Done."}}}}}
    document = {"openapi": "3.1.0", "info": {"title": title, "version": "1.0 β"}, "paths": paths}
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document))
    write(generate(Options(str(spec), package=name, jobs=1), Run(Diagnostics())), tmp_path)
    package = import_from(tmp_path, name)
    server.reply(Reply(204), Reply(204))
    with package.Client(base_url=server.url) as client:
        client.trees.list()

    async def call() -> None:
        async with package.AsyncClient(base_url=server.url) as client:
            await client.trees.list()

    asyncio.run(call())
    agents = [request.headers["User-Agent"] for request in server.requests]
    assert agents == [f"{sent}/Python 0.1.0", f"Async{sent}/Python 0.1.0"]
    assert all(request.headers["X-Evil"] is None for request in server.requests)
