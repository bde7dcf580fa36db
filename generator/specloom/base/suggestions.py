"""Suggests the known name most similar to an unknown one (did you mean?), with a limit on the work."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from difflib import SequenceMatcher
from itertools import islice

_MOST_NAMES = 2_000
_LONGEST = 200
"""The longest name that is compared, in letters."""
_CUTOFF = 0.6
_ROOM = 5_000_000
"""The number of letter pairs that one run compares: about a second of work."""


class Suggestions:
    """Suggests names during one run, within the limit of a run."""

    def __init__(self, room: int = _ROOM, likeness: float = _CUTOFF) -> None:
        """Compare at most `room` pairs of letters; names are similar from `likeness` on, a number between 0 and 1."""
        self._room = room
        self._likeness = likeness
        self._known: dict[Hashable, str | None] = {}

    def nearest(self, wrong: str, known: Iterable[str]) -> str | None:
        """Return the name among the first ones in `known` that is most similar to `wrong`; None if none is.

        A name that differs only in case is always chosen.
        """
        if not 0 < len(wrong) <= _LONGEST or self._room <= 0:
            return None
        matcher = SequenceMatcher(None, "", wrong)
        best: tuple[float, str] | None = None
        for name in islice(known, _MOST_NAMES):
            if len(name) == len(wrong) and name.casefold() == wrong.casefold():
                return name
            ratio = self._ratio(matcher, wrong, name)
            if ratio >= self._likeness and (best is None or (ratio, name) > best):
                best = ratio, name
        return None if best is None else best[1]

    def hint(self, wrong: str, known: Iterable[str], key: Hashable = None) -> str | None:
        """Return a hint with the name in `known` that is most similar to `wrong`; None if none is.

        The same `key` gives the same hint again, whatever was compared in between.
        """
        found = self._known[key] if key in self._known else self.nearest(wrong, known)
        if key is not None:
            self._known[key] = found
        return f"did you mean `{found}`?" if found is not None else None

    def _ratio(self, matcher: SequenceMatcher[str], wrong: str, name: str) -> float:
        """Return how similar two names are; 0 if a closer comparison is not worth its time."""
        shorter, longer = sorted((len(wrong), len(name)))
        if 2 * shorter < self._likeness * (shorter + longer) or self._room <= 0:
            return 0
        self._room -= longer
        matcher.set_seq1(name)
        if matcher.quick_ratio() < self._likeness:
            return 0
        self._room -= shorter * longer
        return matcher.ratio()


def nearest_name(name: str, known: Iterable[str], likeness: float = _CUTOFF) -> str | None:
    """Return the known name most similar to `name`; None if none is. For few known names.

    With a `likeness` of 1, only names that differ only in case are similar.
    """
    return Suggestions(likeness=likeness).nearest(name, known)


def suggestion(name: str, known: Iterable[str]) -> str | None:
    """Return a hint with the known name most similar to `name`; None if none is. For few known names."""
    return Suggestions().hint(name, known)
