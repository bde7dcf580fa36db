"""Compares the parameters of a method, the options of a client, and the fields of a class."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from specloom.base.records import dataclass
from specloom.compare.changes import Change, ChangeKind, ChangeSeverity, ChangeSide, ChangeSubject
from specloom.compare.facts import compare_docs, compare_facts
from specloom.compare.surface import BY_POSITION, ArgumentKind, SurfaceMember, WireFact
from specloom.compare.surface_types import NULL, UNION, named_types, without_none
from specloom.compare.type_changes import compare_types
from specloom.compare.type_relation import TypeComparison, takes_anything

Members = Mapping[str, SurfaceMember]
_NOT_GIVEN = {"omit", "NOT_GIVEN", "not_given", "NotGiven()", "Omit()"}


@dataclass(frozen=True, slots=True)
class MemberComparison:
    """Compares members by name. `planned`: both sides come from plans, so that no rename has to be guessed.

    `base` is the change of the thing with these members. `kept` are names that it still has, as something else.
    """

    types: TypeComparison
    base: Change
    planned: bool
    kept: Collection[str] = ()

    def compare_members(self, before: Members, after: Members) -> Iterator[Change]:
        """Yield the changes of each member, the old ones in their order, then the new ones in theirs."""
        renamed = self.find_renamed(before, after)
        for name, old in before.items():
            new = after.get(name) or renamed.get(name)
            if new is None:
                if name not in self.kept:
                    yield replace(self._change_of(old), kind=ChangeKind.REMOVED, in_old=True, explains=types_in(old))
                continue
            if name in renamed:
                change = replace(self._change_of(new), kind=ChangeKind.RENAMED, name=name, old=name, new=new.name)
                yield replace(change, location=self._change_of(old).location)
            yield from self.compare_member(old, new)
        taken = {each.name for each in renamed.values()}
        for name, new in after.items():
            if name not in before and name not in taken:
                needed = new.required and self.base.side is not ChangeSide.RESPONSE
                severity = ChangeSeverity.BREAKING if needed else ChangeSeverity.COMPATIBLE
                kind = ChangeKind.REQUIRED_ADDED if needed else ChangeKind.ADDED
                yield replace(
                    self._change_of(new), severity=severity, kind=kind, new=new.type, location=self.base.location
                )

    def find_renamed(self, before: Members, after: Members) -> dict[str, SurfaceMember]:
        """Return the new member for each old one that seems to be renamed."""
        going = [each for name, each in before.items() if name not in after]
        coming = [each for name, each in after.items() if name not in before]
        alone = len(going) == len(coming) == 1
        found: dict[str, SurfaceMember] = {}
        for old in going if coming else ():
            for new in coming:
                if {*old.marks} & {*new.marks} if self.planned else self._is_likely(old, new, alone=alone):
                    found[old.name] = new
                    coming.remove(new)
                    break
        return found

    def _is_likely(self, old: SurfaceMember, new: SurfaceMember, *, alone: bool) -> bool:
        """Return whether this is likely the same member, renamed. `alone`: there is no other candidate."""
        if old.type is None or old.type != new.type:
            return False
        if self.base.subject is ChangeSubject.FIELD:
            names = {new.name.strip("_"), new.name.removeprefix("api_"), f"api_{new.name}"}
            return old.name.strip("_") in names
        close = old.name in new.name or new.name in old.name
        return (old.kind, old.required) == (new.kind, new.required) and (old.required or alone or close)

    def compare_member(self, old: SurfaceMember, new: SurfaceMember) -> Iterator[Change]:
        """Yield the changes of one member."""
        if old == new and not any(name == UNION or name in self.types.renamed for name in named_types(old.type)):
            return  # equal unions may still have different discriminators
        base = replace(self._change_of(new), location=self._change_of(old).location)
        was, now = old.type, new.type
        if self.base.side is ChangeSide.RESPONSE:
            yield from self._compare_absence(base, old, new)
            was = without_none(was) if was is not None and may_be_none(old) else was
            now = without_none(now) if now is not None and may_be_none(new) else now
        elif new.required and not old.required:
            yield replace(base, kind=ChangeKind.NOW_REQUIRED)
        elif old.required and not new.required and new.kind is not ArgumentKind.ARGS:
            yield replace(base, kind=ChangeKind.NOW_OPTIONAL, severity=ChangeSeverity.COMPATIBLE)
        yield from compare_types(self.types, base, was, now)
        if old.kind in BY_POSITION and new.kind is ArgumentKind.NAMED:
            yield replace(base, kind=ChangeKind.KEYWORD_ONLY)
        if old.required == new.required and old.default != new.default and not {old.default, new.default} <= _NOT_GIVEN:
            change = replace(base, kind=ChangeKind.DEFAULT_CHANGED, severity=ChangeSeverity.COMPATIBLE)
            yield replace(change, old=old.default, new=new.default)
        yield from compare_facts(base, old.facts, new.facts)
        yield from compare_docs(base, old.doc, new.doc)

    def _compare_absence(self, base: Change, old: SurfaceMember, new: SurfaceMember) -> Iterator[Change]:
        """Yield that a field of a response may be `None` now, or no longer; code can't see the reason.

        A type that accepts anything accepts `None` too: its own change is reported instead.
        """
        if old.type is None or new.type is None or takes_anything(old.type) is not takes_anything(new.type):
            return
        change = replace(base, old=old.type, new=new.type)
        if may_be_none(new) and not may_be_none(old):
            yield replace(change, kind=ChangeKind.NULL_ADDED if new.required else ChangeKind.NOW_OPTIONAL)
        elif may_be_none(old) and not may_be_none(new):
            kind = ChangeKind.NULL_REMOVED if old.required else ChangeKind.NOW_REQUIRED
            yield replace(change, kind=kind, severity=ChangeSeverity.COMPATIBLE)
        elif self.planned:
            states = [WireFact("field-absence", "", absence_words(each)) for each in (old, new)]
            yield from compare_facts(base, {"": states[0]}, {"": states[1]})

    def _change_of(self, member: SurfaceMember) -> Change:
        """Return a breaking change of a member, for callers to complete."""
        location = member.location if member.location.line else self.base.location
        return replace(self.base, name=member.name, pointer=member.doc.pointer or self.base.pointer, location=location)


def may_be_none(field: SurfaceMember) -> bool:
    """Return whether a field of a response may be `None`: null, or missing."""
    return not field.required or (field.type is not None and NULL in field.type.members)


def absence_words(field: SurfaceMember) -> str:
    """Return the JSON for a field that is `None`, as text."""
    null = field.type is not None and NULL in field.type.members
    return "null" if field.required and null else "null or left out" if null else "left out"


def types_in(member: SurfaceMember) -> frozenset[str]:
    """Return the names of the types of a member."""
    return frozenset(named_types(member.type))
