"""The outcome of a comparison as text for a terminal, Markdown for an issue, and JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from specloom.base.diagnostics import Diagnostic
from specloom.base.json import JsonValue
from specloom.base.markdown import code, escaped
from specloom.base.terminal import printable
from specloom.compare.source import Difference, Group, Rule, Subject, group

_SHOWN = 8
"""How many places of a repeated difference are named; JSON names them all."""
_ADVISED = 4
_PARTS = {Subject.OPTION, Subject.PARAMETER, Subject.FIELD, Subject.ATTRIBUTE}
_COUNTED = {Subject.RESOURCE: "methods", Subject.MODULE: "names"}
_WORDS: Mapping[Rule, str] = {
    Rule.REMOVED: "gone",
    Rule.RENAMED: "now called {new}",
    Rule.MOVED: "to be imported as {new}",
    Rule.REQUIRED: "has to be given",
    Rule.NAMED_ONLY: "can be given by name only",
    Rule.REORDERED: "other positions: {old} -> {new}",
    Rule.RETYPED: "other type: {old} -> {new}",
    Rule.ASYNC: "{old} -> {new}",
    Rule.KIND: "{old} -> {new}",
    Rule.ADDED: "new",
    Rule.OPTIONAL: "need not be given any more",
    Rule.WIDENED: "takes more: {old} -> {new}",
    Rule.NARROWED: "more exact: {old} -> {new}",
    Rule.DEFAULT: "other default: {old} -> {new}",
    Rule.DEPRECATED: "deprecated",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a comparison found. `advice` maps a difference to the config line, or else, that closes it."""

    old: str
    package: str
    differences: Sequence[Difference]
    advice: Callable[[Difference], str | None]
    handwritten: Sequence[str]
    unread: Sequence[Diagnostic]

    @property
    def breaking(self) -> int:
        """How many differences break code of users."""
        return sum(item.breaking for item in self.differences)

    @property
    def verdict(self) -> str:
        """The outcome in one line."""
        others = len(self.differences) - self.breaking
        return f"{self.package} beside {self.old}: {self.breaking} breaking differences, {others} others"

    def advised(self, found: Group) -> list[str]:
        """Return the lines that close the differences of a group, the first few of them."""
        each = [self.advice(item) for item in found.items]
        lines = list(dict.fromkeys(line for text in each for line in (text or "").splitlines()))
        rest = len(lines) - _ADVISED
        return [*lines[:_ADVISED], f"and {rest} more"] if rest > 0 else lines

    def sections(self) -> Iterator[tuple[str, list[Group]]]:
        """Yield the groups that break, then the others, each with its heading."""
        groups = group(self.differences)
        for title, breaking in (("Breaking", True), ("Not breaking", False)):
            found = [each for each in groups if each.first.breaking is breaking]
            if found:
                yield f"{title} ({sum(len(each.items) for each in found)})", found


def as_text(outcome: Outcome) -> str:
    """Return the outcome for a terminal."""
    lines: list[str] = []
    for title, groups in outcome.sections():
        lines.append(title)
        for each in groups:
            lines.append(f"  {sentence(each)}")
            lines += [f"      {line}" for line in further(each)]
            lines += [f"    > {line}" for line in outcome.advised(each)]
        lines.append("")
    if outcome.handwritten:
        lines += [f"Hand-written in {outcome.old} ({len(outcome.handwritten)}): keep them beside the generated files"]
        lines += [*(f"  {path}" for path in outcome.handwritten), ""]
    return "\n".join(map(printable, [*lines, outcome.verdict])) + "\n"


def as_markdown(outcome: Outcome) -> str:
    """Return the outcome for an issue or a pull request."""
    lines: list[str] = []
    for title, groups in outcome.sections():
        lines += [f"### {title}", ""]
        for each in groups:
            lines.append(f"- {code(sentence(each))}")
            lines += [f"  - {code(line)}" for line in further(each)]
            lines += [f"  - config: {code(line)}" for line in outcome.advised(each)]
        lines.append("")
    if outcome.handwritten:
        lines += ["### Hand-written", "", *(f"- {code(path)}" for path in outcome.handwritten), ""]
    return "\n".join([*lines, escaped(outcome.verdict)]) + "\n"


def as_json(outcome: Outcome) -> dict[str, JsonValue]:
    """Return the outcome as data; its keys are a contract."""
    differences: list[JsonValue] = [entry(item, outcome.advice(item)) for item in outcome.differences]
    return {
        "package": outcome.package,
        "old": outcome.old,
        "breaking": outcome.breaking,
        "differences": differences,
        "handwritten": list(outcome.handwritten),
        "unread": [item.location for item in outcome.unread],
    }


def entry(item: Difference, advice: str | None) -> dict[str, JsonValue]:
    """Return one difference as data."""
    return {
        "breaking": item.breaking,
        "rule": item.rule.value,
        "subject": item.subject.value,
        "where": item.where,
        "name": item.name or None,
        "old": item.old,
        "new": item.new,
        "side": item.side or None,
        "count": item.count or None,
        "advice": advice,
        "file": item.place.file,
        "line": item.place.line or None,
    }


def sentence(found: Group) -> str:
    """Return what has happened, and to what."""
    item = found.first
    words = _WORDS[item.rule].format(old=item.old, new=item.new)
    if item.rule is Rule.REMOVED and item.new is not None:
        words = f"{words} ({item.new})"
    if item.rule is Rule.REQUIRED and item.new is not None:
        words = f"new, and {words}: {item.new}"
    side = f" ({item.side} client only)" if item.side else ""
    return f"{subject(found)}: {words}{side}"


def subject(found: Group) -> str:
    """Return the thing, or things, of which a sentence speaks."""
    item, many = found.first, len(found.items)
    if item.subject is Subject.OPTION:
        return f"client option {item.name}"
    if item.subject is Subject.BASE:
        return f"{item.where} as a {item.name}" if many == 1 else f"{many} classes as {item.name}"
    if item.subject in _PARTS and item.name:
        return f"{item.subject} {item.name} of " + (item.where if many == 1 else f"{many} places")
    return f"{item.subject} {place(item)}" if many == 1 else f"{many} {plural(item.subject)}"


def plural(kind: Subject) -> str:
    """Return the plural of what a subject is called."""
    words = {Subject.BASE: "base classes", Subject.PACKAGE: "packages"}
    return words.get(kind, f"{kind}s")


def further(found: Group) -> Iterator[str]:
    """Yield the places of a repeated difference, a few on a line."""
    if len(found.items) == 1:
        return
    shown = [place(item) for item in found.items[:_SHOWN]]
    rest = len(found.items) - len(shown)
    if found.first.subject in _COUNTED or rest <= 0:
        shown = [place(item) for item in found.items]
        rest = 0
    for start in range(0, len(shown), 4):
        last = start + 4 >= len(shown)
        yield ", ".join(shown[start : start + 4]) + (f" and {rest} more" if last and rest else "" if last else ",")


def place(item: Difference) -> str:
    """Return the dotted place of a difference."""
    return f"{item.where} ({item.count} {_COUNTED[item.subject]})" if item.subject in _COUNTED else item.where
