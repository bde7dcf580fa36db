"""Statements on one line, and what they are for the blank lines round them."""

from __future__ import annotations

import re
from enum import IntEnum

from specloom.emit.stable.code import (
    DOTTED,
    NAME,
    arguments,
    expression,
    imported,
    operand,
    parameters,
    sequence,
    value,
)

LINE_LENGTH = 120


class Kind(IntEnum):
    """What a statement is for black's blank lines."""

    UNKNOWN = 0
    OTHER = 1
    IMPORT = 2
    DECORATOR = 3
    FUNCTION = 4
    STUB = 5
    CLASS = 6
    BLOCK = 7
    COMMENT = 8
    STRING = 9


_SIMPLE = re.compile(
    rf"{NAME}: {DOTTED}(?:\[{DOTTED}\])?(?: = None)?|self\.{NAME} = {DOTTED}|return {DOTTED}\({DOTTED}\)|pass|return"
)
"""What most lines are: fields and the like."""
_HEAD = re.compile(
    rf"(?P<import>from \.*(?:{DOTTED})? import |import (?={DOTTED}$))|(?P<decorator>@)|(?P<class>class {NAME})"
    rf"|(?P<function>(?:async )?def {NAME}\()|(?P<block>if (?:not )?(?!\()|else:)|(?P<return>return )"
    rf"|(?P<assign>{DOTTED} = )|(?P<annotated>{DOTTED}: (?!\())|(?P<call>(?={DOTTED}\())"
)
_RESERVED = re.compile(r"(?:class|def|if|else|return|lambda|import|from|with|for|while|try|del|assert|raise|async)\b")
_COMMENT = re.compile(r"# [^ ].*(?<! )")
_REMARK = re.compile(r"  # [^ ].*(?<! )$")
_DIRECTIVES = re.compile(r"fmt:|yapf:|type:|pylint:|noqa")


def fits(text: str, indent: int) -> bool:
    """Tell whether a line is short enough, wide letters counted twice."""
    width = indent + len(text)
    return width <= LINE_LENGTH and (text.isascii() or indent + 2 * len(text) <= LINE_LENGTH)


def statement_kind(text: str, indent: int) -> Kind:
    """Return the kind of a statement that stands on one line as black would leave it, UNKNOWN for any other."""
    if _SIMPLE.fullmatch(text) is not None and indent + len(text) <= LINE_LENGTH:
        return Kind.OTHER if not _RESERVED.match(text) or text[:6] == "return" else Kind.UNKNOWN
    if text[:1] == "#":
        plain = _COMMENT.fullmatch(text) is not None and text.isprintable() and not _DIRECTIVES.search(text)
        return Kind.COMMENT if plain else Kind.UNKNOWN
    head = _HEAD.match(text)
    if head is None or not fits(text, indent) or not text.isprintable():
        return Kind.UNKNOWN
    return _READERS[head.lastgroup or ""](text, head.end())


def _end(text: str, position: int, kind: Kind) -> Kind:
    return kind if position == len(text) else Kind.UNKNOWN


def _import(text: str, position: int) -> Kind:
    if text[:6] == "import":
        return Kind.IMPORT
    return _end(text, sequence(text, position, imported, ""), Kind.IMPORT)


def _decorator(text: str, position: int) -> Kind:
    return _end(text, operand(text, position), Kind.DECORATOR)


def _class(text: str, position: int) -> Kind:
    if text.startswith("(", position) and not text.startswith(")", position + 1):
        position = arguments(text, position + 1)
    return Kind.CLASS if position > 0 and text[position:] == ":" else Kind.UNKNOWN


def _function(text: str, position: int) -> Kind:
    position = parameters(text, position)
    return Kind.UNKNOWN if position < 0 else returns(text, position)


def returns(text: str, position: int) -> Kind:
    """Return the kind of a function by what follows its parameters."""
    if text.startswith(" -> ", position):
        if text.startswith("(", position + 4):
            return Kind.UNKNOWN
        position = expression(text, position + 4)
    rest = text[position:] if position > 0 else ""
    return {":": Kind.FUNCTION, ": ...": Kind.STUB}.get(rest, Kind.UNKNOWN)


def _block(text: str, position: int) -> Kind:
    if text == "else:":
        return Kind.BLOCK
    position = expression(text, position)
    if position < 0 or not text.startswith(":", position):
        return Kind.UNKNOWN
    rest = text[position + 1 :]
    plain = not rest or (_REMARK.match(rest) is not None and not _DIRECTIVES.search(rest))
    return Kind.BLOCK if plain else Kind.UNKNOWN


def _value(text: str, position: int) -> Kind:
    return _end(text, value(text, position), Kind.OTHER)


def _assign(text: str, position: int) -> Kind:
    return Kind.UNKNOWN if _RESERVED.match(text) else _value(text, position)


def _annotated(text: str, position: int) -> Kind:
    if _RESERVED.match(text):
        return Kind.UNKNOWN
    position = expression(text, position)
    if position > 0 and text.startswith(" = ", position):
        return _value(text, position + 3)
    return _end(text, position, Kind.OTHER)


def _call(text: str, position: int) -> Kind:
    return Kind.UNKNOWN if _RESERVED.match(text) else _end(text, operand(text, position), Kind.OTHER)


_READERS = {
    "import": _import,
    "decorator": _decorator,
    "class": _class,
    "function": _function,
    "block": _block,
    "return": _value,
    "assign": _assign,
    "annotated": _annotated,
    "call": _call,
}
