"""Finds objects in a text, and which of them a later text has changed, without parsing the rest."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate, pairwise

from specloom.base.pointers import join
from specloom.base.records import dataclass
from specloom.incremental.common_ends import common_prefix_length, common_suffix_length
from specloom.incremental.spans import Span, ancestors_of
from specloom.incremental.yaml_blocks import find_yaml_block_end

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class ChangedObjects:
    """The texts of replaced objects by pointer, and the spans of all wanted objects in the new text.

    A JSON text is that of the object, a YAML text that of whole lines, with its key.
    """

    texts: Mapping[str, str]
    spans: Mapping[str, Span]


def find_json_objects(text: str, wanted: Collection[str]) -> dict[str, Span]:
    """Return the byte spans of the objects at the pointers `wanted` in a JSON text, in the order of the text.

    No object may contain another. The result is empty if the text is not JSON or lacks one of them.
    """
    try:
        spans = dict(_JsonWalk(text, frozenset(wanted)).find_spans("", 0))
    except (ValueError, RecursionError):
        return {}
    if len(spans) != len(wanted):
        return {}
    edges = [0, *(edge for span in spans.values() for edge in span)]
    object_spans = list(accumulate(len(text[begin:end].encode()) for begin, end in pairwise(edges)))
    return {
        pointer: Span(*its)
        for pointer, its in zip(spans, zip(object_spans[::2], object_spans[1::2], strict=True), strict=True)
    }


class _JsonWalk:
    """Walks a text, and enters only objects that contain something wanted."""

    def __init__(self, text: str, wanted: frozenset[str]) -> None:
        self._text = text
        self._wanted = wanted
        self._above = ancestors_of(wanted)
        self._end = 0

    def find_spans(self, pointer: str, at: int) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield pointer, begin and end of everything wanted in the value at `at`, or after the space there.

        Raises:
            ValueError: the text is not JSON.
        """
        text, at = self._text, _skip_space(self._text, at)
        if pointer not in self._above or not text.startswith("{", at):
            self._end = _DECODER.raw_decode(text, at)[1]
            if pointer in self._wanted and text.startswith("{", at):
                yield pointer, (at, self._end)
            return
        at = _skip_space(text, at + 1)
        while not text.startswith("}", at):
            key, at = _DECODER.raw_decode(text, at)
            yield from self.find_spans(join(pointer, str(key)), _skip_space(text, at) + 1)
            at = _skip_space(text, self._end)
            at = _skip_space(text, at + 1) if text.startswith(",", at) else at
        self._end = at + 1


def _skip_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return at if match is None else match.end()


def find_changed_objects(old: bytes, new: bytes, spans: Mapping[str, Span]) -> ChangedObjects | None:
    """Return which of the objects at `find_spans` of the text `old` have been replaced in `new`.

    None if anything else differs. `find_spans` are in the order of the text.
    """
    if old == new:
        return ChangedObjects({}, spans)
    pointers, object_spans = [*spans], [*spans.values()]
    same = common_prefix_length(old, new)
    if object_spans and not _is_json_object(old, object_spans[0]):
        same = old.rfind(b"\n", 0, same) + 1
    tail = len(old) - common_suffix_length(old, new, min(len(old), len(new)) - same)
    first = bisect_left(object_spans, same, key=lambda span: span.end)
    last = bisect_right(object_spans, tail - 1, key=lambda span: span.begin) - 1
    if not 0 <= first <= last or object_spans[first].begin > same or object_spans[last].end < tail:
        return None
    grown = len(new) - len(old)
    try:
        region = new[object_spans[first].begin : object_spans[last].end + grown].decode()
        texts, found = _replaced_objects(old, region, pointers[first : last + 1], object_spans[first : last + 1])
    except (ValueError, RecursionError):
        return None
    before = zip(pointers[:first], object_spans[:first], strict=True)
    after = ((pointer, Span(at.begin + grown, at.end + grown)) for pointer, at in [*spans.items()][last + 1 :])
    return ChangedObjects(texts, {**dict(before), **found, **dict(after)})


def _replaced_objects(
    old: bytes, region: str, pointers: list[str], object_spans: list[Span]
) -> tuple[dict[str, str], dict[str, Span]]:
    """Return the replaced objects of a region by pointer, and the spans of all its objects.

    Raises:
        ValueError: something else has changed.
    """
    texts: dict[str, str] = {}
    found: dict[str, Span] = {}
    at, begin, behind = 0, object_spans[0].begin, object_spans[0].begin
    for pointer, span in zip(pointers, object_spans, strict=True):
        between = old[behind : span.begin].decode()
        at, begin, behind = at + len(between), begin + span.begin - behind, span.end
        known = old[span.begin : span.end].decode()
        end = _find_json_end(region, at, known) if known.startswith("{") else find_yaml_block_end(region, at, known)
        if region[at:end] != known:
            texts[pointer] = region[at:end]
        if not region.startswith(between, at - len(between)):
            raise ValueError(pointer)
        found[pointer] = Span(begin, begin + len(region[at:end].encode()))
        at, begin = end, found[pointer].end
    if at != len(region):
        raise ValueError(region[at:])
    return texts, found


def _is_json_object(text: bytes, span: Span) -> bool:
    return text.startswith(b"{", span.begin)


def _find_json_end(text: str, at: int, known: str) -> int:
    """Return the end of the object at `at`, which probably equals `known`. Raises ``ValueError``."""
    if text.startswith(known, at):
        return at + len(known)
    if not text.startswith("{", at):
        raise ValueError(at)
    return _DECODER.raw_decode(text, at)[1]
