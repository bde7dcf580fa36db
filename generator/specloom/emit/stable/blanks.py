"""Counts the blank lines that black sets between two statements, by their kinds."""

from __future__ import annotations

from dataclasses import field

from specloom.base.records import dataclass
from specloom.emit.stable.statements import StatementKind

_DEFINITIONS = (StatementKind.FUNCTION, StatementKind.STUB, StatementKind.CLASS)
_FUNCTIONS = (StatementKind.FUNCTION, StatementKind.STUB)


@dataclass(slots=True)
class BlankLineTracker:
    """Follows the statements of a file from the top."""

    previous: StatementKind = StatementKind.UNKNOWN
    depth: int = 0
    documented: bool = False
    open: list[int] = field(default_factory=list)

    def check_blank_lines(self, kind: StatementKind, depth: int, found: int) -> bool:
        """Return whether black would keep `found` blank lines before the next statement, and advance to it."""
        wanted = self._wanted_blank_lines(kind, depth, found)
        if self.documented:
            wanted = max(wanted, 1) if self.depth else -1 if kind in _DEFINITIONS else 1
        self.documented = kind is StatementKind.STRING and (
            (self.previous is StatementKind.CLASS and depth > self.depth)
            or (depth == 0 and self.previous in (StatementKind.UNKNOWN, StatementKind.COMMENT))
        )
        self.previous, self.depth = kind, depth
        return wanted == found

    def _wanted_blank_lines(self, kind: StatementKind, depth: int, found: int) -> int:
        """Return the number of blank lines that black would set, -1 if this is unknown."""
        closed = self._close_definitions(kind, depth)
        previous = self.previous
        if previous is StatementKind.UNKNOWN:
            return 0
        deeper = depth > self.depth
        if deeper and kind is StatementKind.STRING and previous in (StatementKind.CLASS, *_FUNCTIONS):
            return 0
        most = 1 if depth else 2
        wanted = most if closed else min(found, most)
        if kind in _DEFINITIONS or kind is StatementKind.DECORATOR:
            return self._before_definition(depth, found)
        if kind is StatementKind.BLOCK and closed > 1 and not depth:
            return -1
        if previous is StatementKind.IMPORT and kind is not StatementKind.IMPORT and depth == self.depth:
            return (wanted or 1) if depth else 1
        return 0 if deeper and previous in (StatementKind.CLASS, StatementKind.BLOCK, *_FUNCTIONS) else wanted

    def _close_definitions(self, kind: StatementKind, depth: int) -> int:
        """Leave the definitions that end before the next statement; return the last one's depth and 1, 0 for none."""
        closed = 0
        while self.open and self.open[-1] >= depth:
            closed = self.open.pop() + 1
        if kind in _DEFINITIONS:
            self.open.append(depth)
        return closed

    def _before_definition(self, depth: int, found: int) -> int:
        """Return the blank lines before a class, a function, or the first decorator of one."""
        if self.previous is StatementKind.DECORATOR:
            return 0
        if depth > self.depth and self.previous in (StatementKind.CLASS, *_FUNCTIONS):
            return min(found, 1)
        if self.previous is StatementKind.COMMENT:
            return -1
        if self.previous is StatementKind.STUB and not found:
            return 0 if depth == self.depth else -1
        return 1 if depth else 2
