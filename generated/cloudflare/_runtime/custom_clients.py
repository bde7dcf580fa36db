"""What an HTTP client that the user gave does differently: its own `build_request` and `send`, and its parameters."""

from __future__ import annotations

from typing import Any, Dict, Union

from .http_library import httpx

HttpClient = Union[httpx.Client, httpx.AsyncClient]
_BUILDERS = frozenset({httpx.Client.build_request, httpx.AsyncClient.build_request})


def builds_requests(client: HttpClient) -> bool:
    """Whether `build_request` is not the HTTP library's own: a subclass overrides it, or it is patched."""
    return getattr(client.build_request, "__func__", None) not in _BUILDERS


def overrides_send(client: HttpClient) -> bool:
    """Whether a subclass or an attribute of this client overrides `send`: it may expect that the body was read."""
    library = httpx.AsyncClient if isinstance(client, httpx.AsyncClient) else httpx.Client
    return type(client).send is not library.send or "send" in vars(client)


def with_client_params(url: str, params: httpx.QueryParams) -> str:
    """The URL with the query parameters of the HTTP client; those that the call sends too take precedence."""
    rest, mark, fragment = url.partition("#")
    base, _, query = rest.partition("?")
    sent = httpx.QueryParams(query)
    more = httpx.QueryParams([(name, value) for name, value in params.multi_items() if name not in sent])
    return f"{base}?{'&'.join(filter(None, (str(more), query)))}{mark}{fragment}"


def build_with(client: HttpClient, method: str, url: str, arguments: Dict[str, Any]) -> httpx.Request:
    """The request that the client's own `build_request` makes; `arguments` are those of `httpx.Request`."""
    given = {name: value for name, value in arguments.items() if value is not None}
    given["timeout"] = httpx.Timeout(**given.pop("extensions")["timeout"])
    if client.params:  # the library would let these replace what the call says
        url, _, query = url.partition("?")
        given["params"] = query
    return client.build_request(method=method, url=url, **given)


def drop_removed(client: HttpClient, request: httpx.Request, removed: set[str]) -> None:
    """Take out headers that the call removed and the library put back; those that `build_request` set itself stay."""
    for name in removed:
        if name in request.headers and request.headers[name] == client.headers.get(name):
            del request.headers[name]
