"""What the documentation of a value says otherwise: limits, the default, deprecation, and words."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.ir import Constraints
from specloom.compare.plans.change import Level, Side
from specloom.compare.plans.spelling import short
from specloom.plan.planned import PlannedDoc

LOWER = ("minimum", "exclusive_minimum", "min_length", "min_items")
UPPER = ("maximum", "exclusive_maximum", "max_length", "max_items")
COUNTS = ("min_length", "min_items")
"""Limits that are none at 0."""
Told = Iterator[tuple[Level, str, str]]


def described(old: PlannedDoc, new: PlannedDoc, side: Side) -> Told:
    """Yield level, rule and text of what is said otherwise. In an answer, limits and defaults are words alone."""
    if new.deprecated and not old.deprecated:
        yield Level.COMPATIBLE, "deprecated", "is deprecated"
    if old.deprecated and not new.deprecated:
        yield Level.COMPATIBLE, "undeprecated", "is no longer deprecated"
    is_sent = side is Side.REQUEST
    words = [(old.text, old.deprecated), (new.text, new.deprecated)]
    if bool(old.deprecated) is not bool(new.deprecated):
        words = [(old.text, None), (new.text, None)]
    if is_sent and old.default != new.default:
        yield Level.WIRE, "default", default_text(old, new)
    if is_sent and notes(old) != notes(new):
        yield limits_level(old, new), "limits", limits_text(old, new)
    if words[0] != words[1] or (not is_sent and old.notes != new.notes):
        yield Level.DOCS, "documentation", "is described in other words"


def default_text(old: PlannedDoc, new: PlannedDoc) -> str:
    """Return what is taken now for a value that is left out."""
    if new.default is None:
        return f"has no default any more, was {short(old.default or '')}"
    was = "there was none" if old.default is None else f"was {short(old.default)}"
    return f"is {short(new.default)} by default, {was}"


def notes(doc: PlannedDoc) -> tuple[str, ...]:
    """Return the limits in words."""
    return tuple(note for note in doc.notes if note != f"Defaults to `{doc.default}`.")


def limits_text(old: PlannedDoc, new: PlannedDoc) -> str:
    """Return the limits as they are and were, those alone that differ."""
    was = " ".join(note for note in notes(old) if note not in notes(new))
    now = " ".join(note for note in notes(new) if note not in notes(old))
    if not now:
        return f"is limited no more: {short(was)}"
    return f"is limited otherwise: {short(now)} (was: {short(was) or 'no limit'})"


def limits_level(old: PlannedDoc, new: PlannedDoc) -> Level:
    """Return how much other limits of a request matter: fewer values are taken, more, or others by a format."""
    before, after = old.limits or Constraints(), new.limits or Constraints()
    if before == after:
        return Level.WIRE
    return Level.BREAKING if is_tighter(before, after) else Level.COMPATIBLE


def is_tighter(old: Constraints, new: Constraints) -> bool:
    """Do the new limits refuse what the old ones allowed?"""
    for name in LOWER:
        was, now = limit(old, name), limit(new, name)
        if now is not None and (was is None or now > was):
            return True
    for name in UPPER:
        was, now = limit(old, name), limit(new, name)
        if now is not None and (was is None or now < was):
            return True
    others = ((old.pattern, new.pattern), (old.multiple_of, new.multiple_of))
    is_new = any(now is not None and now != was for was, now in others)
    return is_new or (new.unique_items and not old.unique_items)


def limit(limits: Constraints, name: str) -> float | None:
    """Return one of the limits, None for one that limits nothing."""
    numbers = {
        "minimum": limits.minimum,
        "maximum": limits.maximum,
        "exclusive_minimum": limits.exclusive_minimum,
        "exclusive_maximum": limits.exclusive_maximum,
        "min_length": limits.min_length,
        "max_length": limits.max_length,
        "min_items": limits.min_items,
        "max_items": limits.max_items,
    }
    value = numbers[name]
    return None if name in COUNTS and not value else value
