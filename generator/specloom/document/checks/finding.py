"""A fault of a document before its severity is known."""

from __future__ import annotations

from specloom.base.records import dataclass
from specloom.document.references import ValueLocation


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault and its location. ``rule`` is a key of the policy table."""

    rule: str
    message: str
    location: ValueLocation
    hint: str | None = None
