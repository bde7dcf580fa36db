"""Runs templates of the user in jinja2's sandbox: they read the values that they get, and reach nothing else.

A directory of templates may come with a pull request or a cloned repository. Its output becomes part of the package,
which people read before they run it; printing alone must not run anything on this machine.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import jinja2
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, FunctionLoader, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from specloom.base.diagnostics import NOWHERE, SourceLocation, UserError, user_error
from specloom.base.records import dataclass
from specloom.base.template_directory import template_files

GLOBALS = frozenset({"dict", "namespace", "range"})
"""The names that templates of the user can use beside the values that they get."""
_SAFE_JINJA2 = (3, 1, 6)
"""The first release of jinja2 with no known escape from its sandbox."""
_RELEASE = re.compile(r"\d+")
_HINT = "templates can use only the values that they get: see docs/how-to/templates.md"


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of the user: its name, its file, its text."""

    name: str
    file: str
    text: str


def own_templates(roots: Sequence[Path]) -> tuple[OwnTemplate, ...]:
    """Return the templates of the user in some directories; earlier ones take precedence, the last is ours.

    Raises:
        UserError: a user's directory can't be used, or jinja2 is too old for them (`template-jinja2`).
    """
    found: dict[str, OwnTemplate] = {}
    for directory in roots[:-1]:
        for name, content in template_files(directory).items():
            found.setdefault(name, OwnTemplate(name, str(directory / name), content.decode()))
    if found and tuple(map(int, _RELEASE.findall(jinja2.__version__)[:3])) < _SAFE_JINJA2:
        needed = ".".join(map(str, _SAFE_JINJA2))
        message = f"your templates need jinja2 {needed} or later: the sandbox of {jinja2.__version__} is not safe"
        raise user_error(
            "template-jinja2", message, hint=f"install 'jinja2>={needed}', or run specloom with uvx or pipx"
        )
    return tuple(found.values())


def loader_of(ours: Path, own: Sequence[OwnTemplate]) -> BaseLoader:
    """Return the loader of templates: the user's, or else ours. Names outside the directories don't exist."""
    known = {each.name: (each.text, each.file, lambda: True) for each in own}
    return ChoiceLoader([FunctionLoader(known.get), FileSystemLoader(ours)])


def restrict_environment(environment: ImmutableSandboxedEnvironment) -> ImmutableSandboxedEnvironment:
    """Return an environment with only harmless names that are the same on each run."""
    for name in environment.globals.keys() - GLOBALS:
        del environment.globals[name]
    environment.filters.pop("random", None)
    return environment


@contextmanager
def blamed_on_templates(roots: Sequence[Path]) -> Generator[None]:
    """Report failures inside as errors in the user's templates, if there are any.

    Raises:
        UserError: a template fails (`template-error`).
    """
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        if len(roots) == 1:
            raise
        location = _error_location(error, roots[:-1])
        raise user_error("template-error", _error_message(error), location=location, hint=_HINT) from error


def _error_message(error: Exception) -> str:
    if isinstance(error, SecurityError):
        return f"the template uses what templates must not use: {error}"
    if isinstance(error, TemplateNotFound):
        return f"the template {error.name} does not exist"
    return f"the template fails: {type(error).__name__}: {error}".rstrip(": ")


def _error_location(error: Exception, directories: Sequence[Path]) -> SourceLocation:
    """Return the last line of a user's template that ran."""
    if isinstance(error, TemplateSyntaxError) and error.filename is not None:
        return SourceLocation(error.filename, line=error.lineno, column=1)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if any(frame.filename.startswith(f"{directory}{os.sep}") for directory in directories):
            return SourceLocation(frame.filename, line=frame.lineno or 0, column=1)
    return NOWHERE
