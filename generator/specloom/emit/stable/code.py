"""Checks that one line of code has black's spaces, quotes and brackets: a small grammar, read from left to right.

Each reader takes a text and a position, and returns the position after what it has read, -1 if black would change it.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable
from typing import TypeAlias

Reader: TypeAlias = Callable[[str, int], int]

NAME = r"[A-Za-z_][A-Za-z_0-9]*"
DOTTED = rf"{NAME}(?:\.{NAME})*"
ESCAPE = r"\\(?:[\\nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})"
STRING = rf"(?:\"(?!\"\")(?:[^\"\\\n]|{ESCAPE}|\\\")*\"|'(?!'')(?:[^'\\\n]|{ESCAPE}|\\')*')"
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?![A-Za-z_0-9.])"

_ATOM = re.compile(rf"(?P<name>{DOTTED})|(?P<string>{STRING})|{_NUMBER}|\.\.\.")
_ATTRIBUTE = re.compile(rf"\.{NAME}")
_BINARY = re.compile(r" (?:\||or|and) ")
_KEYWORD_ARGUMENT = re.compile(rf"{NAME}=(?!=)")
_PARAMETER = re.compile(rf"\*{{0,2}}{NAME}(?P<sign>: |=)?|[*/](?=,|\)|$)")
_IMPORTED = re.compile(rf"{NAME}(?: as {NAME})?")
_RESERVED = frozenset(keyword.kwlist) - {"None", "True", "False"}


def read_expression(text: str, position: int) -> int:
    """Read operands with `|`, `or` or `and` between them."""
    position = read_operand(text, position)
    while position > 0 and (sign := _BINARY.match(text, position)) is not None:
        position = read_operand(text, sign.end())
    return position


def read_operand(text: str, position: int) -> int:
    """Read a name, a literal or something in brackets, with the calls, subscripts and attributes that follow it."""
    atom = _ATOM.match(text, position)
    if atom is None:
        opener = text[position : position + 1]
        return _DISPLAYS[opener](text, position + 1) if opener in _DISPLAYS else -1
    if not _is_plain(atom):
        return -1
    position = atom.end()
    while position > 0:
        following = text[position : position + 1]
        if following == "(":
            position = read_arguments(text, position + 1)
        elif following == "[" and not text.startswith("(", position + 1):
            position = read_sequence(text, position + 1, read_expression, "]")
        elif following == "." and (attribute := _ATTRIBUTE.match(text, position)) is not None:
            position = attribute.end()
        else:
            return position
    return -1


def _is_plain(atom: re.Match[str]) -> bool:
    """Return whether a name is not a keyword, and a string has the quotes that black would choose."""
    kind, value = atom.lastgroup, atom.group()
    if kind == "name":
        return value.split(".", 1)[0] not in _RESERVED
    if kind != "string":
        return True
    if value[0] == "'":
        return value.count('"') > value.count("'") - 2
    return '\\"' not in value or value.count('"') - 2 <= value.count("'")


def read_value(text: str, position: int) -> int:
    """Read an expression that may be awaited."""
    if text.startswith("await ", position):
        return -1 if text.startswith("(", position + 6) else read_operand(text, position + 6)
    return read_expression(text, position)


def read_arguments(text: str, position: int) -> int:
    """Read the arguments of a call up to its closing bracket."""
    return position + 1 if text.startswith(")", position) else read_sequence(text, position, read_argument, ")")


def read_argument(text: str, position: int) -> int:
    """Read one argument of a call."""
    if text.startswith("*", position):
        return read_expression(text, position + (2 if text.startswith("**", position) else 1))
    keyword = _KEYWORD_ARGUMENT.match(text, position)
    return read_value(text, position if keyword is None else keyword.end())


def read_parameters(text: str, position: int) -> int:
    """Read the parameters of a function up to the closing bracket."""
    return position + 1 if text.startswith(")", position) else read_sequence(text, position, read_parameter, ")")


def read_parameter(text: str, position: int) -> int:
    """Read one parameter, its annotation and its default."""
    head = _PARAMETER.match(text, position)
    if head is None:
        return -1
    sign, position = head.group("sign"), head.end()
    if sign is None:
        return position
    if text.startswith("(", position):
        return -1
    position = read_expression(text, position)
    if sign == ": " and position > 0 and text.startswith(" = ", position):
        return read_expression(text, position + 3)
    return position


def read_dict_item(text: str, position: int) -> int:
    """Read a key and its value, or `**` and a dictionary."""
    if text.startswith("**", position):
        return read_expression(text, position + 2)
    position = read_operand(text, position)
    if position < 0 or not text.startswith(": ", position) or text.startswith("(", position + 2):
        return -1
    return read_expression(text, position + 2)


def read_imported_name(text: str, position: int) -> int:
    """Read one name of an import."""
    name = _IMPORTED.match(text, position)
    return -1 if name is None else name.end()


def read_sequence(text: str, position: int, item: Reader, close: str) -> int:
    """Read items with commas between them up to the closing bracket; without one (`close` empty), to the end."""
    while True:
        position = item(text, position)
        if position < 0:
            return -1
        if text.startswith(", ", position):
            position += 2
        elif close:
            return position + 1 if text.startswith(close, position) else -1
        else:
            return position if position == len(text) else -1


def _read_list(text: str, position: int) -> int:
    if text.startswith("(", position):
        return -1
    return position + 1 if text.startswith("]", position) else read_sequence(text, position, read_expression, "]")


def _read_dict_or_set(text: str, position: int) -> int:
    if text.startswith("}", position):
        return position + 1
    end = read_sequence(text, position, read_dict_item, "}")
    return end if end > 0 else read_sequence(text, position, _read_set_item, "}")


def _read_set_item(text: str, position: int) -> int:
    return -1 if text.startswith("(", position) else read_expression(text, position)


def _read_tuple(text: str, position: int) -> int:
    """Read a tuple; other parentheses may be redundant."""
    if text.startswith(")", position):
        return position + 1
    first = read_expression(text, position)
    if first < 0:
        return -1
    if text.startswith(",)", first):
        return first + 2
    return read_sequence(text, first + 2, read_expression, ")") if text.startswith(", ", first) else -1


_DISPLAYS: dict[str, Reader] = {"(": _read_tuple, "[": _read_list, "{": _read_dict_or_set}
