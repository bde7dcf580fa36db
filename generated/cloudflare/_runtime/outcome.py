"""From a response to what a method returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .calls import BaseClient, Call
from .http_library import httpx
from .lazy import lazy_callable

if TYPE_CHECKING:
    from .._streaming import open_stream
    from .api_response import wrap
    from .parse import parse
else:
    parse = lazy_callable(".parse", "parse", __package__)
    wrap = lazy_callable(".api_response", "wrap", __package__)
    open_stream = lazy_callable(".._streaming", "open_stream", __package__)


def finish(client: BaseClient[Any, Any], call: Call, response: httpx.Response, *, stream: bool, stream_cls: Any) -> Any:
    """The value of a call: parsed, or wrapped in a response or a stream."""
    if call.mode is None and not stream:
        cast_to = call.cast_to
        if isinstance(cast_to, type) and getattr(cast_to, "is_api_response", False):
            return wrap(client, call, response, stream=False, stream_cls=None)
        return parse(client, response, cast_to, call.options)
    if call.mode is None:
        return open_stream(client, response, stream_cls)
    return wrap(client, call, response, stream=stream, stream_cls=stream_cls)
