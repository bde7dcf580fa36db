# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from datetime import date as _date, datetime
from typing import Dict, Iterable, Union
from typing_extensions import Annotated, Literal, Required, TypedDict

from .._utils import PropertyInfo
from .branch_param import BranchParam
from .tree_param import TreeParam

__all__ = ["TreeCreateParams"]


class TreeCreateParams(TypedDict, total=False):
    kind: Required[Literal["apple", "pear"]]
    """What grows on it. "Quoted" and \\N{BULLET}."""

    branches: Iterable[BranchParam]
    class_: Annotated[str, PropertyInfo(alias="class")]
    date: Annotated[Union[str, _date], PropertyInfo(format="iso8601")]
    labels: Dict[str, str]
    parent: TreeParam
    planted_on: Annotated[Union[str, datetime], PropertyInfo(alias="plantedOn", format="iso8601")]
    schema: str
