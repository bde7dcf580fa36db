from __future__ import annotations

from typing import List, Optional
from datetime import datetime
from typing_extensions import Literal

from pydantic import Field as FieldInfo

from .._models import BaseModel

__all__ = ["Tree", "Bird"]


class Bird(BaseModel):
    name: str


class Tree(BaseModel):
    id: str

    created_on: datetime

    kind: Literal["apple", "pear"]

    birds: Optional[List[Bird]] = None

    height: Optional[float] = None

    owner_id: Optional[str] = FieldInfo(alias="ownerId", default=None)
