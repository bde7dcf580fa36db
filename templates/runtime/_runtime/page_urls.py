"""The request for a next page that the server gives as a URL."""

from __future__ import annotations

from .._types import not_given
from .http_library import httpx
from .logs import public_url
from .page_params import without_members
from .redirects import is_downgrade, same_origin, without_foreign_user
from .request_options import FinalRequestOptions
from .settings import AS_DOCUMENTED, BaseError


def options_for_url(options: FinalRequestOptions, before: httpx.URL, url: httpx.URL) -> FinalRequestOptions:
    """The options for a URL that the server gave. Nothing of the caller goes to another server.

    Raises this package's base error for what is no URL of a web server, for a way from HTTPS to HTTP, and for a
    list whose requests have a body and whose next page is on another server.
    """
    try:
        whole = without_foreign_user(before.join(url), before)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise BaseError(f"The server gives a next page that is no URL: {public_url(str(url))}") from error
    text = public_url(str(whole))
    if whole.scheme not in ("http", "https") or not whole.host:
        raise BaseError(f"The URL of the next page is no http or https URL: {text}")
    if AS_DOCUMENTED:
        whole = _at_own_server(whole, before)
    if is_downgrade(before, whole):
        raise BaseError(f"The URL of the next page changes from https to http: {text}")
    if same_origin(whole, before):
        own = without_members(options.params, whole.params.keys())
        params = {name: value for name, value in own.items() if name not in whole.params}
        return options.copy(url=str(whole), params=params, idempotency_key=None)
    if options.has_body():
        raise BaseError(
            f"The URL of the next page is on another server, which must not get the body of the request: {text}"
        )
    return options.copy(
        url=str(whole),
        params={},
        headers=not_given,
        cookies=None,
        base_url=None,
        idempotency_key=None,
        foreign=True,
    )


def _at_own_server(url: httpx.URL, before: httpx.URL) -> httpx.URL:
    """The URL of the next page at the server of the page before.

    A server behind a proxy does not know by which scheme, host and path prefix it is reached: if the URL differs in
    these alone, its query counts. Raises this package's base error for a URL of another list on another server.
    """
    if same_origin(url, before):
        return url
    one, other = url.path.rstrip("/"), before.path.rstrip("/")
    if one and other and (one.endswith(other) or other.endswith(one)):
        return before.copy_with(query=url.query, fragment=None)
    raise BaseError(f"The URL of the next page is on another server: {public_url(str(url))}")
