"""The flags of the commands: one declaration each, read by typer for parsing and help."""

# No `from __future__ import annotations` here: typer reads the annotations.
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from specloom.commands.annotations import AnnotationService
from specloom.commands.help import INPUT, NETWORK, OUTPUT, REPORTING

Debug = Annotated[
    bool, typer.Option("--debug", help="Show the traceback if specloom itself fails.", rich_help_panel=REPORTING)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors and nothing else.", rich_help_panel=REPORTING)]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Print each stage as it begins.", rich_help_panel=REPORTING)
]
Spec = Annotated[
    str | None,
    typer.Argument(
        metavar="SPEC",
        help="The OpenAPI document: a YAML or JSON file, a URL, or - for standard input. "
        "[default: what [tool.specloom] in pyproject.toml names]",
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        metavar="FILE",
        help="The SDK config. [default: stainless.yml beside SPEC, if any]",
        rich_help_panel=INPUT,
    ),
]
Overlays = Annotated[
    list[Path] | None,
    typer.Option(
        "--overlay",
        metavar="FILE",
        help="Apply an OpenAPI Overlay to SPEC; repeat it for several.",
        rich_help_panel=INPUT,
    ),
]
Root = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="The directory that holds every file that SPEC may refer to. [default: the directory of SPEC]",
        rich_help_panel=INPUT,
    ),
]
Report = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write a report of the run as JSON.", rich_help_panel=REPORTING),
]
PackageName = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The name of the package; overrides the config.", rich_help_panel=OUTPUT),
]
Templates = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="A directory of templates that replace the built-in ones of the same path.",
        rich_help_panel=OUTPUT,
    ),
]
AllowTemplates = Annotated[
    bool,
    typer.Option(
        "--allow-templates", help="In CI, use the templates that [tool.specloom] names.", rich_help_panel=OUTPUT
    ),
]
ClientName = Annotated[
    str | None,
    typer.Option(
        "--client", metavar="NAME", help="Work on one of the clients in [tool.specloom].", rich_help_panel=INPUT
    ),
]
Annotations = Annotated[
    AnnotationService | None,
    typer.Option(
        "--annotations",
        help="Print findings and stale files on stdout in the format of a CI service.",
        rich_help_panel=REPORTING,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.", rich_help_panel=INPUT)]
AllowRedirects = Annotated[
    bool,
    typer.Option("--allow-redirects", help="Follow redirects of a URL to other hosts.", rich_help_panel=NETWORK),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Allow URLs of hosts in private networks.", rich_help_panel=NETWORK),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """Flags that most commands share. None and False mean: not given, so [tool.specloom] or the default applies."""

    spec: Spec = None
    root: Root = None
    overlay: Overlays = None
    config: Config = None
    client: ClientName = None
    strict: Strict = False
    report: Report = None
    annotations: Annotations = None
    allow_redirects: AllowRedirects = False
    allow_private: AllowPrivate = False
    quiet: Quiet = False
    verbose: Verbose = False
    debug: Debug = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFlags(Flags):
    """Flags of the commands that make a package."""

    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            help="The directory in which the package directory is written. [default: .]",
            rich_help_panel=OUTPUT,
        ),
    ] = None
    package: PackageName = None
    templates: Templates = None
    allow_templates: AllowTemplates = False
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            help="How many processes may work at once. [default: one per processor]",
            rich_help_panel=OUTPUT,
        ),
    ] = None
    with_project: Annotated[
        bool,
        typer.Option(
            "--with-project",
            help="Write a whole project: the package in src/, with tests, README and pyproject.toml.",
            rich_help_panel=OUTPUT,
        ),
    ] = False
    with_workflows: Annotated[
        bool,
        typer.Option(
            "--with-workflows",
            help="Add workflows for GitHub to the project: checks, release pull requests, publishing to PyPI.",
            rich_help_panel=OUTPUT,
        ),
    ] = False
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither read nor write the cache.", rich_help_panel=OUTPUT)
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateFlags(OutputFlags):
    """Flags of `generate`."""

    force: Annotated[
        bool,
        typer.Option("--force", help="Overwrite generated files that were edited by hand.", rich_help_panel=OUTPUT),
    ] = False
    three_way: Annotated[
        bool,
        typer.Option(
            "--three-way",
            help="Merge edits of generated files; conflicts are marked and listed.",
            rich_help_panel=OUTPUT,
        ),
    ] = False
    watch: Annotated[
        bool, typer.Option("--watch", help="Generate again whenever an input changes.", rich_help_panel=OUTPUT)
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InitFlags(Flags):
    """Flags of `init`."""

    from_sdk: Annotated[
        Path | None,
        typer.Option(
            "--from-sdk",
            metavar="DIR",
            help="Write the config that reproduces the SDK in this directory; its source is read, never run.",
            rich_help_panel=INPUT,
        ),
    ] = None
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="Where to write the config; - is stdout. [default: beside SPEC]",
            rich_help_panel=OUTPUT,
        ),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.", rich_help_panel=OUTPUT)] = (
        False
    )


class ChangesFormat(StrEnum):
    """How changes are printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


class FailOn(StrEnum):
    """Which changes give exit code 1."""

    ANY = "any"
    BREAKING = "breaking"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFlags:
    """Flags of `update`."""

    client: ClientName = None
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; exit with 1 if a document has changed.", rich_help_panel=OUTPUT),
    ] = False
    allow_redirects: AllowRedirects = False
    allow_private: AllowPrivate = False
    quiet: Quiet = False
    verbose: Verbose = False
    debug: Debug = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffFlags:
    """Flags of `diff`."""

    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The old document: a file, a URL, a git revision, or REVISION:path.")
    ]
    new: Annotated[
        str | None,
        typer.Argument(metavar="NEW", help="The new document. [default: what [tool.specloom] in pyproject.toml names]"),
    ] = None
    config: Config = None
    client: ClientName = None
    format: Annotated[
        ChangesFormat, typer.Option("--format", "-f", help="How to print the changes.", rich_help_panel=OUTPUT)
    ] = ChangesFormat.TEXT
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Which changes give exit code 1.", rich_help_panel=OUTPUT)
    ] = FailOn.ANY
    quiet: Quiet = False
    verbose: Verbose = False
    debug: Debug = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrateFlags:
    """Flags of `migrate`."""

    old: Annotated[
        Path,
        typer.Argument(metavar="OLD_SDK_DIR", help="The SDK: its repository, unpacked sdist, or package directory."),
    ]
    spec: Spec = None
    config: Config = None
    format: Annotated[
        ChangesFormat, typer.Option("--format", "-f", help="How to print the differences.", rich_help_panel=OUTPUT)
    ] = ChangesFormat.TEXT
    quiet: Quiet = False
    verbose: Verbose = False
    debug: Debug = False
