"""The flags of the commands: one declaration each, read by typer for parsing and help."""

# No `from __future__ import annotations` here: typer reads the annotations.
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from specloom.commands.annotations import Service

Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback if specloom itself fails.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Spec = Annotated[
    str | None,
    typer.Argument(
        metavar="SPEC", help="The OpenAPI document, YAML or JSON. Without it, [tool.specloom] says what to do."
    ),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", "-c", metavar="FILE", help="The SDK config. [default: stainless.yml beside SPEC, if any]"),
]
Overlays = Annotated[
    list[Path] | None,
    typer.Option("--overlay", metavar="FILE", help="An OpenAPI Overlay to apply to SPEC; may be given several times."),
]
Root = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="The folder that holds all files that SPEC may refer to. [default: the folder of SPEC]"
    ),
]
Report = Annotated[Path | None, typer.Option("--report", metavar="FILE", help="Write what was done as JSON.")]
ClientName = Annotated[
    str | None, typer.Option("--client", metavar="NAME", help="Only this one of the clients of [tool.specloom].")
]
Annotations = Annotated[
    Service | None,
    typer.Option("--annotations", help="Print findings and stale files on stdout as that CI service reads them."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]


AllowRedirects = Annotated[
    bool, typer.Option("--allow-redirects", help="Follow redirects of a web address to other hosts.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Let web addresses lead to hosts of private networks.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """What the commands share. None and False mean: not given, so that [tool.specloom] or the default holds."""

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
    debug: Debug = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFlags(Flags):
    """Flags of the commands that make a package."""

    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="The folder that receives the package folder. [default: .]"),
    ] = None
    package: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name of the package, whatever the config says.")
    ] = None
    templates: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Templates that replace ours of the same relative path."),
    ] = None
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes. [default: one a processor]")] = (
        None
    )
    with_project: Annotated[
        bool, typer.Option("--with-project", help="Make a project of DIR: the package in src/, its tests, its README.")
    ] = False
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither read nor write the cache.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateFlags(OutputFlags):
    """Flags of `generate`."""

    force: Annotated[bool, typer.Option("--force", help="Overwrite generated files that were edited by hand.")] = False
    three_way: Annotated[
        bool, typer.Option("--three-way", help="Merge edits of generated files; conflicts are marked and named.")
    ] = False
    watch: Annotated[bool, typer.Option("--watch", help="Generate again whenever an input changes.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InitFlags(Flags):
    """Flags of `init`."""

    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Where to write it; - is stdout. [default: beside SPEC]"),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it is there.")] = False


class Format(StrEnum):
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
    """What `update` is asked for."""

    client: ClientName = None
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit with 1 if something has changed.")] = False
    allow_redirects: AllowRedirects = False
    allow_private: AllowPrivate = False
    quiet: Quiet = False
    debug: Debug = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffFlags:
    """What `diff` is asked for."""

    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The description before: a file, a git revision, or REVISION:path.")
    ]
    new: Annotated[
        str | None,
        typer.Argument(metavar="NEW", help="The description after. [default: what [tool.specloom] names]"),
    ] = None
    config: Config = None
    client: ClientName = None
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the changes.")] = Format.TEXT
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Which changes give exit code 1.")] = FailOn.ANY
    quiet: Quiet = False
    debug: Debug = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrateFlags:
    """What `migrate` is asked for."""

    old: Annotated[
        Path,
        typer.Argument(metavar="OLD_SDK_DIR", help="The SDK: its repository, unpacked sdist, or package folder."),
    ]
    spec: Spec = None
    config: Config = None
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the differences.")] = Format.TEXT
    quiet: Quiet = False
    debug: Debug = False
