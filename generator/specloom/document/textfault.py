"""What a reader raises when a text is not the data it should be."""

from __future__ import annotations


class TextError(Exception):
    """A fault in a text. ``line`` and ``column`` count from 1; ``hint`` says what to do."""

    def __init__(self, code: str, message: str, line: int, column: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line
        self.column = column
        self.hint = hint


def duplicate_key(key: str, line: int, column: int) -> TextError:
    """Return the fault of a key that stands twice in one mapping."""
    shown = key if len(key) <= 60 else key[:60] + "..."
    message = f"the key `{shown}` stands twice in one object"
    return TextError("duplicate-key", message, line, column, "keep one of the two: readers differ in which one counts")
