"""Runs the work of a command: options, findings, reports and exit codes are the same for all commands."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from specloom import __version__
from specloom.base.diagnostics import Diagnostics, Severity, SourceLocation, UserError, sorted_by_location, user_error
from specloom.base.json import JsonValue
from specloom.base.path_below import checked_directory_name
from specloom.base.records import dataclass
from specloom.base.terminal import json_text
from specloom.cache.store import cache_fault, default_directory
from specloom.commands.annotations import ServiceAnnotation, note_of, render_annotations
from specloom.commands.console import Console, print_commands, print_error
from specloom.commands.flags import Flags
from specloom.commands.settings import ClientJob, jobs_of, only_job
from specloom.output.tree import listed_names
from specloom.output.write import OutputTarget, write_text
from specloom.pipeline.options import Options
from specloom.pipeline.report import StaleFile
from specloom.pipeline.run import GenerationResult, Run

DONE = 0
DIFFERENT = 1
USER_ERROR = 2
OUR_BUG = 70
PROJECT_FILE = "pyproject.toml"
"""The type of files that a project always has and a package alone does not."""


@dataclass(frozen=True, slots=True)
class Session:
    """The state of a command: one client, called `name` if there are several."""

    name: str
    options: Options
    run: Run
    console: Console


class CommonFlags(Protocol):
    """The flags that every command has for its output."""

    @property
    def quiet(self) -> bool:
        """Print nothing but errors."""
        ...

    @property
    def verbose(self) -> bool:
        """Print each stage as it begins."""
        ...

    @property
    def debug(self) -> bool:
        """Show the traceback of a bug in specloom."""
        ...


def execute_one(flags: Flags, work: Callable[[Session], int]) -> int:
    """Run `work` for the one selected client, like `execute_each`."""
    return execute_each(flags, lambda sessions: work(sessions[0]), one_job)


def execute_each(
    flags: Flags, work: Callable[[Sequence[Session]], int], jobs: Callable[[Flags], Sequence[ClientJob]] = jobs_of
) -> int:
    """Run `work` for the selected clients and return the exit code.

    Findings are printed, and written as a report or as annotations if requested, whether `work` succeeds or finds the
    input at fault.
    """

    def body(run: Run, console: Console) -> int:
        sessions: list[Session] = []
        try:
            for job in without_untrusted_cache(jobs(flags), run):
                own = Run(Diagnostics(strict=job.options.strict), progress=console.display.show_stage)
                own.diagnostics.extend(job.remarks)
                sessions.append(Session(job.name, job.options, own, console))
            return work(sessions)
        except UserError as error:
            run.diagnostics.extend(error.diagnostics)
            return USER_ERROR
        finally:
            for session in sessions:
                session.run.finish_pending()
                run.diagnostics.extend(session.run.diagnostics)
            write_reports(flags, sessions, run)

    return run_guarded(flags, body)


def without_untrusted_cache(jobs: Sequence[ClientJob], run: Run) -> Sequence[ClientJob]:
    """Return the jobs without the cache, with a warning, if other users may have written to it."""
    if not any(job.options.cache for job in jobs) or is_cache_trusted(run):
        return jobs
    return [replace(job, options=replace(job.options, cache=False)) for job in jobs]


def is_cache_trusted(run: Run) -> bool:
    """Return whether the cache can be trusted; print a warning if not."""
    fault = cache_fault(default_directory())
    if fault is not None:
        run.diagnostics.add(fault)
    return fault is None


def one_job(flags: Flags) -> tuple[ClientJob, ...]:
    """Return the one client that the flags select."""
    return (only_job(flags),)


def run_guarded(manners: CommonFlags, work: Callable[[Run, Console], int]) -> int:
    """Run `work`, print the findings, and return the exit code, whatever happens."""
    with Console(quiet=manners.quiet, verbose=manners.verbose) as console:
        diagnostics = Diagnostics()
        run = Run(diagnostics, progress=console.display.show_stage)
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
        console.print_findings(diagnostics)
        return code


def write_reports(flags: Flags, sessions: Sequence[Session], run: Run) -> None:
    """Write the report and print the annotations, if requested."""
    reports = [session.run.report for session in sessions] or [run.report]
    if flags.annotations is not None:
        stale = [stale_note(item) for report in reports for item in report.differences]
        notes = [*map(note_of, sorted_by_location(run.diagnostics)), *stale]
        print_commands(render_annotations(notes, flags.annotations))
    if flags.report is not None:
        data: JsonValue = reports[0].as_json(run.diagnostics)
        if len(sessions) > 1:
            each = {session.name: session.run.report.as_json(session.run.diagnostics) for session in sessions}
            data = {"clients": {**each}}
        write_text(flags.report, json_text(data))


def stale_note(item: StaleFile) -> ServiceAnnotation:
    """Return the annotation for a stale generated file."""
    message = f"{item.state}: not up to date with the document; run `specloom generate`"
    return ServiceAnnotation(Severity.ERROR, "stale-output", message, item.file, item.line)


def explain_bug(error: Exception, *, debug: bool) -> None:
    """Print that specloom failed, where, and how to report it."""
    if debug:
        print_error("".join(traceback.format_exception(error)).rstrip())
    frames = traceback.extract_tb(error.__traceback__)
    location = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    print_error(f"specloom {__version__} failed: {type(error).__name__}: {error}{location}")
    print_error("This is a bug in specloom, not in your input. Nothing was written.")
    print_error("Please report it with the document, or the part of it that shows it, and the output of --debug.")


def target_of(options: Options, result: GenerationResult) -> OutputTarget:
    """Return the package directory of a result: in a project it is below `src/`.

    Raises:
        UserError: the package name can't be that of a directory (`package-name`), or a second package would be written
            to a project (`project-there`).
    """
    name = checked_directory_name(result.package)
    if not result.project and PROJECT_FILE in listed_names(options.out):
        message = (
            "this directory has a project made with `--with-project`, and this run would add a second package to it"
        )
        hint = "add --with-project, or `with_project = true` to the table; or use another directory"
        raise user_error("project-there", message, location=SourceLocation(options.out.as_posix()), hint=hint)
    directory = options.out / "src" / name if result.project else options.out / name
    return OutputTarget(directory, directory.as_posix(), link_roots(options.out))


def link_roots(out: Path) -> tuple[Path, ...]:
    """Return the directories that no link in a package path may leave: OUT, and its parent."""
    named = Path(os.path.normpath(out))
    return (out,) if named.name in ("", "..") else (out, named.parent)
