# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import Iterable, Union
from typing_extensions import Required, TypedDict

__all__ = ["WorkflowUpdateParams", "Concurrency", "DefaultRetention", "Limits", "Schedule"]


class WorkflowUpdateParams(TypedDict, total=False):
    account_id: Required[str]
    """Identifier of the account."""

    class_name: Required[str]
    """Name of the exported class that implements the workflow. 1 to 255 characters."""

    script_name: Required[str]
    """Name of the Worker that holds the class. 1 to 255 characters."""

    concurrency: Concurrency

    default_retention: DefaultRetention
    """How long ended instances are kept, for instances that do not say so themselves."""

    limits: Limits

    schedules: Iterable[Schedule]
    """Cron schedules that start instances on their own."""


class Concurrency(TypedDict, total=False):
    limit: int
    """How many instances may run at the same time. Further ones wait in the queue until a running one
    ends. The account's own limit is the upper bound.

    At least 1.
    """


class DefaultRetention(TypedDict, total=False):
    """How long ended instances are kept, for instances that do not say so themselves."""

    error_retention: Union[int, str]
    """A length of time, in milliseconds or as text such as "5 minutes"."""

    success_retention: Union[int, str]
    """A length of time, in milliseconds or as text such as "5 minutes"."""


class Limits(TypedDict, total=False):
    steps: int
    """The largest number of steps of one instance. At least 1."""


class Schedule(TypedDict, total=False):
    cron: Required[str]
    """The cron expression. At least 1 character."""
