"""`specloom validate`: every finding about a document and its config."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from specloom.base.diagnostics import Diagnostic, Severity
from specloom.commands.console import count
from specloom.commands.flags import Flags
from specloom.commands.session import DONE, Session, execute_each
from specloom.pipeline.analysis import analyze_document


def run(flags: Flags) -> int:
    """Go as far as the meaning of the document, write nothing, and return the exit code."""

    def work(sessions: Sequence[Session]) -> int:
        for session in sessions:
            session.console.lists_all = True
            document = analyze_document(session.options, session.run).document
            name = document.files[document.main].name
            session.console.say(f"{name}: {summary(session.run.diagnostics)}")
        return DONE

    return execute_each(flags, work)


def summary(findings: Iterable[Diagnostic]) -> str:
    """Return how many findings of each severity there are; infos only where there are some."""
    number = Counter(item.severity for item in findings)
    infos = [count(number[Severity.INFO], "info")] if number[Severity.INFO] else []
    return ", ".join([*infos, count(number[Severity.WARNING], "warning"), count(number[Severity.ERROR], "error")])
