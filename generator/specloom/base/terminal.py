"""Escapes text for a terminal, the log of a CI service, or a program that reads JSON: none of it can be a command.

Documents, file names and files of an earlier run may contain anything. A terminal obeys escape codes; a CI service
reads commands from the log: GitHub lines that begin with `::`, Azure and TeamCity `##name[...]`, GitHub and Azure
`##[...]` anywhere in a line, GitLab section markers, which begin with an escape code.
"""

from __future__ import annotations

import json
import re

from specloom.base.json import JsonValue

_UNUSUAL = re.compile(r"[^\n\t -~]+")
_AT_START = re.compile(r"^([\t ]*):(?=:)", re.MULTILINE)
_ANYWHERE = re.compile(r"#(?=#\w*\[)")
_BESIDE = re.compile(r"#(?=#)")


def printable(text: str) -> str:
    """Return ``text`` as one line, control, bidi and other invisible characters as ``\\x..`` escapes."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def shown_text(text: str) -> str:
    """Return lines of text as they may be printed: commands for a terminal or a CI service become visible text."""
    if "::" in text:
        text = _AT_START.sub(r"\1\\x3a", text)
    if "##" in text:
        text = _ANYWHERE.sub(r"\\x23", text)
    return visible_text(text)


def visible_text(text: str) -> str:
    """Return lines of text with all invisible characters except tabs escaped."""
    return _UNUSUAL.sub(lambda found: printable(found[0]), text)


def json_text(value: JsonValue, *, ascii_only: bool = False) -> str:
    """Return a value as indented JSON that is safe to print."""
    text = json.dumps(value, indent=2, ensure_ascii=ascii_only) + "\n"
    if "##" in text:
        text = _BESIDE.sub(r"\\u0023", text)
    return visible_json(text)


def visible_json(text: str) -> str:
    """Return JSON text with all invisible characters escaped."""
    return _UNUSUAL.sub(_as_json, text)


def _as_json(found: re.Match[str]) -> str:
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in found[0])
