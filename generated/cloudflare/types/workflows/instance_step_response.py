# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from typing import Optional
from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["InstanceStepResponse", "Error"]


class Error(BaseModel):
    """Why the step failed. Null unless the status is "errored"."""

    message: str
    name: str


class InstanceStepResponse(BaseModel):
    error: Optional[Error] = None
    """Why the step failed. Null unless the status is "errored"."""

    status: Literal[
        "queued", "running", "paused", "errored", "terminated", "complete", "waitingForPause", "waiting", "rollingBack"
    ]
    """What an instance is doing."""

    event_type: Optional[str] = None
    """The type of event that the step waits for. Only on `step.waitForEvent`."""

    output: Optional[object] = None
    """The whole output of the step or the payload of the event, never shortened. Present when the
    status is "complete". "[REDACTED]" if the step is sensitive.
    """
