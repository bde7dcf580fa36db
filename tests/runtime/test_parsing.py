"""What comes back: models, unions, scalars, files, and what does not fit."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Optional

import pytest
from server import TREE, Server, head, raw, reply

EPOCH = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def parsed(kit: Any, value: Any, cast_to: Any, **options: Any) -> Any:
    with kit.answer(value, **options) as client:
        return client.get("/x", cast_to=cast_to)


def got(kit: Any, result: Any, **options: Any) -> Any:
    """What `trees.get` makes of a result."""
    with kit.answer({"success": True, "result": result}, **options) as client:
        return client.trees.get("t1", orchard_id="o")


def test_a_model(kit: Any) -> None:
    tree = got(kit, {**TREE, "height": 3, "birds": [{"name": "wren"}], "ownerId": "me"})
    assert isinstance(tree, kit.package.types.Tree)
    assert (tree.created_on, tree.height, tree.birds[0].name, tree.owner_id) == (EPOCH, 3.0, "wren", "me")
    assert isinstance(tree.height, float)


def test_unknown_fields_values_and_missing_fields(kit: Any) -> None:
    tree = got(kit, {"id": "t1", "kind": "quince", "new_field": {"a": 1}, "birds": [{"name": 5, "song": "x"}]})
    assert (tree.kind, tree.created_on, tree.new_field, tree.birds[0].name) == ("quince", None, {"a": 1}, 5)
    assert tree.model_extra == {"new_field": {"a": 1}}
    assert tree.to_dict(warnings=False) == {
        "id": "t1",
        "kind": "quince",
        "birds": [{"name": 5, "song": "x"}],
        "new_field": {"a": 1},
    }


def test_null_and_absent_are_told_apart(kit: Any) -> None:
    tree = got(kit, {**TREE, "birds": None})
    assert "birds" in tree.model_fields_set
    assert "height" not in tree.model_fields_set
    assert tree.to_dict(mode="json") == {**TREE, "birds": None}
    assert json.loads(tree.to_json()) == {**TREE, "birds": None}


@pytest.mark.parametrize("kind", ["apple", "unknown"])
def test_aliased_fields_are_kept_once(kit: Any, kind: str) -> None:
    tree = got(kit, {**TREE, "kind": kind, "ownerId": "me"})
    assert tree.model_extra == {}
    assert tree.to_dict(use_api_names=False)["owner_id"] == "me"
    assert "ownerId" not in tree.to_dict(use_api_names=False)
    assert tree.to_dict()["ownerId"] == "me"


@pytest.mark.parametrize("result", [None, "absent"])
def test_an_envelope_without_result(kit: Any, result: Any) -> None:
    envelope = {"success": True, "result": None} if result is None else {"success": True}
    with kit.answer(envelope) as client:
        assert client.trees.get("t1", orchard_id="o") is None
    with kit.answer(envelope, _strict_response_validation=True) as client:
        with pytest.raises(kit.package.APIResponseValidationError, match="result"):
            client.trees.get("t1", orchard_id="o")
        assert client.trees.leaves.get("l", orchard_id="o", tree_id="t") is None if result is None else True


def test_strict_clients_say_the_exact_place(kit: Any) -> None:
    with pytest.raises(kit.package.APIResponseValidationError) as caught:
        got(kit, {**TREE, "birds": [{"name": "wren"}, {}]}, _strict_response_validation=True)
    error = caught.value
    assert str(error) == "Data returned by API invalid for expected schema. result.birds.1.name: Field required"
    assert error.__cause__.errors()[0]["loc"] == ("result", "birds", 1, "name")
    assert (error.status_code, error.body["result"]["id"]) == (200, "t1")
    assert got(kit, {**TREE, "birds": [], "more": 1}, _strict_response_validation=True).more == 1


def test_lists_maps_scalars(kit: Any) -> None:
    assert parsed(kit, [1, 2], list[int]) == [1, 2]
    assert parsed(kit, {"a": [1.5]}, dict[str, list[float]]) == {"a": [1.5]}
    assert parsed(kit, {"a": 1}, object) == {"a": 1}
    assert parsed(kit, [1, "x"], list[int]) == [1, "x"]
    assert parsed(kit, "text", str | None) == "text"
    assert parsed(kit, {"any": True}, type(None)) is None
    assert parsed(kit, 7, int) == 7
    assert parsed(kit, [{**TREE}], list[kit.package.types.Tree])[0].id == "t1"
    assert parsed(kit, {"a": 1}, kit.httpx.Response).json() == {"a": 1}
    assert parsed(kit, "x", str) == "x"


def union(kit: Any) -> tuple[Any, Any, Any]:
    base = kit.package.BaseModel
    info = kit.module("_utils").PropertyInfo

    class Cat(base):
        kind: Literal["cat", "kitten"]
        lives: int

    class Dog(base):
        kind: Literal["dog"]
        age: int

    return Cat, Dog, Annotated[Cat | Dog, info(discriminator="kind")]


def test_unions_with_a_discriminator(kit: Any) -> None:
    cat, dog, pet = union(kit)
    assert type(parsed(kit, {"kind": "dog", "age": 1}, pet)) is dog
    assert type(parsed(kit, {"kind": "dog", "age": "old"}, pet)) is dog
    assert type(parsed(kit, {"kind": "kitten"}, pet)) is cat
    unknown = parsed(kit, {"kind": "horse", "age": 3}, pet)
    assert (type(unknown), unknown.kind, unknown.age) == (cat, "horse", 3)


def test_unions_without_a_discriminator_find_the_common_tag(kit: Any) -> None:
    cat, dog, _ = union(kit)
    found = parsed(kit, [{"kind": "dog", "age": "old"}, {"kind": "cat"}, "text"], list[cat | dog | str])
    assert [type(one) for one in found] == [dog, cat, str]


def test_text_instead_of_json(kit: Any) -> None:
    def handle(_request: Any) -> Any:
        return kit.httpx.Response(200, text="plain", headers={"content-type": "text/plain"})

    with kit.mocked(handle) as client:
        assert client.get("/x", cast_to=kit.package.types.Tree) == "plain"
        assert client.get("/x", cast_to=object) == "plain"
        assert client.get("/x", cast_to=str) == "plain"
        with pytest.raises(kit.package.APIResponseValidationError):
            client.trees.get("t1", orchard_id="o")
        with pytest.raises(kit.package.APIResponseValidationError):
            client.trees.list(orchard_id="o")
    message = "Expected Content-Type response header to be `application/json` but received `text/plain` instead."
    strict = kit.mocked(handle, _strict_response_validation=True)
    with strict as client, pytest.raises(kit.package.APIResponseValidationError) as caught:
        client.get("/x", cast_to=kit.package.types.Tree)
    assert str(caught.value) == message


@pytest.mark.parametrize("status", [204, 205])
def test_no_content(kit: Any, status: int) -> None:
    with kit.mocked(lambda _: kit.httpx.Response(status)) as client:
        assert client.trees.get("t1", orchard_id="o") is None
        assert client.trees.list(orchard_id="o") is None


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (409, "ConflictError"),
        (418, "APIStatusError"),
        (422, "UnprocessableEntityError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (599, "InternalServerError"),
    ],
)
def test_statuses_become_errors(kit: Any, status: int, name: str) -> None:
    body = {"success": False, "errors": [{"code": 7, "message": "no such tree", "hint": "x"}, "odd"], "result": None}

    client = kit.mocked(lambda _: kit.httpx.Response(status, json=body), max_retries=0)
    message = f"^Error code: {status} - .*no such tree"
    with client, pytest.raises(kit.package.APIStatusError, match=message) as caught:
        client.trees.get("t1", orchard_id="o")
    error = caught.value
    assert type(error) is getattr(kit.package, name)
    assert isinstance(error, kit.package.OrchardError)
    assert (error.status_code, error.body, error.request.method) == (status, body, "GET")
    assert [(one.code, one.message, one.hint) for one in error.errors] == [(7, "no such tree", "x")]
    assert error.response.status_code == status
    assert error.__cause__ is None


@pytest.mark.parametrize(("content", "message", "body"), [(b"", "Error code: 500", None), (b"oops", "oops", "oops")])
def test_errors_without_json(kit: Any, content: bytes, message: str, body: Any) -> None:
    client = kit.mocked(lambda _: kit.httpx.Response(500, content=content), max_retries=0)
    with client, pytest.raises(kit.package.InternalServerError) as caught:
        client.trees.get("t1", orchard_id="o")
    assert (str(caught.value), caught.value.body, caught.value.errors) == (message, body, [])


def test_raw_responses(kit: Any, server: Server) -> None:
    server.answers(reply({"success": True, "result": TREE}, X_More="1"))
    with kit.client(base_url=server.url) as client:
        response = client.trees.with_raw_response.get("t1", orchard_id="o")
        again = client.with_raw_response.trees.get("t1", orchard_id="o")
    assert response.parse() is response.parse()
    assert again.parse().id == "t1"
    assert (response.status_code, response.headers["x-more"], response.method) == (200, "1", "GET")
    assert (response.is_closed, response.http_version, response.retries_taken) == (True, "HTTP/1.1", 0)
    assert response.url.path.endswith("/trees/t1")
    assert response.elapsed.total_seconds() < 5
    assert response.json() == {"success": True, "result": TREE}
    assert response.text() == response.read().decode()
    whole = response.parse(to=dict[str, Any])
    assert whole["success"] is True
    envelope = type("Envelope", (kit.package.BaseModel,), {"__annotations__": {"success": bool}})
    assert response.parse(to=envelope).success is True
    assert not [name for name in server.requests[0].headers if "specloom" in name]


def test_streaming_responses(kit: Any, server: Server) -> None:
    body = json.dumps({"success": True, "result": TREE}).encode()
    server.answers(
        raw(head(200, {"Content-Type": "application/json", "Content-Length": str(len(body))}), body, pause=0.2)
    )
    with kit.client(base_url=server.url) as client:
        manager = client.trees.with_streaming_response.get("t1", orchard_id="o")
        assert server.requests == []
        with manager as response:
            assert not response.is_closed
            assert response.parse().id == "t1"
        assert response.is_closed
        with client.with_streaming_response.trees.get("t1", orchard_id="o") as response:
            assert b"".join(response.iter_bytes(7)) == body
            with pytest.raises(kit.module("_exceptions").StreamAlreadyConsumed):
                response.read()
        with client.trees.with_streaming_response.get("t1", orchard_id="o") as response:
            assert "".join(response.iter_text()) == body.decode()
        with client.trees.with_streaming_response.get("t1", orchard_id="o") as response:
            assert list(response.iter_lines()) == [body.decode()]
    assert server.wait_until_idle() == 0


@pytest.mark.anyio
async def test_async_responses(kit: Any, server: Server, tmp_path: Path) -> None:
    server.answers(reply({"success": True, "result": TREE}))
    async with kit.async_client(base_url=server.url) as client:
        response = await client.trees.with_raw_response.get("t1", orchard_id="o")
        assert (await response.parse()).id == "t1"
        assert await response.json() == {"success": True, "result": TREE}
        async with client.trees.with_streaming_response.get("t1", orchard_id="o") as response:
            assert [chunk async for chunk in response.iter_bytes()] != []
        async with client.with_streaming_response.trees.list(orchard_id="o") as response:
            assert response.status_code == 200
        photo = await client.trees.photo("t1")
        await photo.write_to_file(tmp_path / "photo")
        async with client.trees.with_streaming_response.photo("t1") as streamed:
            await streamed.stream_to_file(tmp_path / "streamed", chunk_size=3)
    assert (tmp_path / "photo").read_bytes() == (tmp_path / "streamed").read_bytes() == await photo.read()
    assert server.wait_until_idle() == 0


def test_files(kit: Any, server: Server, tmp_path: Path) -> None:
    server.answers(reply(body=b"\x00bytes\xff", content_type="image/png"))
    with kit.client(base_url=server.url) as client:
        photo = client.trees.photo("t1")
        assert isinstance(photo, kit.module("_response").BinaryAPIResponse)
        assert photo.read() == b"\x00bytes\xff"
        photo.write_to_file(tmp_path / "photo")
        with client.trees.with_streaming_response.photo("t1") as streamed:
            assert isinstance(streamed, kit.module("_response").StreamedBinaryAPIResponse)
            streamed.stream_to_file(tmp_path / "streamed", chunk_size=2)
        assert client.trees.with_raw_response.photo("t1").parse() == b"\x00bytes\xff"
    assert (tmp_path / "photo").read_bytes() == (tmp_path / "streamed").read_bytes() == b"\x00bytes\xff"
    assert server.requests[0].headers["accept"] == "application/octet-stream"


def test_a_body_that_breaks_while_it_is_streamed(kit: Any, server: Server) -> None:
    server.answers(raw(head(200, {"Content-Length": "100"}), b"part", b"", pause=0.1))
    with (
        kit.client(base_url=server.url, timeout=0.4) as client,
        client.trees.with_streaming_response.photo("t1") as response,
        pytest.raises(kit.package.APITimeoutError),
    ):
        response.read()


@pytest.mark.parametrize("strict", [False, True])
def test_recursive_and_generic_models(kit: Any, strict: bool) -> None:
    base = kit.package.BaseModel
    node = type(
        "Node", (base,), {"__annotations__": {"name": str, "children": "Optional[List[Node]]"}, "children": None}
    )
    node.model_rebuild(_types_namespace={"Node": node, "Optional": Optional, "List": list})
    tree = parsed(
        kit, {"name": "a", "children": [{"name": "b", "children": []}]}, node, _strict_response_validation=strict
    )
    assert tree.children[0].name == "b"


def test_webhooks(kit: Any) -> None:
    webhooks = kit.module("_runtime.webhooks")
    secret = "whsec_" + base64.b64encode(b"key").decode()
    payload, now = '{"id": "t1", "kind": "new"}', str(int(time.time()))
    signature = base64.b64encode(hmac.new(b"key", f"m.{now}.{payload}".encode(), hashlib.sha256).digest()).decode()
    headers = {"Webhook-Id": "m", "webhook-timestamp": now, "webhook-signature": f"v1,wrong v1,{signature}"}
    webhooks.verify_webhook(payload, headers, secret)
    assert webhooks.parse_webhook(payload, kit.package.types.Tree).kind == "new"
    for bad in ({**headers, "webhook-signature": "v1,x"}, {**headers, "webhook-timestamp": "1"}, {}):
        with pytest.raises(webhooks.WebhookVerificationError):
            webhooks.verify_webhook(payload, bad, secret)
    with pytest.raises(kit.package.OrchardError):
        webhooks.verify_webhook(payload + " ", headers, secret)
