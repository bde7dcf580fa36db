# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from datetime import datetime
from typing import Optional
from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["InstanceListResponse"]


class InstanceListResponse(BaseModel):
    id: str
    """Identifier of the instance. At least 1 character."""

    created_on: datetime
    ended_on: Optional[datetime] = None
    modified_on: datetime
    started_on: Optional[datetime] = None

    status: Literal[
        "queued", "running", "paused", "errored", "terminated", "complete", "waitingForPause", "waiting", "rollingBack"
    ]
    """What an instance is doing."""

    version_id: str
    """Format: uuid."""

    workflow_id: str
    """Format: uuid."""

    trigger_source: Optional[Literal["unknown", "api", "binding", "event", "cron"]] = None
    """What started the instance."""
