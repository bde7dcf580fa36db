# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from typing import Optional
from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["InstanceCreateResponse"]


class InstanceCreateResponse(BaseModel):
    id: str
    """Identifier of the new instance. 1 to 100 characters."""

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
