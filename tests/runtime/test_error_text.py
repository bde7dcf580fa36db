"""What errors, reprs and logs show of a server's text: one line, not long, and nothing that rules a terminal."""

from __future__ import annotations

import asyncio
import json
import logging
import pickle
import traceback
from typing import Any, Literal

import pytest
from server import TREE, Server, head, reply, then_close

pytestmark = pytest.mark.usefixtures("no_leaks")

EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\r\n::error::x\x00\x7f\x85\u2028\u2029\u202e\u2066\u200b\ufeff\ud800\U000e0041"
HARMLESS = "Bäume 日本 \U0001f333"


def is_shown_safely(text: str) -> bool:
    return text.isprintable() and len(text) <= 4000


@pytest.fixture
def call(kit: Any, server: Server) -> Any:
    """The error of a call, from the blocking client or the async one."""

    def get(is_async: bool = False, **options: Any) -> Any:
        with pytest.raises(kit.package.OrchardError) as caught:
            ask(kit, is_async, None, base_url=server.url, max_retries=0, **options)
        return caught.value

    return get


def ask(kit: Any, is_async: bool, cast_to: Any, **options: Any) -> None:
    """Get a tree, or something of another type."""

    async def run() -> None:
        async with kit.async_client(**options) as client:
            await (client.get("/x", cast_to=cast_to) if cast_to else client.trees.get("t1", orchard_id="o"))

    if is_async:
        asyncio.run(run())
        return
    with kit.client(**options) as client:
        _ = client.get("/x", cast_to=cast_to) if cast_to else client.trees.get("t1", orchard_id="o")


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("is_json", [False, True])
def test_a_status_error_is_one_line(server: Server, call: Any, is_json: bool, is_async: bool) -> None:
    body = json.dumps({"message": EVIL, EVIL: [EVIL]}).encode() if is_json else EVIL.encode("utf-8", "replace")
    server.answers(reply(body=body, status=400, content_type="application/json" if is_json else "text/plain"))
    error = call(is_async)
    for text in (str(error), repr(error), error.message, str(pickle.loads(pickle.dumps(error)))):
        assert is_shown_safely(text)
        assert "\\x1b[2J" in text
    raw = error.body["message"] if is_json else error.body
    assert raw.startswith(EVIL[:20])
    assert error.response.content == body


def test_text_that_does_no_harm_stays(server: Server, call: Any) -> None:
    server.answers(reply(body=HARMLESS.encode(), status=404, content_type="text/plain; charset=utf-8"))
    assert str(call()) == HARMLESS


@pytest.mark.parametrize(
    "body", [b"x" * 200_000, b"\x1b" * 200_000, b'{"m": "' + b"x" * 200_000 + b'"}', b"\n" * 9000 + b"x"]
)
def test_a_message_is_not_long(server: Server, call: Any, body: bytes) -> None:
    server.answers(reply(body=body, status=500))
    error = call()
    assert is_shown_safely(str(error))
    assert error.response.content == body


@pytest.mark.parametrize("is_async", [False, True])
def test_a_media_type_is_shown_safely(server: Server, call: Any, is_async: bool) -> None:
    kind = "text/\x9b31m" + "x" * 9000
    server.answers(reply(body=b"x", content_type=kind))
    assert is_shown_safely(str(call(is_async, _strict_response_validation=True)))


@pytest.mark.parametrize("is_async", [False, True])
def test_places_that_do_not_fit_are_shown_safely(kit: Any, server: Server, is_async: bool) -> None:
    """The places are keys of the server's; a traceback prints the cause, too."""
    key = EVIL.replace("\ud800", "")
    server.answers(reply(body=json.dumps({key: "x", **{f"k{number}": "x" for number in range(5000)}}).encode()))
    with pytest.raises(kit.package.APIResponseValidationError) as caught:
        ask(kit, is_async, dict[str, int], base_url=server.url, _strict_response_validation=True)
    error = caught.value
    assert is_shown_safely(str(error))
    assert "(and 4998 more)" in str(error)
    cause = "".join(traceback.format_exception_only(error.__cause__))
    assert len(cause) < 100_000
    assert all(line.isprintable() for line in cause.split("\n"))
    assert key in error.body


def test_an_event_that_reports_an_error(kit: Any, server: Server) -> None:
    data = json.dumps({"message": EVIL * 1000})
    server.answers(
        then_close(head(200, {"Content-Type": "text/event-stream"}), f"event: error\ndata: {data}\n\n".encode())
    )
    with kit.client(base_url=server.url) as client, pytest.raises(kit.package.APIError) as caught:
        list(client.trees.chat("t1", message="hi", stream=True))
    assert is_shown_safely(str(caught.value))
    assert caught.value.body["message"] == EVIL * 1000
    assert is_shown_safely(repr(kit.module("_runtime.sse").ServerSentEvent(event=EVIL, data=EVIL * 1000, id=EVIL)))


def test_a_response_shows_its_reason_safely(kit: Any) -> None:
    response = kit.httpx.Response(
        200, json={"success": True, "result": TREE}, extensions={"reason_phrase": b"\x1b[2J\n"}
    )
    with kit.mocked(lambda _request: response) as client:
        assert is_shown_safely(repr(client.trees.with_raw_response.get("t1", orchard_id="o")))


@pytest.mark.parametrize("is_async", [False, True])
def test_logs_are_single_lines_without_secrets(
    kit: Any, server: Server, call: Any, caplog: pytest.LogCaptureFixture, is_async: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    headers = {"Server": "\x9b2J", "X_Request_Id": "\x9b\x85", "Set_Cookie": "sid=hush"}
    server.answers(reply({"m": EVIL}, status=500, **headers))
    error = call(is_async, api_key="hush-key", default_query={"api_key": "hush-query"}, default_headers={"X-A": "hush"})
    ours = [record for record in caplog.records if record.name == "orchard"]
    assert len(ours) >= 2
    for text in [*(record.getMessage() for record in ours), str(error), repr(error)]:
        assert text.isprintable()
        assert not any(secret in text for secret in ("hush", "secret-token"))


def test_a_body_that_is_nested_deep_is_described_wherever_the_caller_stands(kit: Any, server: Server) -> None:
    body = {"a": 1}
    for _ in range(190):
        body = {"a": body}
    server.answers(reply(body, status=400))

    def deeper(levels: int) -> Any:
        return deeper(levels - 1) if levels else client.get("/x", cast_to=object)

    with kit.client(base_url=server.url, max_retries=0) as client:
        for levels in (0, 300, 600, 800):
            with pytest.raises(kit.package.BadRequestError) as caught:
                deeper(levels)
            assert is_shown_safely(str(caught.value))


def test_models_are_shown_however_deep_they_are(kit: Any) -> None:
    node = type("Node", (kit.package.BaseModel,), {"__annotations__": {"kind": Literal["a"]}})
    inner: Any = node.construct(kind=EVIL)
    for _ in range(900):
        inner = node.construct(kind=inner)
    assert repr(inner).isprintable()
    assert repr(inner).startswith("Node(kind=Node(")
    assert repr(node.construct(kind=EVIL)).isprintable()
