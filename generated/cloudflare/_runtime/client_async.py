"""The raw verbs of the async client."""

from __future__ import annotations

from typing import Any, Type, TypeVar, Union, cast, overload

from typing_extensions import Literal

from .._types import Body, RequestFiles, RequestOptions
from .loop_async import AsyncLoop
from .paginator import AsyncPaginator
from .request import FinalRequestOptions, final_options, verb_options

ResponseT = TypeVar("ResponseT")
_StreamT = TypeVar("_StreamT")
_PageT = TypeVar("_PageT")
_NONE: RequestOptions = {}


class AsyncAPIClient(AsyncLoop):
    """The base of a generated async client."""

    @overload
    async def get(
        self, path: str, *, cast_to: Type[ResponseT], options: RequestOptions = _NONE, stream: Literal[False] = False
    ) -> ResponseT: ...
    @overload
    async def get(
        self,
        path: str,
        *,
        cast_to: Type[Any],
        options: RequestOptions = _NONE,
        stream: bool,
        stream_cls: Type[_StreamT],
    ) -> _StreamT: ...
    @overload
    async def get(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        options: RequestOptions = _NONE,
        stream: bool,
        stream_cls: Union[Type[_StreamT], None] = None,
    ) -> Union[ResponseT, _StreamT]: ...
    async def get(
        self,
        path: str,
        *,
        cast_to: Any,
        options: RequestOptions = _NONE,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> Any:
        """Call `GET path`; the path is joined to `base_url`, or is a whole URL (credentials stay at home)."""
        return await self.request(cast_to, verb_options("get", path, options), stream=stream, stream_cls=stream_cls)

    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Union[Body, None] = None,
        content: object = None,
        options: RequestOptions = _NONE,
        files: Union[RequestFiles, None] = None,
        stream: Literal[False] = False,
    ) -> ResponseT: ...
    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: Type[Any],
        body: Union[Body, None] = None,
        content: object = None,
        options: RequestOptions = _NONE,
        files: Union[RequestFiles, None] = None,
        stream: bool,
        stream_cls: Type[_StreamT],
    ) -> _StreamT: ...
    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Union[Body, None] = None,
        content: object = None,
        options: RequestOptions = _NONE,
        files: Union[RequestFiles, None] = None,
        stream: bool,
        stream_cls: Union[Type[_StreamT], None] = None,
    ) -> Union[ResponseT, _StreamT]: ...
    async def post(
        self,
        path: str,
        *,
        cast_to: Any,
        body: Union[Body, None] = None,
        content: object = None,
        options: RequestOptions = _NONE,
        files: Union[RequestFiles, None] = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> Any:
        """Call `POST path` with a JSON `body`, or with raw `content`."""
        final = verb_options("post", path, options, body, content, files)
        return await self.request(cast_to, final, stream=stream, stream_cls=stream_cls)

    async def put(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Union[Body, None] = None,
        content: object = None,
        files: Union[RequestFiles, None] = None,
        options: RequestOptions = _NONE,
    ) -> ResponseT:
        """Call `PUT path`."""
        return cast(ResponseT, await self.request(cast_to, verb_options("put", path, options, body, content, files)))

    async def patch(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Union[Body, None] = None,
        content: object = None,
        files: Union[RequestFiles, None] = None,
        options: RequestOptions = _NONE,
    ) -> ResponseT:
        """Call `PATCH path`."""
        return cast(ResponseT, await self.request(cast_to, verb_options("patch", path, options, body, content, files)))

    async def delete(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Union[Body, None] = None,
        content: object = None,
        options: RequestOptions = _NONE,
    ) -> ResponseT:
        """Call `DELETE path`."""
        return cast(ResponseT, await self.request(cast_to, verb_options("delete", path, options, body, content)))

    def get_api_list(
        self,
        path: str,
        *,
        model: Any,
        page: Type[_PageT],
        body: Union[Body, None] = None,
        options: Union[RequestOptions, FinalRequestOptions, None] = None,
        method: str = "get",
    ) -> AsyncPaginator[Any, _PageT]:
        """A list: await it for its first page, or iterate over it; `model` is the class of its items."""
        return AsyncPaginator(self, final_options(method, path, options, body, None), page, model)
