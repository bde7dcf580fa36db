"""How much one stage may make of a document: a multiple of what it holds itself, so that no document takes for ever."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.base.diagnostics import SourceLocation, UserError, user_error

LEAST = 50_000
"""Parts that every document may come to."""
TIMES = 10
"""Parts that a document may come to for each of its values. Published ones come to 2.5 at most."""


@dataclass(slots=True)
class Allowance:
    """Counts the parts that one stage makes of a document with so many `values`."""

    values: int = 0
    parts: int = 0

    @property
    def limit(self) -> int:
        """How many parts are allowed."""
        return LEAST + TIMES * self.values

    def spend(self, parts: int) -> bool:
        """Count some parts; return whether they are still allowed."""
        self.parts += parts
        return self.parts <= self.limit

    def exceeded(self, place: SourceLocation) -> UserError:
        """Return the fault of a document that comes to too much; `place` is where that became clear."""
        message = f"here the schemas come to more than {self.limit:,} parts, each written out wherever it is used"
        hint = (
            f"allowed are {LEAST:,}, and {TIMES} for each value of the document: "
            "let fewer schemas, bodies and responses repeat what others hold"
        )
        return user_error("too-large", message, place=place, hint=hint)
