"""`specloom update`: fetch the descriptions that have a web address, show what changes, and move the lock."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from specloom.base.diagnostics import Place, UserError, user_error
from specloom.base.owners import refuse_foreign
from specloom.base.webaddress import is_url
from specloom.commands.console import Console, print_result
from specloom.commands.diff import Side, outcome_of
from specloom.commands.flags import UpdateFlags
from specloom.commands.project import Client
from specloom.commands.session import DIFFERENT, DONE, guarded, is_cache_trusted
from specloom.commands.settings import Base, chosen, project_base
from specloom.output.copies import replace_copies, tidy
from specloom.output.scratch import scratch
from specloom.output.swap import held
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from specloom.remote.lock import ATTRIBUTES, NAME, Lock, LockedSpec, pinned, pinned_below, read_lock
from specloom.remote.update import Fetched, fetch_spec


@dataclass(frozen=True, slots=True)
class Address:
    """A web address that clients of the project are made of."""

    url: str
    clients: tuple[Client, ...]
    base: Base

    @property
    def folder(self) -> Path:
        """The folder of the project."""
        return self.base.folder

    @property
    def overlays(self) -> tuple[Path, ...]:
        """The overlays that its first client applies."""
        return tuple(self.base.inside(self.clients[0], "overlays", name) for name in self.clients[0].overlays)


def run(flags: UpdateFlags) -> int:
    """Fetch, compare, write unless only a check is asked for, and return the exit code."""

    def work(run: Run, console: Console) -> int:
        is_cache_trusted(run)
        folder, addresses = addresses_of(flags, run)
        refuse_foreign(folder / NAME, "run specloom as that user")
        lock = read_lock(folder)
        today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
        moved: dict[str, Fetched] = {}
        for address in addresses:
            known = lock.specs.get(address.url)
            now = Lock(specs={**lock.specs, **{url: each.spec for url, each in moved.items()}})
            fetched = fetched_of(address, now, today, flags, run)
            if fetched.is_as(known) and is_intact(address):
                console.say(f"{address.url}: unchanged since {known.fetched if known is not None else today}")
                continue
            moved[address.url] = fetched
            show(address, known, fetched, run, console)
        if not flags.check:
            with run.stage("write"):
                tidy(folder)
                write(folder, moved)
        return DIFFERENT if moved and flags.check else DONE

    return guarded(flags, work)


def addresses_of(flags: UpdateFlags, run: Run) -> tuple[Path, Sequence[Address]]:
    """Return the folder of the project and the addresses in its table.

    Raises:
        UserError: there is no table, or no web address in it (`update-nothing`).
    """
    base = project_base()
    run.diagnostics.extend(base.remarks)
    chosen(base.project, flags.client)
    clients = [each for each in base.project.each if flags.client in (None, each.label) and is_url(each.spec or "")]
    if not clients:
        hint = 'write `spec = "https://..."` into [tool.specloom]'
        raise user_error("update-nothing", "no client of [tool.specloom] is made of a web address", hint=hint)
    urls = dict.fromkeys(each.spec or "" for each in clients)
    return base.folder, [Address(url, tuple(each for each in clients if each.spec == url), base) for url in urls]


def fetched_of(address: Address, lock: Lock, today: str, flags: UpdateFlags, run: Run) -> Fetched:
    """Return what an address gives now; `lock` says what is known of it and of the others."""
    with run.stage("fetch"):
        return fetch_spec(
            address.url,
            lock,
            address.folder,
            today,
            run.diagnostics,
            overlays=address.overlays,
            redirects=flags.allow_redirects,
            private=flags.allow_private,
        )


def is_intact(address: Address) -> bool:
    """Do the copies hold what the lock says?"""
    try:
        pinned(address.folder, address.url)
    except UserError:
        return False
    return True


def show(address: Address, known: LockedSpec | None, fetched: Fetched, run: Run, console: Console) -> None:
    """Print what changes for the users of the clients of an address.

    Raises:
        UserError: no client can be made of what was fetched.
    """
    if known is None or not is_intact(address):
        count = len(fetched.files)
        console.say(f"{address.url}: locked, {count} file{'s' if count > 1 else ''}")
        return
    client = address.clients[0]
    config = address.base.path(None, client, "config")
    with scratch(dict(fetched.files)) as (root,):
        old, new = pinned(address.folder, address.url), pinned_below(root, fetched.spec)
        before = Options(str(old.path), old.root, address.overlays, config, package=client.package, copies=old.copies)
        after = replace(before, spec=str(new.path), root=new.root, copies=new.copies)
        outcome = outcome_of(Side(before), Side(after, root, "new"), run)
    console.say(f"{address.url}: changed since {known.fetched}")
    if not console.quiet:
        print_result(outcome.make_report().as_text())


def write(folder: Path, moved: dict[str, Fetched]) -> None:
    """Replace the copies, and then the lock, in which another run may have moved other addresses meanwhile.

    Raises:
        UserError: something can't be written, or another run holds the folder.
    """
    if not moved:
        return
    with held(folder, NAME):
        lock = read_lock(folder)
        specs = {**lock.specs, **{url: fetched.spec for url, fetched in moved.items()}}
        files = {path: content for fetched in moved.values() for path, content in fetched.files.items()}
        if not os.path.lexists(folder / ATTRIBUTES):
            files[ATTRIBUTES] = b"* -text\n"
        kept = kept_names(specs.values())
        gone = [path for spec in lock.specs.values() for path in spec.files if path.casefold() not in kept]
        replace_copies(folder, files, gone, (NAME, Lock(specs=specs).render()))


def kept_names(specs: Iterable[LockedSpec]) -> frozenset[str]:
    """Return the names of all copies, without case: to some file systems it makes no difference.

    Raises:
        UserError: copies of two URLs have one name: another run has locked one of them meanwhile (`lock-clash`).
    """
    owners: dict[str, str] = {}
    for spec in specs:
        for name, file in spec.files.items():
            if owners.setdefault(name.casefold(), file.url) != file.url:
                message = f"`{name}` would be the copy of two files"
                hint = "another run has changed the lock meanwhile: run again"
                raise user_error("lock-clash", message, place=Place(NAME), hint=hint)
    return frozenset(owners)
