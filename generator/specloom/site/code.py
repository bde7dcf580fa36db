"""Highlights code while a site is built: HTML with the classes of Pygments, and no styles in it.

Examples repeat their lines on many pages, so each line is highlighted once. None of our programs has a value that goes
over the end of a line.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import BashLexer, PythonLexer

from specloom.base.json import JsonValue
from specloom.site.prose import cleaned

_FORMATTER = HtmlFormatter[str](nowrap=True)
_PYTHON = PythonLexer(stripnl=False)
_SHELL = BashLexer(stripnl=False)
_JSON = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)')


def python_html(source: str) -> Markup:
    """Return Python as HTML."""
    return Markup("".join(map(_python_line, source.splitlines(keepends=True))))


def shell_html(source: str) -> Markup:
    """Return a command of a shell as HTML."""
    return Markup("".join(map(_shell_line, source.splitlines(keepends=True))))


def json_html(source: str) -> Markup:
    """Return JSON as HTML, with the classes that Pygments gives to it."""
    return Markup(_JSON.sub(_json_token, str(escape(source).replace(Markup("&#34;"), Markup('"')))))


def example_json(value: JsonValue) -> str:
    """Return an example as indented JSON text."""
    return cleaned(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def _json_token(found: re.Match[str]) -> str:
    text, colon, number, _constant = found.groups()
    if text is not None:
        kind = "nt" if colon is not None else "s2"
        rest = "" if colon is None else f'<span class="p">{colon}</span>'
        return f'<span class="{kind}">{text}</span>{rest}'
    return f'<span class="{"mi" if number is not None else "kc"}">{found[0]}</span>'


@lru_cache(maxsize=20_000)
def _python_line(line: str) -> str:
    return highlight(line, _PYTHON, _FORMATTER)


@lru_cache(maxsize=20_000)
def _shell_line(line: str) -> str:
    return highlight(line, _SHELL, _FORMATTER)
