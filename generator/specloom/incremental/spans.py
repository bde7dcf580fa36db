"""Byte spans of values in a text."""

from __future__ import annotations

from collections.abc import Iterable

from specloom.base.pointers import join, split
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Begin and end of a value, in bytes of its text."""

    begin: int
    end: int


def ancestors_of(pointers: Iterable[str]) -> set[str]:
    """Return the pointers of everything that contains one of `pointers`, the root included."""
    found = {""}
    for tokens in map(split, pointers):
        found.update(join("", *tokens[:length]) for length in range(1, len(tokens)))
    return found
