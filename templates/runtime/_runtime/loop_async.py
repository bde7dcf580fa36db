"""The loop of the async client, the twin of `_loop_sync`: send, wait, repeat without blocking."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Dict, List, Type, TypeVar, Union, cast

from typing_extensions import Self

from .._constants import DEFAULT_MAX_RETRIES
from .._types import Headers, NotGiven, Query, RequestOptions, not_given
from .auth import TokenScheme, token_scheme
from .body import reads_files
from .body_source import AsyncSourceBody
from .calls import BaseClient, Call, connection_error, is_connection_failure
from .content import aread_whole, without_body
from .custom_clients import overrides_send
from .direct_send import asend_directly
from .http_clients import DefaultAioHttpClient, DefaultAsyncHttpxClient, LazyHttpClient
from .http_library import httpx
from .outcome import finish
from .redirects import escaped, next_request, same_origin
from .request import FinalRequestOptions
from .settings import PACKAGE_VERSION
from .sync import sleep, to_thread
from .token_locks import loop_lock

ResponseT = TypeVar("ResponseT")
_StreamT = TypeVar("_StreamT")
_PageT = TypeVar("_PageT")
_NONE: RequestOptions = {}
_TOKEN_ARGUMENTS: Dict[str, Any] = {"auth": None, "follow_redirects": False, "stream": True}


class AsyncLoop(BaseClient[httpx.AsyncClient, Any]):
    """The base of a generated async client."""

    is_async = True
    _source_body = AsyncSourceBody

    def __init__(
        self,
        *,
        version: str = PACKAGE_VERSION,
        base_url: Union[str, httpx.URL],
        max_retries: int = DEFAULT_MAX_RETRIES,
        timeout: Union[float, httpx.Timeout, NotGiven, None] = not_given,
        http_client: Union[httpx.AsyncClient, None] = None,
        custom_headers: Union[Headers, None] = None,
        custom_query: Union[Query, None] = None,
        _strict_response_validation: bool = False,
    ) -> None:
        if http_client is not None and not isinstance(cast(object, http_client), httpx.AsyncClient):
            raise TypeError(
                "Invalid `http_client` argument; Expected an instance of `httpx.AsyncClient` "
                f"but got {type(cast(object, http_client))}"
            )
        super().__init__(
            version=version,
            base_url=base_url,
            http=LazyHttpClient(DefaultAsyncHttpxClient, http_client),
            max_retries=max_retries,
            timeout=timeout,
            custom_headers=custom_headers,
            custom_query=custom_query,
            _strict_response_validation=_strict_response_validation,
        )

    async def close(self) -> None:
        """Close all connections; the client cannot be used any more."""
        self._http.closed = True
        client = self._http.peek()
        if client is not None:
            await client.aclose()

    async def aclose(self) -> None:
        """The same as `close`, under the name that `contextlib.aclosing` calls."""
        await self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: Union[Type[BaseException], None],
        exc: Union[BaseException, None],
        exc_tb: Union[TracebackType, None],
    ) -> None:
        await self.close()

    async def _prepare_options(self, options: FinalRequestOptions) -> FinalRequestOptions:
        """A hook to change the options of every call."""
        return options

    async def _prepare_request(self, request: httpx.Request) -> None:
        """A hook to change every request before it is sent, to sign it for instance."""

    async def _sleep_for_retry(self, seconds: float) -> None:
        await sleep(seconds)

    async def request(
        self,
        cast_to: Any,
        options: FinalRequestOptions,
        *,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> Any:
        """Make a call: send, repeat where that is safe, read the response as `cast_to`."""
        call = self._start_call(await self._prepare_options(options), cast_to)
        response = await self._send_until_final(call, stream=stream or call.mode == "stream")
        return finish(self, call, response, stream=stream, stream_cls=stream_cls)

    async def _send_until_final(self, call: Call, *, stream: bool) -> httpx.Response:
        while True:
            if self.fetches_tokens or call.options.security:
                await self._fetch_token(call.options)
            if reads_files(call.options):
                request = await to_thread(self._build_request, call.options)
            else:
                request = self._build_request(call.options)
            await self._prepare_request(request)
            self._log_request(request)
            try:
                response = await self._exchange(request, call.options, stream=stream)
            except Exception as error:
                if not is_connection_failure(error):
                    raise
                await self._sleep_for_retry(self._delay_after_error(error, call, request))
                continue
            self._log_response(response)
            if response.is_success:
                return response
            if self._renews_token(call, request, response):
                await response.aclose()
                continue
            delay = self._delay_after_status(call, response)
            if delay is None:
                await self._raise_status_error(response)
            else:
                await response.aclose()
                await self._sleep_for_retry(delay)

    async def _fetch_token(self, options: FinalRequestOptions) -> None:
        if token_scheme(self._security_of(options), self) is not None:
            async with loop_lock():
                scheme = token_scheme(self._security_of(options), self)  # another call may have fetched it meanwhile
                if scheme is not None:
                    await self._fetch_from(scheme, options)

    async def _fetch_from(self, scheme: TokenScheme, options: FinalRequestOptions) -> None:
        request = scheme.token_request(self, self._base_url, self._timeout_of(options))
        try:
            response = await _send(self._client, request, _TOKEN_ARGUMENTS, whole=True)
            await aread_whole(response)
        except Exception as error:
            if not is_connection_failure(error):
                raise
            raise connection_error(error, request) from error
        if not response.is_success:
            raise self._make_status_error_from_response(response)
        scheme.keep(self, response)

    async def _raise_status_error(self, response: httpx.Response) -> None:
        try:
            await aread_whole(response)
        except Exception as error:
            if not is_connection_failure(error):
                raise
            response = without_body(response)
        raise self._make_status_error_from_response(response) from None

    async def _exchange(self, request: httpx.Request, options: FinalRequestOptions, *, stream: bool) -> httpx.Response:
        """Send the request and follow redirects."""
        arguments = self._send_arguments()
        if options.foreign or ("://" in options.url and not same_origin(request.url, self._base_url)):
            arguments["auth"] = None
        client = self._client
        arguments["stream"] = stream or not overrides_send(client)
        history: List[httpx.Response] = []
        response = await _send(client, request, arguments, whole=not stream)
        while response.next_request is not None and self._follows(options):
            if len(history) >= client.max_redirects:
                await response.aclose()
                raise httpx.TooManyRedirects("Exceeded maximum allowed redirects.", request=request)
            history.append(response)
            await aread_whole(response)
            request, stays = next_request(request, response)
            if not stays:
                arguments["auth"] = None
            response = await _send(client, request, arguments, whole=not stream)
            response.history = list(history)
        if not stream:
            try:
                await aread_whole(response)
            except httpx.DecodingError:  # of an error, the status is what counts
                if response.is_success:
                    raise
                response = without_body(response)
        return response


async def _send(
    client: httpx.AsyncClient, request: httpx.Request, arguments: Dict[str, Any], *, whole: bool
) -> httpx.Response:
    """Send one request; with `stream` in the arguments the body of the response may be left on the connection.

    With `whole` the body may have been read already, and the connection be free for other calls.
    """
    try:
        if whole and arguments.get("auth") is None and type(client) in (DefaultAsyncHttpxClient, DefaultAioHttpClient):
            response = await asend_directly(client, request)
            if response is not None:
                return response
        return await client.send(request, **arguments)
    except httpx.RequestError:
        raise
    except Exception as error:
        meant = escaped(error, request)
        if meant is None:
            raise
        raise meant from error
