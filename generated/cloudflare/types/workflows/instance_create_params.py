# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import Union
from typing_extensions import Literal, Required, TypedDict

__all__ = ["InstanceCreateParams", "InstanceRetention"]


class InstanceCreateParams(TypedDict, total=False):
    account_id: Required[str]
    """Identifier of the account."""

    instance_id: str
    """Identifier of the new instance. Without it one is made up. `cf_` followed by exactly 64
    lower-case hexadecimal digits is reserved.

    1 to 100 characters. Must match `^[a-zA-Z0-9_][a-zA-Z0-9-_]*$`.
    """

    instance_retention: InstanceRetention
    """How long this instance is kept after it has ended."""

    location_hint: Literal["wnam", "weur", "enam", "eeur", "apac", "apac-ne", "apac-se", "oc", "sam", "afr", "me"]
    """The region in which the instance should run."""

    params: object
    """The event payload of the new instance. Any JSON value."""


class InstanceRetention(TypedDict, total=False):
    """How long this instance is kept after it has ended."""

    error_retention: Union[int, str]
    """A length of time, in milliseconds or as text such as "5 minutes"."""

    success_retention: Union[int, str]
    """A length of time, in milliseconds or as text such as "5 minutes"."""
