# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing_extensions import Required, TypedDict

__all__ = ["EventCreateParams"]


class EventCreateParams(TypedDict, total=False):
    account_id: Required[str]
    """Identifier of the account."""

    workflow_name: Required[str]
    """Name of the workflow. 1 to 64 characters."""

    instance_id: Required[str]
    """Identifier of the instance. One that a user chose has at most 100 characters; one that a
    schedule made can be longer.

    At least 1 character.
    """

    body: Required[object]
    """The payload of the event. Any JSON value."""
