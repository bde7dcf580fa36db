# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["InstanceStepParams"]


class InstanceStepParams(TypedDict, total=False):
    account_id: Required[str]
    """Identifier of the account."""

    workflow_name: Required[str]
    """Name of the workflow. 1 to 64 characters."""

    name: Required[str]
    """Exact name of the step as the instance shows it, with its counter at the end. At least 1
    character.
    """

    type: Required[Literal["step", "waitForEvent"]]
    """Tells a `step.do` from a `step.waitForEvent` of the same name."""

    attempt: int
    """Number of the attempt to look at, counted from 1. At least 1."""
