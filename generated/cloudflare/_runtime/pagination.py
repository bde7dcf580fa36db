"""The base of page classes, and how the next page is found."""

from __future__ import annotations

from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    ClassVar,
    Dict,
    Generic,
    Iterator,
    List,
    Mapping,
    Set,
    Tuple,
    TypeVar,
    cast,
)

from pydantic import PrivateAttr
from typing_extensions import NoReturn, Self

from .._types import NotGiven
from .http_library import httpx
from .logs import public_url
from .page_params import without_members
from .page_urls import options_for_url
from .page_walk import PageWalk, ignores_pages
from .paginator import AsyncPaginator as AsyncPaginator
from .paginator import PageInfo as PageInfo
from .request import FinalRequestOptions
from .settings import AS_DOCUMENTED, BaseError
from .shown import shown

if TYPE_CHECKING:
    from typing import Literal

    class PageModel:
        """What type checkers see of the model that a page is; iteration is over items, not fields."""

        model_extra: Dict[str, Any] | None
        model_fields_set: Set[str]
        model_fields: ClassVar[Dict[str, Any]]

        @classmethod
        def model_construct(cls, _fields_set: Set[str] | None = None, /, **values: Any) -> Self: ...
        def model_dump(self, **options: Any) -> Dict[str, Any]: ...
        def to_dict(self, *, mode: Literal["json", "python"] = "python", **options: bool) -> Dict[str, object]: ...
        def __getstate__(self) -> Dict[Any, Any]: ...
        def to_json(self, *, indent: int | None = 2, **options: bool) -> str: ...

else:
    from .._models import BaseModel as PageModel

_T = TypeVar("_T")
_LONGEST_LOCATION = 200


class BasePage(PageModel, Generic[_T]):
    """One page of a list. Subclasses say where the items are and where the next page is."""

    array_field: ClassVar[str | None] = None
    """The field that takes the whole body, where the body is an array."""
    has_more_field: ClassVar[str | None] = None
    """The field whose `False` says that this is the last page."""
    header_fields: ClassVar[Mapping[str, str]] = {}
    """Fields that are read from headers: field -> header."""
    continue_on_empty_items: ClassVar[bool] = False
    """Whether a page without items can have a next page."""

    _options: FinalRequestOptions = PrivateAttr()
    _client: Any = PrivateAttr(default=None)
    _response_headers: httpx.Headers = PrivateAttr()
    _request_url: httpx.URL = PrivateAttr()
    _cycle_search: Tuple[str, int, int] = PrivateAttr(default=("", 0, 1))
    """A next page seen before, the steps since, and after how many steps another one is remembered (Brent)."""
    _repeats: bool = PrivateAttr(default=False)
    """The server returned the items of the page before for the next page."""
    _walk: PageWalk | None = PrivateAttr(default=None)
    """The way to this page, `None` for the first one."""

    def bind(self, *, client: Any, options: FinalRequestOptions, response: httpx.Response) -> None:
        self._client = client
        self._options = options
        self._response_headers = response.headers
        self._request_url = response.request.url
        for field, header in self.header_fields.items():
            if header in response.headers:
                setattr(self, field, response.headers[header])

    def __getstate__(self) -> Dict[Any, Any]:
        """What is pickled: no client, no headers or cookies of the request, none that the server set."""
        state = dict(super().__getstate__())
        private = dict(state["__pydantic_private__"] or {})
        private["_client"] = None
        if "_options" in private:
            private["_options"] = private["_options"].for_storage()
        if "_response_headers" in private:
            kept = private["_response_headers"].multi_items()
            private["_response_headers"] = httpx.Headers([pair for pair in kept if pair[0].lower() != "set-cookie"])
        return {**state, "__pydantic_private__": private}

    def _asked_with(self) -> Any:
        """The client that this page came from; raises `RuntimeError` for a page that was unpickled."""
        if self._client is None:
            raise RuntimeError("This page has no client, because it was unpickled or built; call the method again.")
        return self._client

    def _get_page_items(self) -> List[_T]:
        """The items of this page."""
        raise NotImplementedError

    def next_page_info(self) -> PageInfo | None:
        """Where the next page is; `None` after the last one."""
        raise NotImplementedError

    def is_list(self) -> bool:
        """Whether the items are a list: a page that does not fit its type may hold anything."""
        return isinstance(cast(object, self._get_page_items()), list)

    def _valid_page_info(self) -> PageInfo | None:
        """Where the next page is, if what says so has the shape that it should have."""
        try:
            return self.next_page_info()
        except (AttributeError, TypeError):
            return None

    def has_next_page(self) -> bool:
        """Whether there is another page. A page without items is the last one, unless the list is known to go on."""
        if self._repeats or not (self.continue_on_empty_items or self._get_page_items()):
            return False
        if self.has_more_field is not None and getattr(self, self.has_more_field, None) is False:
            return False
        return self._valid_page_info() is not None

    @property
    def response_headers(self) -> httpx.Headers:
        """The headers that this page came with."""
        return self._response_headers

    @property
    def request_url(self) -> httpx.URL:
        """The URL that this page came from."""
        return self._request_url

    @property
    def page_walk(self) -> PageWalk:
        """The way to this page: how many pages and items came before."""
        return self._walk or PageWalk(self._options.params, self.request_body)

    @property
    def request_params(self) -> Mapping[str, object]:
        """The query parameters of the request for this page."""
        return self._options.params

    @property
    def request_body(self) -> Mapping[str, object]:
        """The JSON body of the request for this page."""
        data = self._options.json_data
        return cast(Mapping[str, object], data) if isinstance(data, Mapping) else {}

    def _next_options(self) -> FinalRequestOptions:
        info = self._valid_page_info()
        if info is None:
            raise RuntimeError(
                "No next page expected; please check `.has_next_page()` before calling `.get_next_page()`."
            )
        if _mark_of(info) == self._cycle_search[0]:
            raise BaseError(f"The server gives the same next page again and again: {_shown(info)}")
        if not isinstance(info.url, NotGiven):
            return options_for_url(self._options, self._request_url, info.url)
        if not isinstance(info.json, NotGiven):
            body = {**self.request_body, **cast(Mapping[str, object], info.json)}
            return self._options.copy(json_data=body, idempotency_key=None)
        more: Mapping[str, object] = {} if isinstance(info.params, NotGiven) else info.params
        params = {**without_members(self._options.params, more.keys()), **more}
        return self._options.copy(params=params, idempotency_key=None)

    def _follow(self, following: Self) -> Self:
        """Take over what was seen so far, and see whether the server knows pages at all."""
        info = self._valid_page_info()
        seen, steps, limit = self._cycle_search
        following._cycle_search = (_mark_of(info), 0, limit * 2) if steps + 1 >= limit else (seen, steps + 1, limit)
        items, before = following._get_page_items(), self._get_page_items()
        following._walk = self.page_walk.to_next(info, before, items)
        following._repeats = info is not None and ignores_pages(info, items, before)
        return following

    def _is_past_end(self, error: BaseError) -> bool:
        """Whether `404 Not Found` came for a next page that was only counted: then this page is the last one."""
        info = self._valid_page_info() if AS_DOCUMENTED and getattr(error, "status_code", None) == 404 else None
        return info is not None and info.numbered and not info.bounded


def _mark_of(info: PageInfo | None) -> str:
    """Text that identifies a next page; raises this package's base error for one that is nested too deep."""
    try:
        return repr(info)
    except RecursionError:
        raise BaseError("The parameters of the next page are nested too deep") from None


def _shown(info: PageInfo) -> str:
    """A next page for a message: a URL without its query, which may hold secrets."""
    if isinstance(info.url, NotGiven):
        return shown(repr(info), _LONGEST_LOCATION)
    return repr(public_url(str(info.url)))


class BaseSyncPage(BasePage[_T]):
    """A page of a sync client; iterating goes on to the following pages."""

    def __iter__(self) -> Iterator[_T]:
        for page in self.iter_pages():
            yield from page._get_page_items()

    def iter_pages(self) -> Iterator[Self]:
        """This page and all that follow."""
        page = self
        while True:
            yield page
            if not page.has_next_page():
                return
            try:
                page = page.get_next_page()
            except BaseError as error:
                if page._is_past_end(error):
                    return
                raise
            if page._repeats:
                return

    def get_next_page(self) -> Self:
        """Ask for the next page; raises `RuntimeError` if there is none."""
        return self._follow(self._asked_with().request(type(self), self._next_options()))


class BaseAsyncPage(BasePage[_T]):
    """A page of an async client; iterating goes on to the following pages."""

    def __iter__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is a page of an async client: iterate over it with `async for`")

    async def __aiter__(self) -> AsyncIterator[_T]:
        async for page in self.iter_pages():
            for item in page._get_page_items():
                yield item

    async def iter_pages(self) -> AsyncIterator[Self]:
        """This page and all that follow."""
        page = self
        while True:
            yield page
            if not page.has_next_page():
                return
            try:
                page = await page.get_next_page()
            except BaseError as error:
                if page._is_past_end(error):
                    return
                raise
            if page._repeats:
                return

    async def get_next_page(self) -> Self:
        """Ask for the next page; raises `RuntimeError` if there is none."""
        return self._follow(await self._asked_with().request(type(self), self._next_options()))
