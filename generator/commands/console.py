"""What the user sees while a command runs: progress, findings and results."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable
from typing import Protocol, Self

from generator.base.diagnostics import Diagnostic, Severity, sorted_by_place


class Display(Protocol):
    """A place where the current stage is shown."""

    def show(self, stage: str) -> None:
        """Show that `stage` has begun."""
        ...

    def close(self) -> None:
        """Leave the terminal as it was."""
        ...


class Lines:
    """One plain line a stage, for logs."""

    def show(self, stage: str) -> None:
        """Print the stage's name."""
        print_error(f"specloom: {stage}")

    def close(self) -> None:
        """Nothing is left open."""


class Silence:
    """No display."""

    def show(self, stage: str) -> None:
        """Show nothing."""

    def close(self) -> None:
        """Nothing is left open."""


class Console:
    """Progress and findings go to stderr, results to stdout; `quiet` leaves errors alone."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.display = choose_display(quiet=quiet)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.display.close()

    def say(self, text: str) -> None:
        """End the display and print a line for the user, unless he asked for silence."""
        self.display.close()
        if not self.quiet:
            print_result(f"{text}\n")

    def findings(self, items: Iterable[Diagnostic]) -> None:
        """Print findings in the order of the files in which they are."""
        for item in sorted_by_place(items):
            if item.severity is Severity.ERROR or not self.quiet:
                print_error(item.render())


def choose_display(*, quiet: bool) -> Display:
    """Return the display that suits: a live one on a terminal, lines in logs."""
    if quiet:
        return Silence()
    if sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb":
        live: Display = importlib.import_module("generator.commands.live").Live()
        return live
    return Lines()


def print_error(text: str) -> None:
    """Print a line on stderr."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def print_result(text: str) -> None:
    """Print text as it is on stdout."""
    sys.stdout.write(text)
    sys.stdout.flush()
