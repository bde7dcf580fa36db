from __future__ import annotations

from typing import Union
from typing_extensions import Literal, Required, TypedDict

__all__ = ["TreeChatParamsBase", "TreeChatParamsNonStreaming", "TreeChatParamsStreaming"]


class TreeChatParamsBase(TypedDict, total=False):
    message: Required[str]


class TreeChatParamsNonStreaming(TreeChatParamsBase, total=False):
    stream: Literal[False]


class TreeChatParamsStreaming(TreeChatParamsBase):
    stream: Required[Literal[True]]


TreeChatParams = Union[TreeChatParamsNonStreaming, TreeChatParamsStreaming]
