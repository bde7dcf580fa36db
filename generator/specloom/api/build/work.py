"""The state of one build: its size, its depth, and what was reported."""

from __future__ import annotations

from dataclasses import field

from specloom.base.allowance import Allowance
from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.records import dataclass

DEEPEST = 250
"""The most levels of nested schemas, references followed."""


@dataclass(slots=True)
class BuildState:
    """The state of one build."""

    allowance: Allowance = field(default_factory=Allowance)
    depth: int = 0
    said: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    """Findings that were reported already, by pointer and message."""
    possible_bases: set[str] = field(default_factory=set[str])
    """Components that were base classes, or would have been if no other member changed their fields."""
    opened_components: set[str] = field(default_factory=set[str])
    """Components whose content was used in a union, because they are no named models."""


def too_deep(location: SourceLocation) -> UserError:
    """Return the error for schemas that are nested too deeply once references are followed."""
    message = f"schemas are nested more than {DEEPEST} levels deep here, references followed"
    hint = "use a plain `$ref` for the nested property, without keywords beside it"
    return user_error("too-deep", message, location=location, hint=hint)
