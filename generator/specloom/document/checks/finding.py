"""A fault of a description before it is known how bad it is."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.document.references import ValueLocation


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at a place. ``rule`` is a key of the policy table."""

    rule: str
    message: str
    location: ValueLocation
    hint: str | None = None
