"""`specloom generate`: write the client packages."""

from __future__ import annotations

from collections.abc import Sequence

from generator.commands.flags import GenerateFlags
from generator.commands.session import DONE, Session, execute_each, target_of
from generator.commands.several import generate_each
from generator.output.write import replace
from generator.report import line_count
from generator.run import Result


def run(flags: GenerateFlags) -> int:
    """Generate, and write only when all of it has succeeded; return the exit code."""

    def work(sessions: Sequence[Session]) -> int:
        results = generate_each(sessions)
        for session, result in zip(sessions, results, strict=True):
            write(session, result, force=flags.force)
        return DONE

    return execute_each(flags, work)


def write(session: Session, result: Result, *, force: bool) -> None:
    """Write one package and say what has changed."""
    target = target_of(session.options, result)
    with session.run.stage("write"):
        changed = replace(target, result.files, force=force)
    state = f"{len(changed)} changed" if changed else "unchanged"
    session.console.say(f"{target.shown}: {len(result.files)} files, {line_count(result.files)} lines, {state}")
