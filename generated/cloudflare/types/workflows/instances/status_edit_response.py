# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from datetime import datetime
from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["StatusEditResponse"]


class StatusEditResponse(BaseModel):
    status: Literal[
        "queued", "running", "paused", "errored", "terminated", "complete", "waitingForPause", "waiting", "rollingBack"
    ]
    """What an instance is doing."""

    timestamp: datetime
    """When the change took place, in UTC."""
