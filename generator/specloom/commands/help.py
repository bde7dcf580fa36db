"""Formats `--help`: options in groups, as plain text that is readable in a log."""

# No `from __future__ import annotations` here: typer reads the annotations.
from collections import defaultdict
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from typer.core import TyperCommand

if TYPE_CHECKING:  # typer has a private copy of click
    from typer._click.core import Context

INPUT = "Input options"
OUTPUT = "Output options"
NETWORK = "Network options"
REPORTING = "Messages and reports"
OTHER = "Options"


class HelpFormatter(Protocol):
    """What receives the lines of a help page."""

    def section(self, name: str) -> AbstractContextManager[None]:
        """Begin a section with a heading."""
        ...

    def write_dl(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write terms and their explanations in two columns."""


class GroupedCommand(TyperCommand):
    """A command whose help page shows arguments first, then its options by their group (`rich_help_panel`)."""

    def format_options(self, ctx: "Context", formatter: HelpFormatter) -> None:
        """Write arguments and options to the help page."""
        groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                heading = "Arguments" if parameter.param_type_name == "argument" else OTHER
                groups[getattr(parameter, "rich_help_panel", None) or heading].append(record)
        order = ["Arguments", INPUT, OUTPUT, NETWORK, REPORTING, OTHER]
        for name in sorted(groups, key=order.index):
            with formatter.section(name):
                formatter.write_dl(groups[name])


def examples_epilog(*lines: str) -> str:
    """Return an epilog that shows commands, each on its own line."""
    return "\b\nExamples:\n" + "\n".join(f"  $ {line}" for line in lines)
