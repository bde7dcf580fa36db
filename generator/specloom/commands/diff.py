"""`specloom diff`: shows what changes for users of the client between two documents."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from pathlib import Path

from specloom.base.collector import without_collector
from specloom.base.diagnostics import Diagnostics, SourceLocation, UserError, user_error
from specloom.base.records import dataclass
from specloom.base.terminal import printable
from specloom.base.webaddress import is_url
from specloom.commands.console import Console
from specloom.commands.flags import DiffFlags, FailOn, Flags
from specloom.commands.printed_changes import print_outcome
from specloom.commands.revision import at_revision, commit_of, repository_of
from specloom.commands.session import DIFFERENT, DONE, is_cache_trusted, run_guarded
from specloom.commands.settings import options_of
from specloom.compare import Change, ChangeSeverity, compare_surfaces
from specloom.compare.diff_report import DiffOutcome, single_changes
from specloom.compare.from_plan.layout import layout_changes
from specloom.compare.from_plan.plan_surface import surface_of_plan
from specloom.document.reader import StandardInputReader
from specloom.pipeline.analysis import Analysis, analyze_document, make_plan
from specloom.pipeline.options import Options, config_beside
from specloom.pipeline.run import Run
from specloom.plan.planned import Plan


@dataclass(frozen=True, slots=True)
class DiffSide:
    """One of the two documents: the options to read it, and the directory of its git revision, if it has one."""

    options: Options
    root: Path | None = None
    revision: str = ""

    def shown_name(self, file: str | None) -> str | None:
        """Return the name of one of its files for the user."""
        if file is None or self.root is None or not Path(file).is_relative_to(self.root):
            return file
        return f"{self.revision}:{Path(file).relative_to(self.root).as_posix()}"


def run(flags: DiffFlags) -> int:
    """Compare, print, and return the exit code."""

    def work(run: Run, console: Console) -> int:
        is_cache_trusted(run)
        with contextlib.ExitStack() as stack:
            project = project_options(flags)
            sides = [side_of(given, flags, project, stack) for given in (flags.old, flags.new)]
            outcome = outcome_of(sides[0], sides[1], run)
        console.display.close()
        print_outcome(outcome, flags.format)
        return DIFFERENT if is_failure(outcome, flags.fail_on) else DONE

    return run_guarded(flags, work)


def outcome_of(old: DiffSide, new: DiffSide, run: Run) -> DiffOutcome:
    """Return the changes from `old` to `new` with their locations. No package is printed for it."""
    with without_collector():
        before, old_plan = planned_side(old, run)
        after, new_plan = planned_side(new, run)
        with run.report_stage("compare"):
            surfaces = surface_of_plan(old_plan, before.api), surface_of_plan(new_plan, after.api)
            found = single_changes(compare_surfaces(*surfaces)) or list(layout_changes(old_plan, new_plan))
    located = [with_location(each, old if each.in_old else new, before if each.in_old else after) for each in found]
    return DiffOutcome(located, old_plan.package.version, new_plan.client.class_name)


def planned_side(side: DiffSide, run: Run) -> tuple[Analysis, Plan]:
    """Return the meaning and plan of one side. Errors end the run; warnings are left to `validate`."""
    own = Run(Diagnostics(), progress=run.progress)
    meaning = analyze_document(side.options, own)
    return meaning, make_plan(meaning, own)


def with_location(change: Change, side: DiffSide, meaning: Analysis) -> Change:
    """Return a change with the file and line of its cause, as far as they are known."""
    if change.pointer is None:
        return change
    try:
        location = meaning.document.location_of(change.pointer)
    except (KeyError, UserError):
        return change
    return replace(
        change, location=SourceLocation(side.shown_name(location.file), line=location.line, column=location.column)
    )


def side_of(given: str | None, flags: DiffFlags, project: Options | None, stack: contextlib.ExitStack) -> DiffSide:
    """Return the side for an argument: a file, a URL, `REVISION:path`, a revision, or nothing.

    Raises:
        UserError: it is none of these (`diff-side`), or the document of a revision is unknown.
    """
    if given is None:
        if project is None:
            hint = "pass both documents, or write a [tool.specloom] table with `spec`"
            raise user_error("spec-missing", "the document to compare with is missing", hint=hint)
        return DiffSide(project)
    if given == StandardInputReader.NAME or is_url(given) or Path(given).is_file():
        return DiffSide(Options(spec=given, config=flags.config or config_beside(given)))
    repository = repository_of(Path.cwd())
    revision, colon, path = given.partition(":")
    commit = commit_of(Path.cwd(), revision) if repository is not None else None
    if repository is None or commit is None:
        hint = "pass a file, a URL, a git revision, or REVISION:path/to/openapi.yaml"
        raise user_error("diff-side", f"{printable(given)} is neither a file nor a git revision", hint=hint)
    root = stack.enter_context(at_revision(repository, commit))
    if not colon:
        path = spec_of(flags, project)
    elif not path.startswith("."):  # as in git, a path of a revision starts from the top of the repository
        path = os.path.relpath(repository / path)
    options = revision_options(repository, root, path, flags, project)
    return DiffSide(options, root, revision)


def spec_of(flags: DiffFlags, project: Options | None) -> str:
    """Return the document for a bare revision: the other argument's, or the project's.

    Raises:
        UserError: it is unknown (`spec-missing`).
    """
    for given in (flags.new, flags.old):
        if given is not None and Path(given).is_file():
            return given
    if project is not None:
        return project.spec
    hint = "pass it: specloom diff REVISION path/to/openapi.yaml, or REVISION:path/to/openapi.yaml"
    raise user_error("spec-missing", "a revision is given, but no document", hint=hint)


def revision_options(repository: Path, root: Path, spec: str, flags: DiffFlags, project: Options | None) -> Options:
    """Return the options of a document of a revision, with the config of that revision unless another one is given."""
    path = root / path_in_repository(repository, Path(spec))
    config = flags.config or config_beside(str(path))
    if flags.config is None and project is not None and project.config is not None and spec == project.spec:
        twin = root / path_in_repository(repository, project.config)
        config = twin if twin.is_file() else config
    package = project.package if project is not None else None
    if project is None or spec != project.spec or not project.copies or project.root is None:
        return Options(spec=str(path), config=config, package=package)
    copies_root = root / path_in_repository(repository, project.root)
    return Options(spec=str(path), root=copies_root, config=config, package=package, copies=project.copies)


def path_in_repository(repository: Path, path: Path) -> Path:
    """Return a path relative to the top of the repository.

    Raises:
        UserError: it is not in the repository (`diff-side`).
    """
    try:
        return path.resolve().relative_to(repository.resolve())
    except ValueError as error:
        hint = f"give a path below {repository}"
        raise user_error("diff-side", f"{printable(str(path))} is not in the repository", hint=hint) from error


def project_options(flags: DiffFlags) -> Options | None:
    """Return the options of [tool.specloom], None if there is no such table."""
    try:
        return options_of(Flags(config=flags.config, client=flags.client))
    except UserError as error:
        if any(item.code == "spec-missing" for item in error.diagnostics):
            return None
        raise


def is_failure(outcome: DiffOutcome, limit: FailOn) -> bool:
    """Whether the changes make the command fail."""
    if limit is FailOn.NEVER:
        return False
    return any(limit is FailOn.ANY or change.severity is ChangeSeverity.BREAKING for change in outcome.changes)
