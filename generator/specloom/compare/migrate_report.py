"""Makes the report of `migrate`: each change once, with the affected things and the remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from specloom.base.diagnostics import Diagnostic
from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.compare.changes import TYPE_KINDS, Change, ChangeKind, ChangeSubject
from specloom.compare.dotted import owner_of
from specloom.compare.migration.method_states import RESOURCES_UNREAD, MethodStates
from specloom.compare.report import ChangeReport, ReportLine
from specloom.compare.wording import COUNTED, label_of, outcome_of, sort_key, texts_of

_CONTRASTED = {*TYPE_KINDS, ChangeKind.RENAMED, ChangeKind.MOVED}
_SHOWN = 8
"""The number of occurrences of a repeated change that are listed; JSON lists them all."""
_ADVISED = 4
_NAMED = {ChangeSubject.OPTION, ChangeSubject.PARAMETER, ChangeSubject.FIELD, ChangeSubject.ATTRIBUTE}


@dataclass(frozen=True, slots=True)
class MigrateOutcome:
    """The result of `migrate`. `advice` maps a change to its remedy: a config line, or another one."""

    old: str
    package: str
    changes: Sequence[Change]
    advice: Callable[[Change], str | None]
    handwritten: Sequence[str]
    unread: Sequence[Diagnostic]
    methods: MethodStates
    handwritten_methods: Sequence[str] = ()
    """The methods that are gone and make no request of their own."""

    @property
    def breaking_count(self) -> int:
        """The number of changes that break code of users."""
        return sum(item.is_breaking for item in self.changes)

    def make_report(self) -> ChangeReport:
        """Return the report: each change once, with the affected things."""
        groups = group_changes(self.changes)
        sections: list[tuple[str, list[tuple[str, list[ReportLine]]]]] = []
        for title, breaking in (("Breaking", True), ("Not breaking", False)):
            found = [each for each in groups if each[0].is_breaking is breaking]
            if found:
                entries = [(group_head(each), [*group_locations(each), *self._advice_lines(each)]) for each in found]
                sections.append((f"{title} ({sum(map(len, found))})", entries))
        if self.handwritten:
            title = f"Hand-written in {self.old} ({len(self.handwritten)}): keep them beside the generated files"
            sections.append((title, [(path, list[ReportLine]()) for path in self.handwritten]))
        if self.handwritten_methods:
            title = f"Hand-written methods ({len(self.handwritten_methods)}): keep them in a subclass or in lib/"
            sections.append((title, [(name, list[ReportLine]()) for name in self.handwritten_methods]))
        if self.unread_resources:
            title = f"Not compared ({len(self.unread_resources)}): the report does not cover these parts of {self.old}"
            entries = [
                (item.message.removeprefix("not compared: "), list[ReportLine]()) for item in self.unread_resources
            ]
            sections.insert(0, (title, entries))
        others = len(self.changes) - self.breaking_count
        verdict = f"{self.package} beside {self.old}: {self.breaking_count} breaking differences, {others} others"
        return ChangeReport(sections, [self.methods.summary, verdict])

    @property
    def unread_resources(self) -> list[Diagnostic]:
        """The warnings about resources of the old SDK that could not be compared."""
        return [item for item in self.unread if item.code == RESOURCES_UNREAD]

    def _advice_lines(self, found: Sequence[Change]) -> list[ReportLine]:
        """Return the first remedies for the changes of a group."""
        each = [self.advice(item) for item in found]
        lines = list(dict.fromkeys(line for text in each for line in (text or "").splitlines()))
        rest = len(lines) - _ADVISED
        shown = [*lines[:_ADVISED], f"and {rest} more"] if rest > 0 else lines
        return [ReportLine(line, mark="    > ", label="config: ", is_code=True) for line in shown]

    def as_json(self) -> dict[str, JsonValue]:
        """Return the outcome as data; the keys are a contract."""
        differences: list[JsonValue] = []
        for item in self.changes:
            old, new = texts_of(item)
            differences.append(
                {
                    "breaking": item.is_breaking,
                    "rule": outcome_of(item),
                    "subject": item.subject.value,
                    "where": item.where,
                    "name": item.name or None,
                    "old": old or None,
                    "new": new or None,
                    "side": item.client or None,
                    "count": item.count or None,
                    "advice": self.advice(item),
                    "file": item.location.file,
                    "line": item.location.line or None,
                }
            )
        return {
            "package": self.package,
            "old": self.old,
            "breaking": self.breaking_count,
            "differences": differences,
            "handwritten": list(self.handwritten),
            "handwritten_methods": list(self.handwritten_methods),
            "unread": [item.location for item in self.unread],
            "methods": {**self.methods.counts, "breaking": len(self.methods.breaking)},
            "method_states": {name: state.value for name, state in self.methods.states.items()},
        }


def whole_changes(found: Iterable[Change]) -> list[Change]:
    """Return the changes without those inside added or removed resources and modules."""
    return [item for item in found if not item.within]


def group_changes(found: Iterable[Change]) -> list[list[Change]]:
    """Group repeated changes: the same change of the same part, or of several things with one owner."""
    groups: dict[object, list[Change]] = {}
    for item in sorted(found, key=sort_key):
        is_params = item.subject is ChangeSubject.FIELD and item.where.endswith("Params")
        subject = ChangeSubject.PARAMETER if is_params else item.subject
        key: tuple[object, ...] = (item.is_breaking, item.kind, subject, item.client)
        if item.name:
            key = (*key, item.name, *texts_of(item))
        elif item.kind in _CONTRASTED:
            key = (*key, *texts_of(item), item.where if item.subject is not ChangeSubject.RESULT else "")
        else:
            key = (*key, owner_of(item.where))
        groups.setdefault(key, []).append(item)
    return list(groups.values())


def group_head(found: Sequence[Change]) -> str:
    """Return the heading of a group: the change, and the affected things."""
    item, many = found[0], len(found)
    if item.subject is ChangeSubject.OPTION:
        thing = f"client option {item.name}"
    elif item.subject is ChangeSubject.BASE:
        thing = f"{item.where} as a {item.name}" if many == 1 else f"{many} classes as {item.name}"
    elif item.subject in _NAMED and item.name:
        thing = f"{item.subject} {item.name} of " + (item.where if many == 1 else f"{many} definitions")
    else:
        plural = {ChangeSubject.BASE: "base classes"}.get(item.subject, f"{item.subject}s")
        thing = f"{item.subject} {counted_location(item)}" if many == 1 else f"{many} {plural}"
        thing = "client" if item.where == item.subject.value == "client" else thing
    return f"{thing}: {label_of(item)}" + (f" ({item.client} client only)" if item.client else "")


def group_locations(found: Sequence[Change]) -> Iterator[ReportLine]:
    """Yield the things affected by a repeated change, a few on a line."""
    if len(found) == 1:
        return
    all_shown = found[0].subject in COUNTED or len(found) <= _SHOWN
    shown = [counted_location(item) for item in (found if all_shown else found[:_SHOWN])]
    rest = len(found) - len(shown)
    for start in range(0, len(shown), 4):
        last = start + 4 >= len(shown)
        end = (f" and {rest} more" if rest else "") if last else ","
        yield ReportLine(", ".join(shown[start : start + 4]) + end, mark="      ", is_code=True)


def counted_location(item: Change) -> str:
    """Return the dotted name of a change, with the number of things in it."""
    return f"{item.where} ({item.count} {COUNTED[item.subject]})" if item.subject in COUNTED else item.where
