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
from pygments.lexers import find_lexer_class_by_name

from specloom.base.json import JsonValue
from specloom.site.prose import cleaned

_FORMATTER = HtmlFormatter[str](nowrap=True)
_PYTHON = find_lexer_class_by_name("python")(stripnl=False)
_SHELL = find_lexer_class_by_name("bash")(stripnl=False)
_PLAIN_SPAN = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')
_JSON = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)')


def python_html(source: str) -> Markup:
    """Return Python as HTML."""
    return Markup("".join(map(_indented_line, source.splitlines(keepends=True))))


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
        return f'<span class="{kind}">{text}</span>{colon or ""}'
    return f'<span class="{"mi" if number is not None else "kc"}">{found[0]}</span>'


def _indented_line(line: str) -> str:
    text = line.lstrip(" ")
    return line[: len(line) - len(text)] + _python_line(text)


@lru_cache(maxsize=20_000)
def _python_line(line: str) -> str:
    return _without_plain_spans(highlight(line, _PYTHON, _FORMATTER))


@lru_cache(maxsize=20_000)
def _shell_line(line: str) -> str:
    return _without_plain_spans(highlight(line, _SHELL, _FORMATTER))


def _without_plain_spans(html: str) -> str:
    """Leave out the spans that have no colour: names, spaces, operators, punctuation."""
    return _PLAIN_SPAN.sub(r"\1", html)
