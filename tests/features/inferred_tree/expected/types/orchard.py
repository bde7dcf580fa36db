# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from datetime import date
from typing import Optional

from .._models import BaseModel

__all__ = ["Orchard"]


class Orchard(BaseModel):
    id: str
    name: str
    planted: Optional[date] = None
