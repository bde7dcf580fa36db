# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from datetime import datetime
from typing import Iterable, Optional, Union
from typing_extensions import Annotated, Required, TypedDict

from .._utils import PropertyInfo

__all__ = ["TreeCreateParams", "Graft"]


class TreeCreateParams(TypedDict, total=False):
    latin_name: Required[Annotated[str, PropertyInfo(alias="latinName")]]
    grafts: Iterable[Graft]
    note: Optional[str]
    planted_at: Annotated[Union[str, datetime], PropertyInfo(alias="plantedAt", format="iso8601")]


class Graft(TypedDict, total=False):
    on_branch: Annotated[int, PropertyInfo(alias="onBranch")]
