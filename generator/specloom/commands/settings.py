"""Combines flags and `[tool.specloom]` into the options of a run."""

from __future__ import annotations

import os
from pathlib import Path

from specloom.base.diagnostics import NOWHERE, Diagnostic, Severity, SourceLocation, UserError, make, user_error
from specloom.base.locked_copies import LockedCopy
from specloom.base.owners import refuse_foreign
from specloom.base.packagenames import checked_package
from specloom.base.records import dataclass
from specloom.base.webaddress import is_url, refuse_other_address
from specloom.commands.flags import Flags, OutputFlags
from specloom.commands.project import ClientTable, ProjectTable, find_project, key_location, read_project
from specloom.commands.published_version import published_version
from specloom.commands.trust import check_inside, check_templates
from specloom.pipeline.options import (
    DEFAULT_OUT,
    NetworkOptions,
    Options,
    SiteOptions,
    config_beside,
    existing_directory,
    existing_file,
)
from specloom.remote.lock import NAME as LOCK
from specloom.remote.lock import pinned_copy


@dataclass(frozen=True, slots=True)
class ProjectDefaults:
    """The defaults for flags: the project's table and the directory of its paths, or nothing.

    `file` is the path of the table for the user; `remarks` are findings of the search for it.
    """

    project: ProjectTable
    directory: Path
    file: Path | None = None
    remarks: tuple[Diagnostic, ...] = ()

    def location_of_key(self, client: ClientTable, key: str) -> SourceLocation:
        """Return the location of `key` in the table for a client."""
        if self.file is None:
            return NOWHERE
        own = [index for index, each in enumerate(self.project.clients) if each.label == client.label]
        index = next((index for index in own if getattr(self.project.clients[index], key)), None)
        return key_location(self.file, str(self.file), key, index)

    def checked_path(self, client: ClientTable, key: str, name: str) -> Path:
        """Return the path that the table has under `key`.

        Raises:
            UserError: it is outside the repository (`project-path`).
        """
        path = self.directory / name
        if self.file is not None:
            check_inside(path, key, self.directory, self.location_of_key(client, key))
        return path

    def flag_or_table_path(self, given: Path | None, client: ClientTable, key: str) -> Path | None:
        """Return the path of a flag, or else that of the table."""
        own: str | None = getattr(client, key)
        return given if given is not None or own is None else self.checked_path(client, key, own)


@dataclass(frozen=True, slots=True)
class ClientJob:
    """One client to work on; `name` is its name for the user."""

    name: str
    options: Options
    remarks: tuple[Diagnostic, ...] = ()


def options_of(flags: Flags) -> Options:
    """Return the options of the one client that the flags select, like `only_job`."""
    return only_job(flags).options


def only_job(flags: Flags) -> ClientJob:
    """Return the one client that the flags select.

    Raises:
        UserError: there is nothing to work on, or a named file or directory does not exist, or there are several
            clients and none is named (`client-missing`).
    """
    first, *others = jobs_of(flags)
    if others:
        names = ", ".join(job.name for job in (first, *others))
        hint = f"select one with --client: {names}"
        raise user_error("client-missing", "[tool.specloom] has several clients", hint=hint)
    return first


def jobs_of(flags: Flags) -> tuple[ClientJob, ...]:
    """Return each client that the flags select: SPEC, or those of [tool.specloom].

    Raises:
        UserError: there is nothing to work on, or a named file or directory does not exist.
    """
    given = flags if isinstance(flags, OutputFlags) else OutputFlags(spec=flags.spec, config=flags.config)
    base = ProjectDefaults(ProjectTable(spec=given.spec), Path()) if given.spec is not None else project_base()
    clients = select_clients(base.project, flags.client)
    if len(clients) > 1 and (given.config is not None or given.package is not None):
        hint = "select one with --client"
        raise user_error("client-missing", "--config and --package apply to a single client", hint=hint)
    return tuple(ClientJob(each.label, options_for(each, base, given, flags), base.remarks) for each in clients)


def select_clients(project: ProjectTable, name: str | None) -> list[ClientTable]:
    """Return the clients of the table, or the one called `name`.

    Raises:
        UserError: none is (`client-missing`).
    """
    clients = [each for each in project.all_clients if name in (None, each.label)]
    if not clients:
        names = ", ".join(each.label for each in project.all_clients)
        raise user_error("client-missing", f"[tool.specloom] has no client {name!r}", hint=f"its clients are: {names}")
    return clients


def options_for(client: ClientTable, base: ProjectDefaults, given: OutputFlags, flags: Flags) -> Options:
    """Return the options of one client; flags take precedence."""
    spec, root, copies = document_of(client, base, flags)
    config = base.flag_or_table_path(given.config, client, "config")
    overlays = [*(base.checked_path(client, "overlays", each) for each in client.overlays), *(flags.overlay or ())]
    out = base.flag_or_table_path(given.out, client, "out") or Path(DEFAULT_OUT)
    with_workflows = given.with_workflows or client.with_workflows is True
    return Options(
        spec=spec,
        root=root,
        overlays=tuple(existing_file(each, "overlay") for each in overlays),
        config=existing_file(config, "config") if config else config_found(client, base),
        out=out,
        package=client.package if given.package is None else checked_package(given.package),
        templates=templates_of(client, base, flags) if isinstance(flags, OutputFlags) else None,
        jobs=given.jobs or base.project.jobs or 0,
        cache=base.project.cache is not False and not given.no_cache,
        strict=flags.strict or client.strict is True,
        network=NetworkOptions(flags.allow_redirects, flags.allow_private),
        with_project=given.with_project or client.with_project is True or with_workflows,
        with_workflows=with_workflows,
        copies=copies,
        custom_code_budget=client.custom_code_budget,
        site=site_of(client, base),
        published=published_version(out),
    )


def site_of(client: ClientTable, base: ProjectDefaults) -> SiteOptions:
    """Return the reference site that the table asks for."""
    directory = base.flag_or_table_path(None, client, "docs")
    url = client.docs_base_url or ""
    return SiteOptions(directory, url if not url or url.endswith("/") else f"{url}/", client.docs_format == "markdown")


def document_of(
    client: ClientTable, base: ProjectDefaults, flags: Flags
) -> tuple[str, Path | None, tuple[LockedCopy, ...]]:
    """Return the document of a client, the directory of its files, and the locked copies if the table names a URL."""
    document = client.spec or ""
    refuse_other_address(document)
    named = base.flag_or_table_path(flags.root, client, "root")
    root = existing_directory(named, "directory") if named else None
    if not is_url(document):
        return str(base.checked_path(client, "spec", document)), root, ()
    if base.file is None:
        return document, root, ()
    refuse_foreign(base.directory / LOCK, "run specloom as that user")
    copy = pinned_copy(base.directory, document)
    return str(copy.path), copy.root, copy.copies


def config_found(client: ClientTable, base: ProjectDefaults) -> Path | None:
    """Return the config beside the document of a client, if there is one."""
    document = client.spec or ""
    found = config_beside(document if is_url(document) else str(base.directory / document))
    if found is not None and base.file is not None:
        check_inside(found, "config", base.directory, base.location_of_key(client, "spec"))
    return found


def templates_of(client: ClientTable, base: ProjectDefaults, flags: OutputFlags) -> Path | None:
    """Return the template directory of the user, if there is one.

    Raises:
        UserError: it does not exist, or it is from the table, which is not allowed here.
    """
    directory = base.flag_or_table_path(flags.templates, client, "templates")
    if directory is None:
        return None
    existing_directory(directory, "template directory")
    if flags.templates is None:
        check_templates(base.location_of_key(client, "templates"), allowed=flags.allow_templates)
    return directory


def project_base() -> ProjectDefaults:
    """Return the table of the nearest pyproject.toml.

    Raises:
        UserError: there is none (`spec-missing`).
    """
    found = find_project(Path.cwd())
    if found.path is None:
        hint = "pass a document, as in `specloom generate openapi.yaml`, or write a [tool.specloom] table with `spec`"
        missing = make(
            Severity.ERROR, "spec-missing", "SPEC is missing, and no pyproject.toml has [tool.specloom]", NOWHERE, hint
        )
        raise UserError([*found.foreign, missing])
    directory = Path(os.path.relpath(found.path.parent))
    file = directory / found.path.name
    return ProjectDefaults(read_project(found.path, str(file)), directory, file, found.foreign)
