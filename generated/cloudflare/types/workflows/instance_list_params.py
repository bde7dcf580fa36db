# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from datetime import datetime
from typing import Union
from typing_extensions import Annotated, Literal, Required, TypedDict

from ..._utils import PropertyInfo

__all__ = ["InstanceListParams"]


class InstanceListParams(TypedDict, total=False):
    account_id: Required[str]
    """Identifier of the account."""

    cursor: str
    """Opaque mark of a place in the list, taken from `result_info.cursor`. Not together with `page`."""

    date_end: Annotated[Union[str, datetime], PropertyInfo(format="iso8601")]
    """Keep instances created up to this moment, in UTC."""

    date_start: Annotated[Union[str, datetime], PropertyInfo(format="iso8601")]
    """Keep instances created from this moment on, in UTC."""

    direction: Literal["asc", "desc"]
    """Which way a cursor moves through the list."""

    page: float
    """Number of the page, counted from 1. At least 1. Defaults to `1`."""

    per_page: float
    """How many items a page holds. From 1 to 100."""

    status: Literal[
        "queued", "running", "paused", "errored", "terminated", "complete", "waitingForPause", "waiting", "rollingBack"
    ]
    """Keep only instances in this status."""
