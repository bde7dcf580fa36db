"""The parameters of the next page, and the async list. Loads no pydantic."""

from __future__ import annotations

from typing import (
    Any,
    AsyncIterator,
    Awaitable,
    Generator,
    Generic,
    Mapping,
    Protocol,
    TypeVar,
    Union,
    cast,
)

from .._types import Body, NotGiven, not_given
from .http_library import httpx
from .request import FinalRequestOptions

_T = TypeVar("_T")
_PageT = TypeVar("_PageT")


class PageInfo:
    """Where the next page is: exactly one of `url`, `params` (query) and `json` (body) is given.

    `numbered` says that the page number was counted, without a total or with one (`bounded`): the server may ignore
    page numbers. `stated` is set where the response said it and the document does not declare that it does.
    """

    url: Union[httpx.URL, NotGiven]
    params: Union[Mapping[str, object], NotGiven]
    json: Union[Body, NotGiven]

    def __init__(
        self,
        *,
        url: Union[httpx.URL, str, NotGiven] = not_given,
        params: Union[Mapping[str, object], NotGiven] = not_given,
        json: Union[Body, NotGiven] = not_given,
        numbered: bool = False,
        bounded: bool = False,
    ) -> None:
        self.url = httpx.URL(url) if isinstance(url, str) else url
        self.params = params
        self.json = json
        self.numbered = numbered
        self.bounded = bounded
        self.stated = False

    def __repr__(self) -> str:
        if not isinstance(self.url, NotGiven):
            return f"PageInfo(url={str(self.url)!r})"
        if not isinstance(self.json, NotGiven):
            return f"PageInfo(json={self.json})"
        return f"PageInfo(params={self.params})"


class _RequestingClient(Protocol):
    """What a list needs of an async client."""

    def request(self, cast_to: Any, options: FinalRequestOptions, /) -> Awaitable[Any]: ...


class _AsyncPage(Protocol):
    """What an async page can do."""

    def __aiter__(self) -> AsyncIterator[Any]: ...


class AsyncPaginator(Generic[_T, _PageT]):
    """A list of an async client: `await` it for its first page, `async for` goes over all items."""

    def __init__(
        self,
        client: _RequestingClient,
        options: FinalRequestOptions,
        page_cls: Any,
        model: Any,
    ) -> None:
        self._client = client
        self._options = options
        self._page_cls = page_cls
        self._model = model

    def __await__(self) -> Generator[Any, None, _PageT]:
        return self._get_page().__await__()

    async def _get_page(self) -> _PageT:
        return cast(_PageT, await self._client.request(self._page_cls, self._options.copy()))

    async def __aiter__(self) -> AsyncIterator[_T]:
        page = cast(_AsyncPage, await self)
        async for item in page:
            yield item
