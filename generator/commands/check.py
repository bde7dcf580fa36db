"""`specloom check`: is the package on disk what the document gives?"""

from __future__ import annotations

from generator.cached import generate
from generator.commands.console import print_result
from generator.commands.flags import OutputFlags
from generator.commands.session import DIFFERENT, DONE, Session, execute, target_of
from generator.output.write import compare


def run(flags: OutputFlags) -> int:
    """Generate in memory, print how the disk differs as a unified diff, and return the exit code."""

    def work(session: Session) -> int:
        result = generate(session.options, session.run)
        target = target_of(session.options, result)
        with session.run.stage("compare"):
            changes = compare(target, result.files)
        session.console.display.close()
        if not changes:
            session.console.say(f"{target.shown}: {len(result.files)} files, up to date")
            return DONE
        for change in () if session.console.quiet else changes:
            print_result(change.diff(target.shown))
        return DIFFERENT

    return execute(flags, work)
