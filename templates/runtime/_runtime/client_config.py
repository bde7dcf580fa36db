"""The configuration of a client: its options, what it shows of them, copies."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Dict, FrozenSet, Generic, Mapping, NoReturn, TypeVar, Union, cast

from typing_extensions import Self

from .._constants import DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT, HTTPX_DEFAULT_TIMEOUT
from .._qs import Querystring, default_querystring
from .._types import Headers, NotGiven, Omit, Query, not_given
from .auth import Security, resolve, schemes
from .http_clients import LazyHttpClient
from .http_library import httpx
from .options import custom_headers_from_env, fill_variables, missing_url
from .settings import PACKAGE_NAME, PACKAGE_VERSION

_HttpClientT = TypeVar("_HttpClientT", bound=Union[httpx.Client, httpx.AsyncClient])
_DefaultStreamT = TypeVar("_DefaultStreamT")


class ConfiguredClient(Generic[_HttpClientT, _DefaultStreamT]):
    """The base of both clients: configuration, and building requests from it."""

    is_async: ClassVar[bool] = False
    fetches_tokens: ClassVar[bool] = False
    """Whether a scheme of the API fetches tokens (`_oauth`)."""
    checks_headers: ClassVar[bool] = False
    """Whether a subclass checks headers in `_validate_headers`."""
    max_retries: int
    timeout: Union[float, httpx.Timeout, None]

    _security: ClassVar[Security] = ()
    _default_stream_cls: Any = None
    _http: LazyHttpClient[_HttpClientT]
    _strict_response_validation: bool
    _version: str
    _custom_headers: Headers
    _custom_query: Query
    _sent_defaults: Mapping[str, str] = {}
    """Headers that the API description wants in every request."""
    _server_variables: Mapping[str, str] = {}
    """The attribute that fills each variable of a server's URL."""
    _described_servers: FrozenSet[str] = frozenset()
    """The servers of the API description, where some operations have servers of their own."""

    def __init__(
        self,
        *,
        version: str = PACKAGE_VERSION,
        base_url: Union[str, httpx.URL],
        http: LazyHttpClient[_HttpClientT],
        max_retries: int = DEFAULT_MAX_RETRIES,
        timeout: Union[float, httpx.Timeout, NotGiven, None] = not_given,
        custom_headers: Union[Headers, None] = None,
        custom_query: Union[Query, None] = None,
        _strict_response_validation: bool = False,
    ) -> None:
        if cast(object, max_retries) is None:
            raise TypeError(
                "max_retries cannot be None. If you want to disable retries, pass `0`; if you want unlimited "
                f"retries, pass `math.inf` or a very high number; if you want the default behavior, pass "
                f"`{PACKAGE_NAME}.DEFAULT_MAX_RETRIES`"
            )
        self._version = version
        self._http = http
        self.base_url = base_url
        self.max_retries = max_retries
        self.timeout = self._pick_timeout(timeout)
        env_headers = custom_headers_from_env()
        self._custom_headers = {**env_headers, **(custom_headers or {})} if env_headers else (custom_headers or {})
        self._custom_query = custom_query or {}
        self._strict_response_validation = _strict_response_validation

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if any(hasattr(scheme, "needs_token") for scheme in schemes(cls._security)):
            cls.fetches_tokens = True
        cls.checks_headers = any(
            "_validate_headers" in vars(base) for base in cls.__mro__ if base is not ConfiguredClient
        )

    def _pick_timeout(self, timeout: Union[float, httpx.Timeout, NotGiven, None]) -> Union[float, httpx.Timeout, None]:
        if not isinstance(timeout, NotGiven):
            return timeout
        given = self._http.peek()
        if given is not None and given.timeout != HTTPX_DEFAULT_TIMEOUT:
            return given.timeout
        return DEFAULT_TIMEOUT

    def __getstate__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds credentials and connections and cannot be pickled")

    def __copy__(self) -> Self:
        """A client with the same options, on the same HTTP client; its resources are its own."""
        cls = type(self)
        twin = cls.__new__(cls)
        kept = {k: v for k, v in vars(self).items() if not isinstance(getattr(cls, k, None), cached_property)}
        vars(twin).update(kept)
        return twin

    def __deepcopy__(self, memo: Dict[int, Any]) -> Self:
        """The same as a shallow copy: connections cannot be copied."""
        return self.__copy__()

    # ---- public attributes -------------------------------------------------------------------------------------

    @property
    def base_url(self) -> httpx.URL:
        """The URL that paths are joined to; it ends in a slash."""
        return self._base_url

    @base_url.setter
    def base_url(self, url: Union[str, httpx.URL]) -> None:
        parsed = url if isinstance(url, httpx.URL) else httpx.URL(fill_variables(url, self._server_variables, self))
        if not parsed.host or not parsed.scheme:
            raise missing_url(str(url))
        self._url_given = url
        path, mark, query = parsed.raw_path.partition(b"?")
        if not path.endswith(b"/") or parsed.fragment:
            parsed = parsed.copy_with(raw_path=path.rstrip(b"/") + b"/" + mark + query, fragment=None)
        self._base_url = parsed
        self._base_text = str(parsed).partition("?")[0].rstrip("/")
        self._base_query = query.decode("ascii")

    @property
    def _client(self) -> _HttpClientT:
        return self._http.get()

    @property
    def qs(self) -> Querystring:
        """How queries are written."""
        return default_querystring

    @property
    def custom_auth(self) -> Union[httpx.Auth, None]:
        """An `httpx.Auth` that every call uses; `None` unless a subclass overrides it."""
        return None

    @property
    def auth_headers(self) -> Dict[str, str]:
        """The headers that show who is calling."""
        credentials = resolve(self._security, self)
        return {} if credentials is None else credentials.headers

    @property
    def user_agent(self) -> str:
        """The name that the client gives itself."""
        name = type(self).__name__.encode("ascii", "ignore").decode()  # a header holds no other letters
        return f"{name + 'Client' if name in ('', 'Async') else name}/Python {self._version}"

    @property
    def default_headers(self) -> Dict[str, Union[str, Omit]]:
        """The headers of every call; those with a credential too."""
        return {**self._standard_headers(), **self.auth_headers, **self._custom_headers}

    @property
    def default_query(self) -> Dict[str, object]:
        """The query parameters of every call."""
        return {**self._custom_query}

    def platform_headers(self) -> Dict[str, str]:
        """Headers about the machine: this package sends none."""
        return {}

    @property
    def is_strict(self) -> bool:
        """Whether responses that do not fit raise an error."""
        return self._strict_response_validation

    def is_closed(self) -> bool:
        """Whether the client was closed."""
        return self._http.is_closed

    # ---- hooks -------------------------------------------------------------------------------------------------

    def _validate_headers(self, headers: Headers, custom_headers: Headers, security: object = None) -> None:
        """Check the headers before they are sent; raise to refuse them."""

    def _standard_headers(self) -> Dict[str, str]:
        return {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": self.user_agent,
            **self._sent_defaults,
        }

    # ---- copies ------------------------------------------------------------------------------------------------

    def _copy(
        self,
        options: Mapping[str, object],
        *,
        base_url: Union[str, httpx.URL, None] = None,
        timeout: Union[float, httpx.Timeout, NotGiven, None] = not_given,
        http_client: Union[_HttpClientT, None] = None,
        max_retries: Union[int, NotGiven] = not_given,
        default_headers: Union[Headers, None] = None,
        set_default_headers: Union[Headers, None] = None,
        default_query: Union[Query, None] = None,
        set_default_query: Union[Query, None] = None,
        extra: Mapping[str, Any] = {},
    ) -> Self:
        """A client like this one with some options changed, on the same HTTP client.

        An option that is `None` is kept, one that is `omit` is cleared.
        """
        kwargs: Dict[str, Any] = {name: self._kept(name, value) for name, value in options.items()}
        kwargs.update(
            base_url=self._url_given if base_url is None else base_url,
            timeout=self.timeout if isinstance(timeout, NotGiven) else timeout,
            max_retries=self.max_retries if isinstance(max_retries, NotGiven) else max_retries,
            default_headers=_merged("headers", self._custom_headers, default_headers, set_default_headers),
            default_query=_merged("query", self._custom_query, default_query, set_default_query),
            http_client=http_client,
            _strict_response_validation=self._strict_response_validation,
        )
        kwargs.update(extra)
        twin = type(self)(**kwargs)
        if kwargs["http_client"] is None and twin._http.peek() is None:
            twin._http = self._http
        for name, value in options.items():
            if isinstance(value, Omit):
                setattr(twin, name, None)
        if self.fetches_tokens:  # they are kept by the credentials that they were fetched with
            vars(twin)["_oauth_tokens"] = vars(self).setdefault("_oauth_tokens", {})
        return twin

    def _kept(self, name: str, value: object) -> object:
        if isinstance(value, Omit):
            return None
        return getattr(self, name) if value is None else value


def _merged(
    what: str, held: Mapping[str, Any], added: Mapping[str, Any] | None, replaced: Mapping[str, Any] | None
) -> Mapping[str, Any]:
    if added is not None and replaced is not None:
        raise ValueError(f"The `default_{what}` and `set_default_{what}` arguments are mutually exclusive")
    if replaced is not None:
        return replaced
    return held if added is None else {**held, **added}
