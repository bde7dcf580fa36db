"""What sync and async clients share: everything about a call but the waiting."""

from __future__ import annotations

from typing import Any, ClassVar, Dict, Generic, List, Mapping, NoReturn, Tuple, TypeVar, Union, cast
from typing_extensions import Self

from . import _settings
from ._auth import Credentials, Security, resolve, satisfied_by, schemes, unresolved_message
from ._body import AlwaysTrue, encode_body
from ._constants import DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT, HTTPX_DEFAULT_TIMEOUT
from ._http import httpx
from ._http_clients import LazyHttpClient
from ._options import custom_headers_from_env
from ._qs import Querystring, default_querystring
from ._redirects import harmless_headers, same_origin
from ._request import FinalRequestOptions
from ._types import Headers, NotGiven, Omit, Query, not_given

_HttpClientT = TypeVar("_HttpClientT", bound=Union[httpx.Client, httpx.AsyncClient])
_DefaultStreamT = TypeVar("_DefaultStreamT")
HeaderPairs = Dict[str, Tuple[str, Union[str, Omit]]]
_NO_CREDENTIALS = Credentials()


class BaseClient(Generic[_HttpClientT, _DefaultStreamT]):
    """The base of both clients: configuration, and building requests from it."""

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

    def __init__(
        self,
        *,
        version: str = _settings.PACKAGE_VERSION,
        base_url: Union[str, httpx.URL],
        http: LazyHttpClient[_HttpClientT],
        max_retries: int = DEFAULT_MAX_RETRIES,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = not_given,
        custom_headers: Union[Headers, None] = None,
        custom_query: Union[Query, None] = None,
        _strict_response_validation: bool = False,
    ) -> None:
        if cast(object, max_retries) is None:
            raise TypeError(
                "max_retries cannot be None. If you want to disable retries, pass `0`; if you want unlimited "
                f"retries, pass `math.inf` or a very high number; if you want the default behavior, pass "
                f"`{_settings.PACKAGE_NAME}.DEFAULT_MAX_RETRIES`"
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

    def _pick_timeout(
        self, timeout: Union[float, httpx.Timeout, None, NotGiven]
    ) -> Union[float, httpx.Timeout, None]:
        if not isinstance(timeout, NotGiven):
            return timeout
        given = self._http.peek()
        if given is not None and given.timeout != HTTPX_DEFAULT_TIMEOUT:
            return given.timeout
        return DEFAULT_TIMEOUT

    def __getstate__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds credentials and connections and cannot be pickled")

    # ---- public attributes -------------------------------------------------------------------------------------

    @property
    def base_url(self) -> httpx.URL:
        """The URL that paths are joined to; it ends in a slash."""
        return self._base_url

    @base_url.setter
    def base_url(self, url: Union[str, httpx.URL]) -> None:
        parsed = url if isinstance(url, httpx.URL) else httpx.URL(url)
        if not parsed.raw_path.endswith(b"/"):
            parsed = parsed.copy_with(raw_path=parsed.raw_path + b"/")
        self._base_url = parsed
        self._base_text = str(parsed)[:-1]

    @property
    def _client(self) -> _HttpClientT:
        return self._http.get()

    @property
    def qs(self) -> Querystring:
        """How queries are written."""
        return default_querystring

    @property
    def custom_auth(self) -> Union[httpx.Auth, None]:
        """An `httpx.Auth` that every call uses; `None` unless a subclass says otherwise."""
        return None

    @property
    def auth_headers(self) -> Dict[str, str]:
        """The headers that show who is calling."""
        credentials = resolve(self._security, self)
        return {} if credentials is None else credentials.headers

    @property
    def user_agent(self) -> str:
        """The name that the client gives itself."""
        return f"{type(self).__name__}/Python {self._version}"

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

    def is_closed(self) -> bool:
        """Whether the client was closed."""
        return self._http.is_closed

    # ---- hooks -------------------------------------------------------------------------------------------------

    def _validate_headers(self, headers: Headers, custom_headers: Headers) -> None:
        """Check the headers before they are sent; raise to refuse them."""

    def _standard_headers(self) -> Dict[str, str]:
        return {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": self.user_agent,
            **self._sent_defaults,
        }

    # ---- building requests -------------------------------------------------------------------------------------

    def _build_request(self, options: FinalRequestOptions, *, retries_taken: int = 0) -> httpx.Request:
        url, trusted = self._target(options)
        credentials = self._credentials(options) if trusted else _NO_CREDENTIALS
        headers = self._build_headers(options, credentials, trusted)
        given = headers.get("content-type")
        media_type = given[1] if given is not None and isinstance(given[1], str) else None
        body = encode_body(options, media_type if options.headers else None, self.qs)
        self._settle_content_type(headers, options, body.content_type)
        if body.length is not None:
            headers.setdefault("content-length", ("Content-Length", str(body.length)))
        request = httpx.Request(
            options.method,
            self._with_query(url, options, credentials, trusted),
            headers=[(name, value) for name, value in headers.values() if not isinstance(value, Omit)],
            content=cast(Any, body.content),
            files=cast(Any, AlwaysTrue(body.multipart)) if body.multipart is not None else None,
            extensions={"timeout": self._timeout_of(options)},
        )
        if not trusted:
            request.headers = httpx.Headers(self._foreign_headers(request, options))
        jar = self._client.cookies
        if jar.jar and "cookie" not in headers:
            jar.set_cookie_header(request)
        return request

    def _settle_content_type(self, headers: HeaderPairs, options: FinalRequestOptions, media_type: str | None) -> None:
        """The body's own media type, unless the caller named one; none without a body."""
        caller = {name.lower() for name in options.header_map()}
        if media_type is None:
            if "content-type" not in caller:
                headers.pop("content-type", None)
        elif media_type == "multipart/form-data":
            given = headers.get("content-type")
            if given is not None and (isinstance(given[1], Omit) or "boundary=" not in given[1]):
                del headers["content-type"]
        elif "content-type" not in caller:
            headers["content-type"] = ("Content-Type", media_type)

    def _foreign_headers(self, request: httpx.Request, options: FinalRequestOptions) -> List[Tuple[bytes, bytes]]:
        """For another host: what holds no credential, and what the caller gave for this call."""
        own = {name.lower() for name, value in options.header_map().items() if not isinstance(value, Omit)}
        kept = {name for name, _ in harmless_headers(request.headers)}
        return [pair for pair in request.headers.raw if pair[0] in kept or pair[0].decode("latin-1").lower() in own]

    def _target(self, options: FinalRequestOptions) -> Tuple[str, bool]:
        """The URL without the query of this call, and whether credentials may go there."""
        path = options.url
        if options.base_url is not None:
            return options.base_url.rstrip("/") + "/" + path.lstrip("/"), True
        if path.startswith("/"):
            return self._base_text + path, True
        if "://" not in path:
            return f"{self._base_text}/{path}", True
        return path, same_origin(httpx.URL(path), self._base_url)

    def _with_query(self, url: str, options: FinalRequestOptions, sent: Credentials, trusted: bool) -> str:
        params = options.params
        defaults = self.default_query if trusted else {}
        if defaults or sent.query:
            params = {**defaults, **sent.query, **params}
        if not params:
            return url
        query = self.qs.stringify(params)
        if not query:
            return url
        head, mark, fragment = url.partition("#")
        return f"{head}{'&' if '?' in head else '?'}{query}{mark}{fragment}"

    def _credentials(self, options: FinalRequestOptions) -> Credentials:
        security = self._security if options.security is None else options.security
        if not security:
            return _NO_CREDENTIALS
        found = resolve(security, self)
        if found is not None:
            return found
        if satisfied_by(security, options.header_map()) or satisfied_by(security, self._custom_headers):
            return _NO_CREDENTIALS
        query = {*options.params, *self._custom_query}
        if any(getattr(scheme, "name", None) in query for scheme in schemes(security)):
            return _NO_CREDENTIALS
        raise TypeError(unresolved_message(security))

    def _build_headers(self, options: FinalRequestOptions, sent: Credentials, trusted: bool) -> HeaderPairs:
        headers: HeaderPairs = {}
        for name, value in self._client.headers.multi_items():
            headers[name.lower()] = (name, value)
        self._put(headers, self.default_headers if self._overrides_defaults() else self._standard_headers())
        if options.accept is not None:
            headers["accept"] = ("Accept", options.accept)
        self._put(headers, sent.headers if type(self).auth_headers is BaseClient.auth_headers else self.auth_headers)
        self._put(headers, self._custom_headers)
        own = options.header_map()
        if options.idempotency_key is not None and _settings.IDEMPOTENCY_HEADER is not None:
            name = _settings.IDEMPOTENCY_HEADER
            headers[name.lower()] = (name, options.idempotency_key)
        self._put(headers, own)
        if options.cookies or sent.cookies:
            self._put_cookies(headers, {**sent.cookies, **(options.cookies or {})})
        shown = {name: value for name, value in headers.values()}
        self._validate_headers(shown, own)
        return headers

    def _overrides_defaults(self) -> bool:
        return type(self).default_headers is not BaseClient.default_headers

    @staticmethod
    def _put(headers: HeaderPairs, more: Headers) -> None:
        for name, value in more.items():
            headers[name.lower()] = (name, value)

    @staticmethod
    def _put_cookies(headers: HeaderPairs, cookies: Mapping[str, object]) -> None:
        pairs = [f"{name}={value}" for name, value in cookies.items() if not isinstance(value, (Omit, NotGiven))]
        given = headers.get("cookie")
        if given is not None and isinstance(given[1], str):
            pairs.insert(0, given[1])
        if pairs:
            headers["cookie"] = ("Cookie", "; ".join(pairs))

    def _timeout_of(self, options: FinalRequestOptions) -> Dict[str, float | None]:
        timeout = self.timeout if isinstance(options.timeout, NotGiven) else options.timeout
        held = timeout if isinstance(timeout, httpx.Timeout) else httpx.Timeout(timeout)
        return held.as_dict()

    # ---- copies ------------------------------------------------------------------------------------------------

    def _copy(
        self,
        options: Mapping[str, object],
        *,
        base_url: Union[str, httpx.URL, None] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = not_given,
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
            base_url=self.base_url if base_url is None else base_url,
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
