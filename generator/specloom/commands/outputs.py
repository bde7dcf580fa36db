"""The output directories of a result: the package, and the project around it if requested."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

from specloom.base.records import dataclass
from specloom.commands.session import Session, target_of
from specloom.output import project
from specloom.output.tree import FileChange
from specloom.output.write import OutputTarget, compare_package, replace_package
from specloom.pipeline.report import line_count
from specloom.pipeline.run import GenerationResult


@dataclass(frozen=True, slots=True)
class DirectoryOutcome:
    """The state of a directory: its files and their differences."""

    target: OutputTarget
    files: int
    lines: int
    changes: list[FileChange]


def write_all(
    session: Session, result: GenerationResult, *, force: bool, three_way: bool = False
) -> list[DirectoryOutcome]:
    """Write the package and its project files, or nothing if something of the user is in the way.

    Raises:
        UserError: a directory is not ours, has edits, can't be written, is full, or another run holds it.
    """
    around = project_target(session, result)
    with project.hold_project(around[0]) if around is not None else nullcontext():
        if around is not None:
            project.check_project(*around, force=force, three_way=three_way)
        return process_directories(
            session,
            result,
            lambda target: replace_package(target, result.files, force=force, three_way=three_way),
            lambda target, wanted: project.replace_project(target, wanted, force=force, three_way=three_way),
        )


def compare_all(session: Session, result: GenerationResult) -> list[DirectoryOutcome]:
    """Return how the package and its project files differ from `result`.

    Raises:
        UserError: a directory is not ours or can't be read.
    """
    return process_directories(
        session, result, lambda target: compare_package(target, result.files), project.compare_project
    )


def process_directories(
    session: Session,
    result: GenerationResult,
    package: Callable[[OutputTarget], list[FileChange]],
    around: Callable[[OutputTarget, project.ProjectFiles], list[FileChange]],
) -> list[DirectoryOutcome]:
    """Do the work for each directory of a result."""
    target = target_of(session.options, result)
    found = [DirectoryOutcome(target, len(result.files), line_count(result.files), package(target))]
    outer = project_target(session, result)
    if outer is not None:
        found.append(DirectoryOutcome(outer[0], len(result.project), line_count(result.project), around(*outer)))
    return found


def project_target(session: Session, result: GenerationResult) -> tuple[OutputTarget, project.ProjectFiles] | None:
    """Return the project files and their directory; None if no project was requested."""
    if not result.project:
        return None
    out = session.options.out
    return OutputTarget(out, out.as_posix()), project.ProjectFiles(result.project, result.user_owned)
