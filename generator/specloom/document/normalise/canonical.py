"""The canonical document, and where each part of it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.base import pointers
from specloom.base.diagnostics import SourceLocation
from specloom.base.json import JsonObject, JsonValue
from specloom.document.document import Document
from specloom.document.references import ValueLocation


class SourceOrigins:
    """Remembers from which place of the source each object of the canonical document was made."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, tuple[JsonObject, ValueLocation]] = {}

    def note(self, made: JsonObject, location: ValueLocation) -> None:
        """Say that ``made`` comes from ``location``."""
        self._known[id(made)] = (made, location)

    def same(self, made: JsonObject, old: JsonObject) -> None:
        """Say that ``made`` comes from where ``old`` comes from."""
        known = self._known.get(id(old))
        if known is not None:
            self._known[id(made)] = (made, known[1])

    def of(self, made: JsonObject) -> ValueLocation | None:
        """Return where ``made`` comes from, if it was noted itself."""
        known = self._known.get(id(made))
        return known[1] if known else None

    def place(self, made: JsonObject, *tokens: str | int) -> SourceLocation:
        """Return file, line and column of ``made``, or of what ``tokens`` name below it."""
        location = self.of(made) or ValueLocation(self._document.main, "")
        return self._document.place(pointers.join(location.pointer, *tokens), location.file)

    def below(self, location: ValueLocation, tokens: tuple[str | int, ...]) -> ValueLocation:
        """Return the place that ``tokens`` lead to from ``location``, as far as the source has them."""
        return ValueLocation(
            location.file, self._existing(ValueLocation(location.file, pointers.join(location.pointer, *tokens)))
        )

    def locate(self, location: ValueLocation) -> SourceLocation:
        """Return line and column of a place of the source."""
        return self._document.place(location.pointer, location.file)

    def pointer(self, root: JsonObject, canonical: str) -> ValueLocation:
        """Return the source of the value at the pointer ``canonical`` below ``root``, or of its nearest parent."""
        value: JsonValue = root
        location = self.of(root) or ValueLocation(self._document.main, "")
        for token in pointers.split(canonical):
            try:
                value = pointers.child(value, token)
            except KeyError:
                break
            noted = self.of(value) if isinstance(value, dict) else None
            location = noted or ValueLocation(location.file, pointers.join(location.pointer, token))
        return ValueLocation(location.file, self._existing(location))

    def _existing(self, location: ValueLocation) -> str:
        """Return the longest beginning of a pointer that the source has."""
        try:
            pointers.resolve(self._document.files[location.file].root, location.pointer)
        except pointers.MissingError as error:
            return error.deepest
        return location.pointer


@dataclass(frozen=True, slots=True)
class CanonicalDocument:
    """A description in one shape, OpenAPI 3.1's, whatever it was written in.

    The only ``$ref`` left are ``#/components/schemas/<key>`` where a schema stands; everything else is written in
    place, and may be one shared object: never write to it. ``version`` is the version word of the source.
    """

    document: JsonObject
    origin: SourceOrigins
    version: str
    values: int = 0
    """How many values the files of the source hold."""

    def source(self, pointer: str) -> ValueLocation:
        """Return file and pointer in the source for a pointer into ``document``."""
        return self.origin.pointer(self.document, pointer)

    def place(self, pointer: str) -> SourceLocation:
        """Return file, line and column in the source for a pointer into ``document``."""
        return self.origin.locate(self.source(pointer))
