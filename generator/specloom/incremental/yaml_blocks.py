"""Finds objects in a YAML text, each with its key on lines of its own, and the end of an object that was replaced."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import accumulate, pairwise

from specloom.base.pointers import join
from specloom.document.positions import MarkPositions, Positions
from specloom.incremental.spans import Span, ancestors_of

_LINE_BREAKS = re.compile("[\r\x85\u2028\u2029]")
"""Characters other than the line feed that end a line in YAML."""


def find_yaml_blocks(content: bytes, positions: Positions, wanted: Collection[str]) -> dict[str, Span]:
    """Return the spans of the objects at the pointers `wanted` in a YAML text, in its order: lines, from their keys on.

    The result is empty if they share data by anchors, or some have no lines of their own.
    """
    text = content.decode()
    if (
        not isinstance(positions, MarkPositions)
        or positions.has_anchors
        or text.startswith(("%", "\ufeff"))
        or _LINE_BREAKS.search(text)
    ):
        return {}
    keys = {
        join(holder, key): location
        for holder in ancestors_of(wanted)
        for key, location in positions.members(holder).items()
    }
    lines = content.split(b"\n")
    offsets = list(accumulate((len(line) + 1 for line in lines), initial=0))
    if any(lines[line - 1][: column - 1].strip(b" ") for line, column in keys.values()):
        return {}
    order = sorted(keys, key=keys.__getitem__)
    begins = [offsets[keys[pointer][0] - 1] for pointer in order]
    edges = [*begins, len(content)]
    if len(set(begins)) != len(begins):
        return {}
    spans = {pointer: Span(*its) for pointer, its in zip(order, pairwise(edges), strict=True) if pointer in wanted}
    return spans if len(spans) == len(wanted) else {}


def find_yaml_block_end(text: str, at: int, known: str) -> int:
    """Return the end of the block at `at` in a text that replaces the one that was `known`.

    Raises:
        ValueError: it is another one, by its key or its location.
    """
    first = known[: known.index("\n") + 1]
    if not text.startswith(first, at):
        raise ValueError(first)
    indent = len(first) - len(first.lstrip(" "))
    following = re.compile(rf"^ {{0,{indent}}}[^ #\n]", re.MULTILINE).search(text, at + len(first))
    end = len(text) if following is None else following.start()
    if known.endswith("\n") and not text.endswith("\n", at, end):
        raise ValueError(first)  # the line continues after the block
    return end
