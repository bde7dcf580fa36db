"""OAuth 2 client credentials: a token is fetched when it is needed and kept until it expires."""

from __future__ import annotations

import math
import re
import time
from typing import Any, Dict, Mapping, Sequence, Tuple, cast

from .auth import Credentials, credential
from .content import json_of
from .http_library import httpx
from .logs import public_url
from .settings import BaseError
from .values import is_mapping

_EARLY = 30.0
"""Seconds before its end at which a token counts as expired."""
_USUAL_LIFETIME, _LONGEST_LIFETIME = 3600.0, 365 * 86_400.0
_TOKEN = re.compile(r"[!-~]{1,65536}")
"""The characters that a token may have: those that can be seen, and no space."""


class Token:
    """An access token and when it ends."""

    __slots__ = ("ends", "value")

    def __init__(self, value: str, ends: float) -> None:
        self.value = value
        self.ends = ends

    def __repr__(self) -> str:
        return "Token(<hidden>)"


class OAuth2ClientCredentials:
    """`Authorization: Bearer` with a token that the token URL gives for a client's id and secret."""

    __slots__ = ("client_id", "client_secret", "scopes", "token_url")

    def __init__(self, token_url: str, client_id: str, client_secret: str, scopes: Sequence[str] = ()) -> None:
        self.token_url = token_url
        self.client_id = client_id
        self.client_secret = client_secret
        self.scopes = tuple(scopes)

    @property
    def header(self) -> str:
        """The header that is sent."""
        return "Authorization"

    @property
    def attributes(self) -> Tuple[str, ...]:
        """The attributes of the client that hold id and secret."""
        return (self.client_id, self.client_secret)

    def apply(self, client: object, sink: Credentials) -> bool:
        """Set the header from the token that was fetched; a client without id or secret has none."""
        key = self.key(client)
        if key is None:
            return False
        token = tokens_of(client).get(key)
        if token is not None:
            sink.headers["Authorization"] = f"Bearer {token.value}"
        return True

    def key(self, client: object) -> Tuple[str, ...] | None:
        """What a token belongs to; `None` if the client has no id or secret."""
        identity, secret = credential(client, self.client_id), credential(client, self.client_secret)
        if identity is None or secret is None:
            return None
        return (self.token_url, identity, secret, *self.scopes)

    def needs_token(self, client: object) -> bool:
        """Whether a token must be fetched before a call."""
        key = self.key(client)
        if key is None:
            return False
        token = tokens_of(client).get(key)
        return token is None or token.ends < time.monotonic()

    def drop(self, client: object, sent: str) -> bool:
        """Drop the token of a header that got a 401; one that another call fetched since is kept."""
        key = self.key(client)
        if key is None or not sent.startswith("Bearer "):
            return False
        tokens = tokens_of(client)
        token = tokens.get(key)
        if token is not None and sent == f"Bearer {token.value}":
            tokens.pop(key, None)
        return True

    def token_request(self, client: object, base_url: httpx.URL, timeout: Mapping[str, Any]) -> httpx.Request:
        """The request for a token."""
        identity, secret = credential(client, self.client_id), credential(client, self.client_secret)
        form: Dict[str, str] = {"grant_type": "client_credentials"}
        if self.scopes:
            form["scope"] = " ".join(self.scopes)
        auth = httpx.BasicAuth(identity or "", secret or "")
        request = httpx.Request(
            "POST",
            base_url.join(self.token_url),
            data=form,
            headers={"Accept": "application/json"},
            extensions={"timeout": dict(timeout)},
        )
        return next(auth.auth_flow(request))

    def keep(self, client: object, response: httpx.Response) -> None:
        """Keep the token of the response; raises this package's base error if there is none."""
        key = self.key(client)
        if key is None:
            return
        value = _token_in(response)
        if value is None:
            url = public_url(self.token_url)
            raise BaseError(f"No usable access token in the response of {url} (status {response.status_code})")
        token, lifetime = value
        tokens_of(client)[key] = Token(token, time.monotonic() + max(lifetime - _EARLY, lifetime / 2))


def _token_in(response: httpx.Response) -> Tuple[str, float] | None:
    """The access token of a response and its lifetime (seconds); `None` without one that fits in a header."""
    try:
        data = json_of(response)
    except ValueError:
        return None
    token = data.get("access_token") if is_mapping(data) else None
    if not is_mapping(data) or not isinstance(token, str) or _TOKEN.fullmatch(token) is None:
        return None
    return token, _lifetime(data.get("expires_in"))


def _lifetime(value: object) -> float:
    """The seconds that a token is good for; the usual hour where the response does not say."""
    try:
        seconds = math.nan if isinstance(value, bool) else float(cast(Any, value))
    except (TypeError, ValueError, OverflowError):
        return _USUAL_LIFETIME
    return _USUAL_LIFETIME if math.isnan(seconds) else min(max(seconds, 0.0), _LONGEST_LIFETIME)


def tokens_of(client: object) -> Dict[Tuple[str, ...], Token]:
    """The tokens that a client holds."""
    held: Dict[Tuple[str, ...], Token] = client.__dict__.setdefault("_oauth_tokens", {})
    return held
