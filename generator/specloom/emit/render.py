"""Renders views with templates to the text of files. Only this module and the sandbox use jinja2."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from specloom.base.template_directory import template_files
from specloom.emit.sandbox import OwnTemplate, blamed_on_templates, loader_of, own_templates, restrict_environment
from specloom.emit.views import FileView

TemplatePrinter: TypeAlias = Callable[[str, Mapping[str, object]], str]
"""Prints values with the template of the given name."""

_RUNTIME = "runtime/"

SEAMS = frozenset(f"_runtime/{name}.py" for name in ("error_kinds", "http_library", "settings"))
"""Runtime modules that replace generated ones while the runtime is tested in its directory."""


def render_package(views: Iterable[Iterable[FileView]], roots: Sequence[Path], header: str) -> dict[str, str]:
    """Return `{path below the package: text}` for every file of the package, runtime included.

    `roots` are directories of templates, earlier ones take precedence; `header` is written on top of every generated
    file as comment lines.
    """
    files = runtime_files(roots)
    for path, text in render_views((file for group in views for file in group), roots, header).items():
        if path in files and path not in SEAMS:
            raise AssertionError(f"two stages print {path}")
        files[path] = text
    return dict(sorted(files.items()))


def render_views(views: Iterable[FileView], roots: Sequence[Path], header: str) -> dict[str, str]:
    """Return `{path: text}` for views alone, such as those of the files around a package.

    Raises:
        UserError: templates of the user fail (`template-error`).
    """
    files: dict[str, str] = {}
    with blamed_on_templates(roots):
        environment = _jinja_environment(roots[-1], own_templates(roots))
        for file in views:
            if file.path in files:
                raise AssertionError(f"two views print {file.path}")
            files[file.path] = environment.get_template(file.template).render(file=file.view, header=header)
    return dict(sorted(files.items()))


def template_printer(roots: Sequence[Path], *, unchanging: bool = False) -> TemplatePrinter:
    """Return the printer of values with templates, which are named like `models/TypedDict.jinja2`.

    `unchanging`: whether the files of our templates stay as they are while it prints, so that it does not look.

    Raises:
        UserError: templates of the user fail (`template-error`); the printer raises it as well.
    """
    with blamed_on_templates(roots):
        environment = _jinja_environment(roots[-1], own_templates(roots))
        if unchanging:
            environment = environment.overlay(auto_reload=False)

    known: dict[str, Template] = {}

    def print_values(template: str, values: Mapping[str, object]) -> str:
        with blamed_on_templates(roots):
            if template not in known:
                known[template] = environment.get_template(template)
                known[template].globals = dict(known[template].globals)  # each use copies them: not from a chain
            return known[template].render(values)

    return print_values


def runtime_files(roots: Sequence[Path]) -> dict[str, str]:
    """Return the runtime modules by their path below the package; the last of the roots is ours.

    Raises:
        UserError: a user's directory can't be used.
    """
    directory = roots[-1] / "runtime"
    files = {
        path.relative_to(directory).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(directory.rglob("*"))
        if path.suffix == ".py" or path.name == "py.typed"
    }
    for root in reversed(roots[:-1]):
        for name, content in template_files(root).items():
            if name.startswith(_RUNTIME) and name.endswith((".py", "/py.typed")):
                files[name.removeprefix(_RUNTIME)] = content.decode()
    return files


def compile_templates(roots: Sequence[Path], directories: tuple[str, ...]) -> None:
    """Compile the templates in some directories, such as `models/`.

    Raises:
        UserError: a user's template is not valid.
    """
    with blamed_on_templates(roots):
        environment = _jinja_environment(roots[-1], own_templates(roots))
        for name in FileSystemLoader(roots[-1]).list_templates():
            if name.startswith(directories):
                environment.get_template(name)


def _is_html(template: str | None) -> bool:
    """Return whether a template prints HTML, in which every value is escaped that is not HTML itself."""
    return template is not None and template.endswith(".html.jinja")


@lru_cache(maxsize=8)
def _jinja_environment(ours: Path, own: tuple[OwnTemplate, ...]) -> Environment:
    """Return the one environment: an unknown name is an error, and only HTML is escaped: literals are finished.

    It keeps its templates compiled, and checks each time whether our files have changed. If there are templates of the
    user, all run in a sandbox.
    """
    kind = ImmutableSandboxedEnvironment if own else Environment
    environment = kind(
        loader=loader_of(ours, own),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=_is_html,
        cache_size=-1,
    )
    return restrict_environment(environment) if isinstance(environment, ImmutableSandboxedEnvironment) else environment
