"""Where values stand in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specloom.base.pointers import join, split


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value begins and ends in the bytes of a text."""

    begin: int
    end: int


def ancestors_of(pointers: Iterable[str]) -> set[str]:
    """Return the pointers of everything that holds what stands at `pointers`."""
    found = {""}
    for tokens in map(split, pointers):
        found.update(join("", *tokens[:length]) for length in range(1, len(tokens)))
    return found
