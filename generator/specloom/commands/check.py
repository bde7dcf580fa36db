"""`specloom check`: tells whether the packages on disk are up to date."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from specloom.base.diagnostics import user_error
from specloom.commands.check_flags import CheckFlags
from specloom.commands.code_budget import is_within_budget
from specloom.commands.console import print_result
from specloom.commands.flags import ChangesFormat
from specloom.commands.outputs import DirectoryOutcome, compare_all
from specloom.commands.session import DIFFERENT, DONE, Session, execute_each
from specloom.commands.several import generate_each
from specloom.output import manifest
from specloom.pipeline.report import StaleFile
from specloom.pipeline.run import GenerationResult


def run(flags: CheckFlags) -> int:
    """Generate in memory, print the difference to the disk as a unified diff, and return the exit code."""

    def work(sessions: Sequence[Session]) -> int:
        if flags.surface is None and flags.format is not ChangesFormat.TEXT:
            hint = "add --surface; `--report FILE` writes as JSON which files are not up to date"
            message = f"--format {flags.format.value} is for the differences from --surface, and there is none"
            raise user_error("surface-not-named", message, hint=hint)
        if len(sessions) > 1 and flags.surface is not None and flags.format is ChangesFormat.JSON:
            raise user_error("client-missing", "--format json prints one client", hint="select it with --client")
        results = generate_each(sessions)
        pairs = zip(sessions, results, strict=True)
        good = [is_good(session, result, flags) for session, result in pairs]
        return DONE if all(good) else DIFFERENT

    return execute_each(flags, work)


def is_good(session: Session, result: GenerationResult, flags: CheckFlags) -> bool:
    """Whether the disk matches `result`, has no more edits than allowed, and keeps the surface that the flags name."""
    is_text = flags.format is ChangesFormat.TEXT
    same = is_same(session, result, shown=flags.annotations is None and is_text)
    bounded = is_within_budget(session, result, shown=is_text and flags.annotations is None)
    if flags.surface is None:
        return same and bounded
    surface = importlib.import_module("specloom.commands.surface")  # its libraries take long to load
    return surface.keeps_surface(session, result, flags.surface, flags) and same and bounded


def is_same(session: Session, result: GenerationResult, *, shown: bool) -> bool:
    """Whether the disk matches `result`; differences go to the report and, with `shown`, to stdout."""
    with session.run.report_stage("compare"):
        compared = compare_all(session, result)
        if session.options.site.directory is not None:
            docs = importlib.import_module("specloom.commands.docs")  # the stages take long to load
            compared.append(docs.compare_site(session.options))
    session.console.display.close()
    session.run.report.differences = tuple(
        StaleFile(f"{each.target.shown}/{change.path}", change.line, change.state)
        for each in compared
        for change in each.changes
    )
    for each in compared:
        if not each.changes and shown:
            session.console.print_line(f"{each.target.shown}: {each.files} files, up to date")
        if shown and not session.console.quiet:
            print_result(directory_diff(each))
    return not any(each.changes for each in compared)


def directory_diff(outcome: DirectoryOutcome) -> str:
    """Return the unified diff of a directory. The manifest is one line if other files differ as well."""
    shown = outcome.target.shown
    files = [change for change in outcome.changes if change.path != manifest.NAME]
    own = [change for change in outcome.changes if change.path == manifest.NAME]
    diffs = [change.unified_diff(shown) for change in files or own]
    return "".join([*diffs, *(f"{shown}/{manifest.NAME}: {change.state} too\n" for change in own if files)])
