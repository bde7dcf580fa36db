"""`specloom migrate`: what users of an existing SDK would notice if it were generated from now on."""

from __future__ import annotations

from specloom.base.diagnostics import Diagnostics
from specloom.commands.console import Console, print_json, print_result
from specloom.commands.flags import Flags, Format, MigrateFlags
from specloom.commands.session import DIFFERENT, DONE, guarded, is_cache_trusted
from specloom.commands.settings import options_of
from specloom.compare.migration.advice import adviser
from specloom.compare.migration.handwritten import handwritten, is_kept, kept_modules
from specloom.compare.migration.printing import Outcome, as_json, as_markdown, as_text
from specloom.compare.source import SourcePackage, compare_surfaces, find_package, read_surface
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
        return DIFFERENT if outcome.breaking else DONE

    return guarded(flags, work)


def outcome_of(flags: MigrateFlags, run: Run) -> Outcome:
    """Return how the package that the document gives differs from the existing one, which is only read."""
    package = find_package(flags.old)
    options = options_of(Flags(spec=flags.spec, config=flags.config))
    draft = generate_unformatted(options, Run(Diagnostics(), progress=run.progress))
    with run.stage("read"):
        old = read_surface(package)
        name = draft.plan.package.package_name
        modules = {path: text for path, text in draft.files.items() if path.endswith(".py")}
        new = read_surface(SourcePackage(name, name, modules))
    with run.stage("compare"):
        own = handwritten(package.files, draft.files)
        kept = kept_modules(own)
        found = [item for item in compare_surfaces(old, new) if not is_kept(item.where, kept)]
    advice = adviser(old, new, package.files, draft.api).advice
    return Outcome(package.shown, name, found, advice, own, old.unread)


def print_outcome(outcome: Outcome, form: Format) -> None:
    """Print the outcome in the form that is asked for."""
    if form is Format.JSON:
        print_json(as_json(outcome))
    else:
        print_result(as_markdown(outcome) if form is Format.MARKDOWN else as_text(outcome))
