"""Templates of the user that neither replace one of ours nor are used by another of theirs: most are misspelled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from specloom.base.diagnostics import Diagnostic, Severity, SourceLocation, make
from specloom.base.suggestions import nearest_name, suggestion
from specloom.base.templatefolder import SUFFIXES, template_files

_HINT = "give it the name of a template that specloom has: see docs/how-to/templates.md"
_RUNTIME = "runtime/"
_WORD = re.compile(r"\w+")
_MISSPELLED = 0.9
"""How like a module of ours one of theirs must be to be a misspelling; else it is a module that they add."""


def unused_templates(roots: Sequence[Path]) -> Iterator[Diagnostic]:
    """Yield a warning for each template of the user without effect; `roots` are directories, of which the last is ours.

    Raises:
        UserError: something is wrong with a directory of the user's.
    """
    if len(roots) == 1:
        return
    ours = _template_names(roots[-1])
    for directory in roots[:-1]:
        texts = {name: content.decode() for name, content in template_files(directory).items()}
        for name in texts:
            if name not in ours and not _is_addition(name, ours) and not _is_used(name, texts):
                message = "this template replaces none of specloom's, and no other template uses it"
                place = SourceLocation(str(directory / name))
                yield make(Severity.WARNING, "template-unused", message, place, _suggest_template(name, ours) or _HINT)


def _template_names(directory: Path) -> list[str]:
    paths = (path for path in directory.rglob("*") if path.name.endswith(SUFFIXES) and "__pycache__" not in path.parts)
    return sorted(path.relative_to(directory).as_posix() for path in paths)


def _is_addition(name: str, ours: Sequence[str]) -> bool:
    """Whether this is a module that the package is to have besides ours."""
    return name.startswith(_RUNTIME) and nearest_name(name, ours, _MISSPELLED) is None


def _is_used(name: str, texts: Mapping[str, str]) -> bool:
    """Whether another file names this one: a template by its whole name, a module of the runtime by its own."""
    if name.startswith(_RUNTIME):
        path = PurePosixPath(name)
        module = path.parent.name if path.stem == "__init__" else path.stem
        return any(module in _WORD.findall(text) for other, text in texts.items() if other != name)
    return any(name in text for other, text in texts.items() if other != name)


def _suggest_template(name: str, ours: Sequence[str]) -> str | None:
    """Return the hint that names the template that is meant: the one of the same file name, or else the nearest."""
    same = [other for other in ours if PurePosixPath(other).name == PurePosixPath(name).name]
    return suggestion(name, same if len(same) == 1 else ours) or suggestion(name, ours)
