"""Updates the locations of findings of an earlier run to the current text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from specloom.base.diagnostics import Diagnostic
from specloom.base.records import dataclass
from specloom.document.document import Document
from specloom.incremental.common_ends import common_prefix_length, common_suffix_length


@dataclass(frozen=True, slots=True)
class _LineShift:
    """Two texts: the lines before `first` (from 1) are the same, and those from `last` on are `by` lines farther on."""

    first: int
    last: int
    by: int


def relocate_findings(
    findings: Iterable[Diagnostic], old: bytes, new: bytes, document: Document
) -> Iterator[Diagnostic]:
    """Yield the findings about the text `old` with their locations in `new`, the main file of `document`."""
    shift = _line_shift(old, new)
    name = document.files[document.main].name
    for item in findings:
        if item.line == 0 or item.pointer is None or item.file != name or (shift and item.line < shift.first):
            yield item
        elif shift is not None and item.line >= shift.last:
            yield replace(item, line=item.line + shift.by)
        else:
            location = document.location_of(item.pointer)
            yield replace(item, line=location.line, column=location.column)


def _line_shift(old: bytes, new: bytes) -> _LineShift | None:
    """Return how lines have moved; None if other characters than line feeds end lines."""
    if any(b"\r" in text or text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in text for text in (old, new)):
        return None
    same = common_prefix_length(old, new)
    end = common_suffix_length(old, new, min(len(old), len(new)) - same)
    first = old.count(b"\n", 0, same) + 1
    gone, come = old.count(b"\n", same, len(old) - end), new.count(b"\n", same, len(new) - end)
    return _LineShift(first, first + gone + 1, come - gone)
