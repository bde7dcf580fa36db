# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from datetime import datetime
from typing import List, Optional, Union
from typing_extensions import Annotated, Literal, TypeAlias

from pydantic import Field as FieldInfo

from ..._models import BaseModel
from ..._utils import PropertyInfo

__all__ = [
    "InstanceGetResponse",
    "Error",
    "RollbackError",
    "Rollback",
    "StepStepRollbackAttemptError",
    "StepStepRollbackAttempt",
    "StepStepRollbackConfigRetries",
    "StepStepRollbackConfig",
    "StepStepRollback",
    "StepSleepError",
    "StepSleep",
    "StepTerminationTrigger",
    "StepTermination",
    "StepWaitForEventError",
    "StepWaitForEvent",
    "Step",
    "Trigger",
    "Schedule",
]


class Error(BaseModel):
    """Why the instance failed."""

    message: str
    name: str


class RollbackError(BaseModel):
    message: str
    name: str


class Rollback(BaseModel):
    """How undoing the finished steps went, if it was asked for."""

    error: Optional[RollbackError] = None
    outcome: Literal["complete", "failed"]


class StepStepRollbackAttemptError(BaseModel):
    message: str
    name: str


class StepStepRollbackAttempt(BaseModel):
    end: Optional[datetime] = None
    error: Optional[StepStepRollbackAttemptError] = None
    start: datetime
    success: Optional[bool] = None


class StepStepRollbackConfigRetries(BaseModel):
    delay: Union[str, float]
    """Pause before a retry. "[dynamic]" if the workflow computes it."""

    limit: float

    backoff: Optional[Literal["constant", "linear", "exponential"]] = None
    """How the pause between attempts grows."""


class StepStepRollbackConfig(BaseModel):
    retries: StepStepRollbackConfigRetries

    timeout: Union[str, float]
    """How long one attempt may take."""

    sensitive: Optional[Literal["output"]] = None
    """Set if the step's output is hidden from logs and from this API."""


class StepStepRollback(BaseModel):
    """A `step.do` call, or the undoing of one."""

    attempts: List[StepStepRollbackAttempt]
    config: StepStepRollbackConfig
    end: Optional[datetime] = None
    name: str
    start: datetime
    success: Optional[bool] = None
    type: Literal["step", "rollback"]
    output: Optional[str] = None


class StepSleepError(BaseModel):
    message: str
    name: str


class StepSleep(BaseModel):
    """A `step.sleep` or `step.sleepUntil` call."""

    end: datetime
    error: Optional[StepSleepError] = None
    finished: bool
    name: str
    start: datetime
    type: Literal["sleep"]


class StepTerminationTrigger(BaseModel):
    source: str


class StepTermination(BaseModel):
    """The instance was stopped from outside."""

    trigger: StepTerminationTrigger
    type: Literal["termination"]


class StepWaitForEventError(BaseModel):
    message: str
    name: str


class StepWaitForEvent(BaseModel):
    """A `step.waitForEvent` call."""

    end: datetime
    error: Optional[StepWaitForEventError] = None
    finished: bool
    name: str
    start: datetime
    type: Literal["waitForEvent"]

    event_type: Optional[str] = None
    """The type of event that the step waits for."""

    output: Optional[str] = None
    """The payload of the event as text."""


Step: TypeAlias = Annotated[
    Union[StepStepRollback, StepSleep, StepTermination, StepWaitForEvent], PropertyInfo(discriminator="type")
]


class Trigger(BaseModel):
    source: Literal["unknown", "api", "binding", "event", "cron"]
    """What started the instance."""


class Schedule(BaseModel):
    """The cron schedule that started the instance."""

    cron: str

    scheduled_time: float = FieldInfo(alias="scheduledTime")
    """When it was due, in milliseconds since 1970-01-01 UTC."""


class InstanceGetResponse(BaseModel):
    end: Optional[datetime] = None

    error: Optional[Error] = None
    """Why the instance failed."""

    output: Union[str, float]
    """What the workflow returned, as text or as a number."""

    params: object
    """The event payload that the instance was created with. Any JSON value."""

    queued: datetime

    rollback: Optional[Rollback] = None
    """How undoing the finished steps went, if it was asked for."""

    start: Optional[datetime] = None

    status: Literal[
        "queued", "running", "paused", "errored", "terminated", "complete", "waitingForPause", "waiting", "rollingBack"
    ]
    """What an instance is doing."""

    step_count: int
    """At least 0."""

    steps: List[Step]
    success: Optional[bool] = None
    trigger: Trigger

    version_id: str = FieldInfo(alias="versionId")
    """Format: uuid."""

    schedule: Optional[Schedule] = None
    """The cron schedule that started the instance."""


# Names that change when the document puts the variants in another order, kept for old code.
StepUnionMember0 = StepStepRollback
StepUnionMember0Attempt = StepStepRollbackAttempt
StepUnionMember0AttemptError = StepStepRollbackAttemptError
StepUnionMember0Config = StepStepRollbackConfig
StepUnionMember0ConfigRetries = StepStepRollbackConfigRetries
StepUnionMember1 = StepSleep
StepUnionMember1Error = StepSleepError
StepUnionMember2 = StepTermination
StepUnionMember2Trigger = StepTerminationTrigger
StepUnionMember3 = StepWaitForEvent
StepUnionMember3Error = StepWaitForEventError
