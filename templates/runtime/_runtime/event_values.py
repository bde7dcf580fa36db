"""Reads the data of an event of a stream as the type that the stream is of."""

from __future__ import annotations

from typing import Any, Callable

import pydantic
from pydantic_core import from_json

from .._exceptions import APIResponseValidationError
from .construct import construct_type
from .http_library import httpx
from .misfit import INVALID, refuse_misfit, too_deep
from .reader import SHORT, Reader, reader_for
from .sse import ServerSentEvent


def event_reader(type_: Any, response: httpx.Response, *, strict: bool) -> Callable[[ServerSentEvent], Any]:
    """The function that makes the value of one event of a stream, whose text need not be JSON text.

    It raises `APIResponseValidationError`.
    """
    read_short = reader_for(type_, None).short_reader(strict=strict)
    is_json = type_ is not str

    def read(event: ServerSentEvent) -> Any:
        content = event.content
        try:
            if is_json and len(content) <= SHORT:
                return read_short(content)
        except (pydantic.ValidationError, RecursionError):
            pass  # the careful way says what is wrong
        return _parse_event(event.data, type_, response, strict=strict)

    return read


def _parse_event(data: str, type_: Any, response: httpx.Response, *, strict: bool) -> Any:
    if type_ is str and not data.startswith('"'):
        return data
    try:
        return _read_event(data, type_, response, strict=strict)
    except RecursionError:
        raise too_deep(response, data) from None


def _read_event(data: str, type_: Any, response: httpx.Response, *, strict: bool) -> Any:
    reader = reader_for(type_, None)
    try:
        return reader.read(data, strict=strict)
    except pydantic.ValidationError as error:
        try:
            body: object = from_json(data)
        except ValueError:
            return _text_event(data, reader, response, strict=strict)
        if strict:
            refuse_misfit(response, body, error)
        return construct_type(type_=type_, value=body)


def _text_event(data: str, reader: Reader, response: httpx.Response, *, strict: bool) -> object:
    """The text of an event, if the type allows text."""
    try:
        return reader.validator(strict=strict).validate_python(data, strict=True)
    except pydantic.ValidationError as error:
        raise APIResponseValidationError(response, data, message=f"{INVALID} The event is not valid JSON.") from error
