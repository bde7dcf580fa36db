"""From flags and `[tool.specloom]` to the options of a run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from specloom.base.diagnostics import Place, user_error
from specloom.base.locked_copies import LockedCopy
from specloom.base.packagenames import checked_package
from specloom.base.webaddress import is_url, refuse_other_address
from specloom.commands.flags import Flags, OutputFlags
from specloom.commands.project import Client, Project, find_project, read_project
from specloom.pipeline.options import (
    DEFAULT_OUT,
    NetworkOptions,
    Options,
    config_beside,
    existing_directory,
    existing_file,
)
from specloom.remote.lock import pinned


@dataclass(frozen=True, slots=True)
class Base:
    """What flags are laid over: the project's table with the folder its paths start from, or nothing."""

    project: Project
    folder: Path
    locked: bool = True
    """Web addresses stand for the copies that the lock names."""

    def path(self, given: Path | None, own: str | None) -> Path | None:
        """Return the path of a flag, or else that of the table."""
        if given is not None or own is None:
            return given
        return self.folder / own


@dataclass(frozen=True, slots=True)
class Job:
    """One client to work on; `name` is what the user calls it."""

    name: str
    options: Options


def options_of(flags: Flags) -> Options:
    """Return the options of the one client that the flags ask for.

    Raises:
        UserError: there is nothing to work on, or a file or folder that was named is not there, or there are several
            clients and none is named (`client-missing`).
    """
    first, *others = jobs_of(flags)
    if others:
        names = ", ".join(job.name for job in (first, *others))
        hint = f"name one with --client: {names}"
        raise user_error("client-missing", "[tool.specloom] has several clients", hint=hint)
    return first.options


def jobs_of(flags: Flags) -> tuple[Job, ...]:
    """Return each client that the flags ask for: SPEC, or those of [tool.specloom].

    Raises:
        UserError: there is nothing to work on, or a file or folder that was named is not there.
    """
    given = flags if isinstance(flags, OutputFlags) else OutputFlags(spec=flags.spec, config=flags.config)
    base = Base(Project(spec=given.spec), Path(), locked=False) if given.spec is not None else project_base()
    clients = chosen(base.project, flags.client)
    if len(clients) > 1 and (given.config is not None or given.package is not None):
        hint = "name one with --client"
        raise user_error("client-missing", "--config and --package are for one client", hint=hint)
    return tuple(Job(each.label, options_for(each, base, given, flags)) for each in clients)


def chosen(project: Project, name: str | None) -> list[Client]:
    """Return the clients of the table, or the one that is called `name`.

    Raises:
        UserError: none is (`client-missing`).
    """
    clients = [each for each in project.each if name in (None, each.label)]
    if not clients:
        names = ", ".join(each.label for each in project.each)
        raise user_error("client-missing", f"[tool.specloom] has no client {name!r}", hint=f"its clients are: {names}")
    return clients


def options_for(client: Client, base: Base, given: OutputFlags, flags: Flags) -> Options:
    """Return the options of one client, flags first."""
    document = client.spec or ""
    refuse_other_address(document)
    spec = document if is_url(document) else str(base.folder / document)
    named = base.path(flags.root, client.root)
    root = existing_directory(named, "folder") if named else None
    beside = spec
    copies: tuple[LockedCopy, ...] = ()
    if is_url(document) and base.locked:
        copy = pinned(base.folder, document)
        spec, root, copies = str(copy.path), copy.root, copy.copies
    config = base.path(given.config, client.config)
    templates = base.path(given.templates, client.templates)
    overlays = [*(base.folder / each for each in client.overlays), *(flags.overlay or ())]
    return Options(
        spec=spec,
        root=root,
        overlays=tuple(existing_file(each, "overlay") for each in overlays),
        config=existing_file(config, "config") if config else config_beside(beside),
        out=given.out or out_of(base, client),
        package=client.package if given.package is None else checked_package(given.package),
        templates=existing_directory(templates, "folder of templates") if templates else None,
        jobs=given.jobs or base.project.jobs or 0,
        cache=base.project.cache is not False and not given.no_cache,
        strict=flags.strict or client.strict is True,
        network=NetworkOptions(flags.allow_redirects, flags.allow_private),
        with_project=given.with_project or client.with_project is True,
        copies=copies,
    )


def out_of(base: Base, client: Client) -> Path:
    """Return the folder that the table names for a client's package.

    Raises:
        UserError: it is below the project by its name, but a link leads elsewhere (`output-link`).
    """
    if client.out is None:
        return Path(DEFAULT_OUT)
    out = base.folder / client.out
    top = os.path.abspath(base.folder)
    inside = Path(os.path.abspath(out)).is_relative_to(top)
    if inside and not Path(os.path.realpath(out)).is_relative_to(os.path.realpath(top)):
        message = f"a link leads from `out` to {os.path.realpath(out)}, out of the project: nothing is written there"
        hint = "remove the link; or if it is yours, name the folder itself with -o"
        raise user_error("output-link", message, place=Place(str(out)), hint=hint)
    return out


def project_base() -> Base:
    """Return the table of the nearest pyproject.toml.

    Raises:
        UserError: there is none (`spec-missing`).
    """
    path = find_project(Path.cwd())
    if path is None:
        hint = "name a document, as in `specloom generate openapi.yaml`, or write a [tool.specloom] table with `spec`"
        raise user_error("spec-missing", "no SPEC is given and no pyproject.toml has [tool.specloom]", hint=hint)
    folder = Path(os.path.relpath(path.parent))
    return Base(read_project(path, str(folder / path.name)), folder)
