# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING, List, Union
from typing_extensions import TypeAlias, TypeAliasType

__all__ = ["Expr"]


if TYPE_CHECKING:
    Expr: TypeAlias = "Union[str, List[Expr]]"
else:
    Expr = TypeAliasType("Expr", "Union[str, List[Expr]]")
