"""Makes methods of resources return the response instead of the parsed value."""

from __future__ import annotations

import functools
from types import TracebackType
from typing import TYPE_CHECKING, Any, Awaitable, Callable, Dict, Generic, ParamSpec, Type, TypeVar, Union, cast

from .._constants import MODE_HEADER, OVERRIDE_CAST_TO_HEADER

if TYPE_CHECKING:
    from .api_response import APIResponse, AsyncAPIResponse
    from .response_base import BaseAPIResponse

P = ParamSpec("P")
R = TypeVar("R")
_APIResponseT = TypeVar("_APIResponseT", bound="APIResponse[Any]")
_AsyncAPIResponseT = TypeVar("_AsyncAPIResponseT", bound="AsyncAPIResponse[Any]")


class ResponseContextManager(Generic[_APIResponseT]):
    """Sends the request when it is entered, frees the connection when it is left."""

    def __init__(self, request_func: Callable[[], _APIResponseT]) -> None:
        self._request_func = request_func
        self.__response: Union[_APIResponseT, None] = None

    def __enter__(self) -> _APIResponseT:
        self.__response = self._request_func()
        return self.__response

    def __exit__(
        self,
        exc_type: Union[Type[BaseException], None],
        exc: Union[BaseException, None],
        exc_tb: Union[TracebackType, None],
    ) -> None:
        if self.__response is not None:
            self.__response.close()


class AsyncResponseContextManager(Generic[_AsyncAPIResponseT]):
    """Sends the request when it is entered, frees the connection when it is left."""

    def __init__(self, api_request: Awaitable[_AsyncAPIResponseT]) -> None:
        self._api_request = api_request
        self.__response: Union[_AsyncAPIResponseT, None] = None

    async def __aenter__(self) -> _AsyncAPIResponseT:
        self.__response = await self._api_request
        return self.__response

    async def __aexit__(
        self,
        exc_type: Union[Type[BaseException], None],
        exc: Union[BaseException, None],
        exc_tb: Union[TracebackType, None],
    ) -> None:
        if self.__response is not None:
            await self.__response.close()


def _mark(kwargs: Dict[str, Any], mode: str, response_cls: Union[Type[BaseAPIResponse[Any]], None] = None) -> None:
    """Select another kind of response through headers that the client removes again."""
    headers: Dict[str, Any] = {**(kwargs.get("extra_headers") or {}), MODE_HEADER: mode}
    if response_cls is not None:
        headers[OVERRIDE_CAST_TO_HEADER] = response_cls
    kwargs["extra_headers"] = headers


def to_raw_response_wrapper(func: Callable[P, R]) -> Callable[P, APIResponse[R]]:
    """The method, returning the response with its body read."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> APIResponse[R]:
        _mark(kwargs, "raw")
        return cast("APIResponse[R]", func(*args, **kwargs))

    return wrapped


def async_to_raw_response_wrapper(func: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[AsyncAPIResponse[R]]]:
    """The async method, returning the response with its body read."""

    @functools.wraps(func)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> AsyncAPIResponse[R]:
        _mark(kwargs, "raw")
        return cast("AsyncAPIResponse[R]", await func(*args, **kwargs))

    return wrapped


def to_custom_raw_response_wrapper(
    func: Callable[P, object], response_cls: Type[_APIResponseT]
) -> Callable[P, _APIResponseT]:
    """The method, returning the response in a class of its own, for binary responses."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> _APIResponseT:
        _mark(kwargs, "raw", response_cls)
        return cast(_APIResponseT, func(*args, **kwargs))

    return wrapped


def async_to_custom_raw_response_wrapper(
    func: Callable[P, Awaitable[object]], response_cls: Type[_AsyncAPIResponseT]
) -> Callable[P, Awaitable[_AsyncAPIResponseT]]:
    """The async method, returning the response in a class of its own, for binary responses."""

    @functools.wraps(func)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> _AsyncAPIResponseT:
        _mark(kwargs, "raw", response_cls)
        return cast(_AsyncAPIResponseT, await func(*args, **kwargs))

    return wrapped


def to_streamed_response_wrapper(func: Callable[P, R]) -> Callable[P, ResponseContextManager[APIResponse[R]]]:
    """The method as a context manager around the response, whose body is not read yet."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> ResponseContextManager[APIResponse[R]]:
        _mark(kwargs, "stream")
        call = functools.partial(func, *args, **kwargs)
        return ResponseContextManager(cast("Callable[[], APIResponse[R]]", call))

    return wrapped


def async_to_streamed_response_wrapper(
    func: Callable[P, Awaitable[R]],
) -> Callable[P, AsyncResponseContextManager[AsyncAPIResponse[R]]]:
    """The async method as a context manager around the response, whose body is not read yet."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> AsyncResponseContextManager[AsyncAPIResponse[R]]:
        _mark(kwargs, "stream")
        pending = func(*args, **kwargs)
        return AsyncResponseContextManager(cast("Awaitable[AsyncAPIResponse[R]]", pending))

    return wrapped


def to_custom_streamed_response_wrapper(
    func: Callable[P, object], response_cls: Type[_APIResponseT]
) -> Callable[P, ResponseContextManager[_APIResponseT]]:
    """The method as a context manager around the response in a class of its own."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> ResponseContextManager[_APIResponseT]:
        _mark(kwargs, "stream", response_cls)
        call = functools.partial(func, *args, **kwargs)
        return ResponseContextManager(cast("Callable[[], _APIResponseT]", call))

    return wrapped


def async_to_custom_streamed_response_wrapper(
    func: Callable[P, Awaitable[object]], response_cls: Type[_AsyncAPIResponseT]
) -> Callable[P, AsyncResponseContextManager[_AsyncAPIResponseT]]:
    """The async method as a context manager around the response in a class of its own."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> AsyncResponseContextManager[_AsyncAPIResponseT]:
        _mark(kwargs, "stream", response_cls)
        pending = func(*args, **kwargs)
        return AsyncResponseContextManager(cast("Awaitable[_AsyncAPIResponseT]", pending))

    return wrapped
