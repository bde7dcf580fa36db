"""A change as users of a client see it, its severity, and the version number that a set of changes requires."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from packaging.version import InvalidVersion, Version

from specloom.base.diagnostics import NOWHERE, SourceLocation
from specloom.base.records import dataclass
from specloom.compare.surface_types import SurfaceType

ChangeValue: TypeAlias = SurfaceType | str | None


class ChangeSeverity(StrEnum):
    """The effect of a change on code that uses the client, worst first."""

    BREAKING = "breaking"
    """Code that worked, or passed a type checker, may fail."""
    COMPATIBLE = "compatible"
    """Something is new or wider; existing code still works."""
    WIRE = "wire"
    """Requests or responses change without a change of any signature."""
    DOCS = "docs"
    """Only the text of docstrings changes."""


class ChangeSide(StrEnum):
    """The direction of the data in a change. Types that are sent may widen, types that are received may narrow."""

    CLIENT = "client"
    REQUEST = "request"
    RESPONSE = "response"


class ChangeKind(StrEnum):
    """The kind of a change."""

    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    REQUIRED_ADDED = "required-added"
    NOW_REQUIRED = "now-required"
    KEYWORD_ONLY = "keyword-only"
    REORDERED = "reordered"
    TYPE_CHANGED = "type-changed"
    OVERLOAD_REMOVED = "overload-removed"
    ASYNC_CHANGED = "async"
    DEFINITION_CHANGED = "kind-changed"
    ADDED = "added"
    NOW_OPTIONAL = "now-optional"
    TYPE_WIDENED = "type-widened"
    TYPE_NARROWED = "type-narrowed"
    NULL_ADDED = "null-added"
    NULL_REMOVED = "null-removed"
    VALUES_REMOVED = "enum-value-removed"
    VALUES_ADDED = "enum-value-added"
    DEFAULT_CHANGED = "default"
    DEPRECATED = "deprecated"
    UNDEPRECATED = "undeprecated"
    LIMITS_CHANGED = "limits"
    DISCRIMINATOR_CHANGED = "discriminator"
    UNION_REORDERED = "union-order"
    WIRE_CHANGED = "wire"
    DOCUMENTED = "documentation"


TYPE_KINDS = {
    ChangeKind.TYPE_CHANGED,
    ChangeKind.TYPE_WIDENED,
    ChangeKind.TYPE_NARROWED,
    ChangeKind.NULL_ADDED,
    ChangeKind.NULL_REMOVED,
    ChangeKind.VALUES_ADDED,
    ChangeKind.VALUES_REMOVED,
}
"""The kinds of changes that change the type of a value."""


class ChangeSubject(StrEnum):
    """The kind of thing that has changed."""

    PACKAGE = "package"
    CLIENT = "client"
    ERROR_BASE = "base of all errors"
    OPTION = "client option"
    ENVIRONMENT = "environment"
    VARIABLE = "environment variable"
    RESOURCE = "resource"
    METHOD = "method"
    PARAMETER = "parameter"
    RESULT = "result"
    ERROR = "error"
    MODULE = "module"
    NAME = "name"
    TYPE = "type"
    FIELD = "field"
    ATTRIBUTE = "attribute"
    BASE = "base class"
    EXTRA = "other fields"


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    `where` is the dotted name of the thing that has or contains the change (`client.trees.list`, `types.Tree`), `name`
    the part of it (a parameter, a field), empty for the thing itself. `old` and `new` are the two states;
    `values` are constants that were added or removed. `rule` is a stable name that takes precedence over the usual one
    of subject and kind, `fact` the name of a fact about requests or responses, or of a part of a result.

    `pointer` is the cause in the new document, or in the old one with `in_old`; `location` is its location, or that of
    the old source. `client` is `sync` or `async` if only one of the clients differs. `count` is the number of names or
    methods that were removed with a module or resource, and `within` names the resource or module that was removed
    as a whole: its own change reports that. A `consequence` follows from another change, which reports it. `explains`
    are the paths of definitions that may have been removed with it.
    """

    severity: ChangeSeverity
    kind: ChangeKind
    subject: ChangeSubject
    where: str
    name: str = ""
    side: ChangeSide = ChangeSide.CLIENT
    old: ChangeValue = None
    new: ChangeValue = None
    values: tuple[str, ...] = ()
    rule: str = ""
    fact: str = ""
    pointer: str | None = None
    in_old: bool = False
    location: SourceLocation = NOWHERE
    client: str = ""
    count: int = 0
    within: str = ""
    consequence: bool = False
    explains: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def is_breaking(self) -> bool:
        """Return whether code that worked may fail."""
        return self.severity is ChangeSeverity.BREAKING


class Bump(StrEnum):
    """The part of a version number that has to grow (semantic versioning)."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"
    NONE = "none"


BUMPS = {
    ChangeSeverity.BREAKING: Bump.MAJOR,
    ChangeSeverity.COMPATIBLE: Bump.MINOR,
    ChangeSeverity.WIRE: Bump.PATCH,
    ChangeSeverity.DOCS: Bump.PATCH,
}


def bump_of(changes: Iterable[Change]) -> Bump:
    """Return the bump that the most severe change requires."""
    severities = {change.severity for change in changes}
    return next((bump for severity, bump in BUMPS.items() if severity in severities), Bump.NONE)


def next_version(current: str, bump: Bump) -> str | None:
    """Return the version after `current`, None if that is not `major.minor.patch`.

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


def may_break(current: str, following: str) -> bool:
    """Return whether the version `following` may break users of the version `current`.

    It may if its major part is higher, below 1.0 the minor part; and anything newer may that follows a pre-release.
    """
    try:
        old, new = Version(current), Version(following)
    except InvalidVersion:
        return False
    if old.is_prerelease and new > old:
        return True
    parts = 1 if old.major else 2
    return (new.major, new.minor)[:parts] > (old.major, old.minor)[:parts]
