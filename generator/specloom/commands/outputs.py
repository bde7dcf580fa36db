"""The folders that a result goes to: the package, and the project round it where one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

from specloom.commands.session import Session, target_of
from specloom.output import project
from specloom.output.tree import Change
from specloom.output.write import Target, compare, replace
from specloom.pipeline.report import line_count
from specloom.pipeline.run import Result


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a folder holds now, or should: its files and how it differs or differed."""

    target: Target
    files: int
    lines: int
    changes: list[Change]


def write_all(session: Session, result: Result, *, force: bool, three_way: bool = False) -> list[Outcome]:
    """Write the package and what stands round it, nothing of it where something of the user's is in the way.

    Raises:
        UserError: a folder is not ours, holds edits, can't be written, is full, or another run holds it.
    """
    around = surroundings(session, result)
    with project.holding(around[0]) if around is not None else nullcontext():
        if around is not None:
            project.check(*around, force=force, three_way=three_way)
        return outcomes(
            session,
            result,
            lambda target: replace(target, result.files, force=force, three_way=three_way),
            lambda target, wanted: project.replace(target, wanted, force=force, three_way=three_way),
        )


def compare_all(session: Session, result: Result) -> list[Outcome]:
    """Return how the package and what stands round it differ from `result`.

    Raises:
        UserError: a folder is not ours or can't be read.
    """
    return outcomes(session, result, lambda target: compare(target, result.files), project.compare)


def outcomes(
    session: Session,
    result: Result,
    package: Callable[[Target], list[Change]],
    around: Callable[[Target, project.Surroundings], list[Change]],
) -> list[Outcome]:
    """Do the work for each folder of a result."""
    target = target_of(session.options, result)
    found = [Outcome(target, len(result.files), line_count(result.files), package(target))]
    outer = surroundings(session, result)
    if outer is not None:
        found.append(Outcome(outer[0], len(result.project), line_count(result.project), around(*outer)))
    return found


def surroundings(session: Session, result: Result) -> tuple[Target, project.Surroundings] | None:
    """Return what stands round the package and where; None where no project was asked for."""
    if not result.project:
        return None
    out = session.options.out
    return Target(out, out.as_posix()), project.Surroundings(result.project, result.user_owned)
