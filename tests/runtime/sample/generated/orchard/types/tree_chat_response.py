from __future__ import annotations

from .._models import BaseModel

__all__ = ["TreeChatResponse"]


class TreeChatResponse(BaseModel):
    text: str
