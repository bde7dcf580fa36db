"""Webhooks signed as standard-webhooks.com says: checking the signature, reading the payload."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import sys
import time
from typing import Any, Dict, List, Mapping, Type, TypeVar, Union, cast

from pydantic_core import from_json

from .auth import credential
from .construct import construct_type
from .settings import BaseError
from .values import is_iterable, is_list, is_tuple

_T = TypeVar("_T")
_PREFIX = "whsec_"
_HEADERS = frozenset({"webhook-id", "webhook-timestamp", "webhook-signature"})
_ID = re.compile(r"[!-\-/-~]{1,256}")
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_LONGEST_SIGNATURES = 16_384
"""The characters of all signatures of one webhook."""


class WebhookVerificationError(BaseError):
    """A webhook that was not signed with the secret, or too long ago."""


def verify_webhook(
    payload: Union[str, bytes],
    headers: Mapping[str, str],
    secret: Union[str, bytes],
    *,
    tolerance_seconds: int = 300,
) -> None:
    """Raise `WebhookVerificationError` unless the payload was signed with the secret, not long ago.

    What is signed is `id.timestamp.payload`: an id with a dot in it, or a timestamp that is no plain number, would give
    several payloads the same signature.
    """
    given = _relevant_headers(headers)
    message_id, timestamp = _only(given, "webhook-id"), _only(given, "webhook-timestamp")
    if _ID.fullmatch(message_id) is None:
        raise _refused("The header webhook-id has characters that no id may have, or too many")
    if _TIMESTAMP.fullmatch(timestamp) is None:
        raise _refused("The header webhook-timestamp is no number of seconds")
    signatures = " ".join(given.get("webhook-signature", ()))
    if not signatures or len(signatures) > _LONGEST_SIGNATURES:
        raise _refused("The header webhook-signature is missing, or too long")
    if not abs(time.time() - int(timestamp)) <= tolerance_seconds:
        raise _refused("The webhook's timestamp is too far from now")
    if not isinstance(cast(object, payload), (str, bytes, bytearray, memoryview)):
        raise TypeError("The payload of a webhook must be its body as it came, text or bytes")
    try:
        body = payload.encode() if isinstance(payload, str) else bytes(payload)
    except UnicodeEncodeError:
        raise _refused("The payload of the webhook is no text that could have been signed") from None
    signed = b".".join((message_id.encode(), timestamp.encode(), body))
    expected = base64.b64encode(hmac.new(_key(secret), signed, hashlib.sha256).digest())
    for signature in signatures.split():
        version, _, text = signature.strip(",").partition(",")
        if version == "v1" and hmac.compare_digest(text.encode("utf-8", "replace"), expected):
            return
    raise _refused("No signature of the webhook is right")


def _relevant_headers(headers: object) -> Dict[str, List[str]]:
    """The values of the headers of a webhook, by their name in lower case, from whatever frameworks have headers in."""
    items = getattr(headers, "items", None)
    pairs: object = headers if items is None else items()
    if not is_iterable(pairs):
        raise _refused("The webhook has no headers")
    found: Dict[str, List[str]] = {}
    for pair in pairs:
        if not (is_tuple(pair) or is_list(pair)) or len(pair) != 2:
            raise _refused("The headers of the webhook are neither a mapping nor pairs")
        name, value = _as_text(pair[0]).lower(), pair[1]
        if name in _HEADERS:
            values = value if is_list(value) or is_tuple(value) else [value]
            found.setdefault(name, []).extend(map(_as_text, values))
    return found


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if not isinstance(value, str):
        raise _refused("A header of the webhook is no text")
    return value


def _only(headers: Mapping[str, List[str]], name: str) -> str:
    values = set(headers.get(name, ()))
    if len(values) != 1:
        raise _refused(f"The header {name} is missing" if not values else f"The header {name} has several values")
    return values.pop()


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


def _key(secret: Union[str, bytes, None]) -> bytes:
    """The bytes of a secret; raises `ValueError` for an empty one, with which anybody could sign."""
    key = secret if isinstance(secret, bytes) else b""
    if isinstance(secret, str):
        text = secret.strip()
        try:
            key = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
        except ValueError:
            key = text.encode("utf-8", "surrogatepass")
    if not key:
        raise ValueError("The secret of a webhook cannot be empty")
    return key


def parse_webhook(payload: Union[str, bytes], type_: Type[_T]) -> _T:
    """The payload as a model; unknown fields are kept, what does not fit is kept as it came.

    Raises `ValueError` for a payload that is no JSON, or is nested too deep.
    """
    try:
        return cast(_T, construct_type(type_=cast(Any, type_), value=from_json(payload)))
    except RecursionError:
        raise ValueError("The payload of the webhook is nested too deep to be read here") from None
    except ValueError as error:
        raise ValueError(f"The payload of the webhook cannot be read as JSON: {error}") from error
