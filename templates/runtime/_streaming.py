"""Streams of typed events over one response."""

from __future__ import annotations

from itertools import chain
from types import TracebackType
from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, Generic, Iterator, List, Type, TypeVar, Union, cast

from typing_extensions import Self

from ._exceptions import MissingStreamClassError
from ._runtime.content import aunpack_slowly, unpack_slowly
from ._runtime.drain import PATIENCE, adrain, drain
from ._runtime.http_library import httpx
from ._runtime.lazy import lazy_callable
from ._runtime.settings import AS_DOCUMENTED, STREAM_RULES
from ._runtime.sse import JSONLDecoder as JSONLDecoder
from ._runtime.sse import ServerSentEvent as ServerSentEvent
from ._runtime.sse import SSEDecoder as SSEDecoder
from ._runtime.sse import abatches_of, batches_of
from ._runtime.stream_kind import Beginning, is_page, no_stream
from ._runtime.stream_rules import DONE, SKIP, by_rule
from ._runtime.transport_errors import translated
from ._runtime.type_hints import extract_type_var_from_base

if TYPE_CHECKING:
    from ._runtime.calls import BaseClient
    from ._runtime.event_values import event_reader
    from ._runtime.request import FinalRequestOptions
else:
    event_reader = lazy_callable("._runtime.event_values", "event_reader", __package__)

_T = TypeVar("_T")


class _BaseStream(Generic[_T]):
    """What both streams share: making events into values."""

    response: httpx.Response
    last_event: Union[ServerSentEvent, None] = None
    """The event that the last item came in: its name (`event`), its `id`, and its text (`data`)."""
    _decoder: SSEDecoder
    _decoder_cls: Type[SSEDecoder] = SSEDecoder
    _read: Union[Callable[[ServerSentEvent], object], None] = None
    _error_field: Union[str, None] = None
    """The property of an event that reports an error, where no rule names one."""

    def __init__(
        self,
        *,
        cast_to: Type[_T],
        response: httpx.Response,
        client: Any,
        options: Union[FinalRequestOptions, None] = None,
    ) -> None:
        self.response = response
        self._cast_to = cast_to
        self._client: BaseClient[Any, Any] = client
        self._options = options
        self._decoder = self._make_decoder()
        self._beginning = Beginning()
        self._reads_lines = isinstance(self._decoder, JSONLDecoder)

    def _make_decoder(self) -> SSEDecoder:
        make = getattr(self._client, "_make_sse_decoder", None)
        if make is not None and self._decoder_cls is SSEDecoder:
            return cast(SSEDecoder, make())
        return self._decoder_cls()

    def _value(self, event: ServerSentEvent) -> object:
        """The value of an event, or `SKIP`, or `DONE`; raises `APIError` for an event that reports one."""
        if STREAM_RULES or AS_DOCUMENTED or self._error_field is not None:
            found = by_rule(event, self._error_field, self.response)
            if found is not None:
                return found
        if not event.content:
            return SKIP
        self.last_event = event
        if self._read is None:
            self._read = event_reader(self._cast_to, self.response, strict=self._client.is_strict)
        return self._read(event)


class Stream(_BaseStream[_T]):
    """The events of a response; iterate once, close it (or use `with`) if you stop early."""

    _iterator: Iterator[_T]
    _chunks: Union[Iterator[bytes], None] = None

    def __init__(
        self,
        *,
        cast_to: Type[_T],
        response: httpx.Response,
        client: BaseClient[Any, Any],
        options: Union[FinalRequestOptions, None] = None,
    ) -> None:
        super().__init__(cast_to=cast_to, response=response, client=client, options=options)
        unpack_slowly(response)
        self._iterator = self.__stream__()

    def __next__(self) -> _T:
        return next(self._iterator)

    def __iter__(self) -> Iterator[_T]:
        return self._iterator

    def _iter_batches(self) -> Iterator[List[ServerSentEvent]]:
        with translated(self.response):
            chunks = self._chunks = self.response.iter_bytes()
            if self._reads_lines and is_page(self.response):
                raise no_stream(self.response, [next(chunks, b"")])
            yield from batches_of(self._decoder, self._beginning.pass_on(chunks))

    def __stream__(self) -> Iterator[_T]:
        is_empty = True
        try:
            for event in chain.from_iterable(self._iter_batches()):
                is_empty = False
                value = self._value(event)
                if value is DONE:
                    self._leave(PATIENCE)
                    break
                if value is not SKIP:
                    yield cast(_T, value)
            if is_empty:
                self._beginning.refuse_other_kind(self.response)
        finally:
            self.response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: Union[Type[BaseException], None],
        exc: Union[BaseException, None],
        exc_tb: Union[TracebackType, None],
    ) -> None:
        self.close()

    def _leave(self, seconds: float) -> None:
        """Free the connection, for other calls if the stream ends within some seconds."""
        if self._chunks is not None:
            drain(self.response, self._chunks, seconds)

    def close(self) -> None:
        """Free the connection; the rest of the stream is lost."""
        self._leave(0.0)
        self.response.close()


class AsyncStream(_BaseStream[_T]):
    """The events of a response; iterate once, close it (or use `async with`) if you stop early."""

    _iterator: AsyncIterator[_T]
    _chunks: Union[AsyncIterator[bytes], None] = None

    def __init__(
        self,
        *,
        cast_to: Type[_T],
        response: httpx.Response,
        client: BaseClient[Any, Any],
        options: Union[FinalRequestOptions, None] = None,
    ) -> None:
        super().__init__(cast_to=cast_to, response=response, client=client, options=options)
        aunpack_slowly(response)
        self._iterator = self.__stream__()

    async def __anext__(self) -> _T:
        return await self._iterator.__anext__()

    def __aiter__(self) -> AsyncIterator[_T]:
        return self._iterator

    async def _iter_batches(self) -> AsyncIterator[List[ServerSentEvent]]:
        with translated(self.response):
            chunks = self._chunks = self.response.aiter_bytes()
            if self._reads_lines and is_page(self.response):
                raise no_stream(self.response, [await anext(chunks, b"")])
            async for events in abatches_of(self._decoder, self._beginning.apass_on(chunks)):
                yield events

    async def __stream__(self) -> AsyncIterator[_T]:
        is_empty = True
        try:
            async for events in self._iter_batches():
                for event in events:
                    is_empty = False
                    value = self._value(event)
                    if value is DONE:
                        await self._leave(PATIENCE)
                        return
                    if value is not SKIP:
                        yield cast(_T, value)
            if is_empty:
                self._beginning.refuse_other_kind(self.response)
        finally:
            await self.response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: Union[Type[BaseException], None],
        exc: Union[BaseException, None],
        exc_tb: Union[TracebackType, None],
    ) -> None:
        await self.close()

    async def _leave(self, seconds: float) -> None:
        """Free the connection, for other calls if the stream ends within some seconds."""
        if self._chunks is not None:
            await adrain(self.response, self._chunks, seconds)

    async def close(self) -> None:
        """Free the connection; the rest of the stream is lost."""
        await self._leave(0.0)
        await self.response.aclose()

    async def aclose(self) -> None:
        """The same as `close`, under the name that `contextlib.aclosing` calls."""
        await self.close()


class JSONLStream(Stream[_T]):
    """A stream of JSON lines."""

    _decoder_cls = JSONLDecoder


class AsyncJSONLStream(AsyncStream[_T]):
    """A stream of JSON lines."""

    _decoder_cls = JSONLDecoder


class ResultLinesStream(JSONLStream[_T]):
    """A stream of JSON lines with a `result` each; a line with an `error` raises `APIError`."""

    _error_field = "error"


class AsyncResultLinesStream(AsyncJSONLStream[_T]):
    """A stream of JSON lines with a `result` each; a line with an `error` raises `APIError`."""

    _error_field = "error"


def extract_stream_chunk_type(stream_cls: Any, *, failure_message: str | None = None) -> Any:
    """The type of the events of `Stream[X]` or a subclass of it."""
    return extract_type_var_from_base(
        stream_cls,
        index=0,
        generic_bases=(Stream, AsyncStream, JSONLStream, AsyncJSONLStream),
        failure_message=failure_message,
    )


def open_stream(
    client: Any, response: httpx.Response, stream_cls: Any, options: Union[FinalRequestOptions, None] = None
) -> Any:
    """A stream over the response; raises `MissingStreamClassError` without a class."""
    chosen = stream_cls or client._default_stream_cls
    if chosen is None:
        raise MissingStreamClassError()
    return chosen(cast_to=extract_stream_chunk_type(chosen), response=response, client=client, options=options)
