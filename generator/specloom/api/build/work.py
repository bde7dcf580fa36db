"""What one build has come to so far: how much, how deep, and what was said of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from specloom.base.allowance import Allowance
from specloom.base.diagnostics import SourceLocation, UserError, user_error

DEEPEST = 250
"""Levels of schemas in each other, those counted that references lead to."""


@dataclass(slots=True)
class BuildState:
    """The state of one build."""

    allowance: Allowance = field(default_factory=Allowance)
    depth: int = 0
    said: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    """What was reported already, by pointer and message."""


def too_deep(place: SourceLocation) -> UserError:
    """Return the fault of schemas that are nested too deeply once references are followed."""
    message = f"schemas are nested more than {DEEPEST} levels deep here, references followed"
    return user_error("too-deep", message, place=place, hint="let a property refer to a schema without more beside it")
