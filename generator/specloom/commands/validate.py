"""`specloom validate`: reports every finding about a document and its config."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from specloom.base.diagnostics import Diagnostic, Severity, UserError
from specloom.commands.console import format_count
from specloom.commands.flags import Flags
from specloom.commands.session import DONE, Session, execute_each
from specloom.document.document import Document
from specloom.document.library_findings import NAME, check_with_library
from specloom.pipeline.analysis import analyze_loaded, load_document


def run(flags: Flags) -> int:
    """Run the stages up to the meaning of the document, write nothing, and return the exit code."""

    def work(sessions: Sequence[Session]) -> int:
        for session in sessions:
            session.console.lists_all = True
            document = check_document(session)
            name = document.files[document.main].name
            session.console.print_line(f"{name}: {summarise_findings(session.run.diagnostics)}")
        return DONE

    return execute_each(flags, work)


def check_document(session: Session) -> Document:
    """Return a document after checking it with our own rules and those of openapi-spec-validator.

    Raises:
        UserError: the document or the config is at fault.
    """
    options, run = session.options, session.run
    document = load_document(options, run)
    try:
        analyze_loaded(document, options, run)
    except UserError as error:
        run.diagnostics.extend(error.diagnostics)
    display = session.console.display
    with run.report_stage(NAME):
        check_with_library(document, run.diagnostics, lambda percent: display.show_detail(f"{NAME}, {percent} %"))
    run.diagnostics.raise_errors()
    return document


def summarise_findings(findings: Iterable[Diagnostic]) -> str:
    """Return the number of findings of each severity; infos only if there are any."""
    number = Counter(item.severity for item in findings)
    infos = [format_count(number[Severity.INFO], "info")] if number[Severity.INFO] else []
    return ", ".join(
        [*infos, format_count(number[Severity.WARNING], "warning"), format_count(number[Severity.ERROR], "error")]
    )
