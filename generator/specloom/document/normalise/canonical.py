"""The canonical document, and the source of each part of it."""

from __future__ import annotations

from specloom.base import pointers
from specloom.base.diagnostics import SourceLocation
from specloom.base.json import JsonObject, JsonValue
from specloom.base.records import dataclass
from specloom.document.document import Document
from specloom.document.references import ValueLocation


class SourceOrigins:
    """Records from which location of the source each object of the canonical document was made."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, tuple[JsonObject, ValueLocation]] = {}

    def record_origin(self, made: JsonObject, location: ValueLocation) -> None:
        """Record that ``made`` comes from ``location``."""
        self._known[id(made)] = (made, location)

    def copy_origin(self, made: JsonObject, old: JsonObject) -> None:
        """Record that ``made`` comes from the same location as ``old``."""
        known = self._known.get(id(old))
        if known is not None:
            self._known[id(made)] = (made, known[1])

    def recorded_origin(self, made: JsonObject) -> ValueLocation | None:
        """Return the location from which ``made`` comes, if it was recorded itself."""
        known = self._known.get(id(made))
        return known[1] if known else None

    def location_of(self, made: JsonObject, *tokens: str | int) -> SourceLocation:
        """Return file, line and column of ``made``, or of the value at ``tokens`` below it."""
        location = self.recorded_origin(made) or ValueLocation(self._document.main, "")
        return self._document.location_of(pointers.join(location.pointer, *tokens), location.file)

    def origin_below(self, location: ValueLocation, tokens: tuple[str | int, ...]) -> ValueLocation:
        """Return the location at ``tokens`` below ``location``, as far as it exists in the source."""
        return ValueLocation(
            location.file, self._existing_prefix(ValueLocation(location.file, pointers.join(location.pointer, *tokens)))
        )

    def source_position(self, location: ValueLocation) -> SourceLocation:
        """Return line and column of a location of the source."""
        return self._document.location_of(location.pointer, location.file)

    def pointer(self, root: JsonObject, canonical: str) -> ValueLocation:
        """Return the source of the value at the pointer ``canonical`` below ``root``, or of its nearest parent."""
        value: JsonValue = root
        location = self.recorded_origin(root) or ValueLocation(self._document.main, "")
        for token in pointers.split(canonical):
            try:
                value = pointers.child(value, token)
            except KeyError:
                break
            noted = self.recorded_origin(value) if isinstance(value, dict) else None
            location = noted or ValueLocation(location.file, pointers.join(location.pointer, token))
        return ValueLocation(location.file, self._existing_prefix(location))

    def _existing_prefix(self, location: ValueLocation) -> str:
        """Return the longest prefix of a pointer that exists in the source."""
        try:
            pointers.resolve(self._document.files[location.file].root, location.pointer)
        except pointers.MissingError as error:
            return error.deepest
        return location.pointer


@dataclass(frozen=True, slots=True)
class CanonicalDocument:
    """A document in the form of OpenAPI 3.1, whatever its version was.

    The only ``$ref`` left are ``#/components/schemas/<key>`` of schemas; everything else is inlined, and may be a
    shared object: never modify it. ``version`` is the version string of the source.
    """

    document: JsonObject
    origin: SourceOrigins
    version: str
    values: int = 0
    """The number of values in the files of the source."""

    def source(self, pointer: str) -> ValueLocation:
        """Return file and pointer in the source for a pointer into ``document``."""
        return self.origin.pointer(self.document, pointer)

    def location_of(self, pointer: str) -> SourceLocation:
        """Return file, line and column in the source for a pointer into ``document``."""
        return self.origin.source_position(self.source(pointer))
