"""Reads the data of an event of a stream as the type that the stream is of."""

from __future__ import annotations

from typing import Any

import pydantic
from pydantic_core import from_json

from .._exceptions import APIResponseValidationError
from .construct import construct_type
from .http_library import httpx
from .misfit import INVALID, refuse_misfit, too_deep
from .reader import Reader, reader_for


def parse_event(data: str, type_: Any, response: httpx.Response, *, strict: bool) -> Any:
    """The value of one event of a stream; text need not be JSON text. Raises `APIResponseValidationError`."""
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
