"""One run of a command: what it shares with all others around its own work, from options to exit codes."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator import __version__
from generator.base.diagnostics import Diagnostics, UserError
from generator.commands.console import Console, print_error
from generator.commands.flags import Flags
from generator.commands.settings import options_of
from generator.options import Options
from generator.output.write import Target, write_text
from generator.run import Result, Run

DONE = 0
DIFFERENT = 1
USER_ERROR = 2
OUR_BUG = 70


@dataclass(frozen=True, slots=True)
class Session:
    """What a command works with."""

    options: Options
    run: Run
    console: Console


class Manners(Protocol):
    """What every command is told about how to behave."""

    @property
    def quiet(self) -> bool:
        """Print nothing but errors."""
        ...

    @property
    def debug(self) -> bool:
        """Show the traceback of a failure of ours."""
        ...


def execute(flags: Flags, work: Callable[[Session], int]) -> int:
    """Run `work`, print what was found, write the report if one is asked for, and return the exit code."""
    return guarded(flags, lambda run, console: work_and_report(flags, work, run, console))


def guarded(manners: Manners, work: Callable[[Run, Console], int]) -> int:
    """Run `work`, print what was found, and return the exit code, whatever happens."""
    with Console(quiet=manners.quiet) as console:
        diagnostics = Diagnostics()
        run = Run(diagnostics, progress=console.display.show)
        try:
            code = work(run, console)
        except UserError as error:
            diagnostics.extend(error.diagnostics)
            code = USER_ERROR
        except Exception as error:
            console.display.close()
            explain_bug(error, debug=manners.debug)
            return OUR_BUG
        console.display.close()
        console.findings(diagnostics)
        return code


def work_and_report(flags: Flags, work: Callable[[Session], int], run: Run, console: Console) -> int:
    """Run `work` and write the report, whether `work` comes to its end or finds the input at fault."""
    try:
        options = options_of(flags)
        run.diagnostics.strict = options.strict
        return work(Session(options, run, console))
    except UserError as error:
        run.diagnostics.extend(error.diagnostics)
        return USER_ERROR
    finally:
        if flags.report is not None:
            report = run.report.as_json(run.diagnostics)
            write_text(flags.report, json.dumps(report, indent=2, ensure_ascii=False) + "\n")


def explain_bug(error: Exception, *, debug: bool) -> None:
    """Say that specloom failed, where, and how to report it."""
    if debug:
        print_error("".join(traceback.format_exception(error)).rstrip())
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    print_error(f"specloom {__version__} failed: {type(error).__name__}: {error}{place}")
    print_error("This is a bug in specloom, not in your input. Nothing was written.")
    print_error("Please report it with the document, or the part of it that shows it, and the output of --debug.")


def target_of(options: Options, result: Result) -> Target:
    """Return the package folder of a result."""
    folder = options.out / result.package
    return Target(folder, folder.as_posix())
