"""The errors of this package. None of them shows or pickles a credential."""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import TYPE_CHECKING, Any, List, Mapping, Optional, Tuple, Type, TypeVar

from ._runtime.http_library import httpx
from ._runtime.settings import BaseError
from ._runtime.shown import shown

if TYPE_CHECKING:
    from ._runtime.error_data import ErrorData

_T = TypeVar("_T")

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "APIWebhookValidationError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "InternalServerError",
    "NotFoundError",
    "PermissionDeniedError",
    "RateLimitError",
    "UnprocessableEntityError",
]


class APIError(BaseError):
    """A call that failed. `body` is the decoded JSON, else the text, else `None`.

    `message` is one line that may be shown and logged: text of the server is escaped where it would control a
    terminal, and cut where it is long. `body` has it unchanged.
    """

    message: str
    request: httpx.Request
    body: Optional[object]

    def __init__(self, message: str, request: httpx.Request, *, body: Optional[object] = None) -> None:
        self.message = shown(message)
        super().__init__(self.message)
        self.request = request
        self.body = body

    @cached_property
    def errors(self) -> List[ErrorData]:
        """What the server listed as errors in the body; empty if it listed none."""
        build = importlib.import_module("._runtime.error_data", __package__).read_errors
        found: List[ErrorData] = build(self.body)
        return found

    def body_as(self, to: Type[_T]) -> Optional[_T]:
        """The body as a type of `types`, read as a response would be: `error.body_as(types.Problem)`.

        Returns `None` for a body that is something else, such as the page of a proxy.
        """
        read = importlib.import_module("._runtime.error_data", __package__).read_body
        found: Optional[_T] = read(self.body, to)
        return found

    def __reduce__(self) -> Tuple[Any, ...]:
        return _rebuild, (type(self), self._safe_state())

    def _safe_state(self) -> dict[str, object]:
        """What a pickle holds: no header of the request, no query, no cookie."""
        state: dict[str, object] = {
            "message": self.message,
            "body": self.body,
            "method": self.request.method,
            "url": str(self.request.url.copy_with(query=None, userinfo=b"")),
        }
        response = getattr(self, "response", None)
        if isinstance(response, httpx.Response):
            state["status"] = response.status_code
            state["headers"] = [pair for pair in response.headers.raw if pair[0].lower() != b"set-cookie"]
        return state


class APIResponseValidationError(APIError):
    """The response does not fit what the API describes; the cause has the location."""

    response: httpx.Response
    status_code: int

    def __init__(self, response: httpx.Response, body: Optional[object], *, message: Optional[str] = None) -> None:
        super().__init__(message or "Data returned by API invalid for expected schema.", response.request, body=body)
        self.response = response
        self.status_code = response.status_code


class APIWebhookValidationError(APIError):
    """A webhook that is not valid. The client raises `WebhookVerificationError` for a wrong signature."""


class APIStatusError(APIError):
    """The API returned a 4xx or 5xx status, or a response that reports a failure."""

    response: httpx.Response
    status_code: int = 0

    def __init__(self, message: str, *, response: httpx.Response, body: Optional[object]) -> None:
        super().__init__(message, response.request, body=body)
        self.response = response
        self.status_code = response.status_code


class APIConnectionError(APIError):
    """No complete response arrived; the cause says why."""

    def __init__(self, *, message: str = "Connection error.", request: httpx.Request) -> None:
        super().__init__(message, request, body=None)


class APITimeoutError(APIConnectionError):
    """The response took longer than `timeout` allows."""

    def __init__(self, request: httpx.Request) -> None:
        super().__init__(message="Request timed out.", request=request)


class BadRequestError(APIStatusError):
    """Status 400."""

    status_code = 400


class AuthenticationError(APIStatusError):
    """Status 401."""

    status_code = 401


class PermissionDeniedError(APIStatusError):
    """Status 403."""

    status_code = 403


class NotFoundError(APIStatusError):
    """Status 404."""

    status_code = 404


class ConflictError(APIStatusError):
    """Status 409."""

    status_code = 409


class UnprocessableEntityError(APIStatusError):
    """Status 422."""

    status_code = 422


class RateLimitError(APIStatusError):
    """Status 429."""

    status_code = 429


class InternalServerError(APIStatusError):
    """Status 500 or above."""


STATUS_ERRORS: Mapping[int, Type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def status_error_class(status: int) -> Type[APIStatusError]:
    """The class of the error for a status."""
    return STATUS_ERRORS.get(status) or (InternalServerError if status >= 500 else APIStatusError)


class StreamAlreadyConsumed(BaseError):
    """The body was already read as a stream and is no longer available."""

    def __init__(self) -> None:
        super().__init__(
            "The content of this response was already read as a stream and is no longer there. "
            "Keep what you need while you read it, or call `read()` first."
        )


class MissingStreamClassError(TypeError):
    """A streamed call without a class to read the stream with."""

    def __init__(self) -> None:
        super().__init__("The `stream` argument was set to `True` but the `stream_cls` argument was not given.")


def _rebuild(cls: Type[APIError], state: dict[str, Any]) -> APIError:
    error = cls.__new__(cls, state["message"])
    BaseError.__init__(error, state["message"])
    request = httpx.Request(state["method"], state["url"])
    error.message, error.body, error.request = state["message"], state["body"], request
    if "status" in state:
        response = httpx.Response(state["status"], headers=state["headers"], request=request)
        error.__dict__.update(response=response, status_code=state["status"])
    return error


globals()[BaseError.__name__] = BaseError  # under its own name too, where existing code imports it from
