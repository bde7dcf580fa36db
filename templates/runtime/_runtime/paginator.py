"""What pages are asked for with, without pydantic: the next page's place, and the async list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, AsyncIterator, Generator, Generic, Mapping, Protocol, TypeVar, Union, cast

from .._types import Body, NotGiven, not_given
from .http_library import httpx
from .request import FinalRequestOptions

if TYPE_CHECKING:
    from .client_async import AsyncAPIClient

_T = TypeVar("_T")
_PageT = TypeVar("_PageT")


class PageInfo:
    """Where the next page is: exactly one of `url`, `params` (query) and `json` (body) is given.

    `numbered` says that the place was counted here without a total: the server may not know pages at all.
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
    ) -> None:
        self.url = httpx.URL(url) if isinstance(url, str) else url
        self.params = params
        self.json = json
        self.numbered = numbered

    def __repr__(self) -> str:
        if not isinstance(self.url, NotGiven):
            return f"PageInfo(url={str(self.url)!r})"
        if not isinstance(self.json, NotGiven):
            return f"PageInfo(json={self.json})"
        return f"PageInfo(params={self.params})"


class _AsyncPage(Protocol):
    """What an async page can do."""

    def __aiter__(self) -> AsyncIterator[Any]: ...


class AsyncPaginator(Generic[_T, _PageT]):
    """A list of an async client: `await` it for its first page, `async for` goes over all items."""

    def __init__(self, client: AsyncAPIClient, options: FinalRequestOptions, page_cls: Any, model: Any) -> None:
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
