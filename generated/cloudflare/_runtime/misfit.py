"""The errors for responses that are not what the API describes."""

from __future__ import annotations

from typing import Any, List, NoReturn, cast

import pydantic
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from .._exceptions import APIResponseValidationError
from .content import is_json, text_of
from .http_library import httpx
from .shown import shown

INVALID = "Data returned by API invalid for expected schema."
_LOCATIONS = 3
"""The locations that a message names."""
_MOST_ERRORS = 100
"""The errors that the cause lists."""


def refuse_misfit(response: httpx.Response, body: object, error: Exception) -> NoReturn:
    """Raise `APIResponseValidationError` for a body that does not fit; the cause lists the locations."""
    if not isinstance(error, pydantic.ValidationError):
        raise too_deep(response, body) from None
    raise APIResponseValidationError(response, body, message=f"{INVALID} {_locations(error)}") from _listed(error)


def not_json(response: httpx.Response, strict: bool) -> APIResponseValidationError:
    """The error for a body that is no JSON; that of a strict client names a media type that says so."""
    kind = response.headers.get("content-type", "*")
    if strict and not is_json(response):
        return APIResponseValidationError(
            response,
            text_of(response),
            message=f"Expected Content-Type response header to be `application/json` but received `{kind}` instead.",
        )
    what = "The body is empty." if not response.content.strip() else "The body is not valid JSON."
    return APIResponseValidationError(response, text_of(response) or None, message=f"{INVALID} {what}")


def too_deep(response: httpx.Response, body: object) -> APIResponseValidationError:
    """The error for data that has too many levels, or too many for a caller that has used up the stack."""
    message = f"{INVALID} The data is nested too deep to be read here."
    return APIResponseValidationError(response, body, message=message)


def _locations(error: pydantic.ValidationError) -> str:
    """Where data does not fit, and why: at most three locations."""
    count = error.error_count()
    found = error.errors(include_url=False, include_context=False, include_input=False)[:_LOCATIONS]
    locations = [f"{_path(one['loc'])}: {one['msg']}" for one in found]
    return "; ".join(locations) + (f" (and {count - _LOCATIONS} more)" if count > _LOCATIONS else "")


def _is_plain(error: ErrorDetails) -> bool:
    return error["msg"].isprintable() and all(isinstance(part, int) or part.isprintable() for part in error["loc"])


def _path(location: tuple[int | str, ...]) -> str:
    return shown(".".join(map(str, location)), 400) or "(body)"


def _listed(error: pydantic.ValidationError) -> pydantic.ValidationError:
    """The error as a traceback may print it: a limited number of locations, and no text that controls a terminal."""
    found = error.errors(include_url=False, include_context=False)
    if len(found) <= _MOST_ERRORS and all(map(_is_plain, found)):
        return error
    listed: List[InitErrorDetails] = []
    for one in found[:_MOST_ERRORS]:
        kind = PydanticCustomError(cast(Any, one["type"]), "{message}", {"message": shown(one["msg"], 400)})
        location = tuple(part if isinstance(part, int) else shown(part, 400) for part in one["loc"])
        listed.append(InitErrorDetails(type=kind, loc=location, input=one["input"]))
    return pydantic.ValidationError.from_exception_data(error.title, listed)
