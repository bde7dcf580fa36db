"""What the configuration says about single events of a stream."""

from __future__ import annotations

from typing import Dict, Tuple, cast

from .._exceptions import APIError
from .http_library import httpx
from .json_text import json_or_text
from .settings import AS_DOCUMENTED, STREAM_RULES
from .sse import ServerSentEvent
from .values import is_mapping

SKIP = object()
DONE = object()


def by_rule(event: ServerSentEvent, error_field: str | None, response: httpx.Response) -> object:
    """`SKIP` or `DONE` if a rule says so, else `None`; raises `APIError` for an event that reports one.

    `error_field` is the property that reports an error where no rule names one.
    """
    handle, named = _rule(event)
    error_field = named or error_field
    if handle == "done" or (AS_DOCUMENTED and "[DONE]" in event.data and event.data.strip() == "[DONE]"):
        return DONE
    if handle == "continue" or not event.data:
        return SKIP
    if handle == "error":
        raise _error(event, error_field, response)
    if error_field is not None and f'"{error_field}"' in event.data:
        held = json_or_text(event.data)
        if isinstance(held, dict) and cast(Dict[str, object], held).get(error_field):
            raise _error(event, error_field, response)
    if AS_DOCUMENTED and event.event == "error":
        _raise_unless_item(event, response)
    return None


def _raise_unless_item(event: ServerSentEvent, response: httpx.Response) -> None:
    """Raise `APIError` for an event called `error` that is a text, or has an `error`; others may be documented."""
    held = json_or_text(event.data)
    if isinstance(held, str):
        raise _error(event, None, response)
    if is_mapping(held) and held.get("error"):
        raise _error(event, "error", response)


def _rule(event: ServerSentEvent) -> Tuple[str, str | None]:
    for kind, match, handle, error_field in STREAM_RULES:
        if (
            kind == "fallthrough"
            or (kind == "data_starts_with" and event.data.startswith(match))
            or (kind == "event_type" and event.event == match)
        ):
            return handle, error_field
    return "yield", None


def _error(event: ServerSentEvent, error_field: str | None, response: httpx.Response) -> APIError:
    whole = json_or_text(event.data)
    body = whole
    if isinstance(whole, dict) and error_field is not None:
        body = cast(Dict[str, object], whole).get(error_field, body)
    message: object = None
    if is_mapping(body):
        message = body.get("message")
    elif isinstance(body, str):
        message = body
    text = message if isinstance(message, str) and message else "An error occurred during streaming"
    return APIError(text, response.request, body=body)
