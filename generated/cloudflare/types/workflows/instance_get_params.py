# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["InstanceGetParams"]


class InstanceGetParams(TypedDict, total=False):
    account_id: Required[str]
    """Identifier of the account."""

    workflow_name: Required[str]
    """Name of the workflow. 1 to 64 characters."""

    order: Literal["asc", "desc"]
    """Order of the steps: "asc" starts with the oldest one, "desc" with the newest one. Defaults to
    `"asc"`.
    """

    simple: Literal["true", "false"]
    """With "true" the steps are left out and `step_count` alone tells how many there are."""
