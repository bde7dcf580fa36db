"""Classifies statements on one line, by their effect on blank lines around them."""

from __future__ import annotations

import re
from enum import IntEnum

from specloom.emit.stable.code import (
    DOTTED,
    NAME,
    read_arguments,
    read_expression,
    read_imported_name,
    read_operand,
    read_parameters,
    read_sequence,
    read_value,
)

LINE_LENGTH = 120


class StatementKind(IntEnum):
    """The kind of a statement, as black's blank lines depend on it."""

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
"""The form of most lines: fields and the like."""
_HEAD = re.compile(
    rf"(?P<import>from \.*(?:{DOTTED})? import |import (?={DOTTED}(?: as {NAME})?$))|(?P<decorator>@)"
    rf"|(?P<class>class {NAME})|(?P<function>(?:async )?def {NAME}\()|(?P<block>if (?:not )?(?!\()|else:)"
    rf"|(?P<return>return )|(?P<assign>(?:{NAME}, )*{DOTTED} = )"
    rf"|(?P<annotated>{DOTTED}: (?!\())|(?P<call>(?={DOTTED}\())"
)
_RESERVED = re.compile(r"(?:class|def|if|else|return|lambda|import|from|with|for|while|try|del|assert|raise|async)\b")
_COMMENT = re.compile(r"# [^ ].*(?<! )")
_REMARK = re.compile(r"  # [^ ].*(?<! )$")
_DIRECTIVES = re.compile(r"fmt:|yapf:|type:|pylint:|noqa")


def line_fits(text: str, indent: int) -> bool:
    """Return whether a line is short enough, wide characters counted twice."""
    width = indent + len(text)
    return width <= LINE_LENGTH and (text.isascii() or indent + 2 * len(text) <= LINE_LENGTH)


def statement_kind(text: str, indent: int) -> StatementKind:
    """Return the kind of a one-line statement that black would not change, UNKNOWN for any other."""
    if _SIMPLE.fullmatch(text) is not None and indent + len(text) <= LINE_LENGTH:
        return StatementKind.OTHER if not _RESERVED.match(text) or text[:6] == "return" else StatementKind.UNKNOWN
    if text[:1] == "#":
        plain = _COMMENT.fullmatch(text) is not None and text.isprintable() and not _DIRECTIVES.search(text)
        return StatementKind.COMMENT if plain else StatementKind.UNKNOWN
    head = _HEAD.match(text)
    if head is None or not line_fits(text, indent) or not text.isprintable():
        return StatementKind.UNKNOWN
    return _READERS[head.lastgroup or ""](text, head.end())


def _kind_at_end(text: str, position: int, kind: StatementKind) -> StatementKind:
    return kind if position == len(text) else StatementKind.UNKNOWN


def _import_kind(text: str, position: int) -> StatementKind:
    if text[:6] == "import":
        return StatementKind.IMPORT
    return _kind_at_end(text, read_sequence(text, position, read_imported_name, ""), StatementKind.IMPORT)


def _decorator_kind(text: str, position: int) -> StatementKind:
    return _kind_at_end(text, read_operand(text, position), StatementKind.DECORATOR)


def _class_kind(text: str, position: int) -> StatementKind:
    if text.startswith("(", position) and not text.startswith(")", position + 1):
        position = read_arguments(text, position + 1)
    return StatementKind.CLASS if position > 0 and text[position:] == ":" else StatementKind.UNKNOWN


def _function_kind(text: str, position: int) -> StatementKind:
    position = read_parameters(text, position)
    return StatementKind.UNKNOWN if position < 0 else kind_after_parameters(text, position)


def kind_after_parameters(text: str, position: int) -> StatementKind:
    """Return the kind of a function, from the code after its parameters."""
    if text.startswith(" -> ", position):
        if text.startswith("(", position + 4):
            return StatementKind.UNKNOWN
        position = read_expression(text, position + 4)
    rest = text[position:] if position > 0 else ""
    return {":": StatementKind.FUNCTION, ": ...": StatementKind.STUB}.get(rest, StatementKind.UNKNOWN)


def _block_kind(text: str, position: int) -> StatementKind:
    if text == "else:":
        return StatementKind.BLOCK
    position = read_expression(text, position)
    if position < 0 or not text.startswith(":", position):
        return StatementKind.UNKNOWN
    rest = text[position + 1 :]
    plain = not rest or (_REMARK.match(rest) is not None and not _DIRECTIVES.search(rest))
    return StatementKind.BLOCK if plain else StatementKind.UNKNOWN


def _value_kind(text: str, position: int) -> StatementKind:
    return _kind_at_end(text, read_value(text, position), StatementKind.OTHER)


def _assignment_kind(text: str, position: int) -> StatementKind:
    return StatementKind.UNKNOWN if _RESERVED.match(text) else _value_kind(text, position)


def _annotated_kind(text: str, position: int) -> StatementKind:
    if _RESERVED.match(text):
        return StatementKind.UNKNOWN
    position = read_expression(text, position)
    if position > 0 and text.startswith(" = ", position):
        return _value_kind(text, position + 3)
    return _kind_at_end(text, position, StatementKind.OTHER)


def _call_kind(text: str, position: int) -> StatementKind:
    return (
        StatementKind.UNKNOWN
        if _RESERVED.match(text)
        else _kind_at_end(text, read_operand(text, position), StatementKind.OTHER)
    )


_READERS = {
    "import": _import_kind,
    "decorator": _decorator_kind,
    "class": _class_kind,
    "function": _function_kind,
    "block": _block_kind,
    "return": _value_kind,
    "assign": _assignment_kind,
    "annotated": _annotated_kind,
    "call": _call_kind,
}
