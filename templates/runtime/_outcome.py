"""From an answer of the server to what a method returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._calls import BaseClient, Call
from ._constants import MODE_HEADER as MODE_HEADER
from ._http import httpx
from ._lazy import LazyModule

if TYPE_CHECKING:
    from . import _parse as parsing, _response as responses, _streaming as streaming
else:
    parsing = LazyModule("._parse", __package__)
    responses = LazyModule("._response", __package__)
    streaming = LazyModule("._streaming", __package__)


def finish(client: BaseClient[Any, Any], call: Call, response: httpx.Response, *, stream: bool, stream_cls: Any) -> Any:
    """The value of a call: parsed, or wrapped in a response or a stream."""
    if call.mode is None and not stream:
        cast_to = call.cast_to
        if isinstance(cast_to, type) and getattr(cast_to, "is_api_response", False):
            return responses.wrap(client, call, response, stream=False, stream_cls=None)
        return parsing.parse(client, response, cast_to, call.options)
    if call.mode is None:
        return streaming.open_stream(client, response, stream_cls)
    return responses.wrap(client, call, response, stream=stream, stream_cls=stream_cls)
