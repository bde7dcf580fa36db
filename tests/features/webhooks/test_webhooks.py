"""Webhooks and callbacks: payloads of their own types, and signatures as standard-webhooks.com describes them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sys
import time
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import import_from, write

HERE = Path(__file__).parent

KEY = b"secret\n"
TEXT_KEY = "whsec_" + base64.b64encode(KEY).decode()
PLANTED = {"type": "tree.planted", "tree": "é", "new": [1]}


def signed(payload: object, key: bytes = KEY, at: float | None = None) -> tuple[str, dict[str, str]]:
    """Return the payload as text and the headers that it comes with."""
    text, stamp = json.dumps(payload), str(int(time.time() if at is None else at))
    digest = hmac.new(key, f"m1.{stamp}.{text}".encode(), hashlib.sha256).digest()
    signature = f"v1a,other v1,{base64.b64encode(digest).decode()}"
    return text, {"Webhook-Id": "m1", "webhook-timestamp": stamp, "webhook-signature": signature}


@pytest.mark.parametrize("key", [KEY, TEXT_KEY])
def test_a_payload_has_its_type(package: ModuleType, key: str | bytes) -> None:
    client = package.Orchard()
    text, headers = signed(PLANTED)
    event = client.webhooks.unwrap(text, headers=headers, key=key)
    assert (type(event), event.tree, event.new) == (package.types.TreePlanted, "é", [1])
    text, headers = signed({"type": "fruit.ripe", "fruitId": 3})
    assert client.webhooks.unwrap(text.encode(), headers, key=key).fruit_id == 3
    text, headers = signed({"type": "tree.felled"})
    assert type(client.webhooks.unwrap(text, headers, key=key)) is package.types.TreeFelled


def test_the_client_holds_the_key(package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    text, headers = signed(PLANTED)
    assert package.Orchard(webhook_key=TEXT_KEY).webhooks.unwrap(text, headers).tree == "é"
    with pytest.raises(ValueError, match="Cannot verify a webhook without a key on either the client's webhook_key"):
        package.Orchard().webhooks.unwrap(text, headers)
    monkeypatch.setenv("ORCHARD_WEBHOOK_KEY", TEXT_KEY)
    assert package.AsyncOrchard().webhooks.unwrap(text, headers).tree == "é"


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": ""},
        {"webhook-signature": "é"},
        {"Webhook-Id": "m2"},
        {"webhook-timestamp": "0"},
        {"webhook-timestamp": "soon"},
    ],
)
def test_what_is_not_signed_right_is_refused(package: ModuleType, change: dict[str, str]) -> None:
    text, headers = signed(PLANTED)
    with pytest.raises(package.webhooks.WebhookVerificationError):
        package.Orchard().webhooks.unwrap(text, {**headers, **change}, key=KEY)
    with pytest.raises(package.OrchardError):
        package.Orchard().webhooks.unwrap(text, {}, key=KEY)
    with pytest.raises(package.OrchardError):
        package.Orchard().webhooks.unwrap(text + " ", headers, key=KEY)
    with pytest.raises(package.OrchardError):
        package.Orchard().webhooks.unwrap(text, headers, key="wrong")


@pytest.mark.parametrize("seconds", [-400, 400])
def test_old_and_future_webhooks_are_refused(package: ModuleType, seconds: int) -> None:
    text, headers = signed(PLANTED, at=time.time() + seconds)
    with pytest.raises(package.OrchardError, match="too far from now"):
        package.Orchard().webhooks.unwrap(text, headers, key=KEY)
    package.webhooks.verify_signature(text, headers, secret=KEY, tolerance_seconds=500)


def test_the_error_is_also_the_one_of_a_library_in_use(package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs: Any = type("WebhookVerificationError", (Exception,), {})
    monkeypatch.setitem(sys.modules, "standardwebhooks", SimpleNamespace(WebhookVerificationError=theirs))
    with pytest.raises(theirs) as caught:
        package.Orchard().webhooks.unwrap("{}", {}, key=KEY)
    assert isinstance(caught.value, package.OrchardError)


def test_the_events_are_a_type(package: ModuleType) -> None:
    assert package.types.UnwrapWebhookEvent is not None
    assert package.types.webhooks.RipenedPayload.model_fields["fruit_id"].annotation is int


def test_the_client_itself_reads_them(tmp_path: Path) -> None:
    spec, config = str(HERE / "openapi.yaml"), HERE / "on_client.yml"
    run = Run()
    made = generate(Options(spec, config=config, package="hooks_on_client", with_project=True), run)
    write(made, tmp_path)
    assert list(run.diagnostics) == []
    package = import_from(tmp_path, "hooks_on_client")
    text, headers = signed(PLANTED)
    for client in (package.Orchard(webhook_secret=TEXT_KEY), package.AsyncOrchard(webhook_secret=TEXT_KEY)):
        assert type(client.read_hook(text, headers)) is type(client.unsafe_read_hook(text))
        with pytest.raises(package.webhooks.WebhookVerificationError):
            client.read_hook(text, {**headers, "webhook-id": "m2"})
    assert package.types.ReadHookWebhookEvent
    assert package.types.UnsafeReadHookWebhookEvent
    assert "event = client.read_hook(body, headers)" in made.project["README.md"]
    listed = made.project["api.md"]
    assert "import ReadHookWebhookEvent, UnsafeReadHookWebhookEvent" in listed
    assert 'read_hook</a>(payload, headers, \\*, key) -> <a href="./src/hooks_on_client/types/read_hook_' in listed
    assert "import MottoRetrieveResponse" in listed
    assert "retrieve</a>() -> str</code>" in listed
