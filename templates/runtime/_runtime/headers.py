"""What may stand in a header, seen before anything is sent, so that the error says which one and never its value."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Iterable, List, Tuple, Union, cast

from .._types import Omit
from .http_library import httpx

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_REFUSED = re.compile(r"[^\t\x20-\x7e]")


def checked_headers(pairs: Iterable[Tuple[str, Union[str, Omit]]]) -> List[Tuple[str, str]]:
    """The headers that are sent.

    Raises `ValueError` for what no header can hold: line ends, other control characters, text beyond ASCII in a value.
    """
    sent: List[Tuple[str, str]] = []
    for name, value in cast(Iterable[Tuple[str, Any]], pairs):
        if isinstance(value, str):
            if not (value.isascii() and value.isprintable() and _is_name(name)):
                _check(name, value)
            sent.append((name, value.strip(" \t")))
        elif not isinstance(value, Omit):
            sent.append((name, value))  # the HTTP library refuses what is no text
    return sent


@lru_cache(maxsize=256)
def _is_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def _check(name: str, value: str) -> None:
    if not _is_name(name):
        raise ValueError(f"{name[:100]!r} cannot be the name of a header: only ASCII letters, digits, `-` and `_` can")
    found = _REFUSED.search(value)
    if found is not None:
        what = "a line end" if found[0] in "\r\n" else f"the character U+{ord(found[0]):04X}"
        raise ValueError(f"The value of the header {name!r} has {what} in it, which no header can hold")


def add_cookies(jar: httpx.Cookies, request: httpx.Request) -> None:
    """Send the cookies of the jar; without those that the server made of what no header can hold."""
    try:
        jar.set_cookie_header(request)
    except UnicodeError:
        for cookie in list(jar.jar):
            if not f"{cookie.name}{cookie.value}".isascii():
                jar.jar.clear(cookie.domain, cookie.path, cookie.name)
        jar.set_cookie_header(request)


def add_cookies_beside(jar: httpx.Cookies, request: httpx.Request) -> None:
    """Send the cookies of the jar beside those of the call, which take precedence."""
    own = request.headers.pop("cookie")
    add_cookies(jar, request)
    names = {pair.partition("=")[0] for pair in own.split("; ")}
    kept = request.headers.pop("cookie", "").split("; ")
    more = [pair for pair in kept if pair and pair.partition("=")[0] not in names]
    request.headers["cookie"] = "; ".join([own, *more])
