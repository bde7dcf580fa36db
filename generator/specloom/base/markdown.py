"""Text of a document inside Markdown: for headings and sentences, and for code. In neither can it become markup."""

from __future__ import annotations

import re
from itertools import groupby

from specloom.base.terminal import printable

_MARKS = frozenset("\\`*_[]<#|&~$")
_LIVE = re.compile(r"(?<=[@#])|(?<=\bGH)-(?=\d)|(?<=https)(?=:)|(?<=http)(?=:)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where a mention, a reference to an issue and an address are cut: services make links of them even if escaped."""


def code(text: str) -> str:
    """Return text as code of Markdown on one line, whatever is in it."""
    line = printable(text)
    fence = "`" * (_longest_run(line) + 1)
    pad = " " if not line or line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def escaped(text: str) -> str:
    """Return text on one line in which nothing is markup of Markdown, HTML, a mention or a link."""
    marks = "".join(f"\\{character}" if character in _MARKS else character for character in printable(text))
    return _LIVE.sub(lambda found: f"&#8203;{found[0]}", marks)


def _longest_run(text: str) -> int:
    return max((len(list(group)) for mark, group in groupby(text) if mark == "`"), default=0)
