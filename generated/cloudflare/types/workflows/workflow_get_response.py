# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from datetime import datetime
from typing import Dict, List, Optional

from ..._models import BaseModel

__all__ = ["WorkflowGetResponse", "Schedule"]


class Schedule(BaseModel):
    cron: str
    """The cron expression."""

    next_instance: str
    """When the schedule fires next."""


class WorkflowGetResponse(BaseModel):
    id: str
    """Format: uuid."""

    class_name: str
    """Name of the exported class that implements the workflow."""

    created_on: datetime

    instances: Dict[str, float]
    """How many instances there are in each status."""

    modified_on: datetime

    name: str
    """1 to 64 characters."""

    script_name: str
    """Name of the Worker that holds the class."""

    triggered_on: Optional[datetime] = None

    schedules: Optional[List[Schedule]] = None
    """Cron schedules that start instances on their own."""

    script_deleted: Optional[bool] = None
    """True if the Worker behind this workflow is gone, which leaves the workflow idle."""
