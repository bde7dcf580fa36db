# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import Mapping, Union, cast
from typing_extensions import TypeAlias

from . import types as api_types
from ._runtime.webhooks import WebhookVerificationError, parse_webhook, verify_webhook

__all__ = ["WebhookEvent", "WebhookVerificationError", "parse", "unwrap", "verify_signature"]

WebhookEvent: TypeAlias = Union[api_types.webhooks.TreeFellPayload, api_types.webhooks.TreeGrewPayload]
"""One of:

- `TreeFell`
- `TreeGrew`
"""


def unwrap(payload: str | bytes, headers: Mapping[str, str], *, secret: str | bytes) -> WebhookEvent:
    """Check that a webhook was signed with your secret, and return what it says.

    Args:
        payload: The body of the request as it came, not parsed.
        headers: The headers of the request.
        secret: The secret of the endpoint, such as `whsec_...`.

    Raises:
        WebhookVerificationError: The signature is wrong, missing, or more than five minutes old.
    """
    verify_signature(payload, headers, secret=secret)
    return parse(payload)


def verify_signature(
    payload: str | bytes, headers: Mapping[str, str], *, secret: str | bytes, tolerance_seconds: int = 300
) -> None:
    """Check that a webhook was signed with your secret, as standard-webhooks.com describes it.

    Raises:
        WebhookVerificationError: The signature is wrong, missing, or older than `tolerance_seconds`.
    """
    verify_webhook(payload, headers, secret, tolerance_seconds=tolerance_seconds)


def parse(payload: str | bytes) -> WebhookEvent:
    """Return what a webhook says, whoever sent it: check the signature first, with `unwrap`."""
    return parse_webhook(payload, cast("type[WebhookEvent]", WebhookEvent))
