"""Limits how many parts a stage may make of a document, relative to its size, so that every run ends."""

from __future__ import annotations

from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.records import dataclass

LEAST = 50_000
"""The number of parts that every document may have."""
TIMES = 10
"""The number of parts allowed for each value of the document. Published documents need 2.5 at most."""


@dataclass(slots=True)
class Allowance:
    """Counts the parts that one stage makes of a document with so many `values`."""

    values: int = 0
    parts: int = 0

    @property
    def limit(self) -> int:
        """The number of parts that are allowed."""
        return LEAST + TIMES * self.values

    def count_parts(self, parts: int) -> bool:
        """Count parts; return whether they are still within the limit."""
        self.parts += parts
        return self.parts <= self.limit

    def exceeded(self, location: SourceLocation) -> UserError:
        """Return the fault of a document with too many parts; `location` is where the limit was exceeded."""
        message = f"the schemas have more than {self.limit:,} parts when each is written out wherever it is used"
        hint = (
            f"the limit is {LEAST:,}, and {TIMES} for each value of the document: "
            "repeat less in schemas, bodies and responses"
        )
        return user_error("too-large", message, location=location, hint=hint)
