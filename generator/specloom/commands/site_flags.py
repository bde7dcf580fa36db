"""The flags of `docs`."""

# No `from __future__ import annotations` here: typer reads the annotations.
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from specloom.commands.flags import AllowTemplates, Flags, PackageName, Templates
from specloom.commands.help import OUTPUT


class SiteFormat(StrEnum):
    """What a reference site is made of."""

    HTML = "html"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocsFlags(Flags):
    """Flags of `docs`."""

    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="SITE", help="The directory of the site. [default: site]", rich_help_panel=OUTPUT
        ),
    ] = None
    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="The URL at which the site will be, for canonical links and the map of the site.",
            rich_help_panel=OUTPUT,
        ),
    ] = None
    format: Annotated[
        SiteFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="A whole site, or its Markdown alone for another site generator. [default: html]",
            rich_help_panel=OUTPUT,
        ),
    ] = None
    package: PackageName = None
    templates: Templates = None
    allow_templates: AllowTemplates = False
    force: Annotated[
        bool,
        typer.Option("--force", help="Overwrite pages that were edited by hand.", rich_help_panel=OUTPUT),
    ] = False
