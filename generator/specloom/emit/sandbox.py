"""Templates of the user run in jinja2's sandbox: they read the values that they are given, and reach nothing else.

A folder of templates may come with a pull request or a cloned repository. What it prints becomes part of the package,
which people read before they run it; printing alone must not run anything on this machine.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, FunctionLoader, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from specloom.base.diagnostics import NOWHERE, SourceLocation, UserError, user_error
from specloom.base.templatefolder import template_files

GLOBALS = frozenset({"dict", "namespace", "range"})
"""All that templates of the user find beside the values that they are given."""
_SAFE_JINJA2 = (3, 1, 6)
"""The first release of jinja2 out of whose sandbox no way is known."""
_RELEASE = re.compile(r"\d+")
_HINT = "templates read the values that they are given, and reach nothing else: see docs/how-to/templates.md"


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of the user: its name, its file, its text."""

    name: str
    file: str
    text: str


def own_templates(roots: Sequence[Path]) -> tuple[OwnTemplate, ...]:
    """Return the templates of the user in folders of which the last is ours; the first that has a name wins.

    Raises:
        UserError: something is wrong with a folder of the user's, or jinja2 is too old for them (`template-jinja2`).
    """
    found: dict[str, OwnTemplate] = {}
    for folder in roots[:-1]:
        for name, content in template_files(folder).items():
            found.setdefault(name, OwnTemplate(name, str(folder / name), content.decode()))
    if found and tuple(map(int, _RELEASE.findall(jinja2.__version__)[:3])) < _SAFE_JINJA2:
        needed = ".".join(map(str, _SAFE_JINJA2))
        message = f"templates of yours need jinja2 {needed}: the sandbox of {jinja2.__version__} does not hold them"
        raise user_error(
            "template-jinja2", message, hint=f"install 'jinja2>={needed}', or run specloom with uvx or pipx"
        )
    return tuple(found.values())


def loader_of(ours: Path, own: Sequence[OwnTemplate]) -> BaseLoader:
    """Return what loads templates: those of the user, or else ours. Names that lead elsewhere lead nowhere."""
    known = {each.name: (each.text, each.file, lambda: True) for each in own}
    return ChoiceLoader([FunctionLoader(known.get), FileSystemLoader(ours)])


def restrict_environment(environment: ImmutableSandboxedEnvironment) -> ImmutableSandboxedEnvironment:
    """Return an environment with nothing in it but what is harmless and the same on each run."""
    for name in environment.globals.keys() - GLOBALS:
        del environment.globals[name]
    environment.filters.pop("random", None)
    return environment


@contextmanager
def blamed_on_templates(roots: Sequence[Path]) -> Generator[None]:
    """Report what fails inside as a fault of the user's templates, if there are any.

    Raises:
        UserError: they fail (`template-error`).
    """
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        if len(roots) == 1:
            raise
        place = _error_location(error, roots[:-1])
        raise user_error("template-error", _error_message(error), place=place, hint=_HINT) from error


def _error_message(error: Exception) -> str:
    if isinstance(error, SecurityError):
        return f"the template asks for what no template may have: {error}"
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name}"
    return f"the template fails: {type(error).__name__}: {error}".rstrip(": ")


def _error_location(error: Exception, folders: Sequence[Path]) -> SourceLocation:
    """Return the last line of a template of the user's that was at work."""
    if isinstance(error, TemplateSyntaxError) and error.filename is not None:
        return SourceLocation(error.filename, line=error.lineno, column=1)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if any(frame.filename.startswith(f"{folder}{os.sep}") for folder in folders):
            return SourceLocation(frame.filename, line=frame.lineno or 0, column=1)
    return NOWHERE
