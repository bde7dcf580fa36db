"""The types of `trees`' children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._runtime.lazy import lazy_names

if TYPE_CHECKING:
    from .leaf_get_response import LeafGetResponse as LeafGetResponse

__getattr__, __dir__ = lazy_names(__name__, {"LeafGetResponse": ".leaf_get_response"})
