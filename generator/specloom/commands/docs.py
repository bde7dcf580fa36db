"""`specloom docs`: writes the reference sites of clients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

from specloom.base.diagnostics import user_error
from specloom.base.webaddress import SITE_URL_HINT, is_site_url
from specloom.commands.flags import Flags, OutputFlags
from specloom.commands.outputs import DirectoryOutcome
from specloom.commands.session import DONE, Session, execute_each
from specloom.commands.settings import ClientJob, jobs_of
from specloom.commands.site_flags import DocsFlags, SiteFormat
from specloom.output.tree import FileChange
from specloom.output.write import OutputTarget, compare_package, replace_package
from specloom.pipeline.options import Options, SiteOptions
from specloom.pipeline.report import line_count
from specloom.pipeline.run import GenerationResult, Run
from specloom.pipeline.site import generate_site

DEFAULT_SITE = "site"
SHARED_FLAGS = (*(each.name for each in fields(Flags)), "package", "templates", "allow_templates")
"""The flags that mean the same for `generate`."""


def run(flags: DocsFlags) -> int:
    """Write the sites, each only if all of it could be made, and return the exit code."""

    def work(sessions: Sequence[Session]) -> int:
        results = [generate_site(session.options, session.run) for session in sessions]
        for session, result in zip(sessions, results, strict=True):
            with session.run.report_stage("write"):
                changes = replace_package(site_target(session.options), result.files, force=flags.force)
            print_outcome(session, result, changes)
        return DONE

    common = OutputFlags(**{name: getattr(flags, name) for name in SHARED_FLAGS})
    return execute_each(common, work, lambda given: site_jobs(flags, jobs_of(given)))


def site_jobs(flags: DocsFlags, jobs: Sequence[ClientJob]) -> list[ClientJob]:
    """Return the clients whose sites are wanted, with the options of these.

    Raises:
        UserError: the flags are about one site and there are several, two sites have one directory, or a URL is wrong.
    """
    if flags.base_url is not None and not is_site_url(flags.base_url):
        raise user_error("docs-base-url", f"{flags.base_url!r} is not the URL of a site", hint=SITE_URL_HINT)
    if len(jobs) > 1 and (flags.out is not None or flags.base_url is not None):
        raise user_error(
            "client-missing", "-o and --base-url apply to a single client", hint="select one with --client"
        )
    wanted = [job for job in jobs if job.options.site.directory is not None] if len(jobs) > 1 else list(jobs)
    if not wanted:
        hint = 'add `docs = "site"` to a client, or select one with --client and give -o'
        raise user_error(
            "docs-missing", "no client in [tool.specloom] has `docs`, the directory of its site", hint=hint
        )
    made = [replace(job, options=replace(job.options, site=chosen_site(flags, job.options.site))) for job in wanted]
    check_directories_apart(made)
    return made


def check_directories_apart(jobs: Sequence[ClientJob]) -> None:
    """Check that each site has its own directory.

    Raises:
        UserError: two would be written to the same directory (`output-clash`).
    """
    taken: dict[str, str] = {}
    for job in jobs:
        target = site_target(job.options)
        other = taken.setdefault(str(target.real_path).casefold(), job.name)
        if other != job.name:
            message = f"the sites of {other} and {job.name} would both be written to {target.shown}"
            raise user_error("output-clash", message, hint="give one of them another `docs`")


def chosen_site(flags: DocsFlags, table: SiteOptions) -> SiteOptions:
    """Return the options of a site; flags take precedence over the table."""
    base_url = table.base_url if flags.base_url is None else flags.base_url
    return SiteOptions(
        directory=flags.out or table.directory or Path(DEFAULT_SITE),
        base_url=base_url if not base_url or base_url.endswith("/") else f"{base_url}/",
        markdown_only=table.markdown_only if flags.format is None else flags.format is SiteFormat.MARKDOWN,
    )


def site_target(options: Options) -> OutputTarget:
    """Return the directory of a site."""
    directory = options.site.directory or Path(DEFAULT_SITE)
    return OutputTarget(directory, directory.as_posix())


def compare_site(options: Options) -> DirectoryOutcome:
    """Return how the site on disk differs from the document.

    Raises:
        UserError: the directory is not ours or can't be read.
    """
    result, target = generate_site(options, Run()), site_target(options)
    changes = compare_package(target, result.files)
    return DirectoryOutcome(target, len(result.files), line_count(result.files), changes)


def print_outcome(session: Session, result: GenerationResult, changes: Sequence[FileChange]) -> None:
    """Print what a run has written."""
    state = f"{len(changes)} changed" if changes else "unchanged"
    files = len(result.files)
    shown = site_target(session.options).shown
    session.console.print_line(f"{shown}: {files} files, {line_count(result.files)} lines, {state}")
