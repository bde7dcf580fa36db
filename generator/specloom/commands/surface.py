"""`specloom check --surface`: does the package on disk still have what users of a release have?"""

from __future__ import annotations

from specloom.base.diagnostics import SourceLocation, user_error
from specloom.commands.check_flags import CheckFlags
from specloom.commands.flags import ChangesFormat
from specloom.commands.printed_changes import print_outcome
from specloom.commands.released import released_package
from specloom.commands.session import Session, target_of
from specloom.compare.source.package import find_package
from specloom.compare.source.read_surface import read_surface
from specloom.compare.surface import ClientSurface
from specloom.compare.surface_report import SurfaceOutcome, compare_release, with_stale
from specloom.pipeline.run import GenerationResult

BROKEN = "surface-broken"


def keeps_surface(session: Session, result: GenerationResult, given: str, flags: CheckFlags) -> bool:
    """Print how the package on disk differs from the release `given`; return whether its version allows that.

    Raises:
        UserError: the release can't be read, or there is no package on disk (`surface-missing`) that can be read.
    """
    outcome = release_difference(session, result, given)
    if flags.annotations is None and not (session.console.quiet and flags.format is ChangesFormat.TEXT):
        stale = [each.file for each in session.run.report.differences]
        print_outcome(outcome if flags.format is ChangesFormat.TEXT else with_stale(outcome, stale), flags.format)
    if not outcome.is_allowed:
        location = SourceLocation(f"{outcome.package}/_version.py")
        message = f"{outcome.summary}, and the version {outcome.version or '?'} does not say so"
        session.run.diagnostics.error(BROKEN, message, location=location, hint=outcome.remedy)
    return outcome.is_allowed


def release_difference(session: Session, result: GenerationResult, given: str) -> SurfaceOutcome:
    """Return how the package on disk differs from the release `given`."""
    target = target_of(session.options, result)
    directory = target.real_path
    if not (directory / "__init__.py").is_file():
        hint = "run `specloom generate` first"
        raise user_error(
            "surface-missing", "there is no package here", location=SourceLocation(target.shown), hint=hint
        )
    with session.run.report_stage("surface"):
        packages = released_package(given, directory), find_package(directory)
        old, new = (checked_surface(read_surface(each), each.shown) for each in packages)
        session.run.diagnostics.extend([*old.unread, *new.unread])
    return compare_release(old, new, given, target.shown)


def checked_surface(surface: ClientSurface, shown: str) -> ClientSurface:
    """Return the surface, which has a client.

    Raises:
        UserError: it has none, so that a comparison would say nothing (`surface-missing`).
    """
    if not surface.clients:
        hint = "only packages with the classes of a specloom or Stainless client can be compared"
        raise user_error("surface-missing", f"no client class was found in {shown}", hint=hint)
    return surface
