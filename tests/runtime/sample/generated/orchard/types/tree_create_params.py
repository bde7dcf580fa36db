from __future__ import annotations

from typing import Dict, Iterable, Union
from datetime import datetime
from typing_extensions import Annotated, Literal, Required, TypedDict

from .._utils import PropertyInfo

__all__ = ["TreeCreateParams", "Branch"]


class TreeCreateParams(TypedDict, total=False):
    orchard_id: Required[str]

    kind: Required[Literal["apple", "pear"]]

    branches: Iterable[Branch]

    labels: Dict[str, str]

    owner_id: Annotated[str, PropertyInfo(alias="ownerId")]

    planted_on: Annotated[Union[str, datetime], PropertyInfo(format="iso8601")]


class Branch(TypedDict, total=False):
    from_: Required[Annotated[str, PropertyInfo(alias="from")]]

    length: float
