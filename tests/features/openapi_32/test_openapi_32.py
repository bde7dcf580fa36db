"""OpenAPI 3.2: custom methods, QUERY, whole query strings, typed streams, media types by reference, `$self`."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from types import ModuleType

import pytest

from specloom.pipeline.analysis import analyze_document
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.loopback import Loopback, Reply

FALL = {"tree_id": "t1", "at": "2024-02-29T12:00:00Z"}
TIME = datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.UTC)


def streamed(content_type: str, *chunks: bytes) -> Reply:
    return Reply(headers={"content-type": content_type}, chunks=chunks)


def test_methods_of_any_name_are_sent_as_they_are_spelled(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json=[]), Reply(204), Reply(json={"id": "t1"}), Reply(204), Reply(json=[{"id": "t2"}]))
    with package.Orchard(base_url=server.url, bearer_token="t") as client:
        client.trees.list(order="age")
        assert client.trees.copy(destination="/elsewhere") is None
        assert client.trees.lock("t1", owner="me").id == "t1"
        client.trees.x_graft("t1")
        assert client.trees.query(species="apple", minimum_age=3)[0].id == "t2"
    assert [(request.method, request.target) for request in server.requests] == [
        ("GET", "/trees?order=age"),
        ("COPY", "/trees"),
        ("LOCK", "/trees/t1"),
        ("x-Graft", "/trees/t1"),
        ("QUERY", "/trees"),
    ]
    assert server.requests[1].headers["destination"] == "/elsewhere"
    assert [request.json for request in server.requests[2::2]] == [
        {"owner": "me"},
        {"species": "apple", "minimum_age": 3},
    ]


def test_a_query_is_repeated_like_a_get(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(500, headers={"retry-after-ms": "1"}), Reply(json=[]))
    with package.Orchard(base_url=server.url, bearer_token="t") as client:
        client.trees.query()
    assert len(server.requests) == 2


def test_parameters_can_be_the_whole_query_string(package: ModuleType, server: Loopback) -> None:
    server.reply(*[Reply(json=[])] * 4)
    with package.Orchard(base_url=server.url, bearer_token="t", api_key="k") as client:
        client.cuttings.list(species="apple tree", tags=["a", "b"])
        client.cuttings.selector.list(selector={"length": {"$gt": 3}})
        client.cuttings.path.list(selector="$.a&b")
        client.cuttings.path.list()
    assert [request.target.partition("?")[2] for request in server.requests] == [
        "species=apple+tree&tags=a&tags=b",
        "%7B%22length%22%3A%7B%22%24gt%22%3A3%7D%7D",
        "%24.a%26b",
        "",
    ]


def test_streams_are_typed_by_their_items(package: ModuleType, server: Loopback) -> None:
    data = json.dumps(FALL).encode()
    server.reply(
        streamed("text/event-stream", b"event: fall\ndata: " + data + b"\n\n", b"data: " + data + b"\n\n"),
        streamed("text/event-stream", b"data: " + data + b"\n\n"),
        streamed("application/jsonl", data[:7], data[7:] + b"\n" + data),
        streamed("application/json-seq", b"\x1e" + data + b"\n\x1e", json.dumps(FALL, indent=1).encode() + b"\n"),
    )
    with package.Orchard(base_url=server.url, bearer_token="t") as client:
        found = [
            list(client.events.list()),
            list(client.raw_events.list()),
            list(client.falls.list()),
            list(client.falls.retrieve_sequence()),
        ]
    assert [len(items) for items in found] == [2, 1, 2, 2]
    assert {(item.tree_id, item.at) for items in found for item in items} == {("t1", TIME)}


@pytest.mark.anyio
async def test_streams_of_records_are_async_too(package: ModuleType, server: Loopback) -> None:
    data = json.dumps(FALL).encode()
    server.reply(streamed("application/json-seq", b"\x1e" + data[:3], data[3:] + b"\n\x1e" + data + b"\n"))
    async with package.AsyncOrchard(base_url=server.url, bearer_token="t") as client:
        assert [item.tree_id async for item in await client.falls.retrieve_sequence()] == ["t1", "t1"]


def test_events_of_several_kinds_have_the_types_of_their_data(package: ModuleType, server: Loopback) -> None:
    body = b'event: fall\ndata: {"tree_id": "t1"}\n\nevent: note\ndata: {oh}\n\n'
    server.reply(streamed("text/event-stream", body))
    with package.Orchard(base_url=server.url, bearer_token="t") as client:
        fall, note = client.events.retrieve_mixed()
    assert isinstance(fall, package.types.Fall)
    assert note == "{oh}"


def test_servers_have_names(package: ModuleType) -> None:
    with package.Orchard(environment="sandbox") as client:
        assert str(client.base_url) == "https://sandbox.orchard.test/v1/"


def test_a_login_on_another_device_ends_in_a_token(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"id": "t1"}), Reply(json={"id": "t1"}))
    with package.Orchard(base_url=server.url, bearer_token="token") as client:
        client.trees.retrieve("t1")
    with package.Orchard(base_url=server.url, api_key="key") as client:
        client.trees.retrieve("t1")
    assert server.requests[0].headers["authorization"] == "Bearer token"
    assert server.requests[1].headers["x-key"] == "key"


def test_schemes_are_named_by_their_addresses_too(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json=[]), Reply(json=[]))
    with package.Orchard(base_url=server.url, api_key="key", bearer_token="token") as client:
        client.cuttings.list(species="oak")
    with package.Orchard(base_url=server.url, username="me", password="word") as client:
        client.cuttings.list(species="oak")
    assert (server.requests[0].headers["x-key"], server.requests[0].headers["authorization"]) == ("key", None)
    assert server.requests[1].headers["authorization"] == "Basic bWU6d29yZA=="


def test_an_unknown_kind_is_the_default_variant(package: ModuleType, server: Loopback) -> None:
    answers = [
        {"kind": "apple", "colour": "red"},
        {"kind": "plum", "note": "sweet"},
        {"kind": "pear"},
        {"note": "sour"},
    ]
    server.reply(*(Reply(json=answer) for answer in answers))
    with package.Orchard(base_url=server.url, bearer_token="t") as client:
        assert isinstance(client.fruit.retrieve(), package.types.Apple)
        assert isinstance(client.fruit.retrieve(), package.types.OtherFruit)
        assert isinstance(client.fruit.retrieve(), package.types.Pear)
        assert isinstance(client.fruit.retrieve(), package.types.OtherFruit)


def test_nothing_is_left_out() -> None:
    run = Run()
    analyze_document(Options(str(Path(__file__).parent / "openapi.yaml")), run)
    assert (run.report.operations, run.report.generated, run.report.skipped) == (16, 16, ())
    assert sorted((item.code, item.pointer) for item in run.diagnostics) == [
        ("example-mismatch", "/components/mediaTypes/Tree/examples/wrong/dataValue"),
        ("security-as-bearer", "/components/securitySchemes/device"),
    ]
