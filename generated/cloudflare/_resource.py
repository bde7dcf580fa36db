"""The base of resources, and the verbs that their methods call."""

from __future__ import annotations

from time import sleep as sleep_blocking
from typing import TYPE_CHECKING, Any, Callable, Type, TypeVar, Union, overload

from typing_extensions import Literal

from ._runtime.request import FinalRequestOptions, final_options
from ._runtime.sync import sleep
from ._types import Body, RequestOptions

if TYPE_CHECKING:
    from ._runtime.client_async import AsyncAPIClient
    from ._runtime.client_sync import SyncAPIClient
    from ._runtime.paginator import AsyncPaginator

_T = TypeVar("_T")
_StreamT = TypeVar("_StreamT")
_PageT = TypeVar("_PageT")
Options = Union[FinalRequestOptions, RequestOptions, None]


class SyncVerb:
    """A method of HTTP, bound to a client: `self._post(path, cast_to=..., body=..., options=...)`."""

    __slots__ = ("_call", "_method")

    def __init__(self, client: SyncAPIClient, method: str) -> None:
        self._call: Callable[..., Any] = client.request
        self._method = method

    @overload
    def __call__(
        self,
        path: str,
        *,
        cast_to: Type[_T],
        body: Body = None,
        content: object = None,
        options: Options = None,
        stream: Literal[False] = False,
        stream_cls: None = None,
    ) -> _T: ...
    @overload
    def __call__(
        self,
        path: str,
        *,
        cast_to: Type[_T],
        body: Body = None,
        content: object = None,
        options: Options = None,
        stream: Literal[True],
        stream_cls: Type[_StreamT],
    ) -> _StreamT: ...
    @overload
    def __call__(
        self,
        path: str,
        *,
        cast_to: Type[_T],
        body: Body = None,
        content: object = None,
        options: Options = None,
        stream: bool,
        stream_cls: Type[_StreamT],
    ) -> Union[_T, _StreamT]: ...
    def __call__(
        self,
        path: str,
        *,
        cast_to: Any,
        body: Body = None,
        content: object = None,
        options: Options = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> Any:
        """Make the call."""
        final = final_options(self._method, path, options, body, content)
        return self._call(cast_to, final, stream=stream, stream_cls=stream_cls)


class AsyncVerb:
    """A method of HTTP, bound to an async client."""

    __slots__ = ("_call", "_method")

    def __init__(self, client: AsyncAPIClient, method: str) -> None:
        self._call: Callable[..., Any] = client.request
        self._method = method

    @overload
    async def __call__(
        self,
        path: str,
        *,
        cast_to: Type[_T],
        body: Body = None,
        content: object = None,
        options: Options = None,
        stream: Literal[False] = False,
        stream_cls: None = None,
    ) -> _T: ...
    @overload
    async def __call__(
        self,
        path: str,
        *,
        cast_to: Type[_T],
        body: Body = None,
        content: object = None,
        options: Options = None,
        stream: Literal[True],
        stream_cls: Type[_StreamT],
    ) -> _StreamT: ...
    @overload
    async def __call__(
        self,
        path: str,
        *,
        cast_to: Type[_T],
        body: Body = None,
        content: object = None,
        options: Options = None,
        stream: bool,
        stream_cls: Type[_StreamT],
    ) -> Union[_T, _StreamT]: ...
    async def __call__(
        self,
        path: str,
        *,
        cast_to: Any,
        body: Body = None,
        content: object = None,
        options: Options = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> Any:
        """Make the call."""
        final = final_options(self._method, path, options, body, content)
        return await self._call(cast_to, final, stream=stream, stream_cls=stream_cls)


class SyncAPIResource:
    """The base of a generated resource."""

    _client: SyncAPIClient

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client
        self._get = SyncVerb(client, "get")
        self._post = SyncVerb(client, "post")
        self._put = SyncVerb(client, "put")
        self._patch = SyncVerb(client, "patch")
        self._delete = SyncVerb(client, "delete")

    def _verb(self, method: str) -> SyncVerb:
        """Another method of HTTP: `self._verb("head")(path, cast_to=...)`."""
        return SyncVerb(self._client, method)

    def _get_api_list(
        self,
        path: str,
        *,
        page: Type[_PageT],
        model: Any,
        body: Body = None,
        options: Options = None,
        method: str = "get",
    ) -> _PageT:
        """The first page of a list."""
        return self._client.get_api_list(path, page=page, model=model, body=body, options=options, method=method)

    def _sleep(self, seconds: float) -> None:
        """Wait."""
        sleep_blocking(seconds)


class AsyncAPIResource:
    """The base of a generated resource of the async client."""

    _client: AsyncAPIClient

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client
        self._get = AsyncVerb(client, "get")
        self._post = AsyncVerb(client, "post")
        self._put = AsyncVerb(client, "put")
        self._patch = AsyncVerb(client, "patch")
        self._delete = AsyncVerb(client, "delete")

    def _verb(self, method: str) -> AsyncVerb:
        """Another method of HTTP: `await self._verb("head")(path, cast_to=...)`."""
        return AsyncVerb(self._client, method)

    def _get_api_list(
        self,
        path: str,
        *,
        page: Type[_PageT],
        model: Any,
        body: Body = None,
        options: Options = None,
        method: str = "get",
    ) -> AsyncPaginator[Any, _PageT]:
        """A list: await it for its first page, or iterate over it."""
        return self._client.get_api_list(path, page=page, model=model, body=body, options=options, method=method)

    async def _sleep(self, seconds: float) -> None:
        """Wait."""
        await sleep(seconds)
