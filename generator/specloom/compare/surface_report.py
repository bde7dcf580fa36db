"""Makes the report of `check --surface`: what breaks since a release, and whether the version says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.compare.changes import Bump, may_break
from specloom.compare.comparison import compare_surfaces
from specloom.compare.diff_report import DiffOutcome
from specloom.compare.dotted import last_part
from specloom.compare.migrate_report import whole_changes
from specloom.compare.report import ChangeReport, ReportLine
from specloom.compare.surface import ClientSurface

_VERSION = "version"
_OF_VERSION = "client-version"


@dataclass(frozen=True, slots=True)
class SurfaceOutcome:
    """The difference between a release and the package on disk; `against` and `package` are their names for the user.

    `stale` are the files that are not up to date with the document.
    """

    against: str
    package: str
    diff: DiffOutcome
    version: str
    stale: Sequence[str] = ()

    @property
    def breaking_count(self) -> int:
        """The number of changes that break code of users."""
        return sum(item.is_breaking for item in self.diff.changes)

    @property
    def is_allowed(self) -> bool:
        """Return whether nothing breaks, or the version says that something may."""
        return not self.breaking_count or may_break(self.diff.version, self.version)

    @property
    def summary(self) -> str:
        """What breaks, in one line."""
        count = self.breaking_count
        return f"{count} breaking difference{'' if count == 1 else 's'} from {self.against}"

    @property
    def remedy(self) -> str:
        """What to do if the version does not allow the changes."""
        needed = self.diff.next_version
        step = f"raise the version to {needed}" if needed else "raise the major version"
        return f"{step}, or keep what users of {self.diff.version or 'the release'} have"

    def make_report(self) -> ChangeReport:
        """Return the report: the changes, grouped by severity and thing, and the verdict."""
        report = self.diff.make_report()
        sections = list(report.sections)
        if self.stale:
            entries = [(path, list[ReportLine]()) for path in self.stale]
            sections.append((f"Not up to date with the document ({len(self.stale)})", entries))
        return ChangeReport(sections, [*self._needed_lines(), self._verdict_line()])

    def _needed_lines(self) -> list[str]:
        bump = self.diff.bump
        if bump is Bump.NONE:
            return [f"{self.package}: nothing changes for users of {self.against}."]
        step = f": {self.diff.version} -> {self.diff.next_version}" if self.diff.next_version is not None else ""
        return [f"{self.package}: what changed since {self.against} calls for a {bump.value} version{step}."]

    def _verdict_line(self) -> str:
        versions = f"the version went from {self.diff.version or '?'} to {self.version or '?'}"
        if self.version == self.diff.version:
            versions = f"the version is still {self.version or 'unknown'}"
        if not self.breaking_count:
            return f"Nothing breaks; {versions}."
        verdict = "which allows that" if self.is_allowed else "which does not allow that"
        return f"{self.summary}; {versions}, {verdict}."

    def as_json(self) -> dict[str, JsonValue]:
        """Return the outcome as data: the keys of `diff`, and the verdict; the keys are a contract."""
        return {
            **self.diff.as_json(),
            "package": self.package,
            "against": self.against,
            "package_version": self.version or None,
            "allowed": self.is_allowed,
            "stale": list(self.stale),
        }


def compare_release(old: ClientSurface, new: ClientSurface, against: str, package: str) -> SurfaceOutcome:
    """Return how a package differs from its release `against`. That the version itself differs is no change."""
    found = [item for item in whole_changes(compare_surfaces(old, new)) if item.rule != _OF_VERSION]
    client = last_part(new.sync_client.cls.path) if new.sync_client is not None else package
    return SurfaceOutcome(against, package, DiffOutcome(found, version_of(old), client), version_of(new))


def version_of(surface: ClientSurface) -> str:
    """Return `__version__` of a package, "" if it has none."""
    fact = surface.facts.get(_VERSION)
    return fact.words if fact is not None else ""


def with_stale(outcome: SurfaceOutcome, stale: Sequence[str]) -> SurfaceOutcome:
    """Return the outcome with the files that are not up to date."""
    return replace(outcome, stale=tuple(stale))
