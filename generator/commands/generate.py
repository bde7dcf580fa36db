"""`specloom generate`: write the client package."""

from __future__ import annotations

from generator.cached import generate
from generator.commands.flags import GenerateFlags
from generator.commands.session import DONE, Session, execute, target_of
from generator.output.write import replace
from generator.report import line_count


def run(flags: GenerateFlags) -> int:
    """Generate, and write only when all of it has succeeded; return the exit code."""

    def work(session: Session) -> int:
        result = generate(session.options, session.run)
        target = target_of(session.options, result)
        with session.run.stage("write"):
            changed = replace(target, result.files, force=flags.force)
        state = f"{len(changed)} changed" if changed else "unchanged"
        session.console.say(f"{target.shown}: {len(result.files)} files, {line_count(result.files)} lines, {state}")
        return DONE

    return execute(flags, work)
