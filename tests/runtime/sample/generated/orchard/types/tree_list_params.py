from __future__ import annotations

from typing_extensions import Required, TypedDict

from .._types import SequenceNotStr

__all__ = ["TreeListParams"]


class TreeListParams(TypedDict, total=False):
    orchard_id: Required[str]

    kinds: SequenceNotStr[str]

    page: int

    per_page: int
