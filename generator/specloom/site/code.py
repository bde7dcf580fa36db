"""Highlights code while a site is built: HTML with the classes of Pygments, and no styles in it.

Examples repeat their lines on many pages, so each line is highlighted once. None of our programs has a value that goes
over the end of a line.
"""

from __future__ import annotations

import builtins
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
_COMMAND = re.compile(r"""('[^']*'?)|("[^"]*"?)|(\\$)""", re.MULTILINE)
_VARIABLE = re.compile(r"(\$[A-Za-z_]\w*)")
_CALL = re.compile(r"(?:([a-z_]\w*) = )?client(?:\.\w+)+\(\n")
"""A line in which nothing has a colour, unless it assigns to the name of a built-in."""
_BUILTINS = frozenset(dir(builtins))
_JSON = re.compile(r'("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)')


def python_html(source: str) -> Markup:
    """Return Python as HTML."""
    return Markup("".join(map(_indented_line, source.splitlines(keepends=True))))


def shell_html(source: str) -> Markup:
    """Return a command of a shell, from anywhere, as HTML."""
    return Markup("".join(map(_shell_line, source.splitlines(keepends=True))))


def command_html(source: str) -> Markup:
    """Return one of our commands as HTML, with the classes that Pygments gives to it: it has only words and strings."""
    return Markup(_COMMAND.sub(_command_token, str(escape(source)).replace("&#34;", '"').replace("&#39;", "'")))


def json_html(source: str) -> Markup:
    """Return JSON as HTML, with the classes that Pygments gives to it."""
    return Markup(_JSON.sub(_json_token, str(escape(source)).replace("&#34;", '"')))


def example_json(value: JsonValue) -> str:
    """Return an example as indented JSON text."""
    return cleaned(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def _command_token(found: re.Match[str]) -> str:
    plain, quoted, end = found.groups()
    if plain is not None:
        return f'<span class="s1">{plain}</span>'
    if end is not None:
        return f'<span class="se">{end}</span>'
    parts = _VARIABLE.split(quoted)
    made = [f'<span class="{"nv" if at % 2 else "s2"}">{part}</span>' for at, part in enumerate(parts) if part]
    return "".join(made)


def _json_token(found: re.Match[str]) -> str:
    text, colon, number, _constant = found.groups()
    if text is not None:
        kind = "nt" if colon is not None else "s2"
        return f'<span class="{kind}">{text}</span>{colon or ""}'
    return f'<span class="{"mi" if number is not None else "kc"}">{found[0]}</span>'


def _indented_line(line: str) -> str:
    text = line.lstrip(" ")
    call = _CALL.fullmatch(text)
    if call is not None and call[1] not in _BUILTINS:
        return line
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
