"""Server-sent events and JSON lines."""

from __future__ import annotations

import json
import random
import time
from typing import Any

import pytest
from server import Server, head, raw, reply, then_close, then_reset

pytestmark = pytest.mark.usefixtures("no_leaks")
EVENTS = {"Content-Type": "text/event-stream"}


def events(*pieces: bytes, **options: Any) -> Any:
    return then_close(head(200, {**EVENTS, "Connection": "close"}), *pieces)


def chat(kit: Any, server: Server) -> list[str]:
    with kit.client(base_url=server.url) as client:
        return [event.text for event in client.trees.chat("t1", message="hi", stream=True)]


def decode(kit: Any, *chunks: bytes) -> list[Any]:
    return list(kit.module("_streaming").SSEDecoder().iter_bytes(iter(chunks)))


def test_events_are_typed(kit: Any, server: Server) -> None:
    server.answers(events(b'data: {"text":"a"}\n\nda', b'ta: {"text":"b","more":1}\r\n\r\n'))
    with kit.client(base_url=server.url) as client:
        stream = client.trees.chat("t1", message="hi", stream=True)
        first, second = list(stream)
    assert isinstance(first, kit.package.types.TreeChatResponse)
    assert second.more == 1
    assert json.loads(server.requests[0].body) == {"message": "hi", "stream": True}
    assert server.wait_until_idle() == 0


def test_without_stream_the_answer_is_a_model(kit: Any, server: Server) -> None:
    server.answers(reply({"text": "whole"}))
    with kit.client(base_url=server.url) as client:
        assert client.trees.chat("t1", message="hi").text == "whole"
        with pytest.raises(TypeError, match="Missing required argument"):
            client.trees.chat("t1")


def test_a_terminator_ends_the_stream(kit: Any, server: Server) -> None:
    server.answers(events(b'data: {"text":"a"}\n\ndata: [DONE]\n\ndata: {"text":"never"}\n\n'))
    assert chat(kit, server) == ["a"]


@pytest.mark.parametrize(
    "sent",
    [b'event: error\ndata: {"message": "tree fell"}\n\n', b'data: {"error": {"message": "tree fell"}}\n\n'],
)
def test_an_error_event_raises(kit: Any, server: Server, sent: bytes) -> None:
    server.answers(events(b'data: {"text":"a"}\n\n', sent))
    with pytest.raises(kit.package.APIError, match="tree fell") as caught:
        chat(kit, server)
    assert caught.value.body == {"message": "tree fell"}
    assert server.wait_until_idle() == 0


def test_a_comment_after_an_id_is_no_event(kit: Any, server: Server) -> None:
    server.answers(events(b'id: 1\ndata: {"text":"a"}\n\n: keep-alive\n\nid: 2\n\n: more\n\ndata: {"text":"b"}\n\n'))
    assert chat(kit, server) == ["a", "b"]


def test_a_connection_that_breaks_within_the_stream(kit: Any, server: Server) -> None:
    server.answers(then_reset(head(200, {**EVENTS, "Content-Length": "900"}), b'data: {"text":"a"}\n\n'))
    with kit.client(base_url=server.url) as client:
        stream = client.trees.chat("t1", message="hi", stream=True)
        with pytest.raises(kit.package.APIConnectionError):
            list(stream)


def test_a_stream_that_stalls(kit: Any, server: Server) -> None:
    server.answers(raw(head(200, {**EVENTS, "Content-Length": "900"}), b'data: {"text":"a"}\n\n', b"x", pause=1.5))
    with kit.client(base_url=server.url) as client:
        stream = client.trees.chat("t1", message="hi", stream=True, timeout=0.5)
        with pytest.raises(kit.package.APITimeoutError):
            list(stream)


def test_stopping_early_frees_the_connection(kit: Any, server: Server) -> None:
    server.answers(events(*[b'data: {"text":"a"}\n\n'] * 100))
    with kit.client(base_url=server.url) as client:
        with client.trees.chat("t1", message="hi", stream=True) as stream:
            assert next(stream).text == "a"
        assert stream.response.is_closed
        left = client.trees.chat("t1", message="hi", stream=True)
        for _ in left:
            break
        left.close()
    assert server.wait_until_idle() == 0


@pytest.mark.anyio
async def test_the_async_stream(kit: Any, server: Server) -> None:
    server.answers(events(b'data: {"text":"a"}\n\n', b'data: {"text":"b"}\n\n'))
    async with kit.async_client(base_url=server.url) as client:
        stream = await client.trees.chat("t1", message="hi", stream=True)
        assert [event.text async for event in stream] == ["a", "b"]
        async with await client.trees.chat("t1", message="hi", stream=True) as stream:
            async for event in stream:
                assert event.text == "a"
                break
    assert server.wait_until_idle() == 0


@pytest.mark.anyio
async def test_the_async_stream_translates_errors(kit: Any, server: Server) -> None:
    server.answers(then_reset(head(200, {**EVENTS, "Content-Length": "900"}), b'data: {"text":"a"}\n\n'))
    async with kit.async_client(base_url=server.url) as client:
        stream = await client.trees.chat("t1", message="hi", stream=True)
        with pytest.raises(kit.package.APIConnectionError):
            async for _ in stream:
                pass


def test_a_raw_response_gives_the_stream(kit: Any, server: Server) -> None:
    server.answers(events(b'data: {"text":"a"}\n\n'))
    with kit.client(base_url=server.url) as client:
        response = client.trees.with_raw_response.chat("t1", message="hi", stream=True)
        assert [event.text for event in response.parse()] == ["a"]


@pytest.mark.parametrize("cut", range(1, 12))
def test_events_may_be_cut_anywhere(kit: Any, cut: int) -> None:
    body = 'event: x\r\ndata: {"é":\r\ndata: 1}\r\rid: 7\ndata:  two\n\n'.encode()
    found = decode(kit, *(body[at : at + cut] for at in range(0, len(body), cut)))
    assert [(one.event, one.data, one.id) for one in found] == [("x", '{"é":\n1}', None), (None, " two", "7")]


STREAMS = [
    ("\ufeffdata: 1\n\n", [(None, "1", None, None)]),
    ("data: é🌱\u2028\x0b\n\n", [(None, "é🌱\u2028\x0b", None, None)]),
    ("event: a\rdata: 1\r\rdata: 2\n\r\n", [("a", "1", None, None), (None, "2", None, None)]),
    (": hi\n\nid: 7\n: x\n\ndata\nretry: 10\n\ndata: 2", [(None, "", "7", 10), (None, "2", "7", None)]),
    (f"retry: {'9' * 5000}\nretry: ٣\nid: a\0b\ndata: 1\n\n", [(None, "1", None, None)]),
]


@pytest.mark.parametrize("cut", [1, 2, 3, 5, 9_999])
@pytest.mark.parametrize(("text", "expected"), STREAMS)
def test_what_a_stream_may_hold(kit: Any, text: str, expected: Any, cut: int) -> None:
    body = text.encode()
    found = decode(kit, *(body[at : at + cut] for at in range(0, len(body), cut)))
    assert [(one.event, one.data, one.id, one.retry) for one in found] == expected


@pytest.mark.parametrize(
    "body", [b'\xef\xbb\xbf{"text":"a"}\n', b'\x1e{"text":\n"a"}\n\x1e', b'\xef\xbb\xbf{"text":"a"}']
)
def test_json_lines_over_a_socket(kit: Any, server: Server, body: bytes) -> None:
    server.answers(events(body))
    with kit.client(base_url=server.url) as client:
        stream_cls = kit.module("_streaming").JSONLStream[kit.package.types.TreeChatResponse]
        stream = client.post("/lines", cast_to=object, stream=True, stream_cls=stream_cls)
        assert [event.text for event in stream] == ["a"]


def test_decoding_takes_linear_time(kit: Any) -> None:
    def seconds(size: int) -> float:
        chunks = [b"data: " + b"x" * size * 1000, *[b"y" * 100] * (size * 100), b"\n\n"]
        started = time.process_time()
        assert len(decode(kit, *chunks)) == 1
        return time.process_time() - started

    seconds(10)
    small, large = min(seconds(20) for _ in range(3)), min(seconds(200) for _ in range(3))
    assert large < small * 40


def test_json_lines(kit: Any) -> None:
    streaming = kit.module("_streaming")
    response = kit.httpx.Response(
        200, content=iter([b'{"text":"a"}\n\n{"te', 'xt":"ü\u2028"}\r\n{"text":"c"}'.encode()])
    )
    stream = streaming.JSONLStream(cast_to=kit.package.types.TreeChatResponse, response=response, client=kit.client())
    assert [event.text for event in stream] == ["a", "ü\u2028", "c"]


def test_an_event_that_is_no_json(kit: Any, server: Server) -> None:
    server.answers(events(b"data: nonsense\n\n"))
    with pytest.raises(kit.package.APIResponseValidationError, match="not valid JSON"):
        chat(kit, server)


def test_raw_verbs_need_a_stream_class(kit: Any, server: Server) -> None:
    server.answers(events(b'data: {"a":1}\n\n'))
    stream_cls = kit.package.Stream[object]
    with kit.client(base_url=server.url) as client:
        assert list(client.post("/x", cast_to=object, body={}, stream=True, stream_cls=stream_cls)) == [{"a": 1}]
        with pytest.raises(kit.module("_exceptions").MissingStreamClassError):
            client.get("/x", cast_to=object, stream=True)


@pytest.mark.parametrize("piece", [b"data: xxxxxxxxxx", b"data: xxxxxxx\n"])
def test_an_event_that_never_ends(kit: Any, monkeypatch: pytest.MonkeyPatch, piece: bytes) -> None:
    monkeypatch.setattr(kit.module("_runtime.sse"), "_LONGEST_EVENT", 10_000)
    response = kit.httpx.Response(
        200, content=iter([piece] * 2000), request=kit.httpx.Request("GET", "https://a.example")
    )
    stream = kit.package.Stream(cast_to=object, response=response, client=kit.client())
    with pytest.raises(kit.package.APIConnectionError, match="more than 10000 bytes"):
        list(stream)
    assert len(decode(kit, *[b"data: 1\n\n: x\n"] * 5000)) == 5000


PARTS = [
    b"data: {}\n\n",
    b"event: delta\ndata: 1\n\n",
    b"id: 7\nevent: delta\ndata: 2\n\n",
    b"event: a\nid: 8\ndata:3\n\n",
    b"event: a\nevent: b\ndata: x\n\n",
    b"id: \ndata: none\n\n",
    b"id: a\0b\ndata: nul\n\n",
    b"data: a\r\n\r\n",
    b"data: a\r\rdata: b\r\n\r",
    b"data: a\ndata: b\n\n",
    b"data: a\nevent: late\n\n",
    b": comment\n\n",
    b"retry: 5\ndata: r\n\n",
    b"retry: 9\n\n",
    b"event: alone\n\n",
    b"data\n\n",
    b"data:\n\n",
    b"data:  two\n\n",
    b"data: \xc3\xa9 \xff \xe2\x80\xa8\n\n",
    b"\xef\xbb\xbfdata: mark\n\n",
    b"\n",
    b"\r\n",
    b"data: cut",
]


@pytest.mark.parametrize("seed", range(300))
def test_usual_events_are_what_their_lines_say(kit: Any, seed: int) -> None:
    sse = kit.module("_runtime.sse")
    by_lines = type("ByLines", (sse.SSEDecoder,), {})  # only the decoder itself looks for whole events
    chosen = random.Random(seed)
    body = b"".join(chosen.choices(PARTS, k=chosen.randint(1, 12)))
    cuts = sorted(chosen.sample(range(len(body)), min(len(body), chosen.choice([0, 1, 3, 40]))))
    chunks = [body[start:end] for start, end in zip([0, *cuts], [*cuts, len(body)], strict=True)]

    def read(decoder: Any) -> list[Any]:
        found = decoder.iter_bytes(iter(chunks))
        return [(event.event, event.data, event.id, event.retry) for event in found]

    assert read(sse.SSEDecoder()) == read(by_lines())
