# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING, Dict, Optional

from .._models import BaseModel
from .expr import Expr

if TYPE_CHECKING:
    from . import tree as _tree

__all__ = ["Branch"]


class Branch(BaseModel):
    expr: Optional[Expr] = None

    length: Optional[float] = None
    """In metres. At most 99."""

    tree: Optional[_tree.Tree] = None

    if TYPE_CHECKING:

        def __getattr__(self, attr: str) -> int: ...

    else:
        __pydantic_extra__: Dict[str, int]


if not TYPE_CHECKING:  # these modules import this one: they come last
    from . import tree as _tree
