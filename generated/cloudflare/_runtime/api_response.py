"""Responses as users see them through `with_raw_response` and `with_streaming_response`."""

from __future__ import annotations

import os
from typing import (
    Any,
    AsyncIterator,
    Iterator,
    Type,
    TypeVar,
    Union,
    cast,
    overload,
)

from .calls import BaseClient, Call
from .content import aread_whole, json_of, read_whole, settle_charset, text_of
from .http_library import httpx
from .response_base import BaseAPIResponse
from .sync import to_thread
from .transport_errors import translated
from .type_hints import extract_type_var_from_base

R = TypeVar("R")
_T = TypeVar("_T")


class APIResponse(BaseAPIResponse[R]):
    """A response of the sync client."""

    @overload
    def parse(self, *, to: Type[_T]) -> _T: ...
    @overload
    def parse(self) -> R: ...
    def parse(self, *, to: Any = None) -> Any:
        """The body as the method's type, or as `to`, which is given the whole body."""
        if not self._is_sse_stream:
            self.read()
        return self._parse(to)

    def read(self) -> bytes:
        """The whole body."""
        with translated(self.http_response):
            return read_whole(self.http_response)

    def text(self) -> str:
        """The whole body as text."""
        self.read()
        return text_of(self.http_response)

    def json(self) -> object:
        """The whole body as JSON; raises `ValueError` if it is none."""
        self.read()
        return json_of(self.http_response)

    def close(self) -> None:
        """Free the connection."""
        self.http_response.close()

    def iter_bytes(self, chunk_size: Union[int, None] = None) -> Iterator[bytes]:
        """The body in pieces, decompressed."""
        with translated(self.http_response):
            yield from self.http_response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: Union[int, None] = None) -> Iterator[str]:
        """The body in pieces of text."""
        with translated(self.http_response):
            settle_charset(self.http_response)
            yield from self.http_response.iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        """The body line by line."""
        with translated(self.http_response):
            settle_charset(self.http_response)
            yield from self.http_response.iter_lines()


class AsyncAPIResponse(BaseAPIResponse[R]):
    """A response of the async client."""

    @overload
    async def parse(self, *, to: Type[_T]) -> _T: ...
    @overload
    async def parse(self) -> R: ...
    async def parse(self, *, to: Any = None) -> Any:
        """The body as the method's type, or as `to`, which is given the whole body."""
        if not self._is_sse_stream:
            await self.read()
        return self._parse(to)

    async def read(self) -> bytes:
        """The whole body."""
        with translated(self.http_response):
            return await aread_whole(self.http_response)

    async def text(self) -> str:
        """The whole body as text."""
        await self.read()
        return text_of(self.http_response)

    async def json(self) -> object:
        """The whole body as JSON; raises `ValueError` if it is none."""
        await self.read()
        return json_of(self.http_response)

    async def close(self) -> None:
        """Free the connection."""
        await self.http_response.aclose()

    async def aclose(self) -> None:
        """The same as `close`, under the name that `contextlib.aclosing` calls."""
        await self.close()

    async def iter_bytes(self, chunk_size: Union[int, None] = None) -> AsyncIterator[bytes]:
        """The body in pieces, decompressed."""
        with translated(self.http_response):
            async for chunk in self.http_response.aiter_bytes(chunk_size):
                yield chunk

    async def iter_text(self, chunk_size: Union[int, None] = None) -> AsyncIterator[str]:
        """The body in pieces of text."""
        with translated(self.http_response):
            settle_charset(self.http_response)
            async for chunk in self.http_response.aiter_text(chunk_size):
                yield chunk

    async def iter_lines(self) -> AsyncIterator[str]:
        """The body line by line."""
        with translated(self.http_response):
            settle_charset(self.http_response)
            async for line in self.http_response.aiter_lines():
                yield line


class BinaryAPIResponse(APIResponse[bytes]):
    """A file as the response: `read()` it, or write it to a path."""

    def write_to_file(self, file: Union[str, os.PathLike[str]]) -> None:
        """Write the body to a path."""
        with open(file, mode="wb") as target:
            for chunk in self.iter_bytes():
                target.write(chunk)


class AsyncBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """A file as the response: `await read()` it, or write it to a path."""

    async def write_to_file(self, file: Union[str, os.PathLike[str]]) -> None:
        """Write the body to a path; the disk is worked on in a worker thread."""
        with await to_thread(open, file, "wb") as target:
            async for chunk in self.iter_bytes():
                await to_thread(target.write, chunk)


class StreamedBinaryAPIResponse(APIResponse[bytes]):
    """A file as the response, not read yet."""

    def stream_to_file(self, file: Union[str, os.PathLike[str]], *, chunk_size: Union[int, None] = None) -> None:
        """Write the body to a path, piece by piece."""
        with open(file, mode="wb") as target:
            for chunk in self.iter_bytes(chunk_size):
                target.write(chunk)


class AsyncStreamedBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """A file as the response, not read yet."""

    async def stream_to_file(self, file: Union[str, os.PathLike[str]], *, chunk_size: Union[int, None] = None) -> None:
        """Write the body to a path, piece by piece; the disk is worked on in a worker thread."""
        with await to_thread(open, file, "wb") as target:
            async for chunk in self.iter_bytes(chunk_size):
                await to_thread(target.write, chunk)


def wrap(client: BaseClient[Any, Any], call: Call, response: httpx.Response, *, stream: bool, stream_cls: Any) -> Any:
    """The response of a call, in the class that its mode selects."""
    cast_to = call.cast_to
    cls: Any = AsyncAPIResponse if client.is_async else APIResponse
    if isinstance(cast_to, type) and issubclass(cast_to, BaseAPIResponse):
        cls = cast(Any, cast_to)
        cast_to = extract_response_type(cls)
    return cls(
        raw=response,
        cast_to=cast_to,
        client=client,
        stream=stream,
        stream_cls=stream_cls,
        options=call.options,
        retries_taken=call.retries_taken,
    )


def extract_response_type(typ: Any) -> Any:
    """The type that `APIResponse[X]` or a subclass of it parses into."""
    return extract_type_var_from_base(typ, generic_bases=(BaseAPIResponse, APIResponse, AsyncAPIResponse), index=0)
