"""Limits how much the transforms of a config may add to a document: copies of copies grow exponentially."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from specloom.base.json import JsonValue
from specloom.document.limits import DEFAULT_OPTIONS, measure_value
from specloom.document.nodes import Tokens

_HOLE = "{{value}}"
_LONGEST_TEXT = 1_000_000


class TransformTooLargeError(Exception):
    """A transform makes the document larger or deeper than the reader allows."""


class TransformBudget:
    """The number of values that all transforms together may still add; the limits are those of the reader."""

    def __init__(self) -> None:
        self._values = DEFAULT_OPTIONS.max_nodes

    def bring(self, value: JsonValue, locations: Sequence[Tokens]) -> None:
        """Count a value that is added at several pointers, null for none. Raises ``TransformTooLargeError``."""
        if value is None:
            return
        count, depth = measure_value(value)
        self._values -= count * len(locations)
        deepest = max(map(len, locations), default=0)
        if self._values < 0 or depth + deepest > DEFAULT_OPTIONS.max_depth:
            raise TransformTooLargeError

    def fill(self, template: JsonValue, values: Iterable[JsonValue]) -> None:
        """Count the text of a template filled with each of some values. Raises ``TransformTooLargeError``."""
        holes = str(template).count(_HOLE)
        if any(isinstance(value, str) and holes * len(value) > _LONGEST_TEXT for value in values):
            raise TransformTooLargeError
