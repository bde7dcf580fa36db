"""Redirects: followed here and not by the HTTP library, because credentials must not leave their origin.

To another origin go neither credentials nor headers, cookies or bodies of the caller; nothing goes from HTTPS to HTTP.
"""

from __future__ import annotations

from .http_library import httpx
from .logs import public_url

_HARMLESS = frozenset(
    {
        "accept",
        "accept-encoding",
        "accept-language",
        "cache-control",
        "connection",
        "content-encoding",
        "content-language",
        "content-length",
        "content-type",
        "host",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "range",
        "transfer-encoding",
        "user-agent",
    }
)


_PARTS = frozenset({"h11", "h2", "hpack", "httpcore", "httpcore2"})


class RefusedRedirect(httpx.LocalProtocolError):
    """A redirect that would carry to another server what is not for it."""


def same_origin(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether scheme, host and port are the same."""
    return one.scheme == other.scheme and one.host == other.host and _port(one) == _port(other)


def _port(url: httpx.URL) -> int | None:
    return url.port if url.port is not None else {"http": 80, "https": 443}.get(url.scheme)


def is_downgrade(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether the way from one URL to the other leaves HTTPS."""
    return one.scheme == "https" and other.scheme != "https"


def without_foreign_user(url: httpx.URL, before: httpx.URL) -> httpx.URL:
    """A URL of the server without user and password, which the HTTP library would send; the caller's own stay."""
    own = before.userinfo if same_origin(url, before) else b""
    return url if url.userinfo == own else url.copy_with(userinfo=own)


def harmless_headers(headers: httpx.Headers) -> list[tuple[bytes, bytes]]:
    """The headers that may go to any host: those that are known to hold no credential."""
    return [(name, value) for name, value in headers.raw if name.decode("latin-1").lower() in _HARMLESS]


def escaped(error: Exception, request: httpx.Request) -> httpx.RequestError | None:
    """The error that the HTTP library should have raised, where it lets one of its parts through."""
    origin = type(error).__module__.partition(".")[0]
    if isinstance(error, httpx.InvalidURL) or origin == "idna":
        return httpx.UnsupportedProtocol(f"A redirect to no URL: {error}", request=request)
    if origin in _PARTS:
        return httpx.LocalProtocolError(str(error), request=request)
    return None


def next_request(request: httpx.Request, response: httpx.Response) -> tuple[httpx.Request, bool]:
    """The request that follows a redirect, and whether it stays on the origin.

    To another origin go only headers that hold no credential; cookies are those that the jar has for it. Raises
    `RefusedRedirect` for a way from HTTPS to HTTP, and for a body that would go to another origin.
    """
    following = response.next_request
    if following is None:
        raise ValueError("the response is no redirect")
    following.url = without_foreign_user(following.url, request.url)
    if is_downgrade(request.url, following.url):
        raise _refused("changes from https to http", following)
    if same_origin(request.url, following.url):
        cookie = request.headers.get("cookie")
        if cookie is not None and "cookie" not in following.headers:
            following.headers["cookie"] = cookie
        return following, True
    if following.headers.get("content-length", "0") != "0" or "transfer-encoding" in following.headers:
        raise _refused("goes to another server, which must not get the body of the request", following)
    cookie = following.headers.get("cookie")
    following.headers = httpx.Headers(harmless_headers(following.headers))
    if cookie is not None and cookie != request.headers.get("cookie"):
        following.headers["cookie"] = cookie
    return following, False


def _refused(why: str, request: httpx.Request) -> RefusedRedirect:
    return RefusedRedirect(f"A redirect {why}: {public_url(str(request.url))}", request=request)
