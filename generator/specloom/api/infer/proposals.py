"""The resource and the possible names of one operation, and the evidence that they are chosen from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum

from specloom.api.infer.segments import PathStep
from specloom.api.infer.wording import Wording
from specloom.api.ir import Operation
from specloom.base.records import dataclass
from specloom.base.words import Casing

_CASING = Casing()


class ResponseForm(Enum):
    """What a successful response contains, as far as it is known."""

    LIST = "list"
    ONE = "one"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NameProposal:
    """The resource of an operation and its possible method names, best first; the last one is never taken."""

    chain: tuple[str, ...]
    names: tuple[str, ...]
    method: str = ""
    """The name of a method of `above`, which takes precedence while `chain` is no resource otherwise."""
    above: tuple[str, ...] = ()
    rank: int = 0
    """Operations of a lower rank choose their names before those of a higher one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one operation."""

    operation: Operation
    steps: tuple[PathStep, ...]
    form: ResponseForm
    wording: Wording
    creates: bool = False
    """Whether its only success status is 201."""
    thing: str | None = None
    """The component that its response is, if that has an id; empty for a schema that is no component."""
    has_members: bool = False
    """Whether the document has paths that continue this one with a parameter."""
    is_beside_member: bool = False
    """Whether another path has a parameter in place of the last word: `/trees/{id}` beside `/trees/name/{name}`."""
    is_listed: bool = False
    """Whether a GET of this path gives a list."""
    beside: frozenset[str] = frozenset()
    """The HTTP verbs of the same path."""
    performed: frozenset[tuple[str, ...]] = frozenset()
    """The words of all paths that end in a word."""
    calls_only: bool = False
    """Whether nearly all paths are procedures: each has a POST alone, and no parameters."""
    nouns: Mapping[str, str] = field(default_factory=dict[str, str])
    """What procedures such as `/create-agent` create, read, update or delete: in the singular -> as it is written."""

    @property
    def verb(self) -> str:
        """The HTTP verb."""
        return self.operation.verb

    @property
    def words(self) -> list[str]:
        """The fixed words of the path."""
        return [step.name for step in self.steps if not step.is_parameter]

    @property
    def follows_parameter(self) -> bool:
        """Whether the last step comes after a parameter."""
        return len(self.steps) > 1 and self.steps[-2].is_parameter

    @property
    def is_plural(self) -> bool:
        """Whether the last fixed word of the path names several things."""
        words = self.words
        return bool(words) and _CASING.is_plural(words[-1])
