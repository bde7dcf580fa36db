"""What a run is asked to do: every default in one place, and the `[tool.specloom]` table that can stand for flags."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from specloom.base.diagnostics import SourceLocation, user_error
from specloom.base.locked_copies import LockedCopy
from specloom.base.owners import refuse_foreign

CONFIG_NAMES = ("stainless.yml", "stainless.yaml")
"""Names under which a config is found beside its document."""
DEFAULT_OUT = "."
BUILTIN_TEMPLATES = "_templates"


@dataclass(frozen=True, slots=True)
class NetworkOptions:
    """What may be asked for a document that has a web address: redirects to other hosts, private networks."""

    allow_redirects: bool = False
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """One run. `spec` is a path or URL as the user gave it; `config` None means: everything is inferred.
    `root` is the folder out of which no file of the document leads (default: that of the document);
    `overlays` are applied to the document in order, before anything else; `copies` are the files of a document that was
    fetched, which lie below `root`.

    `out` is the folder that receives the package folder, `package` overrides the config's package name, `templates`
    is a folder whose files replace ours of the same relative path, `jobs` 0 means one for each processor.
    `with_project` makes a project of `out`, with the package below `src/`.
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
    copies: tuple[LockedCopy, ...] = ()

    @property
    def workers(self) -> int:
        """How many processes may work at once."""
        return self.jobs or os.cpu_count() or 1

    @property
    def template_roots(self) -> tuple[Path, ...]:
        """Where templates are looked for, first hit wins."""
        builtin = builtin_templates()
        return (builtin,) if self.templates is None else (self.templates, builtin)


def builtin_templates() -> Path:
    """Return the folder of our templates: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / BUILTIN_TEMPLATES
    return installed if installed.is_dir() else package.parents[1] / "templates"


def config_beside(spec: str) -> Path | None:
    """Return the config that stands beside the document, if there is one.

    Raises:
        UserError: it is another user's (`foreign-owner`).
    """
    folder = Path(spec).parent
    found = next((folder / name for name in CONFIG_NAMES if (folder / name).is_file()), None)
    if found is not None:
        refuse_foreign(found, "name it with --config if you mean it")
    return found


def existing_file(path: Path, what: str) -> Path:
    """Return `path`, a file that the user named.

    Raises:
        UserError: there is no such file (`file-missing`).
    """
    if not path.is_file():
        is_address = str(path).startswith(("http:/", "https:/"))
        hint = f"it has to be a file: download the {what} and name that" if is_address else "check the path"
        raise user_error("file-missing", f"there is no such {what}", place=SourceLocation(str(path)), hint=hint)
    return path


def existing_directory(path: Path, what: str) -> Path:
    """Return `path`, a folder that the user named.

    Raises:
        UserError: there is no such folder (`folder-missing`).
    """
    if not path.is_dir():
        hint = "check the path; it starts from the folder in which you are"
        raise user_error("folder-missing", f"there is no such {what}", place=SourceLocation(str(path)), hint=hint)
    return path
