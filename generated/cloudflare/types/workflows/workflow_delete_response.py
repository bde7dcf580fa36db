# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from typing import Optional
from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["WorkflowDeleteResponse"]


class WorkflowDeleteResponse(BaseModel):
    status: Literal["ok"]
    success: Optional[bool] = None
