"""Did you mean: the known name that is most like one that is not known, with bounds on the work that this takes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from difflib import SequenceMatcher
from itertools import islice

_MOST_NAMES = 2_000
_LONGEST = 200
"""Letters; nobody compares longer names by eye."""
_CUTOFF = 0.6
_ROOM = 5_000_000
"""Pairs of letters that one run compares: about a second."""


class Suggestions:
    """Finds names for one run, as long as that takes no more than a run may spend on it."""

    def __init__(self, room: int = _ROOM, likeness: float = _CUTOFF) -> None:
        """Compare `room` pairs of letters at most; names are alike from `likeness` on, which is between 0 and 1."""
        self._room = room
        self._likeness = likeness
        self._known: dict[Hashable, str | None] = {}

    def nearest(self, wrong: str, known: Iterable[str]) -> str | None:
        """Return the one of the first names in `known` that is most like `wrong`, if one is like it.

        A name that differs in its capitals alone is the one.
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
        """Return the hint that names the nearest one of `known`, if one is like `wrong`.

        Who asks again with the same `key` gets the same hint, whatever has been spent in between.
        """
        found = self._known[key] if key in self._known else self.nearest(wrong, known)
        if key is not None:
            self._known[key] = found
        return f"did you mean `{found}`?" if found is not None else None

    def _ratio(self, matcher: SequenceMatcher[str], wrong: str, name: str) -> float:
        """Return how like two names are, 0 where that is not worth a closer look."""
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
    """Return the known name that is most like `name`; None if none is like it. For few known names.

    For a `likeness` of 1, only a name that differs in its capitals alone is like another.
    """
    return Suggestions(likeness=likeness).nearest(name, known)


def suggestion(name: str, known: Iterable[str]) -> str | None:
    """Return the hint that names the known name most like `name`; None if none is like it. For few known names."""
    return Suggestions().hint(name, known)
