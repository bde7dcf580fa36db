"""Faults of servers, over real sockets: each gives the documented error or result in time and leaks nothing."""

from __future__ import annotations

import gzip
import json
import pickle
import socket
import time
from contextlib import nullcontext
from typing import Any

import pytest
from server import TREE, Server, head, raw, reply, silence, then_close, then_reset, tree

pytestmark = pytest.mark.usefixtures("no_leaks")

GOOD = json.dumps({"success": True, "result": TREE}).encode()
JSON_HEAD = {"Content-Type": "application/json"}


@pytest.fixture
def call(kit: Any, server: Server) -> Any:
    """Gets a tree from the server."""

    def get(**options: Any) -> Any:
        with kit.client(base_url=server.url, max_retries=0, timeout=1.0, **options) as client:
            return client.trees.get("t1", orchard_id="o")

    return get


def test_refused_connection(kit: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    client = kit.client(base_url=f"http://127.0.0.1:{port}", max_retries=0)
    with client, pytest.raises(kit.package.APIConnectionError, match=r"^Connection error\.$") as caught:
        client.trees.get("t1", orchard_id="o")
    assert isinstance(caught.value.__cause__, kit.httpx.ConnectError)


@pytest.mark.parametrize(
    "answer",
    [
        then_reset(),
        then_reset(b"HTTP/1.1 20"),
        then_reset(head(200, {**JSON_HEAD, "Content-Length": "500"})),
        then_reset(head(200, {**JSON_HEAD, "Content-Length": "500"}) + b'{"succ'),
        then_close(),
        then_close(head(200, {**JSON_HEAD, "Content-Length": "500"}) + b'{"succ'),
        then_close(head(200, {**JSON_HEAD, "Transfer-Encoding": "chunked"}) + b'5\r\n{"suc\r\n'),
    ],
    ids=["before", "in-headers", "after-headers", "in-body", "closed", "closed-in-body", "closed-in-chunks"],
)
def test_a_connection_that_breaks(kit: Any, server: Server, call: Any, answer: Any) -> None:
    server.answers(answer)
    with pytest.raises(kit.package.APIConnectionError) as caught:
        call()
    assert not isinstance(caught.value, kit.package.APITimeoutError)
    assert caught.value.__cause__ is not None


def test_a_server_that_never_answers(kit: Any, server: Server, call: Any) -> None:
    server.answers(silence())
    with pytest.raises(kit.package.APITimeoutError, match=r"^Request timed out\.$"):
        call()


def test_a_body_that_stops(kit: Any, server: Server, call: Any) -> None:
    server.answers(raw(head(200, {**JSON_HEAD, "Content-Length": "500"}) + b"{", b"}", pause=3))
    with pytest.raises(kit.package.APITimeoutError):
        call()


def test_a_body_byte_by_byte_arrives(kit: Any, server: Server, call: Any) -> None:
    body = json.dumps({"result": TREE}).encode()
    pieces = [
        head(200, {**JSON_HEAD, "Content-Length": str(len(body))}),
        *(body[at : at + 1] for at in range(len(body))),
    ]
    server.answers(raw(*pieces, pause=0.01))
    assert call().id == "t1"


def test_too_many_requests_waits_as_asked(kit: Any, server: Server) -> None:
    server.answers(reply({}, status=429, Retry_After="1"), tree())
    started = time.monotonic()
    with kit.client(base_url=server.url) as client:
        assert client.trees.create(orchard_id="o", kind="apple").id == "t1"
    assert time.monotonic() - started > 0.9
    assert len(server.requests) == 2


def test_unavailable_then_fine(kit: Any, server: Server) -> None:
    server.answers(reply({}, status=503, Retry_After_Ms="20"), tree())
    with kit.client(base_url=server.url) as client:
        response = client.trees.with_raw_response.get("t1", orchard_id="o")
    assert response.retries_taken == 1


def test_a_page_of_html_with_status_200(kit: Any, server: Server, call: Any) -> None:
    server.answers(reply(body=b"<html>hello</html>", content_type="text/html"))
    with pytest.raises(kit.package.APIResponseValidationError, match="not valid JSON") as caught:
        call()
    assert caught.value.body == "<html>hello</html>"


def test_a_page_of_html_with_status_502(kit: Any, server: Server, call: Any) -> None:
    server.answers(reply(body=b"<html>bad gateway</html>", status=502, content_type="text/html"))
    with pytest.raises(kit.package.InternalServerError, match="<html>bad gateway</html>") as caught:
        call()
    assert caught.value.body == "<html>bad gateway</html>"


@pytest.mark.parametrize("body", [GOOD[:-5], b"", b"   ", b"nul", b"\xff\xfe\x00"])
def test_bad_json(kit: Any, server: Server, call: Any, body: bytes) -> None:
    server.answers(reply(body=body))
    with pytest.raises(kit.package.APIResponseValidationError, match=r"^Data returned by API invalid"):
        call()


@pytest.mark.parametrize("status", [200, 400])
def test_json_nested_a_hundred_thousand_times(kit: Any, server: Server, call: Any, status: int) -> None:
    server.answers(reply(body=b"[" * 100_000, status=status))
    expected = kit.package.APIResponseValidationError if status == 200 else kit.package.BadRequestError
    with pytest.raises(expected):
        call()


@pytest.mark.parametrize("charset", ["latin-1", "utf-16", "no-such-charset"])
def test_another_charset_than_utf_8(kit: Any, server: Server, call: Any, charset: str) -> None:
    text = json.dumps({"result": {**TREE, "id": "Bäume"}}, ensure_ascii=False)
    body = text.encode("utf-8" if charset == "no-such-charset" else charset)
    server.answers(reply(body=body, content_type=f"application/json; charset={charset}"))
    assert call().id == "Bäume"


def test_wrong_charset_in_an_error(kit: Any, server: Server, call: Any) -> None:
    server.answers(reply(body=b'{"errors": [{"message": "\xe4"}]}', status=404))
    with pytest.raises(kit.package.NotFoundError) as caught:
        call()
    assert caught.value.errors[0].message == "�"


def test_gzip_that_is_none(kit: Any, server: Server, call: Any) -> None:
    server.answers(reply(body=GOOD, Content_Encoding="gzip"))
    with pytest.raises(kit.package.APIConnectionError, match="could not be decoded"):
        call()


def test_gzip_that_is_cut_off_in_an_error(kit: Any, server: Server, call: Any) -> None:
    server.answers(reply(body=b"no gzip at all", status=500, Content_Encoding="gzip"))
    with pytest.raises((kit.package.InternalServerError, kit.package.APIConnectionError)):
        call()


def test_gzip(server: Server, call: Any) -> None:
    server.answers(reply(body=gzip.compress(GOOD), Content_Encoding="gzip"))
    assert call().id == "t1"


def test_a_header_of_ten_megabytes(kit: Any, server: Server, call: Any) -> None:
    server.answers(then_close(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 10_000_000 + b"\r\n\r\n"))
    with pytest.raises(kit.package.APIConnectionError):
        call()


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"12"])
def test_a_body_of_the_wrong_type(kit: Any, server: Server, call: Any, body: bytes) -> None:
    server.answers(reply(body=body))
    with pytest.raises(kit.package.APIResponseValidationError):
        call()


def test_a_result_of_the_wrong_type_is_kept(server: Server, call: Any) -> None:
    server.answers(reply({"success": True, "result": "later"}))
    assert call() == "later"


def test_success_false_with_status_200(kit: Any, server: Server, call: Any) -> None:
    errors = [{"code": 10501, "message": "Tree not found"}]
    server.answers(reply({"success": False, "errors": errors, "result": None}))
    with pytest.raises(kit.package.APIStatusError, match="Tree not found") as caught:
        call()
    assert [(one.code, one.message) for one in caught.value.errors] == [(10501, "Tree not found")]
    assert caught.value.status_code == 200


def test_success_false_on_a_page(kit: Any, server: Server) -> None:
    server.answers(reply({"success": False, "errors": [{"code": 1, "message": "no"}], "result": None}))
    with kit.client(base_url=server.url) as client, pytest.raises(kit.package.APIStatusError, match="no"):
        client.trees.list(orchard_id="o")


@pytest.mark.anyio
@pytest.mark.parametrize("answer", [then_reset(), silence(), then_reset(head(200, {"Content-Length": "9"}) + b"1")])
async def test_the_async_client_says_the_same(kit: Any, server: Server, answer: Any) -> None:
    server.answers(answer)
    async with kit.async_client(base_url=server.url, max_retries=0, timeout=0.5) as client:
        with pytest.raises(kit.package.APIConnectionError):
            await client.trees.get("t1", orchard_id="o")
    assert server.wait_until_idle() == 0


BOMB = gzip.compress(gzip.compress(b" " * 8_000_000, 9), 9)


@pytest.mark.parametrize("status", [200, 500])
def test_a_body_that_explodes(
    kit: Any, server: Server, call: Any, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setattr(kit.module("_runtime.content"), "_UNPACKED", 2**20)
    server.answers(reply(body=BOMB, status=status, Content_Encoding="gzip, gzip"))
    ended = (kit.package.APIConnectionError, "unpack") if status == 200 else (kit.package.InternalServerError, "500")
    with pytest.raises(ended[0], match=ended[1]):
        call()


LONG = b" " * 2_000_000 + b'{"id": "t1"}'


@pytest.mark.parametrize(
    ("headers", "body", "refused"),
    [
        ({"Connection": "close"}, LONG, True),
        ({"Transfer-Encoding": "chunked", "Content-Length": "9"}, b"%x\r\n%b\r\n0\r\n\r\n" % (len(LONG), LONG), True),
        ({"Content-Length": str(len(LONG))}, LONG, False),
    ],
)
def test_a_body_that_never_seems_to_end(
    kit: Any, server: Server, call: Any, monkeypatch: pytest.MonkeyPatch, headers: Any, body: bytes, refused: bool
) -> None:
    for name in ("_UNPACKED", "_MOST"):
        monkeypatch.setattr(kit.module("_runtime.content"), name, 2**20)
    server.answers(raw(head(200, {"Content-Type": "application/json", **headers}) + body))
    with pytest.raises(kit.package.APIConnectionError, match="has more than") if refused else nullcontext():
        call()


@pytest.mark.anyio
async def test_a_body_that_explodes_in_an_async_client(
    kit: Any, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit.module("_runtime.content"), "_UNPACKED", 2**20)
    server.answers(reply(body=BOMB, Content_Encoding="gzip, gzip"))
    async with kit.async_client(base_url=server.url) as client:
        with pytest.raises(kit.package.APIConnectionError, match="unpack into more"):
            await client.trees.get("t1", orchard_id="o")
        with pytest.raises(kit.package.APIConnectionError, match="unpack into more"):
            await (await client.trees.with_raw_response.get("t1", orchard_id="o")).parse()
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "charset", ["hex", "zlib", "rot13", "idna", "punycode", "undefined", "unicode_escape", "utf-16"]
)
def test_charsets_that_only_python_knows(kit: Any, server: Server, call: Any, charset: str) -> None:
    kind = f"text/html; charset={charset}"
    server.answers(
        reply(body=b"<p>\xe4\\ud800</p>", status=404, content_type=kind), reply(body=b"<p>", content_type=kind)
    )
    with pytest.raises(kit.package.NotFoundError, match=r"^<p>.\\ud800</p>$"):
        call()
    with pytest.raises(kit.package.APIResponseValidationError, match="not valid JSON"):
        call()


def test_json_that_only_some_parsers_take(server: Server, call: Any) -> None:
    deep = "[" * 500 + "]" * 500
    server.answers(reply(body=b'{"result":{"id":"\\ud800","more":' + deep.encode() + b"}}"))
    assert call().id == "\ud800"


def test_a_deep_error_is_text_and_can_be_pickled(kit: Any, server: Server, call: Any) -> None:
    server.answers(reply(body=b"[" * 900 + b"]" * 900, status=400, Retry_After="\xb2"))
    with pytest.raises(kit.package.BadRequestError) as caught:
        call()
    assert pickle.loads(pickle.dumps(caught.value)).body == "[" * 900 + "]" * 900


@pytest.mark.parametrize("location", ["javascript:1", "http://xn--/", "file:///etc/passwd", "ftp://x/"])
def test_a_redirect_to_no_server(kit: Any, server: Server, call: Any, location: str) -> None:
    server.answers(reply({}, status=302, Location=location))
    with pytest.raises((kit.package.APIConnectionError, kit.package.APIStatusError)):
        call()


def test_a_cookie_that_no_header_can_hold(server: Server, kit: Any) -> None:
    server.answers(reply({"result": TREE}, Set_Cookie="a=\xe9"), reply({"result": TREE}, Set_Cookie="b=2"), tree())
    with kit.client(base_url=server.url) as client:
        assert [client.trees.get("t1", orchard_id="o").id for _ in range(3)] == ["t1"] * 3
    assert [request.headers.get("cookie") for request in server.requests] == [None, None, "b=2"]


@pytest.mark.parametrize("result", ["abc", 3, {"a": 1}])
def test_a_page_whose_items_are_no_list(kit: Any, server: Server, result: Any) -> None:
    server.answers(reply({"success": True, "result": result}))
    with kit.client(base_url=server.url) as client, pytest.raises(kit.package.APIResponseValidationError):
        client.trees.list(orchard_id="o")


@pytest.mark.parametrize("place", ["x", [1], {"total_pages": "nan"}, {"page": 1e999}, {"page": {}}, {"page": 10**400}])
def test_a_page_that_does_not_say_where_it_is(kit: Any, server: Server, place: Any) -> None:
    server.answers(reply({"success": True, "result": [TREE], "result_info": place}))
    with kit.client(base_url=server.url) as client:
        assert len(list(client.trees.list(orchard_id="o"))) == 1


def test_a_number_that_is_none(kit: Any, server: Server) -> None:
    server.answers(reply(body=b"9" * 5000), reply(body=b"<html>", content_type="text/html"))
    with kit.client(base_url=server.url) as client:
        for kind in (int, float):
            with pytest.raises(kit.package.APIResponseValidationError, match=f"no {kind.__name__}"):
                client.get("/count", cast_to=kind)
