"""Checks that docstrings are indented, stripped and closed as black would."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.emit.stable.code import ESCAPE

_ESCAPED = re.compile(rf"(?:[^\\]|{ESCAPE}|\\[\"'])*")
QUOTES = '"""'


def docstring_end(lines: Sequence[str], start: int, indent: int) -> int:
    """Return the line where the string that begins at line `start` ends, -1 if black would change it."""
    first = lines[start][indent + 3 :]
    if first.endswith(QUOTES) and len(first) > len(QUOTES):
        text = first[:-3]
        return start if _is_plain(text) and text[-1] not in ' "' and not text.endswith("\\") else -1
    if not first or not _is_plain(first) or first[-1] == " ":
        return -1
    pad, index, has_text = " " * indent, start + 1, False
    while index < len(lines):
        line = lines[index]
        if line:
            if not line.startswith(pad) or line[-1] == " ":
                return -1
            if line.startswith(QUOTES, indent):
                return index if has_text and len(line) == indent + 3 else -1
            if QUOTES in line or not line.isprintable() or ("\\" in line and not _is_escaped(line)):
                return -1
            has_text = has_text or line[indent] != " "
        index += 1
    return -1


def _is_plain(text: str) -> bool:
    """Return whether a first line begins with a letter or the like, and contains no quotes that close it."""
    return text[0] not in ' "' and QUOTES not in text and text.isprintable() and ("\\" not in text or _is_escaped(text))


def _is_escaped(text: str) -> bool:
    """Return whether every escape is written as black writes it, and none is the last character."""
    return text[-1] != "\\" and _ESCAPED.fullmatch(text) is not None
