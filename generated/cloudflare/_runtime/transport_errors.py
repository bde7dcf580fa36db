"""Turns failures of the transport while a body is read into the errors of this package."""

from __future__ import annotations

from types import TracebackType
from typing import Type, Union

from .._exceptions import StreamAlreadyConsumed
from .calls import connection_error, is_connection_failure
from .http_library import httpx


class translated:
    """`with translated(response): ...` raises errors of this package for those of the transport."""

    __slots__ = ("_response",)

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        exc_type: Union[Type[BaseException], None],
        exc: Union[BaseException, None],
        exc_tb: Union[TracebackType, None],
    ) -> None:
        if isinstance(exc, httpx.StreamConsumed):
            raise StreamAlreadyConsumed() from exc
        if isinstance(exc, Exception) and is_connection_failure(exc):
            raise connection_error(exc, self._response.request) from exc
