"""HTTP clients of the user: what they are set to, and what subclasses of them override, counts."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

import pytest
from server import TREE, Server, tree


def answering(kit: Any, base: type, seen: list[Any], **options: Any) -> Any:
    """A client of the HTTP library that answers from memory and keeps the requests."""

    def answer(request: Any) -> Any:
        seen.append(request)
        return kit.httpx.Response(200, json={"success": True, "result": TREE})

    return base(transport=kit.httpx.MockTransport(answer), **options)


def get_tree(kit: Any, http_client: Any, is_async: bool, **options: Any) -> Any:
    """One call of a generated method."""
    make = kit.async_client if is_async else kit.client
    return call(make(http_client=http_client, max_retries=0), is_async, **options)


def call(client: Any, is_async: bool, **options: Any) -> Any:
    if is_async:
        return asyncio.run(client.trees.get("t1", orchard_id="o", **options))
    return client.trees.get("t1", orchard_id="o", **options)


def base_of(kit: Any, is_async: bool, default: bool = False) -> Any:
    if default:
        return kit.package.DefaultAsyncHttpxClient if is_async else kit.package.DefaultHttpxClient
    return kit.httpx.AsyncClient if is_async else kit.httpx.Client


@pytest.mark.parametrize("is_async", [False, True])
def test_what_the_http_client_is_set_to_is_sent(kit: Any, is_async: bool) -> None:
    seen: list[Any] = []
    http_client = answering(
        kit,
        base_of(kit, is_async),
        seen,
        params={"team": "harvest", "list": ["1", "2"], "own": "client"},
        headers={"X-Team": "harvest"},
        cookies={"session": "s1"},
        timeout=7,
        base_url="https://elsewhere.example/ignored",
    )
    get_tree(kit, http_client, is_async, extra_query={"own": "call,é"})
    (request,) = seen
    assert str(request.url) == (
        "https://api.orchard.example/v1/orchards/o/trees/t1?team=harvest&list=1&list=2&own=call%2C%C3%A9"
    )
    assert request.headers["x-team"] == "harvest"
    assert request.headers["cookie"] == "session=s1"
    assert request.extensions["timeout"]["read"] == 7


@pytest.mark.parametrize("is_async", [False, True])
def test_parameters_of_the_http_client_stay_with_its_own_server(kit: Any, is_async: bool) -> None:
    seen: list[Any] = []
    http_client = answering(kit, base_of(kit, is_async), seen, params={"key": "secret"})
    make = kit.async_client if is_async else kit.client
    made = make(http_client=http_client).get("https://other.example/x?a=1", cast_to=object)
    if is_async:
        asyncio.run(wait_for(made))
    assert str(seen[0].url) == "https://other.example/x?a=1"


async def wait_for(awaitable: Any) -> Any:
    return await awaitable


@pytest.mark.parametrize("default", [False, True])
@pytest.mark.parametrize("is_async", [False, True])
def test_a_subclass_that_overrides_build_request_makes_the_requests(kit: Any, is_async: bool, default: bool) -> None:
    built: list[dict[str, Any]] = []

    class Signing(base_of(kit, is_async, default)):
        def build_request(self, *args: Any, **kwargs: Any) -> Any:
            built.append({"args": args, **kwargs})
            request = super().build_request(*args, **kwargs)
            request.headers["X-Signed"] = f"{request.method} {request.url.query.decode()}"
            return request

    seen: list[Any] = []
    http_client = answering(kit, Signing, seen, params={"own": "client", "team": "t"})
    get_tree(kit, http_client, is_async, extra_query={"own": "call"}, extra_headers={"User-Agent": kit.package.omit})
    (request,) = seen
    assert request.headers["x-signed"] == "GET own=call&team=t"
    assert request.headers["authorization"] == "Bearer secret-token"
    assert "user-agent" not in request.headers
    assert request.extensions["timeout"]["read"] == 60
    assert built[0]["method"] == "get"
    assert built[0]["args"] == ()


def test_a_body_goes_through_build_request_too(kit: Any) -> None:
    class Own(kit.httpx.Client):
        def build_request(self, method: Any, url: Any, **kwargs: Any) -> Any:
            return super().build_request(method, url, **kwargs)

    seen: list[Any] = []
    client = kit.client(http_client=answering(kit, Own, seen))
    client.trees.create(orchard_id="o", kind="apple")
    client.trees.attach("t1", photo=b"photo", tags=["a"])
    client.trees.replace_photo("t1", iter([b"ph", b"oto"]))
    assert (seen[0].content, seen[0].headers["content-type"]) == (b'{"kind":"apple"}', "application/json")
    assert seen[0].headers["content-length"] == "16"
    assert seen[1].headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b"photo" in seen[1].read()
    assert seen[2].headers["content-type"] == "application/octet-stream"


def test_a_patched_build_request_is_called(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    http_client = answering(kit, kit.httpx.Client, seen)
    whole = http_client.build_request

    def patched(*args: Any, **kwargs: Any) -> Any:
        request = whole(*args, **kwargs)
        request.headers["X-Patched"] = "1"
        return request

    monkeypatch.setattr(http_client, "build_request", patched)
    get_tree(kit, http_client, False)
    assert seen[0].headers["x-patched"] == "1"


@pytest.mark.parametrize("is_async", [False, True])
def test_a_subclass_that_overrides_send_finds_the_body_read(kit: Any, is_async: bool) -> None:
    found: list[Any] = []

    class Sync(kit.httpx.Client):
        def send(self, request: Any, **kwargs: Any) -> Any:
            response = super().send(request, **kwargs)
            found.append((kwargs["stream"], None if kwargs["stream"] else response.json()["success"]))
            return response

    class Async(kit.httpx.AsyncClient):
        async def send(self, request: Any, **kwargs: Any) -> Any:
            response = await super().send(request, **kwargs)
            found.append((kwargs["stream"], None if kwargs["stream"] else response.json()["success"]))
            return response

    http_client = answering(kit, Async if is_async else Sync, [])
    assert get_tree(kit, http_client, is_async).id == "t1"
    if is_async:

        async def open_stream() -> None:
            client = kit.async_client(http_client=http_client)
            async with client.trees.with_streaming_response.get("t1", orchard_id="o") as response:
                assert (await response.json()) == {"success": True, "result": TREE}

        asyncio.run(open_stream())
    else:
        with kit.client(http_client=http_client).trees.with_streaming_response.get("t1", orchard_id="o") as response:
            assert response.json() == {"success": True, "result": TREE}
    assert found == [(False, True), (True, None)]


def test_auth_and_event_hooks_of_the_http_client(kit: Any) -> None:
    seen: list[Any] = []
    statuses: list[int] = []
    http_client = answering(
        kit,
        kit.httpx.Client,
        seen,
        auth=("user", "password"),
        event_hooks={
            "request": [lambda request: request.headers.update({"X-Hook": "1"})],
            "response": [lambda response: statuses.append(response.status_code)],
        },
    )
    get_tree(kit, http_client, False)
    assert seen[0].headers["authorization"].startswith("Basic ")
    assert seen[0].headers["x-hook"] == "1"
    assert statuses == [200]


class UnluckyError(Exception):
    """An exception that only the transport of a user knows."""


FAILURES = [
    OSError("no route"),
    ConnectionResetError("gone"),
    ssl.SSLError("certificate"),
    UnluckyError("lost"),
    EOFError(),
]
MISTAKES = [TypeError("an argument"), KeyError("name"), AssertionError("never"), RuntimeError("closed"), ValueError()]


def failing(kit: Any, error: Exception, is_async: bool, calls: list[Any]) -> Any:
    """A client of the HTTP library whose transport raises."""

    def answer(request: Any) -> Any:
        calls.append(request)
        raise error

    return base_of(kit, is_async)(transport=kit.httpx.MockTransport(answer))


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("error", FAILURES, ids=repr)
def test_what_a_transport_raises_is_a_connection_error(
    kit: Any, error: Exception, is_async: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit.module("_runtime.calls"), "backoff", lambda _taken: 0.0)
    calls: list[Any] = []
    make = kit.async_client if is_async else kit.client
    client = make(http_client=failing(kit, error, is_async, calls), max_retries=2)
    with pytest.raises(kit.package.APIConnectionError) as caught:
        call(client, is_async)
    assert caught.value.__cause__ is error
    assert len(calls) == 3


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("error", MISTAKES, ids=repr)
def test_mistakes_of_a_program_stay_what_they_are(kit: Any, error: Exception, is_async: bool) -> None:
    calls: list[Any] = []
    with pytest.raises(type(error)) as caught:
        get_tree(kit, failing(kit, error, is_async, calls), is_async)
    assert caught.value is error
    assert len(calls) == 1


def test_a_timeout_of_a_transport_is_a_timeout_of_the_call(kit: Any) -> None:
    with pytest.raises(kit.package.APITimeoutError):
        get_tree(kit, failing(kit, TimeoutError("late"), False, []), False)


@pytest.mark.parametrize("is_async", [False, True])
def test_what_breaks_while_a_body_is_read_is_a_connection_error(kit: Any, is_async: bool) -> None:
    class Broken(kit.httpx.SyncByteStream, kit.httpx.AsyncByteStream):
        def __iter__(self) -> Any:
            yield b'{"success": '
            raise OSError("cable")

        async def __aiter__(self) -> Any:
            yield b'{"success": '
            raise OSError("cable")

    transport = kit.httpx.MockTransport(lambda _request: kit.httpx.Response(200, stream=Broken()))
    http_client = base_of(kit, is_async)(transport=transport)
    with pytest.raises(kit.package.APIConnectionError) as caught:
        get_tree(kit, http_client, is_async)
    assert str(caught.value.__cause__) == "cable"
    if is_async:
        return
    opened = kit.client(http_client=http_client).trees.with_streaming_response.get("t1", orchard_id="o")
    with opened as response, pytest.raises(kit.package.APIConnectionError):
        list(response.iter_bytes())


def test_a_unix_socket(kit: Any, tmp_path: Any) -> None:
    transport = kit.httpx.HTTPTransport(uds=str(tmp_path / "server.sock"))
    with Server(uds=str(tmp_path / "server.sock")) as server:
        server.answers(tree())
        with kit.client(base_url="http://inside", http_client=kit.httpx.Client(transport=transport)) as client:
            assert client.trees.get("t1", orchard_id="o").id == "t1"
        assert server.requests[0].headers["host"] == "inside"
