"""`specloom update`: fetches the documents with a URL, shows what changes, and updates the lock."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.owners import refuse_foreign
from specloom.base.records import dataclass
from specloom.base.webaddress import is_url
from specloom.commands.console import Console, print_result
from specloom.commands.diff import DiffSide, outcome_of
from specloom.commands.flags import UpdateFlags
from specloom.commands.project import ClientTable
from specloom.commands.session import DIFFERENT, DONE, is_cache_trusted, run_guarded
from specloom.commands.settings import ProjectDefaults, project_base, select_clients
from specloom.output.copies import remove_leftovers, replace_copies
from specloom.output.scratch import scratch_directories
from specloom.output.swap import hold_lock
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from specloom.remote.lock import ATTRIBUTES, NAME, LockedSpec, LockFile, pinned_below, pinned_copy, read_lock
from specloom.remote.update import FetchedDocument, fetch_spec


@dataclass(frozen=True, slots=True)
class ProjectUrl:
    """A URL of a document that clients of the project use."""

    url: str
    clients: tuple[ClientTable, ...]
    base: ProjectDefaults

    @property
    def directory(self) -> Path:
        """The directory of the project."""
        return self.base.directory

    @property
    def overlays(self) -> tuple[Path, ...]:
        """The overlays of its first client."""
        return tuple(self.base.checked_path(self.clients[0], "overlays", name) for name in self.clients[0].overlays)


def run(flags: UpdateFlags) -> int:
    """Fetch, compare, write unless only checking, and return the exit code."""

    def work(run: Run, console: Console) -> int:
        is_cache_trusted(run)
        directory, addresses = addresses_of(flags, run)
        refuse_foreign(directory / NAME, "run specloom as that user")
        lock = read_lock(directory)
        today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
        moved: dict[str, FetchedDocument] = {}
        for address in addresses:
            known = lock.specs.get(address.url)
            now = LockFile(specs={**lock.specs, **{url: each.spec for url, each in moved.items()}})
            fetched = fetched_of(address, now, today, flags, run)
            if fetched.is_as(known) and is_intact(address):
                console.print_line(f"{address.url}: unchanged since {known.fetched if known is not None else today}")
                continue
            moved[address.url] = fetched
            print_changes(address, known, fetched, run, console)
        if not flags.check:
            with run.report_stage("write"):
                remove_leftovers(directory)
                write_copies_and_lock(directory, moved)
        return DIFFERENT if moved and flags.check else DONE

    return run_guarded(flags, work)


def addresses_of(flags: UpdateFlags, run: Run) -> tuple[Path, Sequence[ProjectUrl]]:
    """Return the directory of the project and the URLs in its table.

    Raises:
        UserError: there is no table, or no URL in it (`update-nothing`).
    """
    base = project_base()
    run.diagnostics.extend(base.remarks)
    select_clients(base.project, flags.client)
    clients = [
        each for each in base.project.all_clients if flags.client in (None, each.label) and is_url(each.spec or "")
    ]
    if not clients:
        hint = 'write `spec = "https://..."` into [tool.specloom]'
        raise user_error("update-nothing", "no client of [tool.specloom] has a URL", hint=hint)
    urls = dict.fromkeys(each.spec or "" for each in clients)
    return base.directory, [ProjectUrl(url, tuple(each for each in clients if each.spec == url), base) for url in urls]


def fetched_of(address: ProjectUrl, lock: LockFile, today: str, flags: UpdateFlags, run: Run) -> FetchedDocument:
    """Fetch the current state of a URL; `lock` has the known state of all URLs."""
    with run.report_stage("fetch"):
        return fetch_spec(
            address.url,
            lock,
            address.directory,
            today,
            run.diagnostics,
            overlays=address.overlays,
            redirects=flags.allow_redirects,
            private=flags.allow_private,
        )


def is_intact(address: ProjectUrl) -> bool:
    """Whether the copies match the lock."""
    try:
        pinned_copy(address.directory, address.url)
    except UserError:
        return False
    return True


def print_changes(
    address: ProjectUrl, known: LockedSpec | None, fetched: FetchedDocument, run: Run, console: Console
) -> None:
    """Print what changes for the users of the clients of a URL.

    Raises:
        UserError: no client can be generated from the fetched document.
    """
    if known is None or not is_intact(address):
        count = len(fetched.files)
        console.print_line(f"{address.url}: locked, {count} file{'s' if count > 1 else ''}")
        return
    client = address.clients[0]
    config = address.base.flag_or_table_path(None, client, "config")
    with scratch_directories(dict(fetched.files)) as (root,):
        old, new = pinned_copy(address.directory, address.url), pinned_below(root, fetched.spec)
        before = Options(str(old.path), old.root, address.overlays, config, package=client.package, copies=old.copies)
        after = replace(before, spec=str(new.path), root=new.root, copies=new.copies)
        outcome = outcome_of(DiffSide(before), DiffSide(after, root, "new"), run)
    console.print_line(f"{address.url}: changed since {known.fetched}")
    if not console.quiet:
        print_result(outcome.make_report().as_text())


def write_copies_and_lock(directory: Path, moved: dict[str, FetchedDocument]) -> None:
    """Replace the copies, and then the lock, in which another run may have changed other URLs meanwhile.

    Raises:
        UserError: something can't be written, or another run holds the directory.
    """
    if not moved:
        return
    with hold_lock(directory, NAME):
        lock = read_lock(directory)
        specs = {**lock.specs, **{url: fetched.spec for url, fetched in moved.items()}}
        files = {path: content for fetched in moved.values() for path, content in fetched.files.items()}
        if not os.path.lexists(directory / ATTRIBUTES):
            files[ATTRIBUTES] = b"* -text\n"
        kept = kept_names(specs.values())
        gone = [path for spec in lock.specs.values() for path in spec.files if path.casefold() not in kept]
        replace_copies(directory, files, gone, (NAME, LockFile(specs=specs).render()))


def kept_names(specs: Iterable[LockedSpec]) -> frozenset[str]:
    """Return the names of all copies in lower case: some file systems ignore case.

    Raises:
        UserError: copies of two URLs have one name: another run has locked one of them meanwhile (`lock-clash`).
    """
    owners: dict[str, str] = {}
    for spec in specs:
        for name, file in spec.files.items():
            if owners.setdefault(name.casefold(), file.url) != file.url:
                message = f"`{name}` would be the copy of two files"
                hint = "run again: another run has changed the lock meanwhile"
                raise user_error("lock-clash", message, location=SourceLocation(NAME), hint=hint)
    return frozenset(owners)
