"""A change as the users of a client meet it, and what a set of changes asks of the version number."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from specloom.base.diagnostics import NOWHERE, Place
from specloom.plan.planned import ModulePath

LAYOUT = "layout"
"""The rule of the change that there is nothing to tell of, and that files differ all the same."""


class Level(StrEnum):
    """How much a change matters to code that uses the client, worst first."""

    BREAKING = "breaking"
    """Code that worked, or passed a type checker, may no longer."""
    COMPATIBLE = "compatible"
    """Something new or wider; code that worked goes on working."""
    WIRE = "wire"
    """Other requests are sent or other answers read; no signature shows it."""
    DOCS = "docs"
    """Other words in docstrings."""


class Side(StrEnum):
    """Which way the data goes that the change is about."""

    CLIENT = "client"
    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `subject` is what the user names in his code, `text` what became of it, `rule` a stable name.

    `pointer` leads to the cause in the new document, or in the old one where the new one lacks it (`gone`).
    `objects` are the Python objects in which the change shows: module below the package, then the
    name in it, empty for the module itself.
    """

    level: Level
    side: Side
    rule: str
    subject: str
    text: str
    pointer: str | None = None
    gone: bool = False
    place: Place = NOWHERE
    objects: tuple[tuple[ModulePath, str], ...] = field(default=(), compare=False)


class Bump(StrEnum):
    """The part of a version number that has to grow (semantic versioning)."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"
    NONE = "none"


BUMPS = {Level.BREAKING: Bump.MAJOR, Level.COMPATIBLE: Bump.MINOR, Level.WIRE: Bump.PATCH, Level.DOCS: Bump.PATCH}


def bump_of(changes: tuple[Change, ...]) -> Bump:
    """Return the bump that the gravest change calls for."""
    levels = {change.level for change in changes}
    return next((bump for level, bump in BUMPS.items() if level in levels), Bump.NONE)


def next_version(current: str, bump: Bump) -> str | None:
    """Return the version after `current`, None where that is no `major.minor.patch`.

    Below 1.0 a breaking change raises the minor part and anything else the patch, as is the custom there.
    """
    parts = current.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    major, minor, patch = (int(part) for part in parts)
    if bump is Bump.NONE:
        return current
    step = bump
    if major == 0:
        step = Bump.MINOR if bump is Bump.MAJOR else Bump.PATCH
    if step is Bump.MAJOR:
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if step is Bump.MINOR else f"{major}.{minor}.{patch + 1}"
