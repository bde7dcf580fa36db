"""Prints what changed between two clients: `diff`, `migrate` and `check --surface` have the same formats."""

from __future__ import annotations

from typing import Protocol

from specloom.base.json import JsonObject
from specloom.commands.console import print_json, print_result
from specloom.commands.flags import ChangesFormat
from specloom.compare.report import ChangeReport


class ComparisonOutcome(Protocol):
    """The result of a comparison of two clients."""

    def make_report(self) -> ChangeReport:
        """Return the report for people."""
        ...

    def as_json(self) -> JsonObject:
        """Return the outcome as data."""
        ...


def print_outcome(outcome: ComparisonOutcome, form: ChangesFormat) -> None:
    """Print the outcome in the requested format."""
    if form is ChangesFormat.JSON:
        print_json(outcome.as_json())
    else:
        report = outcome.make_report()
        print_result(report.as_markdown() if form is ChangesFormat.MARKDOWN else report.as_text())
