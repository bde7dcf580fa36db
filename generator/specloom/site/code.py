"""Highlights code while a site is built: HTML with the classes of Pygments, and no styles in it.

Examples repeat their lines on many pages, so each line is highlighted once. None of our programs has a value that goes
over the end of a line.
"""

from __future__ import annotations

import builtins
import json
import re
from functools import lru_cache
from keyword import kwlist, softkwlist

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
_NAME = "[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
_VALUE = r"""(?:("[^"'\\%{}&<>]*")|(\d+))"""
_ARGUMENT = re.compile(rf"({_NAME})={_VALUE},\n")
_PRINT = re.compile(rf"print(\(({_NAME})(?:\.{_NAME})?\))\n")
_CALL = re.compile(
    rf"(?:(async )?(for )({_NAME}) (in )|(?:({_NAME}) = )?(await )?)(client(?:\.\w+)+\()(?:{_VALUE}?(\):?))?\n"
)
"""Most lines of our programs: each has its own names, and nothing special in its values."""
_COLOURED = frozenset({*dir(builtins), *kwlist, *softkwlist, "self", "cls"})
"""The names that have a colour of their own."""
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
    return Markup("".join(map(_json_line, source.splitlines(keepends=True))))


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


@lru_cache(maxsize=20_000)
def _json_line(line: str) -> str:
    return _JSON.sub(_json_token, str(escape(line)).replace("&#34;", '"'))


def _json_token(found: re.Match[str]) -> str:
    text, colon, number, _constant = found.groups()
    if text is not None:
        kind = "nt" if colon is not None else "s2"
        return f'<span class="{kind}">{text}</span>{colon or ""}'
    return f'<span class="{"mi" if number is not None else "kc"}">{found[0]}</span>'


def _indented_line(line: str) -> str:
    text = line.lstrip(" ")
    return line[: len(line) - len(text)] + (_simple_line(text) or _python_line(text))


def _simple_line(text: str) -> str:
    """Return the HTML of a frequent kind of line; nothing if it is none."""
    argument = _ARGUMENT.fullmatch(text)
    if argument is not None:
        name, quoted, number = argument.groups()
        return f"{name}={_value_span(quoted, number)},\n" if name not in _COLOURED else ""
    shown = _PRINT.fullmatch(text)
    if shown is not None:
        return f"{_span('nb', 'print')}{shown[1]}\n" if shown[2] not in _COLOURED else ""
    call = _CALL.fullmatch(text)
    return _call_line(*call.groups(default="")) if call is not None else ""


def _call_line(*parts: str) -> str:
    asynchronous, loop, item, within, name, wait, target, quoted, number, end = parts
    if item in _COLOURED or name in _COLOURED:
        return ""
    words = [_word(asynchronous), _word(loop), f"{item} " if item else "", _word(within, "ow")]
    given = _value_span(quoted, number) if quoted or number else ""
    return "".join([*words, f"{name} = " if name else "", _word(wait), target, given, end, "\n"])


def _word(text: str, kind: str = "k") -> str:
    """Return a keyword and the space after it."""
    return f"{_span(kind, text[:-1])} " if text else ""


def _value_span(quoted: str | None, number: str) -> str:
    return _span("s2", quoted) if quoted else _span("mi", number)


def _span(kind: str, text: str) -> str:
    return f'<span class="{kind}">{text}</span>'


@lru_cache(maxsize=20_000)
def _python_line(line: str) -> str:
    return _without_plain_spans(highlight(line, _PYTHON, _FORMATTER))


@lru_cache(maxsize=20_000)
def _shell_line(line: str) -> str:
    return _without_plain_spans(highlight(line, _SHELL, _FORMATTER))


def _without_plain_spans(html: str) -> str:
    """Leave out the spans that have no colour: names, spaces, operators, punctuation."""
    return _PLAIN_SPAN.sub(r"\1", html)
