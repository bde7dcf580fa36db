"""The error of readers for text that is not valid data."""

from __future__ import annotations


class TextError(Exception):
    """A fault in a text. ``line`` and ``column`` count from 1; ``hint`` is the remedy."""

    def __init__(self, code: str, message: str, line: int, column: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line
        self.column = column
        self.hint = hint


def duplicate_key(key: str, line: int, column: int) -> TextError:
    """Return the fault of a duplicate key in a mapping."""
    shown = key if len(key) <= 60 else key[:60] + "..."
    message = f"the key `{shown}` is duplicated in one object"
    return TextError("duplicate-key", message, line, column, "keep one of them: parsers differ in which one they use")
