"""Prints progress, findings and results of a command."""

from __future__ import annotations

import importlib
import os
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Protocol, Self, TextIO

from specloom.base.diagnostics import Diagnostic, Severity, sorted_by_location
from specloom.base.json import JsonValue
from specloom.base.terminal import json_text, printable, shown_text

FIRST = 3
"""The number of findings of a rule that are printed if there are many."""


class Display(Protocol):
    """Shows the current stage."""

    def show_stage(self, stage: str) -> None:
        """Show that `stage` has begun."""
        ...

    def show_detail(self, text: str) -> None:
        """Show the progress of a stage."""
        ...

    def close(self) -> None:
        """Restore the terminal."""
        ...


class LineDisplay:
    """Shows each stage as a plain line, for logs."""

    def show_stage(self, stage: str) -> None:
        """Print the stage's name."""
        print_error(f"specloom: {stage}")

    def show_detail(self, text: str) -> None:
        """Do nothing: logs show no details."""

    def close(self) -> None:
        """Do nothing."""


class SilentDisplay:
    """Shows nothing."""

    def show_stage(self, stage: str) -> None:
        """Do nothing."""

    def show_detail(self, text: str) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class Console:
    """Prints progress and findings on stderr, results on stdout; `quiet` prints only errors.

    `lists_all`: every finding is printed, even if there are many of one rule.
    """

    def __init__(self, *, quiet: bool, verbose: bool = False) -> None:
        self.quiet = quiet
        self.lists_all = False
        self.display = choose_display(quiet=quiet, verbose=verbose)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.display.close()

    def print_line(self, text: str) -> None:
        """End the display and print a line for the user, unless quiet."""
        self.display.close()
        if not self.quiet:
            print_result(f"{printable(text)}\n")

    def print_findings(self, items: Iterable[Diagnostic]) -> None:
        """Print findings in the order of their files: all errors, and the first ones of each warning.

        Infos are only counted, unless a command lists all or there are errors to explain.
        """
        found = sorted_by_location(item for item in items if item.severity is Severity.ERROR or not self.quiet)
        all_of_it = self.lists_all or any(item.severity is Severity.ERROR for item in found)
        ordered = [item for item in found if all_of_it or item.severity is not Severity.INFO]
        hidden = Counter[tuple[Severity, str]]() if self.lists_all else count_hidden(ordered)
        shown = Counter[tuple[Severity, str]]()
        for item in ordered:
            rule = (item.severity, item.code)
            shown[rule] += 1
            if rule not in hidden or shown[rule] <= FIRST:
                print_error(item.render())
        for (severity, code), number in hidden.items():
            print_error(
                f"{severity.value}[{code}]: {number:,} more of these; `specloom validate` and --report list all"
            )
        hidden_infos = len(found) - len(ordered)
        if hidden_infos:
            print_error(f"specloom: {format_count(hidden_infos, 'info')} about the document: see `specloom validate`")


def format_count(number: int, noun: str) -> str:
    """Return a number with its noun in the right form, such as `2 warnings`, `1 info` or `no errors`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else f"no {noun}s"


def count_hidden(items: Iterable[Diagnostic]) -> Counter[tuple[Severity, str]]:
    """Return how many findings of each frequent rule are not printed; errors are always printed."""
    found = Counter((item.severity, item.code) for item in items if item.severity is not Severity.ERROR)
    return Counter({rule: number - FIRST for rule, number in found.items() if number > FIRST + 2})


def choose_display(*, quiet: bool, verbose: bool) -> Display:
    """Return the display of stages: one line on a terminal, lines with `--verbose`, otherwise none."""
    if quiet:
        return SilentDisplay()
    if verbose:
        return LineDisplay()
    if sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb":
        live: Display = importlib.import_module("specloom.commands.live").Live()
        return live
    return SilentDisplay()


def print_error(text: str) -> None:
    """Print lines on stderr."""
    write_to_stream(sys.stderr, f"{shown_text(text)}\n")


def print_result(text: str) -> None:
    """Print lines on stdout."""
    write_to_stream(sys.stdout, shown_text(text))


def print_json(value: JsonValue) -> None:
    """Print a value on stdout, for a program."""
    write_to_stream(sys.stdout, json_text(value, ascii_only=not encoding_of(sys.stdout).lower().startswith("utf")))


def print_commands(text: str) -> None:
    """Print commands for a CI service on stdout; `annotations` has escaped them already."""
    write_to_stream(sys.stdout, text)


def write_to_stream(stream: TextIO, text: str) -> None:
    """Write text; characters missing in the encoding are escaped, and a closed pipe is ignored."""
    encoding = encoding_of(stream)
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except BrokenPipeError:  # as with `| head`: the exit code still says what the run found
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def encoding_of(stream: TextIO) -> str:
    """Return the encoding of a stream."""
    return stream.encoding or "utf-8"
