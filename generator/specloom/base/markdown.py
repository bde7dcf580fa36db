"""Escapes text from a document for Markdown, as prose or as code, so that none of it becomes markup."""

from __future__ import annotations

import re
from itertools import groupby

from specloom.base.terminal import printable

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<#|&~$"})
_LIVE = re.compile(r"(?<=[@#])|(?<=\bGH)-(?=\d)|(?<=https)(?=:)|(?<=http)(?=:)|(?<=www)(?=\.)", re.IGNORECASE)
"""Splits mentions, issue references and URLs: some services link them even if they are escaped."""

_MAY_BE_LIVE = re.compile(r"[@#]|gh-|http|www", re.IGNORECASE)


def code_span(text: str) -> str:
    """Return text as inline code on one line, whatever it contains."""
    line = printable(text)
    fence = "`" * (_longest_run(line) + 1)
    pad = " " if not line or line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def escape_text(text: str) -> str:
    """Return text on one line without Markdown, HTML, mentions or links."""
    marks = printable(text).translate(_MARKS)
    return _LIVE.sub(r"&#8203;\g<0>", marks) if _MAY_BE_LIVE.search(marks) else marks


def _longest_run(text: str) -> int:
    if "`" not in text:
        return 0
    return max((len(list(group)) for mark, group in groupby(text) if mark == "`"), default=0)
