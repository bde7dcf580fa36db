"""Turns data into Python source: values, docstrings and comments. No other module does.

Every text of a document becomes an escaped literal here, so it can never become code. Characters that a reader can't
see or that reorder a line (controls, bidirectional and zero-width marks, surrogates, odd spaces) are always escaped.
"""

from __future__ import annotations

import functools
import math
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

from specloom.base.json import JsonValue

DOC_WIDTH = 100
"""The width of documentation in columns, indent included."""

_MAX_DECIMAL_BITS = 4096
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
_HIDDEN_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
_PROSE = re.compile(r"(?!\d+[.)] |[-*+] )[\w`'\"(\[*_$€£]")
_LIST_ITEM = re.compile(r"[-*+] |\d+[.)] ")
_UNBREAKABLE = ("|", "#", "<")
"""Tables, headings and markup."""
_QUICKLY_PLAIN = re.compile(r"[ !#-\[\]-~]*")


def _is_hidden(char: str) -> bool:
    """Return whether a reader would not see ``char`` or mistake it."""
    if char == " ":
        return False
    if char.isascii():
        return not char.isprintable()
    return unicodedata.category(char) in _HIDDEN_CATEGORIES or char in _HIDDEN_LETTERS or "\ufe00" <= char <= "\ufe0f"


def _escape_character(char: str) -> str:
    """Return the escape sequence of any character."""
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _escape_text(text: str) -> str:
    """Escape backslashes and hidden characters of a text, but not quotes."""
    if _QUICKLY_PLAIN.fullmatch(text):
        return text
    if text.isascii() and text.isprintable():
        return text.replace("\\", "\\\\")
    return "".join(_SHORT_ESCAPES.get(char) or (_escape_character(char) if _is_hidden(char) else char) for char in text)


def string_literal(text: str) -> str:
    """Return ``text`` as a string literal in double quotes."""
    return '"' + _escape_text(text).replace('"', '\\"') + '"'


def _number_literal(value: int | float) -> str:
    """Return a number as source; large integers in hexadecimal, because Python limits decimal ones."""
    if isinstance(value, int):
        return str(value) if value.bit_length() <= _MAX_DECIMAL_BITS else hex(value)
    if math.isfinite(value):
        return repr(value)
    return f'float("{value}")'


def python_literal(value: JsonValue) -> str:
    """Return any JSON value as a Python expression."""
    match value:
        case None | bool():
            return repr(value)
        case str():
            return string_literal(value)
        case int() | float():
            return _number_literal(value)
        case list():
            return "[" + ", ".join(map(python_literal, value)) + "]"
        case _:
            return (
                "{" + ", ".join(f"{string_literal(key)}: {python_literal(item)}" for key, item in value.items()) + "}"
            )


def toml_string(text: str) -> str:
    """Return ``text`` as a basic string of TOML, which has no escape for surrogates."""
    escaped = "".join(_toml_escape(char) if _is_hidden(char) else char for char in text.replace("\\", "\\\\"))
    return '"' + escaped.replace('"', '\\"') + '"'


def _toml_escape(char: str) -> str:
    code = 0xFFFD if 0xD800 <= ord(char) <= 0xDFFF else ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def tuple_literal(values: Iterable[JsonValue]) -> str:
    """Return values as a tuple expression."""
    return tuple_expression(map(python_literal, values))


def tuple_expression(expressions: Iterable[str]) -> str:
    """Return expressions, given as source, as a tuple expression."""
    items = list(expressions)
    return f"({items[0]},)" if len(items) == 1 else "(" + ", ".join(items) + ")"


# --- documentation ------------------------------------------------------------------------------------------------


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, whatever its line ends, without common indent and superfluous blank lines."""
    lines = [line.expandtabs(4).rstrip() for line in _LINE_ENDS.split(text)]
    rest = textwrap.dedent("\n".join(lines[1:])).split("\n") if len(lines) > 1 else []
    cleaned: list[str] = []
    for line in [lines[0].strip(), *rest]:
        if line or (cleaned and cleaned[-1]):
            cleaned.append(line)
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    return cleaned


def wrap_text(text: str, width: int) -> list[str]:
    """Wrap a text to `width` columns: prose is wrapped, lists keep their indent, code and tables are kept."""
    return [*_wrapped_lines(text, width)]


@functools.lru_cache(maxsize=4096)  # both classes of a resource have the same texts, and many methods some of them
def _wrapped_lines(text: str, width: int) -> tuple[str, ...]:
    wrapped: list[str] = []
    for block, breakable in _text_blocks(lines_of(text)):
        if len(block) <= width or not breakable:
            wrapped.append(block)
            continue
        body = block.lstrip()
        indent = block[: len(block) - len(body)]
        hang = indent + "  " if _LIST_ITEM.match(body) else indent
        wrapped += textwrap.wrap(
            body,
            max(width, 20),
            initial_indent=indent,
            subsequent_indent=hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return tuple(wrapped)


def _text_blocks(lines: Sequence[str]) -> Iterable[tuple[str, bool]]:
    """Join the lines of each paragraph of prose; yield (line, may it be broken?)."""
    paragraph: list[str] = []
    fenced = False
    for line in lines:
        fence = line.lstrip().startswith(("```", "~~~"))
        if not fenced and not fence and _PROSE.match(line):
            paragraph.append(line)
            continue
        if paragraph:
            yield " ".join(paragraph), True
            paragraph = []
        yield line, not (fenced or fence or line.lstrip().startswith(_UNBREAKABLE))
        fenced ^= fence
    if paragraph:
        yield " ".join(paragraph), True


def docstring_literal(lines: Sequence[str], indent: int) -> str:
    """Return lines as a docstring indented by ``indent``; lines after the first get the same indent.

    Every line is data: it may contain any character, and a line end inside it becomes a line end of the docstring.
    """
    escaped = [_escape_doc_line(part) for line in lines for part in _LINE_ENDS.split(line)]
    while escaped and not escaped[-1]:
        escaped.pop()
    if not escaped:
        return '""""""'
    pad = " " * indent
    body = "\n".join(pad + line if line and index else line for index, line in enumerate(escaped))
    return f'"""{body}\n{pad}"""' if len(escaped) > 1 else f'"""{body}"""'


def _escape_doc_line(line: str) -> str:
    """Escape one line of a docstring: like a string, but unambiguous quotes are not escaped."""
    escaped = _escape_text(line.rstrip())
    if '"""' in escaped or escaped[:1] == '"' or escaped[-1:] == '"':
        return escaped.replace('"', '\\"')
    return escaped


def comment_lines(text: str) -> list[str]:
    """Return a text as comment lines."""
    return [f"# {_escape_text(line)}".rstrip() for line in lines_of(text)]
