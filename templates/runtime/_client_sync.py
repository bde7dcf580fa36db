"""The blocking client: it sends, waits and repeats; what to send and when to repeat is decided elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, List, Type, TypeVar, Union, cast, overload

from typing_extensions import Literal, Self

from ._auth import token_scheme
from ._body import SyncSourceBody
from ._calls import BaseClient, Call, connection_error
from ._constants import DEFAULT_MAX_RETRIES
from ._http import httpx
from ._http_clients import DefaultHttpxClient, LazyHttpClient
from ._outcome import finish
from ._redirects import next_request, same_origin
from ._request import FinalRequestOptions, final_options, verb_options
from ._settings import PACKAGE_VERSION
from ._types import Body, Headers, NotGiven, Query, RequestFiles, RequestOptions, not_given

ResponseT = TypeVar("ResponseT")
_StreamT = TypeVar("_StreamT")
_NONE: RequestOptions = {}


class SyncAPIClient(BaseClient[httpx.Client, Any]):
    """The base of a generated blocking client."""

    _source_body = SyncSourceBody

    def __init__(
        self,
        *,
        version: str = PACKAGE_VERSION,
        base_url: Union[str, httpx.URL],
        max_retries: int = DEFAULT_MAX_RETRIES,
        timeout: Union[float, httpx.Timeout, NotGiven, None] = not_given,
        http_client: Union[httpx.Client, None] = None,
        custom_headers: Union[Headers, None] = None,
        custom_query: Union[Query, None] = None,
        _strict_response_validation: bool = False,
    ) -> None:
        if http_client is not None and not isinstance(cast(object, http_client), httpx.Client):
            raise TypeError(
                "Invalid `http_client` argument; Expected an instance of `httpx.Client` "
                f"but got {type(cast(object, http_client))}"
            )
        super().__init__(
            version=version,
            base_url=base_url,
            http=LazyHttpClient(DefaultHttpxClient, http_client),
            max_retries=max_retries,
            timeout=timeout,
            custom_headers=custom_headers,
            custom_query=custom_query,
            _strict_response_validation=_strict_response_validation,
        )

    def close(self) -> None:
        """Close all connections; the client cannot be used any more."""
        self._http.closed = True
        client = self._http.peek()
        if client is not None:
            client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: Union[Type[BaseException], None],
        exc: Union[BaseException, None],
        exc_tb: Union[TracebackType, None],
    ) -> None:
        self.close()

    def _prepare_options(self, options: FinalRequestOptions) -> FinalRequestOptions:
        """A hook to change the options of every call."""
        return options

    def _prepare_request(self, request: httpx.Request) -> None:
        """A hook to change every request before it is sent, to sign it for instance."""

    def _sleep_for_retry(self, seconds: float) -> None:
        time.sleep(seconds)

    def request(
        self,
        cast_to: Any,
        options: FinalRequestOptions,
        *,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> Any:
        """Make a call: send, repeat where that is safe, read the answer as `cast_to`."""
        call = self._start_call(self._prepare_options(options), cast_to)
        response = self._send_until_final(call, stream=stream or call.mode == "stream")
        return finish(self, call, response, stream=stream, stream_cls=stream_cls)

    def _send_until_final(self, call: Call, *, stream: bool) -> httpx.Response:
        while True:
            if self.fetches_tokens:
                self._fetch_token(call.options)
            request = self._build_request(call.options)
            self._prepare_request(request)
            self._log_request(request)
            try:
                response = self._exchange(request, call.options, stream=stream)
            except httpx.RequestError as error:
                self._sleep_for_retry(self._delay_after_error(error, call, request))
                continue
            self._log_response(response)
            if response.is_success:
                return response
            delay = self._delay_after_status(call, response)
            if delay is None:
                self._raise_status_error(response)
            else:
                response.close()
                self._sleep_for_retry(delay)

    def _fetch_token(self, options: FinalRequestOptions) -> None:
        scheme = token_scheme(self._security_of(options), self)
        if scheme is None:
            return
        request = scheme.token_request(self, self._base_url, self._timeout_of(options))
        try:
            response = self._client.send(request, auth=None, follow_redirects=False)
        except httpx.RequestError as error:
            raise connection_error(error, request) from error
        if not response.is_success:
            raise self._make_status_error_from_response(response)
        scheme.keep(self, response)

    def _raise_status_error(self, response: httpx.Response) -> None:
        try:
            response.read()
        except httpx.RequestError:
            response = httpx.Response(response.status_code, headers=response.headers, request=response.request)
        finally:
            response.close()
        raise self._make_status_error_from_response(response) from None

    def _exchange(self, request: httpx.Request, options: FinalRequestOptions, *, stream: bool) -> httpx.Response:
        """Send the request and follow redirects."""
        arguments = self._send_arguments()
        if not same_origin(request.url, self._base_url) and options.base_url is None:
            arguments["auth"] = None
        client = self._client
        history: List[httpx.Response] = []
        response = client.send(request, stream=stream, **arguments)
        while response.next_request is not None and self._follows(options):
            if len(history) >= client.max_redirects:
                response.close()
                raise httpx.TooManyRedirects("Exceeded maximum allowed redirects.", request=request)
            history.append(response)
            response.read()
            request, stays = next_request(request, response)
            if not stays:
                arguments["auth"] = None
            response = client.send(request, stream=stream, **arguments)
            response.history = list(history)
        return response

    # ---- raw verbs -----------------------------------------------------------------------------------------

    @overload
    def get(
        self, path: str, *, cast_to: Type[ResponseT], options: RequestOptions = _NONE, stream: Literal[False] = False
    ) -> ResponseT: ...
    @overload
    def get(
        self,
        path: str,
        *,
        cast_to: Type[Any],
        options: RequestOptions = _NONE,
        stream: bool,
        stream_cls: Type[_StreamT],
    ) -> _StreamT: ...
    @overload
    def get(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        options: RequestOptions = _NONE,
        stream: bool,
        stream_cls: Union[Type[_StreamT], None] = None,
    ) -> Union[ResponseT, _StreamT]: ...
    def get(
        self,
        path: str,
        *,
        cast_to: Any,
        options: RequestOptions = _NONE,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> Any:
        """Call `GET path`; the path is joined to `base_url`, or is a whole URL (credentials stay at home)."""
        return self.request(cast_to, verb_options("get", path, options), stream=stream, stream_cls=stream_cls)

    @overload
    def post(
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
    def post(
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
    def post(
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
    def post(
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
        return self.request(cast_to, final, stream=stream, stream_cls=stream_cls)

    def put(
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
        return cast(ResponseT, self.request(cast_to, verb_options("put", path, options, body, content, files)))

    def patch(
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
        return cast(ResponseT, self.request(cast_to, verb_options("patch", path, options, body, content, files)))

    def delete(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Union[Body, None] = None,
        content: object = None,
        options: RequestOptions = _NONE,
    ) -> ResponseT:
        """Call `DELETE path`."""
        return cast(ResponseT, self.request(cast_to, verb_options("delete", path, options, body, content)))

    def get_api_list(
        self,
        path: str,
        *,
        model: object,
        page: Type[ResponseT],
        body: Union[Body, None] = None,
        options: Union[RequestOptions, FinalRequestOptions, None] = None,
        method: str = "get",
    ) -> ResponseT:
        """The first page of a list; `model` is the class of its items, which `page` names too."""
        del model
        return cast(ResponseT, self.request(page, final_options(method, path, options, body, None)))
