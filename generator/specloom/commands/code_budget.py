"""Bounds the lines of generated files that were edited by hand (`custom_code_budget` in `[tool.specloom]`)."""

from __future__ import annotations

from specloom.base.diagnostics import SourceLocation
from specloom.commands.outputs import project_target
from specloom.commands.session import Session, target_of
from specloom.output.custom_code import edited_package_lines, edited_project_lines
from specloom.pipeline.run import GenerationResult

EXCEEDED = "custom-code-budget"
_NAMED = 10
"""How many files are named, those with the most edited lines first."""


def is_within_budget(session: Session, result: GenerationResult, *, shown: bool) -> bool:
    """Return whether no more lines were edited than the budget allows; true without a budget.

    More are an error in the findings. Otherwise, the number goes to stdout if there are any and `shown`.
    """
    budget = session.options.custom_code_budget
    if budget is None:
        return True
    counts = edited_files(session, result)
    total = sum(counts.values())
    if total > budget:
        most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        named = ", ".join(f"{path} ({count})" for path, count in most[:_NAMED])
        more = f" and {len(most) - _NAMED} more" if len(most) > _NAMED else ""
        message = f"{total} lines of generated files were edited by hand, and the budget is {budget}: {named}{more}"
        hint = "move the edits to files of your own or to a subclass, or raise `custom_code_budget`"
        session.run.diagnostics.error(EXCEEDED, message, location=SourceLocation(most[0][0]), hint=hint)
    elif counts and shown:
        session.console.print_line(f"{total} of {budget} hand-edited lines")
    return total <= budget


def edited_files(session: Session, result: GenerationResult) -> dict[str, int]:
    """Return the edited lines of each edited file by its path for the user."""
    target = target_of(session.options, result)
    package = edited_package_lines(target, result.files)
    counts = {f"{target.shown}/{path}": count for path, count in package.items()}
    around = project_target(session, result)
    if around is not None:
        counts |= {f"{around[0].shown}/{path}": count for path, count in edited_project_lines(*around).items()}
    return counts
