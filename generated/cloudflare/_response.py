"""Responses as users see them through `with_raw_response` and `with_streaming_response`."""

from __future__ import annotations

from ._runtime.api_response import APIResponse as APIResponse
from ._runtime.api_response import AsyncAPIResponse as AsyncAPIResponse
from ._runtime.api_response import AsyncBinaryAPIResponse as AsyncBinaryAPIResponse
from ._runtime.api_response import AsyncStreamedBinaryAPIResponse as AsyncStreamedBinaryAPIResponse
from ._runtime.api_response import BinaryAPIResponse as BinaryAPIResponse
from ._runtime.api_response import StreamedBinaryAPIResponse as StreamedBinaryAPIResponse
from ._runtime.api_response import extract_response_type as extract_response_type
from ._runtime.response_base import BaseAPIResponse as BaseAPIResponse
from ._runtime.response_wrappers import (
    AsyncResponseContextManager as AsyncResponseContextManager,
)
from ._runtime.response_wrappers import (
    ResponseContextManager as ResponseContextManager,
)
from ._runtime.response_wrappers import (
    async_to_custom_raw_response_wrapper as async_to_custom_raw_response_wrapper,
)
from ._runtime.response_wrappers import (
    async_to_custom_streamed_response_wrapper as async_to_custom_streamed_response_wrapper,
)
from ._runtime.response_wrappers import (
    async_to_raw_response_wrapper as async_to_raw_response_wrapper,
)
from ._runtime.response_wrappers import (
    async_to_streamed_response_wrapper as async_to_streamed_response_wrapper,
)
from ._runtime.response_wrappers import (
    to_custom_raw_response_wrapper as to_custom_raw_response_wrapper,
)
from ._runtime.response_wrappers import (
    to_custom_streamed_response_wrapper as to_custom_streamed_response_wrapper,
)
from ._runtime.response_wrappers import (
    to_raw_response_wrapper as to_raw_response_wrapper,
)
from ._runtime.response_wrappers import (
    to_streamed_response_wrapper as to_streamed_response_wrapper,
)
