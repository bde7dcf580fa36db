# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_names

if TYPE_CHECKING:
    from . import (
        chat_create_params as chat_create_params,
        tree_list_params as tree_list_params,
        trees as trees,
        webhooks as webhooks,
    )
    from .auth_token_params import AuthTokenParams as AuthTokenParams
    from .auth_token_response import AuthTokenResponse as AuthTokenResponse
    from .branch import Branch as Branch
    from .branch_param import BranchParam as BranchParam
    from .chat_chunk import ChatChunk as ChatChunk
    from .chat_completion import ChatCompletion as ChatCompletion
    from .chat_create_params import ChatCreateParams as ChatCreateParams
    from .expr import Expr as Expr
    from .expr_param import ExprParam as ExprParam
    from .tree import Tree as Tree
    from .tree_create_params import TreeCreateParams as TreeCreateParams
    from .tree_list_params import TreeListParams as TreeListParams
    from .tree_param import TreeParam as TreeParam
    from .tree_update_params import TreeUpdateParams as TreeUpdateParams
    from .tree_update_response import TreeUpdateResponse as TreeUpdateResponse
else:
    __getattr__ = lazy_names(
        __name__,
        {
            "chat_create_params": "",
            "tree_list_params": "",
            "trees": "",
            "webhooks": "",
            "AuthTokenParams": ".auth_token_params",
            "AuthTokenResponse": ".auth_token_response",
            "Branch": ".branch",
            "BranchParam": ".branch_param",
            "ChatChunk": ".chat_chunk",
            "ChatCompletion": ".chat_completion",
            "ChatCreateParams": ".chat_create_params",
            "Expr": ".expr",
            "ExprParam": ".expr_param",
            "Tree": ".tree",
            "TreeCreateParams": ".tree_create_params",
            "TreeListParams": ".tree_list_params",
            "TreeParam": ".tree_param",
            "TreeUpdateParams": ".tree_update_params",
            "TreeUpdateResponse": ".tree_update_response",
        },
    )
