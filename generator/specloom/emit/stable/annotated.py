"""Checks that black would break an assignment of a call to an annotated attribute in the same way.

It tries three layouts, the first of which fits: the arguments on a line of their own, the call in parentheses, and the
parts of the annotation on a line of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.emit.stable.code import DOTTED, read_arguments, read_expression
from specloom.emit.stable.layout import read_block
from specloom.emit.stable.statements import LINE_LENGTH, StatementKind

_TARGET = re.compile(rf"{DOTTED}: (?={DOTTED}\[)")
_CALLEE = re.compile(rf"{DOTTED}\(")
_OPENING = re.compile(rf"{DOTTED}: {DOTTED}\[")


def read_annotated_assignment(lines: Sequence[str], start: int, indent: int) -> tuple[int, StatementKind] | None:
    """Return where such an assignment of several lines ends, and its kind; None if it is none, or black may differ."""
    line = lines[start]
    target = _TARGET.match(line, indent)
    if target is None or len(line) > LINE_LENGTH or not line.isascii():
        return None
    end = read_expression(line, target.end())
    if end > 0 and line.startswith(" = ", end):
        value = line[end + 3 :]
        last = _call_in_parentheses(lines, start, indent) if value == "(" else _call_end(lines, start, indent, end + 3)
    else:
        last = _call_after_annotation(lines, start, indent)
    return None if last is None else (last, StatementKind.OTHER)


def _call_in_parentheses(lines: Sequence[str], start: int, indent: int) -> int | None:
    """Return the last line of a call that is in parentheses because the line up to its own bracket is too long."""
    if _line_at(lines, start + 1, indent + 4)[indent + 4 :] == "None":
        is_long = len(lines[start]) - 1 + len("None") > LINE_LENGTH
        return start + 2 if is_long and _line_at(lines, start + 2, indent) == f"{' ' * indent})" else None
    callee = _CALLEE.match(_line_at(lines, start + 1, indent + 4), indent + 4)
    last = None if callee is None else _call_end(lines, start + 1, indent + 4, indent + 4)
    if callee is None or last is None or _line_at(lines, last + 1, indent) != f"{' ' * indent})":
        return None
    return last + 1 if len(lines[start]) - 1 + len(callee.group().strip()) > LINE_LENGTH else None


def _call_after_annotation(lines: Sequence[str], start: int, indent: int) -> int | None:
    """Return the last line of a call whose annotation is broken because it does not fit on a line."""
    block = read_block(lines, start, indent, read_expression, alone=False)
    if block is None or _OPENING.fullmatch(lines[start], indent) is None:
        return None
    whole = len(lines[start]) + len(lines[start + 1]) - indent - 4 + len("] = (")
    if not lines[block.end].startswith("] = ", indent) or len(lines[block.end]) > LINE_LENGTH:
        return None
    if not block.exploded and (block.end > start + 2 or whole <= LINE_LENGTH):
        return None
    return _call_end(lines, block.end, indent, indent + 4)


def _call_end(lines: Sequence[str], start: int, indent: int, position: int) -> int | None:
    """Return the last line of a call: it is on one line, or its arguments share one because it does not fit."""
    line = lines[start]
    callee = _CALLEE.match(line, position)
    if callee is None:
        return None
    if callee.end() < len(line):
        return start if read_arguments(line, callee.end()) == len(line) else None
    arguments = _line_at(lines, start + 1, indent + 4)[indent + 4 :]
    if not arguments or _line_at(lines, start + 2, indent) != f"{' ' * indent})":
        return None
    if read_arguments(f"{arguments})", 0) != len(arguments) + 1 or len(line) + len(arguments) + 1 <= LINE_LENGTH:
        return None
    return start + 2


def _line_at(lines: Sequence[str], index: int, indent: int) -> str:
    """Return a line that has the given indent and fits, an empty text instead of any other."""
    line = lines[index] if index < len(lines) else ""
    plain = len(line) <= LINE_LENGTH and line.isascii() and line.isprintable()
    return line if plain and not line[:indent].strip() and line[indent : indent + 1] not in ("", " ") else ""
