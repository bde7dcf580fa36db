"""The only user of jinja2: views and templates become the text of files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from specloom.emit.views import FileView

SEAMS = frozenset({"_error_kinds.py", "_http.py", "_settings.py"})
"""Runtime modules that stand in for generated ones while the runtime is tested where it lies."""


def render(views: Iterable[Iterable[FileView]], roots: Sequence[Path], header: str) -> dict[str, str]:
    """Return `{path below the package: text}` for every file of the package, runtime included.

    `roots` are folders of templates, of which the first that has a file wins; `header` stands on top of every
    generated file as comment lines.
    """
    files = runtime_files(roots)
    for path, text in rendered((file for group in views for file in group), roots, header).items():
        if path in files and path not in SEAMS:
            raise AssertionError(f"two stages print {path}")
        files[path] = text
    return dict(sorted(files.items()))


def rendered(views: Iterable[FileView], roots: Sequence[Path], header: str) -> dict[str, str]:
    """Return `{path: text}` for views alone, such as those of the files round a package."""
    environment = _environment(tuple(roots))
    files: dict[str, str] = {}
    for file in views:
        if file.path in files:
            raise AssertionError(f"two views print {file.path}")
        files[file.path] = environment.get_template(file.template).render(file=file.view, header=header)
    return dict(sorted(files.items()))


def runtime_files(roots: Sequence[Path]) -> dict[str, str]:
    """Return the runtime modules by their path below the package."""
    files: dict[str, str] = {}
    for root in reversed(roots):
        folder = root / "runtime"
        for path in sorted(folder.rglob("*")):
            if path.suffix == ".py" or path.name == "py.typed":
                files[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8")
    return files


def compile_templates(roots: Sequence[Path], folders: tuple[str, ...]) -> None:
    """Make ready the templates in some folders, such as `models/`."""
    environment = _environment(tuple(roots))
    for name in environment.list_templates(filter_func=lambda name: name.startswith(folders)):
        environment.get_template(name)


@lru_cache(maxsize=8)
def _environment(roots: tuple[Path, ...]) -> Environment:
    """Return the one environment: an unknown name is an error; nothing is escaped here, literals are finished.

    It keeps its templates compiled, and looks each time whether their files have changed.
    """
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(root) for root in roots]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        cache_size=-1,
    )
