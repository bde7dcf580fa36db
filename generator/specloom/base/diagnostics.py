"""Diagnostics: what is wrong, where, and how to fix it. They are collected, never printed here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from specloom.base.records import dataclass
from specloom.base.suggestions import Suggestions
from specloom.base.terminal import printable


class Severity(StrEnum):
    """How bad a finding is: an ``error`` stops the run, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """A position in a file of the user. ``line`` and ``column`` count from 1; 0 means unknown."""

    file: str | None = None
    pointer: str | None = None
    line: int = 0
    column: int = 0


NOWHERE = SourceLocation()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``code`` is a stable rule name, ``message`` one sentence, ``hint`` the remedy."""

    code: str
    severity: Severity
    message: str
    file: str | None = None
    pointer: str | None = None
    line: int = 0
    column: int = 0
    hint: str | None = None

    @property
    def location(self) -> str:
        """``file:line:column`` as far as known, otherwise an empty string."""
        if self.file is None:
            return ""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def render(self) -> str:
        """Return the finding as plain text of one to three lines, control characters escaped."""
        head = f"{self.location}: " if self.file is not None else ""
        lines = [f"{head}{self.severity.value}[{self.code}]: {self.message}"]
        if self.pointer is not None:
            lines.append(f"  at #{self.pointer}")
        if self.hint is not None:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(printable(line) for line in lines)


class UserError(Exception):
    """The user's input is at fault; ``diagnostics`` (at least one) say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(item.render() for item in self.diagnostics))


def user_error(code: str, message: str, *, location: SourceLocation = NOWHERE, hint: str | None = None) -> UserError:
    """Return a ``UserError`` with one diagnostic, ready to raise."""
    return UserError([make(Severity.ERROR, code, message, location, hint)])


def make(severity: Severity, code: str, message: str, location: SourceLocation, hint: str | None) -> Diagnostic:
    """Return a diagnostic at ``location``."""
    return Diagnostic(code, severity, message, location.file, location.pointer, location.line, location.column, hint)


class Diagnostics:
    """Collects findings in order, each once. ``strict`` turns warnings into errors."""

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self.suggestions = Suggestions()
        self._items: dict[Diagnostic, None] = {}

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def add(self, item: Diagnostic) -> None:
        """Add a finding; one that is already there is ignored."""
        if self.strict and item.severity is Severity.WARNING:
            item = replace(item, severity=Severity.ERROR)
        self._items[item] = None

    def extend(self, items: Iterable[Diagnostic]) -> None:
        """Add several findings."""
        for item in items:
            self.add(item)

    def error(self, code: str, message: str, *, location: SourceLocation = NOWHERE, hint: str | None = None) -> None:
        """Add an error."""
        self.add(make(Severity.ERROR, code, message, location, hint))

    def warning(self, code: str, message: str, *, location: SourceLocation = NOWHERE, hint: str | None = None) -> None:
        """Add a warning: a fault despite which the package can be generated."""
        self.add(make(Severity.WARNING, code, message, location, hint))

    def info(self, code: str, message: str, *, location: SourceLocation = NOWHERE, hint: str | None = None) -> None:
        """Add an info: nothing is wrong, but the user may want to know."""
        self.add(make(Severity.INFO, code, message, location, hint))

    @property
    def errors(self) -> list[Diagnostic]:
        """The errors among the findings."""
        return [item for item in self._items if item.severity is Severity.ERROR]

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(item.severity is Severity.ERROR for item in self._items)

    def sorted(self) -> list[Diagnostic]:
        """Return all findings by file, line, column and code."""
        return sorted_by_location(self._items)

    def raise_errors(self) -> None:
        """Raise ``UserError`` with all errors, in document order, if there are any."""
        errors = self.errors
        if errors:
            raise UserError(sorted_by_location(errors))


def sorted_by_location(items: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings by file, line, column and code."""
    return sorted(items, key=lambda item: (item.file or "", item.line, item.column, item.code, item.message))
