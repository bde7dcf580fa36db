# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from datetime import datetime
from typing import Union
from typing_extensions import Annotated, Required, TypedDict

from ..._types import SequenceNotStr
from ..._utils import PropertyInfo

__all__ = ["FruitRetrieveParams", "Filter"]


class FruitRetrieveParams(TypedDict, total=False):
    tree_id: Required[str]
    colours: SequenceNotStr[str]
    filter: Filter
    pipes: SequenceNotStr[str]
    ripe: bool
    since: Annotated[Union[str, datetime], PropertyInfo(format="iso8601")]
    x_trace_id: Annotated[str, PropertyInfo(alias="X-Trace-Id")]
    session: str


class Filter(TypedDict, total=False):
    kind: str
    min_weight: Annotated[float, PropertyInfo(alias="minWeight")]
