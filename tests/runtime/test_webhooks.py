"""Signed webhooks: what makes a signature worth something, and headers of any kind."""

from __future__ import annotations

import base64
import email.message
import hashlib
import hmac
import time
from typing import Any

import pytest

KEY = b"key of the endpoint"
SECRET = "whsec_" + base64.b64encode(KEY).decode()
PAYLOAD = '{"id": "t1"}'


def sign(message_id: str, timestamp: str, payload: str = PAYLOAD) -> str:
    text = f"{message_id}.{timestamp}.{payload}".encode("utf-8", "surrogatepass")
    return "v1," + base64.b64encode(hmac.new(KEY, text, hashlib.sha256).digest()).decode()


def signed(message_id: str = "msg_1", timestamp: str = "") -> dict[str, Any]:
    timestamp = timestamp or str(int(time.time()))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": sign(message_id, timestamp),
    }


def refuses(kit: Any, headers: Any, payload: Any = PAYLOAD, secret: Any = SECRET) -> str:
    webhooks = kit.module("_runtime.webhooks")
    with pytest.raises(webhooks.WebhookVerificationError) as caught:
        webhooks.verify_webhook(payload, headers, secret)
    message = str(caught.value)
    assert isinstance(caught.value, kit.package.OrchardError)
    assert (message.isprintable(), len(message) < 200) == (True, True)
    return message


def test_one_signature_is_for_one_payload(kit: Any) -> None:
    """The server signed `1` at `now` with a payload that begins with digits and a dot; the id takes them over."""
    now = str(int(time.time()))
    whole = f"{now}.{PAYLOAD}"
    signature = sign("msg", "1700000000", whole)
    moved = {"webhook-id": "msg.1700000000", "webhook-timestamp": now, "webhook-signature": signature}
    assert signature == sign("msg.1700000000", now, PAYLOAD)
    assert "webhook-id" in refuses(kit, moved)


@pytest.mark.parametrize("bad", ["", " ", "a b", "a\n", "a\0b", "a.b", ".", "\u00e9", "\ud800", "a" * 300, "\u202ea"])
def test_an_id_is_of_few_characters(kit: Any, bad: str) -> None:
    assert "webhook-id" in refuses(kit, signed(bad))


@pytest.mark.parametrize(
    "bad",
    [
        "-1",
        "+{}",
        " {}",
        "{}\n",
        "{}.0",
        "1_700_000_000",
        "0x10",
        "1e9",
        "nan",
        "inf",
        "",
        "9" * 5000,
        "\u0661",
        "soon",
    ],
)
def test_a_timestamp_is_a_plain_number(kit: Any, bad: str) -> None:
    stamp = bad.format(int(time.time()))
    assert "webhook-timestamp" in refuses(kit, {**signed(), "webhook-timestamp": stamp, "webhook-signature": "v1,x"})


@pytest.mark.parametrize("offset", [-301, 301, -(10**9)])
def test_an_old_timestamp_is_refused(kit: Any, offset: int) -> None:
    assert "too far" in refuses(kit, signed(timestamp=str(int(time.time()) + offset)))


def test_no_tolerance_lets_everything_through(kit: Any) -> None:
    webhooks = kit.module("_runtime.webhooks")
    with pytest.raises(webhooks.WebhookVerificationError, match="too far"):
        webhooks.verify_webhook(PAYLOAD, signed(timestamp="5"), SECRET, tolerance_seconds=float("nan"))


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("value", [None, 5, {}, [None], [], ["a", "b"], object()])
def test_a_header_that_is_no_text_is_refused(kit: Any, name: str, value: Any) -> None:
    refuses(kit, {**signed(), name: value})


@pytest.mark.parametrize("headers", [None, {}, [], 5, "webhook-id: x", [("webhook-id",)], [5], {None: "x"}])
def test_headers_that_are_none_are_refused(kit: Any, headers: Any) -> None:
    refuses(kit, headers)


def test_a_name_given_twice_is_refused(kit: Any) -> None:
    good = signed()
    assert "several values" in refuses(kit, {**good, "Webhook-Id": "other"})
    assert "several values" in refuses(kit, [*good.items(), ("WEBHOOK-TIMESTAMP", "1")])


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "v1",
        "v1,",
        "v1,====",
        "v1,\u00e9\ud800",
        "v2,{}",
        "V1,{}",
        "{}",
        "v1,x " * 10_000,
        "v1," + "A" * 20_000_000,
        "," * 20_000_000,
    ],
)
def test_a_signature_that_is_none_is_refused_at_once(kit: Any, signature: str) -> None:
    headers = signed()
    text = headers["webhook-signature"].partition(",")[2]
    started = time.process_time()
    refuses(kit, {**headers, "webhook-signature": signature.replace("{}", text)})
    assert time.process_time() - started < 2


def test_headers_of_frameworks(kit: Any) -> None:
    verify = kit.module("_runtime.webhooks").verify_webhook
    good = signed()
    message = email.message.Message()
    for name, value in good.items():
        message[name.title()] = value
    pairs = [(name.encode(), value.encode()) for name, value in good.items()]
    for headers in (
        good,
        {name.upper(): value for name, value in good.items()},
        {name: [value] for name, value in good.items()},
        {name: value.encode() for name, value in good.items()},
        {"other": None, **good},
        pairs,
        dict(pairs),
        message,
        kit.httpx.Headers(good),
    ):
        verify(PAYLOAD, headers, SECRET)
    several = {**good, "webhook-signature": ["v1,wrong", good["webhook-signature"]]}
    verify(PAYLOAD, several, SECRET)
    verify(bytearray(PAYLOAD.encode()), good, SECRET)


@pytest.mark.parametrize("secret", [SECRET, SECRET.removeprefix("whsec_"), KEY, f" {SECRET}\n"])
def test_secrets_with_and_without_prefix(kit: Any, secret: Any) -> None:
    kit.module("_runtime.webhooks").verify_webhook(PAYLOAD, signed(), secret)


@pytest.mark.parametrize("secret", ["", b"", "whsec_", " ", None])
def test_an_empty_secret_is_a_mistake(kit: Any, secret: Any) -> None:
    with pytest.raises(ValueError, match="cannot be empty"):
        kit.module("_runtime.webhooks").verify_webhook(PAYLOAD, signed(), secret)


def test_a_payload_that_is_no_body(kit: Any) -> None:
    with pytest.raises(TypeError, match="body as it came"):
        kit.module("_runtime.webhooks").verify_webhook({"id": "t1"}, signed(), SECRET)
    assert "payload" in refuses(kit, signed(), "\ud800")


def test_signatures_are_compared_in_constant_time(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return False

    monkeypatch.setattr(kit.module("_runtime.webhooks").hmac, "compare_digest", compare)
    refuses(kit, signed())
    assert len(compared) == 1


@pytest.mark.parametrize("payload", ["", "<html>", "[" * 5000, '{"a": ' * 300 + "1" + "}" * 300, b"\xff"])
def test_a_payload_that_cannot_be_read(kit: Any, payload: Any) -> None:
    with pytest.raises(ValueError, match="payload of the webhook"):
        kit.module("_runtime.webhooks").parse_webhook(payload, kit.package.types.Tree)
