"""The types of the API; each module is loaded when one of its names is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.lazy import lazy_names

if TYPE_CHECKING:
    from . import trees as trees
    from .tree import Tree as Tree
    from .tree_chat_params import (
        TreeChatParams as TreeChatParams,
        TreeChatParamsNonStreaming as TreeChatParamsNonStreaming,
        TreeChatParamsStreaming as TreeChatParamsStreaming,
    )
    from .tree_chat_response import TreeChatResponse as TreeChatResponse
    from .tree_create_params import Branch as Branch, TreeCreateParams as TreeCreateParams
    from .tree_list_params import TreeListParams as TreeListParams

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "trees": "",
        "Tree": ".tree",
        "TreeChatParams": ".tree_chat_params",
        "TreeChatParamsNonStreaming": ".tree_chat_params",
        "TreeChatParamsStreaming": ".tree_chat_params",
        "TreeChatResponse": ".tree_chat_response",
        "Branch": ".tree_create_params",
        "TreeCreateParams": ".tree_create_params",
        "TreeListParams": ".tree_list_params",
    },
)
