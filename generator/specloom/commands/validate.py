"""`specloom validate`: every finding about a document and its config."""

from __future__ import annotations

from collections.abc import Sequence

from specloom.commands.flags import Flags
from specloom.commands.session import DONE, Session, execute_each
from specloom.pipeline.analysis import understand


def run(flags: Flags) -> int:
    """Go as far as the meaning of the document, write nothing, and return the exit code."""

    def work(sessions: Sequence[Session]) -> int:
        for session in sessions:
            session.console.lists_all = True
            understand(session.options, session.run)
            session.console.say(f"{session.options.spec}: {count(len(session.run.diagnostics), 'warning')}, no errors")
        return DONE

    return execute_each(flags, work)


def count(number: int, word: str) -> str:
    """Return a number with its noun."""
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"
