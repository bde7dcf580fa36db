# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from datetime import datetime
from typing import Optional
from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["VersionGetResponse", "Concurrency", "DefaultRetention", "Limits"]


class Concurrency(BaseModel):
    limit: Optional[int] = None
    """How many instances of this version may run at the same time. At least 1."""


class DefaultRetention(BaseModel):
    error_retention: Optional[int] = None
    """How long failed instances are kept, in milliseconds."""

    success_retention: Optional[int] = None
    """How long completed instances are kept, in milliseconds."""


class Limits(BaseModel):
    steps: Optional[int] = None
    """The largest number of steps of one instance. At least 1."""


class VersionGetResponse(BaseModel):
    id: str
    """Format: uuid."""

    class_name: str
    """Name of the exported class that implements the workflow."""

    created_on: datetime

    has_dag: bool
    """Whether a graph of the steps is available."""

    language: Literal["javascript", "python"]
    """The language that the workflow is written in."""

    modified_on: datetime

    workflow_id: str
    """Format: uuid."""

    concurrency: Optional[Concurrency] = None
    default_retention: Optional[DefaultRetention] = None
    limits: Optional[Limits] = None
