# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from datetime import datetime
from typing import Optional

from ..._models import BaseModel

__all__ = ["WorkflowUpdateResponse"]


class WorkflowUpdateResponse(BaseModel):
    id: str
    """Format: uuid."""

    class_name: str
    """Name of the exported class that implements the workflow."""

    created_on: datetime

    is_deleted: float
    """1 if the workflow is marked for deletion and 0 otherwise."""

    modified_on: datetime

    name: str
    """1 to 64 characters."""

    script_name: str
    """Name of the Worker that holds the class."""

    terminator_running: float
    """1 while instances are being stopped for a deletion."""

    triggered_on: Optional[datetime] = None

    version_id: str
    """Format: uuid."""
