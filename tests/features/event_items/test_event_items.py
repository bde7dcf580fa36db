"""Streams as FastAPI (`itemSchema` in 3.1, no reason for a warning) and springdoc (a list) describe them."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply


def test_strict_runs_accept_them() -> None:
    diagnostics = Diagnostics(strict=True)
    generate(Options(str(spec_in(Path(__file__).parent)), jobs=1), Run(diagnostics))
    assert {(found.code, found.severity.value) for found in diagnostics} == {("key-version", "info")}


def test_streams_have_items(package: ModuleType, server: Loopback) -> None:
    events = b'data: {"step": 1}\n\ndata: {"step": 2}\n\n'
    server.reply(Reply(headers={"content-type": "text/event-stream"}, body=events))
    server.reply(Reply(headers={"content-type": "application/jsonl"}, body=b'{"step": 1}\n{"step": 2}\n'))
    with package.Waterworks(base_url=server.url) as client:
        assert [event.step for event in client.watering.retrieve()] == [1, 2]
        assert [line.step for line in client.measurements.list()] == [1, 2]


def test_a_list_of_events_is_a_stream_of_them(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(headers={"content-type": "text/event-stream"}, body=b'data:{"step": 1}\n\ndata:{"step": 2}\n\n'))
    with package.Waterworks(base_url=server.url) as client:
        events = list(client.events.list())
    assert [type(event) for event in events] == [package.types.Progress] * 2
    assert [event.step for event in events] == [1, 2]
