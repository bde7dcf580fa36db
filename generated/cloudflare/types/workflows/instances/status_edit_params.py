# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import Union
from typing_extensions import Annotated, Literal, Required, TypeAlias, TypedDict

from ...._utils import PropertyInfo

__all__ = ["StatusEditParams", "Pause", "Resume", "Terminate", "Restart", "RestartFrom"]


class Pause(TypedDict, total=False):
    """Stop after the step that is under way."""

    account_id: Required[str]
    """Identifier of the account."""

    workflow_name: Required[str]
    """Name of the workflow. 1 to 64 characters."""

    status: Required[Literal["pause"]]


class Resume(TypedDict, total=False):
    """Go on with a paused instance."""

    account_id: Required[str]
    """Identifier of the account."""

    workflow_name: Required[str]
    """Name of the workflow. 1 to 64 characters."""

    status: Required[Literal["resume"]]


class Terminate(TypedDict, total=False):
    """End the instance now."""

    account_id: Required[str]
    """Identifier of the account."""

    workflow_name: Required[str]
    """Name of the workflow. 1 to 64 characters."""

    status: Required[Literal["terminate"]]

    rollback: bool
    """Undo the finished steps first."""


class Restart(TypedDict, total=False):
    """Begin again, from the start or from a given step."""

    account_id: Required[str]
    """Identifier of the account."""

    workflow_name: Required[str]
    """Name of the workflow. 1 to 64 characters."""

    status: Required[Literal["restart"]]

    from_: Annotated[RestartFrom, PropertyInfo(alias="from")]
    """The step to begin at."""


class RestartFrom(TypedDict, total=False):
    """The step to begin at."""

    name: Required[str]
    """Name of the step. At least 1 character."""

    count: int
    """Which of several steps of that name, from 1. At least 1."""

    type: Literal["do", "sleep", "waitForEvent"]
    """Kind of the step."""


StatusEditParams: TypeAlias = Union[Pause, Resume, Terminate, Restart]


# Names that change when the document puts the variants in another order, kept for old code.
Variant0 = Pause
Variant1 = Resume
Variant2 = Terminate
Variant3 = Restart
Variant3From = RestartFrom
