"""The page of the command line, read off the commands."""

from __future__ import annotations

from collections.abc import Iterator

import typer
import typer.main
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from specloom.cli import app

BAR = "\\|"
"""A bar inside a table."""
HEAD = """\
# Command line

```text
specloom COMMAND [ARGUMENTS] [OPTIONS]
```

`python -m specloom` is the same command. `specloom COMMAND --help` prints what this page says.

Results go to stdout, progress and findings to stderr. On a terminal a run shows its progress, in a log its stages; with
`-q` it prints nothing but errors.

## Exit codes

| code | meaning |
|---|---|
| 0 | done |
| 1 | a difference: `check` or `diff` found one, `migrate` a breaking one, `update --check` a new version, \
`generate --three-way` a conflict |
| 2 | your input is at fault: the [messages](messages.md) are on stderr, nothing was written |
| 70 | specloom failed. Please report it with what `--debug` prints |
| 130 | you pressed Ctrl-C; the output is as it was |

## Environment variables

| variable | meaning |
|---|---|
| `SPECLOOM_CACHE_DIR` | the directory of the [cache](../explanation/determinism.md#the-cache) |
| `CI` | no live progress display |
| `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` | the proxy for documents that are URLs |
"""


def command_line_page() -> str:
    """Return the page."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return "\n".join([HEAD, *(line for name, each in leaves(group) for line in section(name, each))])


def leaves(group: TyperGroup, before: str = "") -> Iterator[tuple[str, TyperCommand]]:
    """Yield each command that does something, by its whole name."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from leaves(command, f"{before}{name} ")
        elif isinstance(command, TyperCommand):
            yield f"{before}{name}", command


def section(name: str, command: TyperCommand) -> Iterator[str]:
    """Yield the lines about one command."""
    context = typer.Context(command, info_name=f"specloom {name}")
    arguments = [each for each in command.params if isinstance(each, TyperArgument)]
    options = [each for each in command.params if isinstance(each, TyperOption) and not each.hidden]
    yield f"## specloom {name}\n"
    yield f"{escaped(command.help or '')}\n"
    yield "```text"
    yield command.get_usage(context).removeprefix("Usage: ")
    yield "```\n"
    if arguments or options:
        yield "| argument or option | meaning |"
        yield "|---|---|"
        yield from (row(each, context) for each in arguments)
        yield from (row(each, context) for each in options)
        yield ""


def row(parameter: TyperArgument | TyperOption, context: typer.Context) -> str:
    """Return the line about an argument or an option."""
    names, text = parameter.get_help_record(context) or ("", "")
    names = names.removesuffix(" <str>").removesuffix(" <path>")
    cells = (f"`{names}`", escaped(" ".join(text.split())))
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


def escaped(text: str) -> str:
    """Return a text in which brackets are no links."""
    return text.replace("[", "\\[")
