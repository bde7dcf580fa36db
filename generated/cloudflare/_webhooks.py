"""Webhooks signed as standard-webhooks.com says: checking the signature, reading the payload."""

from __future__ import annotations

import base64
import hashlib
import hmac
import sys
import time
from typing import Any, Mapping, Type, TypeVar, Union, cast

from pydantic_core import from_json

from ._auth import credential
from ._construct import construct_type
from ._settings import BaseError

_T = TypeVar("_T")
_PREFIX = "whsec_"


class WebhookVerificationError(BaseError):
    """A webhook that was not signed with the secret, or too long ago."""


def verify_webhook(
    payload: Union[str, bytes],
    headers: Mapping[str, str],
    secret: Union[str, bytes],
    *,
    tolerance_seconds: int = 300,
) -> None:
    """Raise `WebhookVerificationError` unless the payload was signed with the secret, not long ago."""
    given = {name.lower(): value for name, value in headers.items()}
    try:
        message_id, timestamp = given["webhook-id"], given["webhook-timestamp"]
        signatures = given["webhook-signature"]
        sent_at = int(timestamp)
        body = payload.encode() if isinstance(payload, str) else payload
        signed = b".".join((message_id.encode(), timestamp.encode(), body))
        late = abs(time.time() - sent_at) > tolerance_seconds
    except (KeyError, ValueError, OverflowError) as error:
        raise _refused(f"The webhook lacks a header or has a bad one: {error}") from None
    if late:
        raise _refused("The webhook's timestamp is too far from now")
    expected = base64.b64encode(hmac.new(_key(secret), signed, hashlib.sha256).digest())
    for signature in signatures.split():
        version, _, text = signature.partition(",")
        if version == "v1" and hmac.compare_digest(text.encode("utf-8", "replace"), expected):
            return
    raise _refused("No signature of the webhook is right")


def _refused(message: str) -> WebhookVerificationError:
    """The error; where the library `standardwebhooks` is in use, it is also that library's error of the same name."""
    theirs: Any = getattr(sys.modules.get("standardwebhooks"), "WebhookVerificationError", None)
    if theirs is None:
        return WebhookVerificationError(message)
    both: Any = type("WebhookVerificationError", (WebhookVerificationError, theirs), {})
    error: WebhookVerificationError = both(message)
    return error


def unwrap_webhook(
    payload: Union[str, bytes],
    headers: Union[Mapping[str, str], None],
    key: Union[str, bytes, None],
    client: object,
    option: Union[str, None],
    type_: Type[_T],
) -> _T:
    """Check the signature of a webhook with the key, or with that of the client, and return its payload.

    A client without an option for keys reads webhooks unchecked if neither headers nor a key are given.
    Raises `WebhookVerificationError` for a wrong signature, `ValueError` where no key is known.
    """
    if key is None and option is not None:
        key = credential(client, option)
    if key is None and (option is not None or headers is not None):
        held = f"the client's {option}" if option is not None else "the client"
        raise ValueError(f"Cannot verify a webhook without a key on either {held} or passed in as an argument")
    if key is not None:
        verify_webhook(payload, headers or {}, key)
    return parse_webhook(payload, type_)


def _key(secret: Union[str, bytes]) -> bytes:
    """The bytes of a secret; raises `ValueError` for an empty one, with which anybody could sign."""
    if isinstance(secret, bytes):
        key = secret
    else:
        try:
            key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
        except ValueError:
            key = secret.encode()
    if not key:
        raise ValueError("The secret of a webhook cannot be empty")
    return key


def parse_webhook(payload: Union[str, bytes], type_: Type[_T]) -> _T:
    """The payload as a model; unknown fields are kept, what does not fit is kept as it came."""
    return cast(_T, construct_type(type_=cast(Any, type_), value=from_json(payload)))
