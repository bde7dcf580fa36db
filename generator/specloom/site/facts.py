"""What a page says about one value beside its type and its text: limits, format, default."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.ir import Constraints
from specloom.plan.planned import PlannedDoc
from specloom.site.prose import cleaned

_NUMBERS = (
    ("exclusiveMaximum", "exclusive_maximum"),
    ("exclusiveMinimum", "exclusive_minimum"),
    ("maxItems", "max_items"),
    ("maxLength", "max_length"),
    ("maximum", "maximum"),
    ("minItems", "min_items"),
    ("minLength", "min_length"),
    ("minimum", "minimum"),
    ("multipleOf", "multiple_of"),
)
"""The keywords of limits that are numbers, each with its attribute."""


def facts_of(doc: PlannedDoc) -> tuple[tuple[str, str], ...]:
    """Return the keywords that a value has, each with its value as text."""
    return tuple(_facts(doc))


def _facts(doc: PlannedDoc) -> Iterator[tuple[str, str]]:
    if doc.format:
        yield "format", cleaned(doc.format)
    limits = doc.limits
    if limits is not None:
        yield from _limits(limits)
    if doc.default is not None:
        yield "default", cleaned(doc.default)


def _limits(limits: Constraints) -> Iterator[tuple[str, str]]:
    for keyword, attribute in _NUMBERS:
        value: float | None = getattr(limits, attribute)
        if value is not None:
            yield keyword, f"{value}"
    if limits.pattern is not None:
        yield "pattern", cleaned(limits.pattern)
    if limits.unique_items:
        yield "uniqueItems", "true"
