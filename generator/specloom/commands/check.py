"""`specloom check`: are the packages on disk what the documents give?"""

from __future__ import annotations

from collections.abc import Sequence

from specloom.commands.console import print_result
from specloom.commands.flags import OutputFlags
from specloom.commands.outputs import compare_all
from specloom.commands.session import DIFFERENT, DONE, Session, execute_each
from specloom.commands.several import generate_each
from specloom.pipeline.report import Difference
from specloom.pipeline.run import Result


def run(flags: OutputFlags) -> int:
    """Generate in memory, print how the disk differs as a unified diff, and return the exit code."""

    def work(sessions: Sequence[Session]) -> int:
        results = generate_each(sessions)
        pairs = zip(sessions, results, strict=True)
        same = [is_same(session, result, shown=flags.annotations is None) for session, result in pairs]
        return DONE if all(same) else DIFFERENT

    return execute_each(flags, work)


def is_same(session: Session, result: Result, *, shown: bool) -> bool:
    """Is the disk what `result` says? If it is not, say so in the report, and with `shown` on stdout."""
    with session.run.stage("compare"):
        compared = compare_all(session, result)
    session.console.display.close()
    session.run.report.differences = tuple(
        Difference(f"{each.target.shown}/{change.path}", change.line, change.state)
        for each in compared
        for change in each.changes
    )
    for each in compared:
        if not each.changes and shown:
            session.console.say(f"{each.target.shown}: {each.files} files, up to date")
        for change in each.changes if shown and not session.console.quiet else ():
            print_result(change.diff(each.target.shown))
    return not any(each.changes for each in compared)
