"""The Orchard API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import types
from ._base_client import DefaultAioHttpClient, DefaultAsyncHttpxClient, DefaultHttpxClient
from ._client import AsyncClient, AsyncOrchard, Client, Orchard
from ._constants import DEFAULT_CONNECTION_LIMITS, DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT
from ._exceptions import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    InternalServerError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    UnprocessableEntityError,
)
from ._runtime.exports import rename_exports, setup_logging
from ._runtime.lazy import lazy_names
from ._runtime.settings import OrchardError
from ._types import (
    NOT_GIVEN,
    NoneType,
    NotGiven,
    Omit,
    ProxiesTypes,
    RequestOptions,
    Timeout,
    Transport,
    not_given,
    omit,
)
from ._utils import file_from_path
from ._version import __title__, __version__

if TYPE_CHECKING:
    from . import resources as resources
    from ._models import BaseModel as BaseModel
    from ._response import APIResponse as APIResponse, AsyncAPIResponse as AsyncAPIResponse
    from ._streaming import AsyncStream as AsyncStream, Stream as Stream

__all__ = [
    "types",
    "__version__",
    "__title__",
    "NoneType",
    "Transport",
    "ProxiesTypes",
    "NotGiven",
    "NOT_GIVEN",
    "not_given",
    "Omit",
    "omit",
    "OrchardError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "APIConnectionError",
    "APIResponseValidationError",
    "BadRequestError",
    "AuthenticationError",
    "PermissionDeniedError",
    "NotFoundError",
    "ConflictError",
    "UnprocessableEntityError",
    "RateLimitError",
    "InternalServerError",
    "Timeout",
    "RequestOptions",
    "Client",
    "AsyncClient",
    "Stream",
    "AsyncStream",
    "Orchard",
    "AsyncOrchard",
    "file_from_path",
    "BaseModel",
    "DEFAULT_TIMEOUT",
    "DEFAULT_MAX_RETRIES",
    "DEFAULT_CONNECTION_LIMITS",
    "DefaultHttpxClient",
    "DefaultAsyncHttpxClient",
    "DefaultAioHttpClient",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "APIResponse": "._response",
        "AsyncAPIResponse": "._response",
        "AsyncStream": "._streaming",
        "BaseModel": "._models",
        "Stream": "._streaming",
        "pagination": "",
        "resources": "",
    },
)
setup_logging()
rename_exports(__name__, globals(), __all__)
