# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from datetime import datetime
from typing import Iterable, Union
from typing_extensions import Annotated, Literal, Required, TypeAlias, TypedDict

from .._utils import PropertyInfo

__all__ = [
    "ChatCreateParams",
    "ChatCreateParamsBase",
    "Message",
    "ChatCreateParamsNonStreaming",
    "ChatCreateParamsStreaming",
]


class ChatCreateParamsBase(TypedDict, total=False):
    messages: Required[Iterable[Message]]
    model: Required[str]


class Message(TypedDict, total=False):
    role: Required[str]
    sent_at: Annotated[Union[str, datetime], PropertyInfo(alias="sentAt", format="iso8601")]


class ChatCreateParamsNonStreaming(ChatCreateParamsBase, total=False):
    stream: Literal[False]


class ChatCreateParamsStreaming(ChatCreateParamsBase):
    stream: Literal[True]


ChatCreateParams: TypeAlias = Union[ChatCreateParamsNonStreaming, ChatCreateParamsStreaming]
