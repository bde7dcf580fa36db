"""The options of a run, with all defaults; the `[tool.specloom]` table can replace flags."""

from __future__ import annotations

import os
from pathlib import Path

from specloom.base.diagnostics import SourceLocation, user_error
from specloom.base.locked_copies import LockedCopy
from specloom.base.owners import refuse_foreign
from specloom.base.records import dataclass

CONFIG_NAMES = ("stainless.yml", "stainless.yaml")
"""File names of a config beside its document."""
DEFAULT_OUT = "."
BUILTIN_TEMPLATES = "_templates"


@dataclass(frozen=True, slots=True)
class NetworkOptions:
    """What is allowed for a document with a URL: redirects to other hosts, private networks."""

    allow_redirects: bool = False
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """The reference site: its directory (None: no site is wanted), where it will be, and whether it is Markdown."""

    directory: Path | None = None
    base_url: str = ""
    markdown_only: bool = False


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """The version of the project around a package, and the name under which it is published.

    The version is None if it is that of a git tag which a shallow checkout does not have.
    """

    name: str
    version: str | None


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a run. `spec` is a path or URL from the user; `config` None means that everything is inferred.
    `root` is the directory of all files of the document (default: that of the document);
    `overlays` are applied to the document in order, before anything else; `copies` are the files of a document that was
    fetched, below `root`.

    `out` is the directory that receives the package directory, `package` overrides the config's package name,
    `templates` is a directory whose files replace ours of the same relative path, `jobs` 0 means one for each
    processor.
    `with_project` makes a project of `out`, with the package below `src/`, and `with_workflows` adds workflows.
    `site` is about the reference site, and
    `custom_code_budget` is how many lines of generated files may be edited by hand (None: any number).
    `published` is the version if it is of this package, and the config names none or release pull requests raise it
    (`with_workflows`).
    """

    spec: str
    root: Path | None = None
    overlays: tuple[Path, ...] = ()
    config: Path | None = None
    out: Path = Path(DEFAULT_OUT)
    package: str | None = None
    templates: Path | None = None
    jobs: int = 0
    cache: bool = True
    strict: bool = False
    network: NetworkOptions = NetworkOptions()
    with_project: bool = False
    with_workflows: bool = False
    copies: tuple[LockedCopy, ...] = ()
    site: SiteOptions = SiteOptions()
    published: PublishedVersion | None = None
    custom_code_budget: int | None = None

    @property
    def workers(self) -> int:
        """The number of processes that may work at once."""
        return self.jobs or os.cpu_count() or 1

    @property
    def template_roots(self) -> tuple[Path, ...]:
        """The directories in which templates are searched; the first match is used."""
        builtin = builtin_templates()
        return (builtin,) if self.templates is None else (self.templates, builtin)


def builtin_templates() -> Path:
    """Return the directory of our templates: in the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / BUILTIN_TEMPLATES
    return installed if installed.is_dir() else package.parents[1] / "templates"


def config_beside(spec: str) -> Path | None:
    """Return the config beside the document, if there is one.

    Raises:
        UserError: it belongs to another user (`foreign-owner`).
    """
    directory = Path(spec).parent
    found = next((directory / name for name in CONFIG_NAMES if (directory / name).is_file()), None)
    if found is not None:
        refuse_foreign(found, "to use it anyway, pass it with --config")
    return found


def existing_file(path: Path, what: str) -> Path:
    """Return `path`, a file that the user named.

    Raises:
        UserError: it does not exist (`file-missing`).
    """
    if not path.is_file():
        is_address = str(path).startswith(("http:/", "https:/"))
        hint = f"it has to be a file: download the {what} and pass that" if is_address else "check the path"
        raise user_error("file-missing", f"the {what} does not exist", location=SourceLocation(str(path)), hint=hint)
    return path


def existing_directory(path: Path, what: str) -> Path:
    """Return `path`, a directory that the user named.

    Raises:
        UserError: it does not exist (`folder-missing`).
    """
    if not path.is_dir():
        hint = "check the path: it is relative to the working directory"
        raise user_error("folder-missing", f"the {what} does not exist", location=SourceLocation(str(path)), hint=hint)
    return path
