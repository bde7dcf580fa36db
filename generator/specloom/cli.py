"""The command line: which commands there are. Each loads its own module, and so the pipeline, only when it runs."""

import functools
import importlib
from collections.abc import Callable
from typing import Annotated

import typer

from specloom import __version__
from specloom.commands.flags import DiffFlags, Flags, GenerateFlags, InitFlags, MigrateFlags, OutputFlags, UpdateFlags

EPILOG = (
    "Exit codes: 0 done; 1 check, diff or migrate found a difference; 2 the input is at fault; "
    "70 specloom itself failed."
)

app = typer.Typer(
    add_completion=False,
    epilog=EPILOG,
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
    """From an OpenAPI document to a typed Python client package that stays yours."""


def add_command(name: str, flags: Callable[..., object], text: str) -> None:
    """Add the command `name`; its flags are the fields of `flags`, its work is `run` in its module."""

    @app.command(name, help=text, epilog=EPILOG)
    @functools.wraps(flags)
    def command(**values: object) -> None:
        module = importlib.import_module(f"specloom.commands.{name.replace('-', '_')}")
        raise typer.Exit(module.run(flags(**values)))


cache = typer.Typer(help="The results of earlier runs, kept to be quick.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(cache, name="cache")


@cache.command("clear")
def clear_cache() -> None:
    """Remove every entry of the cache."""
    raise typer.Exit(importlib.import_module("specloom.commands.cache").clear())


add_command("init", InitFlags, "Write a config for SPEC: what is inferred of it, commented, ready to edit.")
add_command("generate", GenerateFlags, "Write the client package of SPEC.")
add_command(
    "check", OutputFlags, "Exit with 1 and show the difference where the package on disk is not what SPEC gives."
)
add_command("validate", Flags, "Show every finding about SPEC and its config, and write nothing.")
add_command("dump-ir", Flags, "Print what specloom understood of SPEC, as JSON.")
add_command("update", UpdateFlags, "Fetch the web addresses of [tool.specloom], show what changes, and move the lock.")
add_command("migrate", MigrateFlags, "Show what users of an existing SDK would notice if SPEC made it from now on.")
add_command("diff", DiffFlags, "Show what changes for the users of the client from OLD to NEW.")
