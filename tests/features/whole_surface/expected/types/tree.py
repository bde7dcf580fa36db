# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from datetime import date as _date, datetime
from typing import TYPE_CHECKING, Dict, List, Optional
from typing_extensions import Literal

from pydantic import Field as FieldInfo

from .._models import BaseModel

if TYPE_CHECKING:
    from . import branch as _branch

__all__ = ["Tree"]


class Tree(BaseModel):
    id: str

    kind: Literal["apple", "pear"]
    """What grows on it. "Quoted" and \\N{BULLET}."""

    branches: Optional[List[_branch.Branch]] = None
    class_: Optional[str] = FieldInfo(alias="class", default=None)
    date: Optional[_date] = None
    labels: Optional[Dict[str, str]] = None
    parent: Optional[Tree] = None
    planted_on: Optional[datetime] = FieldInfo(alias="plantedOn", default=None)
    schema_: Optional[str] = FieldInfo(alias="schema", default=None)


if not TYPE_CHECKING:  # these modules import this one: they come last
    from . import branch as _branch
