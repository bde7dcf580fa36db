"""Formats single unknown statements with black: cut out, formatted alone and put back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from specloom.base.records import dataclass
from specloom.emit.stable.code import DOTTED, NAME, STRING
from specloom.emit.stable.statements import StatementKind

_START = re.compile(
    rf"(?P<import>from \.*(?:{DOTTED})? import )|(?P<class>class {NAME}\b)|(?P<function>(?:async )?def {NAME}\()"
    rf"|(?P<other>(?:return |(?:await )?{DOTTED}(?:\(|\[|: ?| ?= ?)))"
)
_KINDS = {
    "import": StatementKind.IMPORT,
    "class": StatementKind.CLASS,
    "function": StatementKind.FUNCTION,
    "other": StatementKind.OTHER,
}
_BLOCKS = re.compile(
    r"(?:if|elif|else|for|while|with|try|except|finally|match|case|lambda|del|assert|raise|global|nonlocal|type)\b"
)
_CODE = re.compile(rf"[^\"'#\\;()\[\]{{}}]+|(?P<string>{STRING})|(?P<open>[(\[{{])|(?P<close>[)\]}}])")
_TYPES = (StatementKind.CLASS, StatementKind.FUNCTION, StatementKind.STUB)


@dataclass(frozen=True, slots=True)
class SourceStatement:
    """A statement: its text with all its lines, the last of them, and its kind."""

    text: str
    end: int
    kind: StatementKind
    depth: int

    def format_lines(self, format_piece: Callable[[str], str]) -> list[str] | None:
        """Return its lines as black breaks them, if it is still one statement."""
        around = "".join(f"{'    ' * level}if x:\n" for level in range(self.depth))
        body = f"\n{'    ' * (self.depth + 1)}x" if self.kind in (StatementKind.CLASS, StatementKind.FUNCTION) else ""
        lines = format_piece(f"{around}{self.text}{body}\n")[:-1].split("\n")
        fresh = lines[self.depth : -1 if body else None]
        while fresh and not fresh[0]:
            del fresh[0]
        return fresh if fresh and "" not in fresh else None


def piece_at(lines: Sequence[str], start: int, indent: int) -> SourceStatement | None:
    """Return the statement that begins at a line, None if it can't be formatted alone."""
    head = _START.match(lines[start], indent)
    if head is None or _BLOCKS.match(lines[start], indent) or (indent and indent % 4):
        return None
    end = _last_line(lines, start)
    if end is None:
        return None
    kind, last = _KINDS[head.lastgroup or ""], lines[end]
    if kind in _TYPES:
        if last.endswith(": ...") and kind is StatementKind.FUNCTION:
            kind = StatementKind.STUB
        elif not last.endswith(":"):
            return None
    elif last.endswith(":"):
        return None
    return SourceStatement("\n".join(lines[start : end + 1]), end, kind, indent // 4)


def _last_line(lines: Sequence[str], start: int) -> int | None:
    """Return the line where all brackets are closed; None if comments or multi-line strings prevent that."""
    depth = 0
    for index in range(start, len(lines)):
        line, position = lines[index], 0
        while position < len(line):
            token = _CODE.match(line, position)
            if token is None:
                return None
            depth += (token.lastgroup == "open") - (token.lastgroup == "close")
            position = token.end()
        if depth <= 0:
            return index if depth == 0 else None
    return None
