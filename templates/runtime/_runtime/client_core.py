"""Builds requests from a client's configuration and the options of a call."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, FrozenSet, List, Mapping, Tuple, TypeVar, Union

from .._types import Headers, NotGiven, Omit
from .auth import Credentials, Security, resolve, satisfied_by, schemes, unresolved_message
from .body import AlwaysTrue, EncodedBody, encode_body
from .client_config import ConfiguredClient
from .custom_clients import build_with, builds_requests, drop_removed, with_client_params
from .headers import add_cookies, add_cookies_beside, checked_headers
from .http_library import httpx
from .options import fill_variables
from .redirects import harmless_headers, same_origin
from .request import FinalRequestOptions
from .settings import AS_DOCUMENTED, IDEMPOTENCY_HEADER
from .styles import cookie_pairs

_HttpClientT = TypeVar("_HttpClientT", bound=Union[httpx.Client, httpx.AsyncClient])
_DefaultStreamT = TypeVar("_DefaultStreamT")
HeaderPairs = Dict[str, Tuple[str, Union[str, Omit]]]
_NO_CREDENTIALS = Credentials()
_NOTHING: FrozenSet[str] = frozenset()
_USUAL = frozenset({"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"})
"""The methods that are sent in capitals; others as they are spelled."""
_WITH_LENGTH = ("POST", "PUT", "PATCH")


@lru_cache(maxsize=512)
def parse_url(url: str) -> Tuple[httpx.URL, str]:
    """A URL and its host with the port."""
    parsed = httpx.URL(url)
    return parsed, parsed.netloc.decode("ascii")


class RequestBuilder(ConfiguredClient[_HttpClientT, _DefaultStreamT]):
    """The part of a client that makes `httpx.Request` objects."""

    _last_headers: Tuple[object, httpx.Headers] = ((), httpx.Headers())

    def _build_request(self, options: FinalRequestOptions) -> httpx.Request:
        url, trusted = self._target(options)
        trusted = trusted and not options.foreign
        credentials = self._credentials(options) if trusted else _NO_CREDENTIALS
        headers = self._build_headers(options, credentials)
        given = headers.get("content-type")
        media_type = given[1] if given is not None and isinstance(given[1], str) else None
        body = encode_body(options, media_type if options.headers else None, self.qs)
        self._settle_content_type(headers, options, body.content_type)
        whole = self._with_query(url, options, credentials, trusted)
        client = self._client
        if trusted and client.params:
            whole = with_client_params(whole, client.params)
        request = self._make_request(options, whole, headers, body)
        if request.method not in _USUAL:
            request.method = options.method
        if not trusted:
            request.headers = httpx.Headers(self._foreign_headers(request, options))
        jar = client.cookies
        if jar.jar and "cookie" not in headers:
            add_cookies(jar, request)
        elif AS_DOCUMENTED and jar.jar and "cookie" in request.headers and trusted and not self._names_cookies(options):
            add_cookies_beside(jar, request)
        return request

    def _make_request(
        self, options: FinalRequestOptions, url: str, headers: HeaderPairs, body: EncodedBody
    ) -> httpx.Request:
        extensions = {"timeout": self._timeout_of(options)}
        own = builds_requests(self._client)
        if not own and body.multipart is None and (body.content is None or isinstance(body.content, bytes)):
            return self._make_plain_request(options.method, url, headers, body.content, extensions)
        if body.length is not None:
            headers.setdefault("content-length", ("Content-Length", str(body.length)))
        arguments: Dict[str, Any] = {
            "headers": checked_headers(headers.values()),
            "content": body.content,
            "files": AlwaysTrue(body.multipart) if body.multipart is not None else None,
            "extensions": extensions,
        }
        if own:
            request = build_with(self._client, options.method, url, arguments)
            drop_removed(self._client, request, {name for name, pair in headers.items() if isinstance(pair[1], Omit)})
        else:
            request = httpx.Request(options.method, url, **arguments)
        if body.multipart is not None and body.content_type is not None and "content-type" not in headers:
            made = request.headers["content-type"]
            request.headers["content-type"] = made.replace("multipart/form-data", body.content_type, 1)
        return request

    def _make_plain_request(
        self, method: str, url: str, headers: HeaderPairs, content: bytes | None, extensions: Dict[str, Any]
    ) -> httpx.Request:
        """A request whose body is known: all is given to the HTTP library in the form that it wants."""
        parsed, host = parse_url(url)
        if content is not None or method.upper() in _WITH_LENGTH:
            headers.setdefault("content-length", ("Content-Length", str(len(content or b""))))
        headers.setdefault("host", ("Host", host))
        request = httpx.Request(
            method,
            parsed,
            headers=self._header_object(tuple(headers.values())),
            stream=httpx.ByteStream(content or b""),
            extensions=extensions,
        )
        request.read()
        return request

    def _header_object(self, pairs: Tuple[Tuple[str, Union[str, Omit]], ...]) -> httpx.Headers:
        """The headers as an object; calls mostly have those of the call before."""
        last, made = self._last_headers
        if pairs != last:
            made = httpx.Headers(checked_headers(pairs))
            self._last_headers = (pairs, made)
        return made

    def _settle_content_type(self, headers: HeaderPairs, options: FinalRequestOptions, media_type: str | None) -> None:
        """The body's own media type, unless the caller named one; none without a body."""
        own = options.header_map()
        caller = {name.lower() for name in own} if own else _NOTHING
        if media_type is None:
            if "content-type" not in caller:
                headers.pop("content-type", None)
        elif media_type.startswith("multipart/"):
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
            return self._at_server(self._server_of(options.base_url), path)
        if path.startswith("/"):
            return self._base_text + path, True
        scheme, mark, _ = path.partition("://")
        if not mark or not scheme.isalnum():
            return f"{self._base_text}/{path}", True
        return path, same_origin(httpx.URL(path), self._base_url)

    @staticmethod
    def _at_server(server: str, path: str) -> Tuple[str, bool]:
        """The same for an operation that has a server of its own; its next page may be a whole URL."""
        if "://" in path and path.partition("://")[0].isalnum():
            return path, same_origin(httpx.URL(path), httpx.URL(server))
        return server + "/" + path.lstrip("/"), True

    def _server_of(self, url: str) -> str:
        """The server of an operation that has its own; a base URL that the caller chose serves all operations."""
        if "://" not in url:
            return str(self._base_url.join(url)).rstrip("/")
        if self._described_servers and str(self._url_given) not in self._described_servers:
            return self._base_text
        return fill_variables(url, self._server_variables, self).rstrip("/")

    def _with_query(self, url: str, options: FinalRequestOptions, sent: Credentials, trusted: bool) -> str:
        params = options.params
        defaults = self.default_query if trusted else {}
        if defaults or sent.query:
            params = {**defaults, **sent.query, **params}
        if self._base_query and "://" not in options.url and options.base_url is None:
            query = "&".join(filter(None, (self._base_query, self.qs.stringify(params))))
        elif not params:
            return url
        else:
            query = self.qs.stringify(params)
        if not query:
            return url
        head, mark, fragment = url.partition("#")
        return f"{head}{'&' if '?' in head else '?'}{query}{mark}{fragment}"

    def _security_of(self, options: FinalRequestOptions) -> Security:
        return self._security if options.security is None else options.security

    def _credentials(self, options: FinalRequestOptions) -> Credentials:
        security = self._security_of(options)
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

    def _build_headers(self, options: FinalRequestOptions, sent: Credentials) -> HeaderPairs:
        headers: HeaderPairs = {}
        for name, value in self._client.headers.multi_items():
            headers[name.lower()] = (name, value)
        self._put(headers, self.default_headers if self._overrides_defaults() else self._standard_headers())
        if options.accept is not None:
            headers["accept"] = ("Accept", options.accept)
        own_auth = type(self).auth_headers is not ConfiguredClient.auth_headers
        self._put(headers, self.auth_headers if own_auth else sent.headers)
        self._put(headers, self._custom_headers)
        own = options.header_map()
        key_header = IDEMPOTENCY_HEADER
        if options.idempotency_key is not None and key_header is not None:
            headers[key_header.lower()] = (key_header, options.idempotency_key)
        self._put(headers, own)
        if options.cookies or sent.cookies:
            self._put_cookies(headers, {**sent.cookies, **(options.cookies or {})})
        if self.checks_headers:
            self._validate_headers(dict(headers.values()), own)
        return headers

    def _names_cookies(self, options: FinalRequestOptions) -> bool:
        """Whether the caller wrote a whole header of cookies."""
        return any(name.lower() == "cookie" for name in (*options.header_map(), *self._custom_headers))

    def _overrides_defaults(self) -> bool:
        return type(self).default_headers is not ConfiguredClient.default_headers

    @staticmethod
    def _put(headers: HeaderPairs, more: Headers) -> None:
        for name, value in more.items():
            headers[name.lower()] = (name, value)

    @staticmethod
    def _put_cookies(headers: HeaderPairs, cookies: Mapping[str, object]) -> None:
        pairs = [pair for name, value in cookies.items() for pair in cookie_pairs(name, value)]
        given = headers.get("cookie")
        if given is not None and isinstance(given[1], str):
            pairs.insert(0, given[1])
        if pairs:
            headers["cookie"] = ("Cookie", "; ".join(pairs))

    def _timeout_of(self, options: FinalRequestOptions) -> Dict[str, float | None]:
        timeout = self.timeout if isinstance(options.timeout, NotGiven) else options.timeout
        held = timeout if isinstance(timeout, httpx.Timeout) else httpx.Timeout(timeout)
        return held.as_dict()
