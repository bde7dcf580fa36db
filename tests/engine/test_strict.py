"""What the engine leaves out does not trouble a default client, and a strict one names it."""

from __future__ import annotations

import pytest
from cloudflare import APIResponseValidationError, Cloudflare
from pydantic import ValidationError

ACCOUNT = "local"


def missing(error: APIResponseValidationError) -> set[str]:
    """The fields that the cause of the error calls missing."""
    cause = error.__cause__
    assert isinstance(cause, ValidationError)
    return {str(each["loc"][-1]) for each in cause.errors() if each["type"] == "missing"}


def test_default_client_takes_what_came(cloudflare: Cloudflare) -> None:
    created = cloudflare.workflows.instances.create("brief", account_id=ACCOUNT, instance_id="lenient-1")
    assert created.id == "lenient-1"
    assert created.version_id is None
    assert created.model_fields_set == {"id"}


def test_strict_client_names_what_is_missing(strict_cloudflare: Cloudflare) -> None:
    with pytest.raises(APIResponseValidationError) as caught:
        strict_cloudflare.workflows.instances.create("brief", account_id=ACCOUNT, instance_id="strict-1")
    assert missing(caught.value) == {"status", "version_id", "workflow_id"}
    assert caught.value.status_code == 200


def test_strict_client_names_it_in_lists_too(strict_cloudflare: Cloudflare) -> None:
    with pytest.raises(APIResponseValidationError) as caught:
        strict_cloudflare.workflows.list(account_id=ACCOUNT)
    assert {"id", "created_on", "instances"} <= missing(caught.value)
