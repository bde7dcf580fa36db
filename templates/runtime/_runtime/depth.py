"""How deep JSON is nested, seen without parsing it."""

from __future__ import annotations

import re
from typing import Union

_OPEN, _CLOSE = ord("{"), ord("}")
_ALIKE = bytes.maketrans(b"[]", b"{}")
_OTHERS = bytes(set(range(256)) - set(b'{}[]"'))
_STRING = re.compile(rb'"[^"]*"?')
_PASSES = 8
"""How many levels are taken off as a whole, which is fast where there are many brackets and few levels."""


def is_nested_deeper(text: Union[str, bytes], levels: int) -> bool:
    """Whether the objects and arrays of JSON text are nested deeper than that; the time grows with its length alone."""
    brackets = _brackets(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    taken = 0
    while taken < min(_PASSES, levels):
        shorter = brackets.replace(b"{}", b"")
        if len(shorter) == len(brackets):
            break
        brackets = shorter
        taken += 1
    level = taken
    for bracket in brackets:
        level += 1 if bracket == _OPEN else -1
        if level > levels:
            return True
    return False


def _brackets(data: bytes) -> bytes:
    """The brackets of JSON text that are in no string, all of one kind."""
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    return _STRING.sub(b"", data.translate(_ALIKE, _OTHERS))
