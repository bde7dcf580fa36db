"""Formats whole files, statement by statement; unknown statements go to black."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

from specloom.base.records import dataclass
from specloom.emit.stable.annotated import read_annotated_assignment
from specloom.emit.stable.blanks import BlankLineTracker
from specloom.emit.stable.docstrings import QUOTES, docstring_end
from specloom.emit.stable.layout import read_long_statement
from specloom.emit.stable.pieces import piece_at
from specloom.emit.stable.statements import StatementKind, statement_kind

KNOWN_LINES = 50_000
_known: dict[str, StatementKind] = {}
"""The kinds of lines; many occur in hundreds of files."""


def format_without_black(source: str, format_piece: Callable[[str], str]) -> str | None:
    """Return a file as black would write it, None if that is unknown without black.

    `format_piece` formats a few lines of code with black.
    """
    if not source or source[0] == "\n" or source[-1] != "\n" or source[-2:] == "\n\n":
        return None if source else source
    reader = _StableFormatter(source[:-1].split("\n"), format_piece)
    return reader.format_file()


@dataclass(slots=True)
class _StableFormatter:
    lines: Sequence[str]
    format_piece: Callable[[str], str]
    blanks: BlankLineTracker = field(default_factory=BlankLineTracker)
    changes: list[tuple[int, int, list[str]]] = field(default_factory=list)

    def format_file(self) -> str | None:
        """Return the file, each unknown statement formatted on its own; None if that is not enough."""
        index, blank, count = 0, 0, len(self.lines)
        while index < count:
            line = self.lines[index]
            if not line:
                blank += 1
                index += 1
                continue
            kind = _known.get(line)
            indent = len(line) - len(line.lstrip(" "))
            end = index
            if kind is None:
                end, kind = self._classify_statement(line, index, indent)
            if (
                kind is StatementKind.UNKNOWN
                or indent % 4
                or not self.blanks.check_blank_lines(kind, indent // 4, blank)
            ):
                return None
            index, blank = end + 1, 0
        return self._apply_changes()

    def _classify_statement(self, line: str, index: int, indent: int) -> tuple[int, StatementKind]:
        """Return the end and the kind of a statement that is not in the table yet."""
        if line.startswith(QUOTES, indent):
            end = docstring_end(self.lines, index, indent)
            return end, StatementKind.STRING if end >= 0 else StatementKind.UNKNOWN
        kind = statement_kind(line[indent:], indent)
        if kind is not StatementKind.UNKNOWN:
            if len(_known) > KNOWN_LINES:
                _known.clear()
            _known[line] = kind
            return index, kind
        return (
            read_long_statement(self.lines, index, indent)
            or read_annotated_assignment(self.lines, index, indent)
            or self._format_statement(index, indent)
        )

    def _format_statement(self, index: int, indent: int) -> tuple[int, StatementKind]:
        """Format one statement with black."""
        piece = piece_at(self.lines, index, indent)
        if piece is None:
            return index, StatementKind.UNKNOWN
        fresh = piece.format_lines(self.format_piece)
        if fresh is None:
            return index, StatementKind.UNKNOWN
        self.changes.append((index, piece.end, fresh))
        return piece.end, piece.kind

    def _apply_changes(self) -> str:
        lines = list(self.lines)
        for start, end, fresh in reversed(self.changes):
            lines[start : end + 1] = fresh
        return "\n".join(lines) + "\n"
