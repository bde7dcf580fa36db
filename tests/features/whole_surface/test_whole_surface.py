"""One client with all that a configuration can ask for: options, environments, streams, webhooks, deprecations."""

from __future__ import annotations

import base64
import hashlib
import hmac
import importlib
import inspect
import json
import time
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply

EVENTS = b'data: {"delta": "a"}\n\ndata: {"delta": "b"}\n\ndata: [DONE]\n\n'


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Orchard(token="t", org_id="acme", base_url=server.url) as client:
        yield client


def test_the_flag_decides_whether_it_streams(package: ModuleType, client: Any, server: Loopback) -> None:
    sent = {"sentAt": "2026-01-02"}
    server.reply(Reply(json={"text": "hi"}), Reply(body=EVENTS, headers={"content-type": "text/event-stream"}))
    said = client.chat.create(model="m", messages=[{"role": "user", "sent_at": "2026-01-02"}])
    assert said == package.types.ChatCompletion(text="hi")
    assert server.last.json == {"model": "m", "messages": [{"role": "user", **sent}]}
    with client.chat.create(model="m", messages=[], stream=True) as stream:
        assert [event.delta for event in stream] == ["a", "b"]


def test_an_overload_needs_its_arguments(client: Any) -> None:
    with pytest.raises(TypeError, match="Missing required arguments"):
        client.chat.create(model="m")


def test_lines_of_json_are_a_stream(client: Any, server: Loopback) -> None:
    server.reply(Reply(body=b'{"delta": "a"}\n{"delta": "b"}\n', headers={"content-type": "application/x-ndjson"}))
    assert [event.delta for event in client.chat.watch()] == ["a", "b"]


def test_methods_of_the_client_itself(client: Any, server: Loopback) -> None:
    server.reply(Reply(body=b"pong", headers={"content-type": "text/plain"}), Reply(body=b"pong"))
    assert client.ping() == "pong"
    assert server.last.headers["authorization"] is None
    assert client.with_raw_response.ping().status_code == 200


def test_verbs_without_a_shorthand(client: Any, server: Loopback) -> None:
    server.reply(Reply(200), Reply(200))
    client.health.head()
    client.trees.trace("oak")
    assert [request.method for request in server.requests] == ["HEAD", "TRACE"]
    assert server.last.path == "/trees/.oak"


def test_options_are_sent_where_the_configuration_says(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(204), Reply(204))
    client = package.Orchard(token="t", org_id="acme", limit=3, base_url=server.url)
    client.trees.delete("oak")
    assert server.last.headers["x-org"] == "acme"
    assert server.last.headers["x-api"] == "2"
    assert server.last.headers["authorization"] == "Bearer t"
    assert server.last.query == [("limit", "3")]
    client.copy(org_id="other", limit=package.omit).trees.delete("oak")
    assert server.last.headers["x-org"] == "other"
    assert server.last.query == []


def test_an_option_that_must_be_there(package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(package.OrchardError, match=r"org_id.*ORG_ID"):
        package.Orchard(token="t")
    monkeypatch.setenv("ORG_ID", "acme")
    assert package.Orchard(token="t").org_id == "acme"


def test_environments_and_their_variables(package: ModuleType) -> None:
    def url(**options: Any) -> str:
        return str(package.Orchard(token="t", org_id="o", **options).base_url)

    assert url() == "https://api.orchard.example/v1/"
    assert url(environment="sandbox") == "https://eu.sandbox.orchard.example/v1/"
    assert url(environment="sandbox", region="us") == "https://us.sandbox.orchard.example/v1/"
    with pytest.raises(ValueError, match="Unknown environment"):
        url(environment="moon")
    client = package.Orchard(token="t", org_id="o").copy(environment="sandbox")
    assert str(client.base_url) == "https://eu.sandbox.orchard.example/v1/"


def test_a_user_name_and_a_password(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(204))
    package.Orchard(username="u", password="p", org_id="o", base_url=server.url).trees.delete("oak")
    assert server.last.headers["authorization"] == "Basic " + base64.b64encode(b"u:p").decode()


def test_deprecated_methods_warn_in_every_guise(client: Any, server: Loopback) -> None:
    tree = Reply(201, json={"id": "1", "kind": "apple"})
    server.reply(tree, tree, tree)
    with pytest.warns(DeprecationWarning, match="plant"):
        assert client.trees.create(kind="apple").id == "1"
    with pytest.warns(DeprecationWarning, match="plant"):
        assert client.trees.with_raw_response.create(kind="apple").parse().id == "1"
    with (
        pytest.warns(DeprecationWarning, match="plant"),
        client.trees.with_streaming_response.create(kind="apple") as response,
    ):
        assert response.parse().id == "1"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        server.reply(Reply(204))
        client.trees.delete("1")


def test_a_repeated_call_has_one_key(client: Any, server: Loopback) -> None:
    server.reply(Reply(204), Reply(204))
    client.trees.delete("oak", idempotency_key="mine")
    assert server.last.headers["idempotency-key"] == "mine"
    client.trees.delete("oak")
    assert server.last.headers["idempotency-key"]


def test_models_that_lead_back_to_themselves(package: ModuleType) -> None:
    tree = package.types.Tree.model_validate(
        {"id": "1", "kind": "apple", "branches": [{"tree": {"id": "2", "kind": "pear"}, "expr": ["a", ["b"]], "n": 3}]}
    )
    assert tree.branches[0].tree.id == "2"
    assert tree.branches[0].expr == ["a", ["b"]]
    assert tree.branches[0].n == 3


@pytest.mark.parametrize("first", ["branch", "tree", "tree_param", "branch_param", "expr", "tree_create_params"])
def test_any_module_can_be_the_first(package: ModuleType, first: str) -> None:
    assert importlib.import_module(f"{package.__name__}.types.{first}")


def test_webhooks_are_checked_and_typed(package: ModuleType) -> None:
    payload, now = json.dumps({"type": "tree.grew", "cm": 3}), str(int(time.time()))
    digest = hmac.new(b"k" * 24, f"m1.{now}.{payload}".encode(), hashlib.sha256).digest()
    headers = {
        "Webhook-Id": "m1",
        "Webhook-Timestamp": now,
        "Webhook-Signature": "v1," + base64.b64encode(digest).decode(),
    }
    secret = "whsec_" + base64.b64encode(b"k" * 24).decode()
    event = package.webhooks.unwrap(payload, headers, secret=secret)
    assert event == package.types.webhooks.TreeGrewPayload(type="tree.grew", cm=3.0)
    with pytest.raises(package.webhooks.WebhookVerificationError):
        package.webhooks.unwrap(payload + " ", headers, secret=secret)


def test_signatures_can_be_inspected(package: ModuleType) -> None:
    names = list(inspect.signature(package.Orchard(org_id="o").trees.update).parameters)
    assert names[:2] == ["tree_id", "name"]
    assert "Args:" in (inspect.getdoc(package.Orchard(org_id="o").trees.list) or "")
