"""From flags and `[tool.specloom]` to the options of a run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.base.diagnostics import user_error
from generator.commands.flags import Flags, OutputFlags
from generator.options import DEFAULT_OUT, Options, config_beside, existing_file, existing_folder
from generator.project import Project, find_project, read_project


@dataclass(frozen=True, slots=True)
class Base:
    """What flags are laid over: the project's table with the folder its paths start from, or nothing."""

    project: Project
    folder: Path

    def path(self, given: Path | None, own: str | None) -> Path | None:
        """Return the path of a flag, or else that of the table."""
        if given is not None or own is None:
            return given
        return self.folder / own


def options_of(flags: Flags) -> Options:
    """Return the options that the flags ask for.

    Raises:
        UserError: there is nothing to work on, or a file or folder that was named is not there.
    """
    given = flags if isinstance(flags, OutputFlags) else OutputFlags(spec=flags.spec, config=flags.config)
    base = Base(Project(spec=given.spec), Path()) if given.spec is not None else project_base()
    table = base.project
    spec = table.spec if is_url(table.spec) else str(base.folder / table.spec)
    config = base.path(given.config, table.config)
    templates = base.path(given.templates, table.templates)
    return Options(
        spec=spec,
        config=existing_file(config, "config") if config else config_beside(spec),
        out=base.path(given.out, table.out) or Path(DEFAULT_OUT),
        package=given.package or table.package,
        templates=existing_folder(templates, "folder of templates") if templates else None,
        jobs=given.jobs or table.jobs or 0,
        cache=table.cache is not False and not given.no_cache,
        strict=flags.strict or table.strict is True,
    )


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


def is_url(spec: str) -> bool:
    """Is `spec` an address rather than a path?"""
    return "://" in spec
