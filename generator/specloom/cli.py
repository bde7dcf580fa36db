"""The command line: which commands there are. Each loads its own module, and so the pipeline, only when it runs."""

import functools
import importlib
import io
from collections.abc import Callable, Mapping
from typing import IO, Annotated, Protocol, cast, runtime_checkable

import typer

from specloom import __version__
from specloom.commands.check_flags import CheckFlags
from specloom.commands.console import print_error
from specloom.commands.flags import (
    DiffFlags,
    Flags,
    GenerateFlags,
    InitFlags,
    MigrateFlags,
    UpdateFlags,
)
from specloom.commands.help import GroupedCommand, examples_epilog
from specloom.commands.site_flags import DocsFlags

EXIT_CODES = (
    "Exit codes: 0 done; 1 check, diff, migrate or update --check found a difference, or a merge left conflicts; "
    "2 the input is at fault; 70 specloom itself failed; 130 interrupted."
)

app = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def print_version(asked: bool) -> None:
    """Print the version and end, if asked to."""
    if asked:
        typer.echo(f"specloom {__version__}")
        raise typer.Exit


@app.callback()
def specloom(
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Generate a typed Python client package from an OpenAPI document."""


def add_command(name: str, flags: Callable[..., object], text: str, *lines: str) -> None:
    """Add the command `name`; its flags are the fields of `flags`, its work is `run` in its module.

    `text` says what it does, `lines` are examples.
    """

    @app.command(name, cls=GroupedCommand, help=text, epilog=f"{examples_epilog(*lines)}\n\n{EXIT_CODES}")
    @functools.wraps(flags)
    def command(**values: object) -> None:
        refuse_undecodable(values)
        module = importlib.import_module(f"specloom.commands.{name.replace('-', '_')}")
        raise typer.Exit(module.run(flags(**values)))


def refuse_undecodable(values: Mapping[str, object]) -> None:
    """Refuse arguments with bytes that are no text: findings, reports and manifests could not name such a file.

    Raises:
        BadParameter: an argument is not valid in the encoding of the file system.
    """
    for value in values.values():
        for item in cast("list[object]", value) if isinstance(value, list) else [value]:
            if any(0xDC80 <= ord(letter) <= 0xDCFF for letter in str(item)):
                shown = str(item).encode("utf-8", "backslashreplace").decode()
                raise typer.BadParameter(f"{shown}: this name is not valid UTF-8; rename the file or directory")


cache = typer.Typer(help="Manage the cache of earlier results.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(cache, name="cache")


@cache.command("clear")
def clear_cache() -> None:
    """Remove every entry of the cache."""
    raise typer.Exit(importlib.import_module("specloom.commands.cache").clear())


add_command(
    "generate",
    GenerateFlags,
    "Write the client package of an OpenAPI document.",
    "specloom generate openapi.yaml -o src",
    "specloom generate https://api.example.com/openapi.json --package shop",
    "specloom generate  # every client in [tool.specloom]",
)
add_command(
    "check",
    CheckFlags,
    "Check that the package on disk is up to date, and print the difference.",
    "specloom check",
    "specloom check --surface v1.4.0",
    "specloom check openapi.yaml -o src --annotations github",
)
add_command(
    "docs",
    DocsFlags,
    "Write the reference site of the client: a page for each method, for people and for machines.",
    "specloom docs openapi.yaml -o site",
    "specloom docs openapi.yaml -o site --base-url https://docs.example.com/api/",
    "specloom docs openapi.yaml -o docs/reference --format markdown",
)
add_command(
    "validate",
    Flags,
    "Print every finding about a document and its config.",
    "specloom validate openapi.yaml",
    "specloom validate openapi.yaml -c stainless.yml --strict",
)
add_command(
    "diff",
    DiffFlags,
    "Show what a new version of a document changes for users of the client.",
    "specloom diff old.yaml new.yaml",
    "specloom diff v1.2 --fail-on breaking",
    "specloom diff main:openapi.yaml openapi.yaml --format markdown",
)
add_command(
    "update",
    UpdateFlags,
    "Fetch documents that are named by URL, show what changes, and update specloom.lock.",
    "specloom update",
    "specloom update --check",
)
add_command(
    "init",
    InitFlags,
    "Write a config with what specloom infers from a document, or reads in an existing SDK.",
    "specloom init openapi.yaml",
    "specloom init openapi.yaml --from-sdk ../python-sdk",
    "specloom init openapi.yaml -o -",
)
add_command(
    "migrate",
    MigrateFlags,
    "Compare an existing SDK with the package that a document gives.",
    "specloom migrate ../python-sdk openapi.yaml -c stainless.yml",
)
add_command(
    "dump-ir",
    Flags,
    "Print how specloom understands a document, as JSON.",
    "specloom dump-ir openapi.yaml",
)


@runtime_checkable
class UsageFault(Protocol):
    """What the parser of the command line raises where an argument is wrong."""

    exit_code: int

    def show(self, file: IO[str] | None = None) -> None:
        """Write what is wrong to a file."""


def run_command_line() -> int:
    """Run what the arguments of this process ask for and return the exit code."""
    try:
        ended: object = app(prog_name="specloom", standalone_mode=False)
    except Exception as error:
        if not isinstance(error, UsageFault):
            raise
        text = io.StringIO()
        error.show(text)
        print_error(text.getvalue().rstrip("\n"))
        return error.exit_code
    return ended if isinstance(ended, int) else 0
