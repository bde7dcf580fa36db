"""Makes the report of `diff`: the changes of each thing, and the version that they require."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.compare.changes import Bump, Change, ChangeSeverity, ChangeSubject, bump_of, next_version
from specloom.compare.report import ChangeReport, ReportLine
from specloom.compare.wording import COUNTED, rule_of, sentence_of

HEADINGS = {
    ChangeSeverity.BREAKING: "Breaking",
    ChangeSeverity.COMPATIBLE: "Compatible",
    ChangeSeverity.WIRE: "Same signatures, other requests or responses",
}
LAYOUT = "layout"
"""The rule for files that differ although nothing changes for users."""
_OF_CLIENT = {
    *(ChangeSubject.PACKAGE, ChangeSubject.CLIENT, ChangeSubject.ERROR_BASE),
    *(ChangeSubject.OPTION, ChangeSubject.ENVIRONMENT),
}
_OF_METHODS = {ChangeSubject.METHOD, ChangeSubject.PARAMETER, ChangeSubject.RESULT, ChangeSubject.ERROR}


@dataclass(frozen=True, slots=True)
class DiffOutcome:
    """The result of `diff`; `version` is that of the old package, and `client` the new name of its client class."""

    changes: Sequence[Change]
    version: str
    client: str

    @property
    def bump(self) -> Bump:
        """The part of the version that must be increased."""
        return bump_of(self.changes)

    @property
    def next_version(self) -> str | None:
        """The version that the changes require, if the current one is `major.minor.patch`."""
        return next_version(self.version, self.bump)

    def changes_of(self, severity: ChangeSeverity) -> list[Change]:
        """Return the changes of one severity."""
        return [change for change in self.changes if change.severity is severity]

    def subject_heading(self, change: Change) -> str:
        """Return the user-facing name of the thing that has changed."""
        if change.subject in _OF_CLIENT:
            return self.client
        return f"{change.where}()" if change.subject in _OF_METHODS else change.where

    def make_report(self) -> ChangeReport:
        """Return the report, grouped by severity and thing."""
        sections: list[tuple[str, list[tuple[str, list[ReportLine]]]]] = []
        for severity, title in HEADINGS.items():
            groups: dict[str, list[ReportLine]] = {}
            for each in self.changes_of(severity):
                groups.setdefault(self.subject_heading(each), []).append(ReportLine(sentence_of(each), origin_of(each)))
            if groups:
                sections.append((f"{title} ({sum(map(len, groups.values()))})", list(groups.items())))
        return ChangeReport(sections, [*self._documentation_lines(), self._verdict_line()])

    def _documentation_lines(self) -> Iterator[str]:
        found = self.changes_of(ChangeSeverity.DOCS)
        if found and found[0].rule == LAYOUT:
            yield f"Nothing changes for users, but {sentence_of(found[0])}."
        elif found:
            yield f"{len(found)} change{'s' if len(found) > 1 else ''} of documentation only."

    def _verdict_line(self) -> str:
        if self.bump is Bump.NONE:
            return "Nothing changes for the users of the client."
        step = f": {self.version} -> {self.next_version}" if self.next_version is not None else ""
        return f"This calls for a {self.bump.value} version{step}."

    def as_json(self) -> dict[str, JsonValue]:
        """Return the changes as data; the keys are a contract."""
        changes: list[JsonValue] = [
            {
                "level": change.severity.value,
                "side": change.side.value,
                "rule": rule_of(change),
                "subject": self.subject_heading(change),
                "text": sentence_of(change),
                "pointer": change.pointer,
                "document": "old" if change.in_old else "new",
                "file": change.location.file,
                "line": change.location.line,
            }
            for change in self.changes
        ]
        return {
            "bump": self.bump.value,
            "version": {"current": self.version, "next": self.next_version},
            "counts": {severity.value: len(self.changes_of(severity)) for severity in ChangeSeverity},
            "changes": changes,
        }


def single_changes(found: Iterable[Change]) -> list[Change]:
    """Return the changes of each thing, without consequences of others and without summaries."""
    return [item for item in found if not item.consequence and item.subject not in COUNTED]


def origin_of(change: Change) -> str:
    """Return the location of the cause in the documents."""
    if change.pointer is None:
        return ""
    return (
        f"{change.location.file}:{change.location.line}"
        if change.location.file and change.location.line
        else f"#{change.pointer}"
    )
