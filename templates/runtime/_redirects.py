"""Redirects: followed here and not by the HTTP library, because credentials must not leave their origin."""

from __future__ import annotations

from ._http import httpx

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


def same_origin(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether scheme, host and port are the same."""
    return one.scheme == other.scheme and one.host == other.host and _port(one) == _port(other)


def _port(url: httpx.URL) -> int | None:
    return url.port if url.port is not None else {"http": 80, "https": 443}.get(url.scheme)


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
    """The request that a redirect asks for, and whether it stays on the origin.

    To another origin go only headers that hold no credential; cookies are those that the jar has for it.
    """
    following = response.next_request
    if following is None:
        raise ValueError("the response is no redirect")
    if same_origin(request.url, following.url):
        cookie = request.headers.get("cookie")
        if cookie is not None and "cookie" not in following.headers:
            following.headers["cookie"] = cookie
        return following, True
    cookie = following.headers.get("cookie")
    following.headers = httpx.Headers(harmless_headers(following.headers))
    if cookie is not None and cookie != request.headers.get("cookie"):
        following.headers["cookie"] = cookie
    return following, False
