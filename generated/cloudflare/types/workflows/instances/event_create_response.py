# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from datetime import datetime

from pydantic import Field as FieldInfo

from ...._models import BaseModel

__all__ = ["EventCreateResponse"]


class EventCreateResponse(BaseModel):
    instance_id: str = FieldInfo(alias="instanceId")
    """The instance that received the event. At least 1 character."""

    timestamp: datetime
    """When the event was accepted, in UTC."""
