"""Finds templates of the user that neither replace one of ours nor are used by another: most are misspelled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from specloom.base.diagnostics import Diagnostic, Severity, SourceLocation, make
from specloom.base.suggestions import nearest_name, suggestion
from specloom.base.template_directory import SUFFIXES, template_files

_HINT = "rename it to a template of specloom: see docs/how-to/templates.md"
_RUNTIME = "runtime/"
_WORD = re.compile(r"\w+")
_MISSPELLED = 0.9
"""The similarity to one of our modules above which a user's module is a misspelling; else it is an addition."""


def unused_templates(roots: Sequence[Path]) -> Iterator[Diagnostic]:
    """Yield a warning for each user's template without effect; `roots` are directories, the last is ours.

    Raises:
        UserError: a user's directory can't be used.
    """
    if len(roots) == 1:
        return
    ours = _template_names(roots[-1])
    for directory in roots[:-1]:
        texts = {name: content.decode() for name, content in template_files(directory).items()}
        for name in texts:
            if name not in ours and not _is_addition(name, ours) and not _is_used(name, texts):
                message = "this template replaces no template of specloom, and no other template uses it"
                location = SourceLocation(str(directory / name))
                yield make(
                    Severity.WARNING, "template-unused", message, location, _suggest_template(name, ours) or _HINT
                )


def _template_names(directory: Path) -> list[str]:
    paths = (path for path in directory.rglob("*") if path.name.endswith(SUFFIXES) and "__pycache__" not in path.parts)
    return sorted(path.relative_to(directory).as_posix() for path in paths)


def _is_addition(name: str, ours: Sequence[str]) -> bool:
    """Return whether this is a module that the user adds to the package."""
    return name.startswith(_RUNTIME) and nearest_name(name, ours, _MISSPELLED) is None


def _is_used(name: str, texts: Mapping[str, str]) -> bool:
    """Return whether another file names this one: a template by its full name, a runtime module by its own."""
    if name.startswith(_RUNTIME):
        path = PurePosixPath(name)
        module = path.parent.name if path.stem == "__init__" else path.stem
        return any(module in _WORD.findall(text) for other, text in texts.items() if other != name)
    return any(name in text for other, text in texts.items() if other != name)


def _suggest_template(name: str, ours: Sequence[str]) -> str | None:
    """Return the hint with the nearest template: one with the same file name, or else a similar one."""
    same = [other for other in ours if PurePosixPath(other).name == PurePosixPath(name).name]
    return suggestion(name, same if len(same) == 1 else ours) or suggestion(name, ours)
