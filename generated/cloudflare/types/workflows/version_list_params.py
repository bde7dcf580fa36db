# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing_extensions import Required, TypedDict

__all__ = ["VersionListParams"]


class VersionListParams(TypedDict, total=False):
    account_id: Required[str]
    """Identifier of the account."""

    page: float
    """Number of the page, counted from 1. At least 1. Defaults to `1`."""

    per_page: float
    """How many items a page holds. From 1 to 100."""
