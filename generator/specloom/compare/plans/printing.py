"""A set of changes as text for a terminal, Markdown for a pull request or a changelog, and JSON for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from specloom.base.json import JsonValue
from specloom.base.markdown import code, escaped
from specloom.base.terminal import printable
from specloom.compare.plans.change import LAYOUT, Bump, Change, Level, bump_of, next_version

HEADINGS = {
    Level.BREAKING: "Breaking",
    Level.COMPATIBLE: "Compatible",
    Level.WIRE: "Same signatures, other requests or answers",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a comparison found; `current` is the version of the package before the changes."""

    changes: tuple[Change, ...]
    current: str

    @property
    def bump(self) -> Bump:
        """The part of the version that has to grow."""
        return bump_of(self.changes)

    @property
    def following(self) -> str | None:
        """The version that the changes call for, if the current one is `major.minor.patch`."""
        return next_version(self.current, self.bump)

    def of(self, level: Level) -> list[Change]:
        """Return the changes of one level."""
        return [change for change in self.changes if change.level is level]

    @property
    def verdict(self) -> str:
        """The bump in one line."""
        if self.bump is Bump.NONE:
            return "Nothing changes for the users of the client."
        step = f": {self.current} -> {self.following}" if self.following is not None else ""
        return f"This calls for a {self.bump.value} version{step}."

    @property
    def documentation(self) -> str | None:
        """How many descriptions have other words, None for none."""
        found = self.of(Level.DOCS)
        if found and found[0].rule == LAYOUT:
            return f"Nothing changes for users, but {found[0].text}."
        count = len(found)
        return f"{count} description{'s' if count > 1 else ''} in other words." if count else None


def as_text(outcome: Outcome) -> str:
    """Return the changes for a terminal."""
    lines: list[str] = []
    for level, changes in told(outcome):
        lines.append(f"{HEADINGS[level]} ({len(changes)})")
        for subject, group in by_subject(changes):
            lines.append(f"  {subject}")
            lines.extend(f"    {change.text}{origin(change)}" for change in group)
        lines.append("")
    return "\n".join(map(printable, [*lines, *closing(outcome)])) + "\n"


def as_markdown(outcome: Outcome) -> str:
    """Return the changes for a pull request or a changelog."""
    lines: list[str] = []
    for level, changes in told(outcome):
        lines.extend([f"### {HEADINGS[level]} ({len(changes)})", ""])
        for subject, group in by_subject(changes):
            lines.append(f"- {code(subject)}")
            lines.extend(f"  - {marked(change.text)}{origin(change, code)}" for change in group)
        lines.append("")
    return "\n".join([*lines, *(marked(line) for line in closing(outcome))]) + "\n"


def as_json(outcome: Outcome) -> dict[str, JsonValue]:
    """Return the changes as data."""
    return {
        "bump": outcome.bump.value,
        "version": {"current": outcome.current, "next": outcome.following},
        "counts": {level.value: len(outcome.of(level)) for level in Level},
        "changes": [
            {
                "level": change.level.value,
                "side": change.side.value,
                "rule": change.rule,
                "subject": change.subject,
                "text": change.text,
                "pointer": change.pointer,
                "document": "old" if change.gone else "new",
                "file": change.place.file,
                "line": change.place.line,
            }
            for change in outcome.changes
        ],
    }


def told(outcome: Outcome) -> Iterator[tuple[Level, list[Change]]]:
    """Yield the levels that are told one by one, with their changes."""
    for level in HEADINGS:
        changes = outcome.of(level)
        if changes:
            yield level, changes


def by_subject(changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    """Yield each subject with its changes, in the order of their first ones."""
    order = {change.subject: index for index, change in reversed(list(enumerate(changes)))}
    for subject, group in groupby(sorted(changes, key=lambda item: order[item.subject]), lambda item: item.subject):
        yield subject, list(group)


def closing(outcome: Outcome) -> list[str]:
    """Return the lines below the changes."""
    return [line for line in (outcome.documentation, outcome.verdict) if line is not None]


def origin(change: Change, spelled: Callable[[str], str] = str) -> str:
    """Return where in the documents the cause stands."""
    if change.pointer is None:
        return ""
    place = f"{change.place.file}:{change.place.line}" if change.place.file and change.place.line else ""
    return f"  ({spelled(place or '#' + change.pointer)})"


PLAIN_CODE = re.compile(r"(`[\w.,:()\[\]{}/ -]+`)", re.ASCII)
"""Code of Markdown in which nothing has a meaning: what else a description has put between backticks is no code."""


def marked(text: str) -> str:
    """Return a message for Markdown: what stands outside of plain code is no markup, no HTML and no link."""
    return "".join(piece if PLAIN_CODE.fullmatch(piece) else escaped(piece) for piece in PLAIN_CODE.split(text))
