"""Streams whose events never end, in lines that hold nothing."""

from __future__ import annotations

import asyncio
import resource
import socket
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from server import Connection, Server, head

pytestmark = pytest.mark.usefixtures("no_leaks")
EVENTS = {"Content-Type": "text/event-stream", "Connection": "close"}

LINES = {
    "empty data": b"data\n",
    "data and a colon": b"data:\n",
    "comments": b":\n",
    "long comments": b": keep-alive\r\n",
    "names": b"event: x\n",
    "ids": b"id: 1\r",
    "waits": b"retry: 5\n",
    "unknown fields": b"x: y\n",
    "blank lines": b"\n",
    "blank lines in CR LF": b"\r\n",
    "blank lines in CR": b"\r",
    "mixed line ends": b"\r\n\n\r\r\n",
    "comments and blank lines": b":\n\n",
    "ids and blank lines": b"id: 1\n\n",
    "no line end": b"x",
}
JSON_LINES = {"blank lines": b"\n", "spaces": b" \n", "tabs and returns": b"\t\r\n", "one line": b" ", "digits": b"1"}


def flood(piece: bytes, total: int) -> Any:
    """Send a piece again and again, until the other side has had enough."""

    def answer(connection: Connection) -> None:
        chunk = piece * (65_536 // len(piece))
        connection.send(head(200, EVENTS))
        for _ in range(total // len(chunk)):
            connection.send(chunk)
        connection.sock.shutdown(socket.SHUT_WR)

    return answer


def consume(kit: Any, server: Server, is_async: bool, stream: str) -> list[Any]:
    """All events of a stream, from the blocking client or the async one."""
    streaming = kit.module("_streaming")
    kinds = {"events": ("Stream", "AsyncStream"), "lines": ("JSONLStream", "AsyncJSONLStream")}[stream]
    if not is_async:
        with kit.client(base_url=server.url, max_retries=0) as client:
            return list(client.get("/x", cast_to=object, stream=True, stream_cls=getattr(streaming, kinds[0])[object]))

    async def run() -> list[Any]:
        async with kit.async_client(base_url=server.url, max_retries=0) as client:
            kind = getattr(streaming, kinds[1])[object]
            return [event async for event in await client.get("/x", cast_to=object, stream=True, stream_cls=kind)]

    return asyncio.run(run())


@pytest.mark.one_in(4)
@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("line", LINES)
def test_lines_without_an_event_count(
    kit: Any, server: Server, monkeypatch: pytest.MonkeyPatch, line: str, is_async: bool
) -> None:
    monkeypatch.setattr(kit.module("_runtime.sse"), "_LONGEST_EVENT", 1_000_000)
    server.answers(flood(LINES[line], 4_000_000))
    with pytest.raises(kit.package.APIConnectionError, match="an event of the stream has more than 1000000 bytes"):
        consume(kit, server, is_async, "events")


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("line", JSON_LINES)
def test_json_lines_without_a_value_count(
    kit: Any, server: Server, monkeypatch: pytest.MonkeyPatch, line: str, is_async: bool
) -> None:
    monkeypatch.setattr(kit.module("_runtime.sse"), "_LONGEST_EVENT", 1_000_000)
    server.answers(flood(JSON_LINES[line], 4_000_000))
    with pytest.raises(kit.package.APIConnectionError, match="an event of the stream has more than 1000000 bytes"):
        consume(kit, server, is_async, "lines")


@pytest.mark.slow
def test_two_hundred_megabytes_of_empty_data_are_refused(kit: Any, server: Server) -> None:
    """At the bound that any event has, which lines reach sooner that hold nothing."""
    server.answers(flood(b"data\n", 200 * 2**20))
    started, held = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(kit.package.APIConnectionError, match="an event of the stream has more than"):
        consume(kit, server, False, "events")
    assert time.process_time() - started < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held < 250 * 1024


@pytest.mark.slow
@pytest.mark.parametrize("is_async", [False, True])
def test_a_stream_of_many_events_has_no_bound(
    kit: Any, server: Server, monkeypatch: pytest.MonkeyPatch, is_async: bool
) -> None:
    monkeypatch.setattr(kit.module("_runtime.sse"), "_LONGEST_EVENT", 10_000)
    server.answers(flood(b": alive\n\nid: 1\r\ndata: 1\r\n\r\n", 2_000_000))
    assert len(consume(kit, server, is_async, "events")) > 50_000
    server.answers(flood(b'\n \n{"a":1}\n', 2_000_000))
    assert len(consume(kit, server, is_async, "lines")) > 100_000


def test_an_event_of_many_lines_is_whole(kit: Any) -> None:
    lines = [b"data: %d\n" % number for number in range(50_000)]
    whole = b"".join(lines) + b"\n"
    for size in (1, 7, 70_000, len(whole)):
        cut = [whole[at : at + size] for at in range(0, len(whole), size)]
        (event,) = kit.module("_runtime.sse").SSEDecoder().iter_bytes(iter(cut))
        assert event.data.split("\n") == [str(number) for number in range(50_000)]


UNPACK = """
import sys
sys.path.insert(0, {parent!r})
import {name} as package, {library} as httpx
body = open({file!r}, "rb").read()
headers = {{"content-type": "text/event-stream", "content-encoding": {encoding!r}}}
transport = httpx.MockTransport(lambda request: httpx.Response(200, headers=headers, content=iter([body])))
client = package.Orchard(api_token="x", http_client=httpx.Client(transport=transport))
try:
    list(client.get("/x", cast_to=object, stream=True, stream_cls=package.Stream[object]))
except package.APIConnectionError as error:
    print(error)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def packed(data: bytes, times: int) -> bytes:
    """So many copies of the data, packed."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(data) for _ in range(times)), packer.flush()])


@pytest.mark.slow
def test_a_packed_stream_is_unpacked_a_little_at_a_time(kit: Any, tmp_path: Path) -> None:
    """A kilobyte that is two hundred megabytes of empty lines, in gzip within gzip."""
    (tmp_path / "body").write_bytes(packed(packed(b"data\n" * 100_000, 400), 1))
    parent = kit.package.__path__[0].rpartition("/")[0]
    code = UNPACK.format(
        parent=parent,
        name=kit.package.__name__,
        library=kit.library,
        file=str(tmp_path / "body"),
        encoding="gzip, gzip",
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=600)
    message, kilobytes = done.stdout.splitlines()
    assert "an event of the stream has more than" in message
    assert int(kilobytes) < 300 * 1024
