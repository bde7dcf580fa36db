"""Compares what no signature shows: requests, responses, and the documentation of values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.api.ir import Constraints
from specloom.compare.changes import Change, ChangeKind, ChangeSeverity, ChangeSide
from specloom.compare.surface import WireFact, WireFacts
from specloom.plan.planned import PlannedDoc

CONSTANT = "constant-changed"
"""The fact of something that is always sent: the only one that can be added or removed."""
_BREAKING = ("option-variable", "option-type", "client-http-library", "client-raw-parse", "variables-renamed")
_SEVERITIES = {**dict.fromkeys(_BREAKING, ChangeSeverity.BREAKING), "method-documentation": ChangeSeverity.DOCS}
"""The severity of facts on which code or its setup depends, and of texts; all others only change the wire."""
_SAID_BY_SCHEMES = "client-authentication"
_LOWER = ("minimum", "exclusive_minimum", "min_length", "min_items")
_UPPER = ("maximum", "exclusive_maximum", "max_length", "max_items")
_COUNTS = ("min_length", "min_items")
"""Limits that have no effect at 0."""


def compare_facts(base: Change, old: WireFacts, new: WireFacts) -> Iterator[Change]:
    """Yield the facts that differ."""
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            one_sided = was or now
            if one_sided is not None and one_sided.rule == CONSTANT:
                yield fact_change(
                    base, was or WireFact(CONSTANT, "", "not sent"), now or one_sided._replace(words="nothing")
                )
        elif (was.sent or was.words) != (now.sent or now.words):
            if was.words != now.words:
                yield fact_change(base, was, now)
            elif now.rule != _SAID_BY_SCHEMES:
                yield fact_change(base, was._replace(words=""), now._replace(words=f"{now.words}, sent in another way"))


def fact_change(base: Change, old: WireFact, new: WireFact) -> Change:
    """Return the change of a fact."""
    severity = _SEVERITIES.get(new.rule, ChangeSeverity.WIRE)
    made = replace(base, severity=severity, kind=ChangeKind.WIRE_CHANGED, rule=new.rule)
    return replace(made, fact=new.name, old=old.words, new=new.words)


def compare_docs(base: Change, old: PlannedDoc, new: PlannedDoc) -> Iterator[Change]:
    """Yield how the documentation of a value differs. In a response, limits and defaults are only documentation."""
    compatible = replace(base, severity=ChangeSeverity.COMPATIBLE)
    if bool(old.deprecated) is not bool(new.deprecated):
        yield replace(compatible, kind=ChangeKind.DEPRECATED if new.deprecated else ChangeKind.UNDEPRECATED)
    same_words = old.text == new.text and (old.deprecated == new.deprecated or not (old.deprecated and new.deprecated))
    if base.side is not ChangeSide.RESPONSE:
        if old.default != new.default:
            yield replace(
                base, severity=ChangeSeverity.WIRE, kind=ChangeKind.DEFAULT_CHANGED, old=old.default, new=new.default
            )
        before, after = limit_notes(old), limit_notes(new)
        if before != after:
            was, now = (
                " ".join(note for note in ours if note not in theirs)
                for ours, theirs in ((before, after), (after, before))
            )
            severity = limits_severity(old.limits or Constraints(), new.limits or Constraints())
            yield replace(base, severity=severity, kind=ChangeKind.LIMITS_CHANGED, old=was, new=now)
    elif old.notes != new.notes:
        same_words = False
    if not same_words:
        yield replace(base, severity=ChangeSeverity.DOCS, kind=ChangeKind.DOCUMENTED)


def limit_notes(doc: PlannedDoc) -> list[str]:
    """Return the limits as text."""
    return [note for note in doc.notes if note != f"Defaults to `{doc.default}`."]


def limits_severity(old: Constraints, new: Constraints) -> ChangeSeverity:
    """Return the severity of changed limits in a request: fewer values are accepted, more, or others."""
    if old == new:
        return ChangeSeverity.WIRE
    return ChangeSeverity.BREAKING if is_tighter(old, new) else ChangeSeverity.COMPATIBLE


def is_tighter(old: Constraints, new: Constraints) -> bool:
    """Return whether the new limits refuse values that the old ones allowed."""
    for names, sign in ((_LOWER, 1), (_UPPER, -1)):
        for name in names:
            was, now = limit_of(old, name), limit_of(new, name)
            if now is not None and (was is None or now * sign > was * sign):
                return True
    others = ((old.pattern, new.pattern), (old.multiple_of, new.multiple_of))
    is_new = any(now is not None and now != was for was, now in others)
    return is_new or (new.unique_items and not old.unique_items)


def limit_of(limits: Constraints, name: str) -> float | None:
    """Return one of the limits, None for one without effect."""
    value: float | None = getattr(limits, name)
    return None if name in _COUNTS and not value else value
