"""The flags of `check`."""

# No `from __future__ import annotations` here: typer reads the annotations.
from dataclasses import dataclass
from typing import Annotated

import typer

from specloom.commands.flags import ChangesFormat, OutputFlags
from specloom.commands.help import INPUT, OUTPUT


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFlags(OutputFlags):
    """Flags of `check`."""

    surface: Annotated[
        str | None,
        typer.Option(
            metavar="TAG|WHEEL",
            help="Fail if the package breaks users of this release, and its version does not say so.",
            rich_help_panel=INPUT,
        ),
    ] = None
    format: Annotated[
        ChangesFormat,
        typer.Option("--format", "-f", help="How to print the differences from --surface.", rich_help_panel=OUTPUT),
    ] = ChangesFormat.TEXT
