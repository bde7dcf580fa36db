"""`specloom migrate`: shows what users of an existing SDK would notice if specloom generated it."""

from __future__ import annotations

from specloom.base.diagnostics import Diagnostics
from specloom.commands.console import Console
from specloom.commands.flags import Flags, MigrateFlags
from specloom.commands.printed_changes import print_outcome
from specloom.commands.session import DIFFERENT, DONE, is_cache_trusted, run_guarded
from specloom.commands.settings import options_of
from specloom.compare import compare_surfaces
from specloom.compare.migrate_report import MigrateOutcome, whole_changes
from specloom.compare.migration.advice import make_adviser
from specloom.compare.migration.handwritten import handwritten_files, is_kept, kept_modules
from specloom.compare.migration.method_states import MethodState, judge_methods, unread_resources
from specloom.compare.migration.requests import request_changes
from specloom.compare.source.package import SourcePackage, find_package
from specloom.compare.source.read_surface import read_surface
from specloom.pipeline.generate import generate_unformatted
from specloom.pipeline.run import Run


def run(flags: MigrateFlags) -> int:
    """Compare, print, and return the exit code."""

    def work(run: Run, console: Console) -> int:
        is_cache_trusted(run)
        outcome = outcome_of(flags, run)
        run.diagnostics.extend(outcome.unread)
        console.display.close()
        print_outcome(outcome, flags.format)
        return DIFFERENT if outcome.breaking_count or outcome.unread_resources else DONE

    return run_guarded(flags, work)


def outcome_of(flags: MigrateFlags, run: Run) -> MigrateOutcome:
    """Return how the generated package differs from the existing one, which is only read."""
    package = find_package(flags.old)
    options = options_of(Flags(spec=flags.spec, config=flags.config))
    draft = generate_unformatted(options, Run(Diagnostics(), progress=run.progress))
    with run.report_stage("read"):
        old = read_surface(package)
        name = draft.plan.package.package_name
        modules = {path: text for path, text in draft.files.items() if path.endswith(".py")}
        new = read_surface(SourcePackage(name, name, modules))
    with run.report_stage("compare"):
        own = handwritten_files(package.files, draft.files)
        kept = kept_modules(own)
        changes = [*compare_surfaces(old, new), *request_changes(old, package.files, new, modules)]
        found = [item for item in whole_changes(changes) if not is_kept(item.where, kept)]
    source = draft.meaning.config.source
    adviser = make_adviser(old, new, package.files, draft.api, source.root if source is not None else None)
    methods = judge_methods(old, changes)
    made = [
        name for name, state in methods.states.items() if state is MethodState.GONE and adviser.is_handwritten(name)
    ]
    unread = (*old.unread, *unread_resources(old, package.shown))
    return MigrateOutcome(package.shown, name, found, adviser.advice_for, own, unread, methods, made)
