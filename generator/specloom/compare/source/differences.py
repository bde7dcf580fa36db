"""What a user of a package could notice, one difference at a time and in groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from specloom.base.diagnostics import NOWHERE, Place


class Rule(StrEnum):
    """What has happened to a thing."""

    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    REQUIRED = "required"
    NAMED_ONLY = "named-only"
    REORDERED = "reordered"
    RETYPED = "retyped"
    ASYNC = "async"
    KIND = "kind"
    ADDED = "added"
    OPTIONAL = "optional"
    WIDENED = "widened"
    NARROWED = "narrowed"
    DEFAULT = "default"
    DEPRECATED = "deprecated"


ORDER = {rule: number for number, rule in enumerate(Rule)}


class Subject(StrEnum):
    """What kind of thing differs."""

    PACKAGE = "package"
    CLIENT = "client"
    OPTION = "client option"
    VARIABLE = "environment variable"
    RESOURCE = "resource"
    METHOD = "method"
    PARAMETER = "parameter"
    RESULT = "result"
    MODULE = "module"
    NAME = "name"
    TYPE = "type"
    FIELD = "field"
    ATTRIBUTE = "attribute"
    BASE = "base class"


SUBJECTS = {subject: number for number, subject in enumerate(Subject)}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    `where` is the dotted thing that differs or holds what differs (`client.trees.list`, `types.Tree`), `name` the part
    of it (a parameter, a field), empty where it is the thing itself. `old` and `new` say what was and is there.
    `side` is `sync` or `async` where only one of the clients differs. `count` says how many names went with a package
    or resource. `place` is the line of the old package where there is one.
    """

    rule: Rule
    subject: Subject
    where: str
    breaking: bool
    name: str = ""
    old: str | None = None
    new: str | None = None
    side: str = ""
    count: int = 0
    place: Place = NOWHERE

    @property
    def sort_key(self) -> tuple[bool, int, int, str, str, str]:
        """Breaking ones first, then what is gone before what has changed, then by name."""
        key = not self.breaking, SUBJECTS[self.subject], ORDER[self.rule]
        return (*key, self.where, self.name, self.side)


@dataclass(frozen=True, slots=True)
class Group:
    """Differences that are the same in many places; `items` holds at least one."""

    items: tuple[Difference, ...] = field(default=())

    @property
    def first(self) -> Difference:
        """The one that stands for all."""
        return self.items[0]


def group(found: Iterable[Difference]) -> list[Group]:
    """Put together what is repeated: the same change of the same part, or the same fate of things in one place."""
    groups: dict[tuple[object, ...], list[Difference]] = {}
    for item in sorted(found, key=lambda each: each.sort_key):
        groups.setdefault(_group_key(item), []).append(item)
    return [Group(tuple(items)) for items in groups.values()]


def _group_key(item: Difference) -> tuple[object, ...]:
    is_params = item.subject is Subject.FIELD and item.where.endswith("Params")
    key = (item.breaking, item.rule, Subject.PARAMETER if is_params else item.subject)
    if item.name:
        return (*key, item.name, item.old, item.new, item.side)
    if item.rule in {Rule.RENAMED, Rule.MOVED, Rule.RETYPED, Rule.WIDENED, Rule.NARROWED}:
        return (*key, item.old, item.new, item.where if item.subject is not Subject.RESULT else "")
    return (*key, item.where.rpartition(".")[0], item.side)
