"""`specloom check`: are the packages on disk what the documents give?"""

from __future__ import annotations

from collections.abc import Sequence

from generator.commands.console import print_result
from generator.commands.flags import OutputFlags
from generator.commands.session import DIFFERENT, DONE, Session, execute_each, target_of
from generator.commands.several import generate_each
from generator.output.write import compare
from generator.report import Difference
from generator.run import Result


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
    target = target_of(session.options, result)
    with session.run.stage("compare"):
        changes = compare(target, result.files)
    session.console.display.close()
    session.run.report.differences = tuple(
        Difference(f"{target.shown}/{change.path}", change.line, change.state) for change in changes
    )
    if not changes and shown:
        session.console.say(f"{target.shown}: {len(result.files)} files, up to date")
    for change in changes if shown and not session.console.quiet else ():
        print_result(change.diff(target.shown))
    return not changes
