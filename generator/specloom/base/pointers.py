"""JSON pointers (RFC 6901) as text and as tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from specloom.base.json import JsonValue

_INDEX = re.compile(r"0|[1-9][0-9]{0,17}")


def escape(token: str | int) -> str:
    """Return ``token`` as one pointer segment."""
    text = str(token)
    return text.replace("~", "~0").replace("/", "~1") if "/" in text or "~" in text else text


def unescape(segment: str) -> str:
    """Return the token that a pointer segment encodes."""
    return segment.replace("~1", "/").replace("~0", "~")


def join(pointer: str, *tokens: str | int) -> str:
    """Return ``pointer`` (``""`` is the root) extended by ``tokens``."""
    for token in tokens:
        pointer = f"{pointer}/{escape(token) if isinstance(token, str) else token}"
    return pointer


def split(pointer: str) -> list[str]:
    """Return the tokens of ``pointer``; a leading ``#`` is allowed."""
    text = pointer.removeprefix("#")
    return [unescape(segment) for segment in text.split("/")[1:]] if text else []


def from_fragment(fragment: str) -> str:
    """Return the pointer in a URI fragment: percent signs decoded, ``#`` removed."""
    return unquote(fragment.removeprefix("#"))


def parent(pointer: str) -> str:
    """Return the pointer of the value that contains ``pointer``; the root is its own parent."""
    return pointer.rpartition("/")[0]


class MissingError(LookupError):
    """A pointer does not exist. ``deepest`` is the last pointer that exists on the way."""

    def __init__(self, pointer: str, deepest: str) -> None:
        super().__init__(pointer)
        self.pointer = pointer
        self.deepest = deepest


def child(value: JsonValue, token: str) -> JsonValue:
    """Return the member ``token`` of an object or array. Raises ``KeyError`` if there is none."""
    if isinstance(value, dict):
        return value[token]
    if isinstance(value, list) and _INDEX.fullmatch(token) and int(token) < len(value):
        return value[int(token)]
    raise KeyError(token)


def resolve(root: JsonValue, pointer: str) -> JsonValue:
    """Return the value at ``pointer`` below ``root``. Raises ``MissingError``."""
    value = root
    reached = ""
    for token in split(pointer):
        try:
            value = child(value, token)
        except KeyError:
            raise MissingError(pointer, reached) from None
        reached = join(reached, token)
    return value


def from_tokens(tokens: Iterable[str | int]) -> str:
    """Return the pointer made of ``tokens``."""
    return join("", *tokens)
