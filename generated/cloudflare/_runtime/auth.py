"""How credentials get into a request. Declared once a client, as alternatives of schemes."""

from __future__ import annotations

import base64
from typing import Any, Iterator, Mapping, Protocol, Tuple, Union, cast

from .http_library import httpx
from .settings import AS_DOCUMENTED


class AuthScheme(Protocol):
    """One way to show who is calling. It knows the names of client attributes, never a credential."""

    @property
    def attributes(self) -> Tuple[str, ...]:
        """The attributes of the client that hold the credentials."""
        ...

    @property
    def header(self) -> str | None:
        """The header that is sent, if it is one."""
        ...

    def apply(self, client: object, sink: Credentials) -> bool:
        """Put the credentials into `sink`; false if the client has none."""
        ...


Security = Tuple[Tuple[AuthScheme, ...], ...]
"""Alternatives: the first whose schemes all have credentials is sent; `()` among them allows anonymous calls."""


class Credentials:
    """The credentials of one request."""

    __slots__ = ("cookies", "headers", "query")

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}
        self.query: dict[str, str] = {}
        self.cookies: dict[str, str] = {}


def credential(client: object, attribute: str) -> str | None:
    """The text of a client's attribute, `None` if it is not set."""
    value: object = getattr(client, attribute, None)
    return None if value is None else str(value)


class _Scheme:
    """A scheme that reads one attribute of the client."""

    __slots__ = ("attribute", "header", "name")

    def __init__(self, name: str, attribute: str, header: str | None) -> None:
        self.name = name
        self.attribute = attribute
        self.header = header

    @property
    def attributes(self) -> Tuple[str, ...]:
        """The attribute of the client that holds the credential."""
        return (self.attribute,)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r}, {self.attribute!r})"


class HeaderAuth(_Scheme):
    """A header that holds the credential."""

    __slots__ = ()

    def __init__(self, name: str, attribute: str) -> None:
        super().__init__(name, attribute, name)

    def apply(self, client: object, sink: Credentials) -> bool:
        """Set the header."""
        value = credential(client, self.attribute)
        if value is None:
            return False
        sink.headers[self.name] = value
        return True


class BearerAuth(_Scheme):
    """`Authorization: Bearer <credential>`, or another keyword."""

    __slots__ = ("keyword",)

    def __init__(self, attribute: str, *, keyword: str = "Bearer") -> None:
        super().__init__("Authorization", attribute, "Authorization")
        self.keyword = keyword

    def apply(self, client: object, sink: Credentials) -> bool:
        """Set the header."""
        value = credential(client, self.attribute)
        if value is None:
            return False
        is_whole = not self.keyword or (AS_DOCUMENTED and value.lower().startswith(f"{self.keyword.lower()} "))
        sink.headers["Authorization"] = value if is_whole else f"{self.keyword} {value}"
        return True


class QueryAuth(_Scheme):
    """A query parameter that holds the credential."""

    __slots__ = ()

    def __init__(self, name: str, attribute: str) -> None:
        super().__init__(name, attribute, None)

    def apply(self, client: object, sink: Credentials) -> bool:
        """Set the query parameter."""
        value = credential(client, self.attribute)
        if value is None:
            return False
        sink.query[self.name] = value
        return True


class CookieAuth(_Scheme):
    """A cookie that holds the credential. One that the server has set, by a log-in for example, is sent by itself."""

    __slots__ = ()

    def __init__(self, name: str, attribute: str) -> None:
        super().__init__(name, attribute, None)

    def apply(self, client: object, sink: Credentials) -> bool:
        """Set the cookie."""
        value = credential(client, self.attribute)
        if value is None:
            return AS_DOCUMENTED and _has_cookie(client, self.name)
        sink.cookies[self.name] = value
        return True


class BasicAuth:
    """`Authorization: Basic` from a user name and a password."""

    __slots__ = ("password", "username")

    def __init__(self, username: str, password: str) -> None:
        self.username = username
        self.password = password

    @property
    def header(self) -> str:
        """The header that is sent."""
        return "Authorization"

    @property
    def attributes(self) -> Tuple[str, ...]:
        """The attributes of the client that hold user name and password."""
        return (self.username, self.password)

    def apply(self, client: object, sink: Credentials) -> bool:
        """Set the header."""
        username, password = credential(client, self.username), credential(client, self.password)
        if username is None or password is None:
            return False
        sink.headers["Authorization"] = "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode()
        return True


def _has_cookie(client: object, name: str) -> bool:
    """Whether the HTTP client keeps a cookie of that name."""
    http_client: Union[httpx.Client, httpx.AsyncClient, None] = getattr(client, "_client", None)
    return http_client is not None and any(cookie.name == name for cookie in list(http_client.cookies.jar))


def resolve(security: Security, client: object) -> Credentials | None:
    """The credentials of the first usable alternative; `None` if no alternative is usable."""
    for alternative in security:
        sink = Credentials()
        for scheme in alternative:
            if not scheme.apply(client, sink):
                break
        else:
            return sink
    return None


class TokenScheme(Protocol):
    """A scheme that has to fetch a token before a call (`_oauth`)."""

    def needs_token(self, client: object) -> bool:
        """Whether a token must be fetched before a call."""
        ...

    def token_request(self, client: object, base_url: httpx.URL, timeout: Mapping[str, Any]) -> httpx.Request:
        """The request for a token."""
        ...

    def keep(self, client: object, response: httpx.Response) -> None:
        """Keep the token of the response."""
        ...


def token_scheme(security: Security, client: object) -> TokenScheme | None:
    """The scheme among the first usable alternative that needs a token now."""
    for alternative in security:
        if all(scheme.apply(client, Credentials()) for scheme in alternative):
            for scheme in alternative:
                needs = getattr(scheme, "needs_token", None)
                if needs is not None and needs(client):
                    return cast(TokenScheme, scheme)
            return None
    return None


def drop_token(security: Security, client: object, sent: str | None) -> bool:
    """Drop the token of a header that got a 401; false if no scheme of these fetches tokens."""
    drops = [getattr(scheme, "drop", None) for scheme in schemes(security)]
    return sent is not None and any(drop(client, sent) for drop in drops if drop is not None)


def schemes(security: Security) -> Iterator[AuthScheme]:
    """Every scheme of every alternative."""
    return (scheme for alternative in security for scheme in alternative)


def satisfied_by(security: Security, headers: Mapping[str, object]) -> bool:
    """Whether the caller gave or removed an authentication header."""
    given = {name.lower() for name in headers}
    return any(_header_of(scheme) in given for scheme in schemes(security))


def _header_of(scheme: AuthScheme) -> str | None:
    if scheme.header is not None:
        return scheme.header.lower()
    return "cookie" if AS_DOCUMENTED and isinstance(scheme, CookieAuth) else None


def unresolved_message(security: Security) -> str:
    """The text of the error that no credentials are set."""
    headers = {attribute: scheme.header for scheme in schemes(security) for attribute in scheme.attributes}
    attributes = sorted(headers)
    names = list(dict.fromkeys(f"`{headers[one]}`" for one in attributes if headers[one]))
    wanted = f"{_join(attributes)} to be set" if len(attributes) == 1 else f"one of {_join(attributes)} to be set"
    if AS_DOCUMENTED:
        return f"Could not resolve authentication method. Expected {wanted}. {_how_to_omit(security)}"
    if not names:
        return f'"Could not resolve authentication method. Expected {wanted}."'
    which = f"the {names[0]} header" if len(names) == 1 else f"one of the {_join(names)} headers"
    return f'"Could not resolve authentication method. Expected {wanted}. Or for {which} to be explicitly omitted"'


def _how_to_omit(security: Security) -> str:
    """The way to call without a credential, which the server may refuse."""
    scheme = next(schemes(security))
    if scheme.header is not None:
        return f'To call without it, pass `extra_headers={{"{scheme.header}": omit}}`'
    if isinstance(scheme, QueryAuth):
        return f'To call without it, pass `extra_query={{"{scheme.name}": omit}}`'
    return 'To call without it, pass `extra_headers={"Cookie": omit}`'


def _join(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
