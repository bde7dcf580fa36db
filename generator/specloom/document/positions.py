"""Converts JSON pointers to lines and columns, only when needed."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Protocol

from specloom.base import pointers
from specloom.base.json import JsonArray, JsonObject, JsonValue

_SPACE = re.compile(r"[ \t\r\n]*")
_NEWLINE = re.compile(r"\r\n?|\n")


class Positions(Protocol):
    """Finds values in the text of one file."""

    def find(self, pointer: str) -> tuple[int, int]:
        """Return line and column (from 1) of the key or item at ``pointer``, or of its nearest parent that exists."""
        ...


class LineIndex:
    """Turns offsets of a text into lines and columns."""

    def __init__(self, text: str) -> None:
        if "\r" in text:
            self._starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
        else:  # the usual case: five times as fast
            self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of ``offset``, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class JsonPositions:
    """Positions in a JSON text: only containers on the path to a value are read, the rest is skipped."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines: LineIndex | None = None
        self._decoder = json.JSONDecoder()
        self._members: dict[int, dict[str, tuple[int, int]]] = {}

    def find(self, pointer: str) -> tuple[int, int]:
        """Return line and column of the value at ``pointer``."""
        value = shown = self._skip_space(0)
        for token in pointers.split(pointer):
            member = self._read_container(value).get(token)
            if member is None:
                break
            shown, value = member
        return self.line_column(shown)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset of the text."""
        if self._lines is None:
            self._lines = LineIndex(self.text)
        return self._lines.at(offset)

    def _skip_space(self, offset: int) -> int:
        match = _SPACE.match(self.text, offset)
        return match.end() if match else offset

    def _read_container(self, start: int) -> dict[str, tuple[int, int]]:
        """Return token -> (offset of the key or item, offset of the value) of the container at ``start``."""
        if start not in self._members:
            self._members[start] = self._scan_members(start)
        return self._members[start]

    def _scan_members(self, start: int) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        text = self.text
        is_object = text.startswith("{", start)
        if not is_object and not text.startswith("[", start):
            return found
        at = self._skip_space(start + 1)
        while text[at : at + 1] not in ("}", "]", ""):
            shown, token = at, str(len(found))
            if is_object:
                token, at = self._decode_string(at)
                at = self._skip_space(self._skip_space(at) + 1)
            found[token] = (shown, at)
            at = self._skip_space(self._decode_string(at)[1])
            if text.startswith(",", at):
                at = self._skip_space(at + 1)
        return found

    def _decode_string(self, at: int) -> tuple[str, int]:
        value, end = self._decoder.raw_decode(self.text, at)
        return (value if isinstance(value, str) else ""), end


class MarkPositions:
    """Positions recorded while reading: for each container the positions of its keys or items."""

    def __init__(self) -> None:
        self.has_anchors = False
        self._root: JsonValue = None
        self._start = (1, 1)
        self._objects: dict[int, dict[str, tuple[int, int]]] = {}
        self._arrays: dict[int, list[tuple[int, int]]] = {}

    def set_root(self, root: JsonValue, start: tuple[int, int]) -> None:
        """Set the root value, which begins at ``start`` and contains the recorded containers."""
        self._root, self._start = root, start

    def note_object(self, container: JsonObject, positions: dict[str, tuple[int, int]]) -> None:
        """Record the positions of the keys of ``container``."""
        self._objects[id(container)] = positions

    def note_array(self, container: JsonArray, positions: list[tuple[int, int]]) -> None:
        """Record the positions of the items of ``container``."""
        self._arrays[id(container)] = positions

    def members(self, pointer: str) -> Mapping[str, tuple[int, int]]:
        """Return line and column of each key of the object at ``pointer``; nothing if there is none."""
        try:
            return self._objects.get(id(pointers.resolve(self._root, pointer)), {})
        except pointers.MissingError:
            return {}

    def find(self, pointer: str) -> tuple[int, int]:
        """Return line and column of the key or item at ``pointer``."""
        value, position = self._root, self._start
        for token in pointers.split(pointer):
            try:
                member = pointers.child(value, token)
            except KeyError:
                break
            position = self._position_of(value, token) or position
            value = member
        return position

    def _position_of(self, container: JsonValue, token: str) -> tuple[int, int] | None:
        if isinstance(container, dict):
            return self._objects.get(id(container), {}).get(token)
        positions = self._arrays.get(id(container), [])
        return positions[int(token)] if int(token) < len(positions) else None
