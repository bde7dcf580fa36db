# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import List, Union
from typing_extensions import TypeAliasType

__all__ = ["Expr"]


Expr = TypeAliasType("Expr", "Union[str, List[Expr]]")
