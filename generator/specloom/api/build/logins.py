"""Recognises the operations that obtain a credential: they can't ask for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from specloom.base.json import JsonObject, as_object, as_str

_LAST_WORDS = frozenset(
    {"login", "logon", "signin", "token", "authenticate", "register", "signup", "refreshtoken", "accesstoken"}
)
_BEFORE_LAST = frozenset({"login", "token"})
_AFTER_TOKEN = frozenset({"refresh", "verify", "obtain", "pair"})


def token_paths(document: JsonObject) -> frozenset[str]:
    """Return the paths of the token URLs of a document."""
    return frozenset(_path_of(url) for url in _token_urls(document))


def _token_urls(document: JsonObject) -> Iterator[str]:
    schemes = as_object(as_object(document.get("components")).get("securitySchemes"))
    for scheme in schemes.values():
        for flow in as_object(as_object(scheme).get("flows")).values():
            for key in ("tokenUrl", "refreshUrl"):
                url = as_str(as_object(flow).get(key))
                if url:
                    yield url


def obtains_credential(verb: str, path: str, tokens: frozenset[str]) -> bool:
    """Return whether an operation gives a token to those who have none: by its path, or because a scheme names it."""
    if verb != "post" or "{" in path:
        return False
    own = _path_of(path)
    if any(own == token or (token != "/" and token.endswith(own) and own != "/") for token in tokens):
        return True
    words = [re.sub(r"[^a-z0-9]", "", part.lower()) for part in own.split("/") if part]
    if not words:
        return False
    return words[-1] in _LAST_WORDS or (len(words) > 1 and words[-2] in _BEFORE_LAST and words[-1] in _AFTER_TOKEN)


def _path_of(url: str) -> str:
    return "/" + urlsplit(url).path.strip("/")
