"""Reads only the objects of a file that have changed since the previous run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from specloom.base.json import JsonValue, as_object
from specloom.base.pointers import split
from specloom.base.records import dataclass
from specloom.document.document import Document
from specloom.document.json_text import parse_json
from specloom.document.limits import LoadOptions
from specloom.document.load import external_references
from specloom.document.positions import Positions
from specloom.document.reader import LocalFileReader
from specloom.document.source import SourceFile, check_shape, positions_of
from specloom.document.textfault import TextError
from specloom.document.yaml_text import parse_yaml
from specloom.incremental.json_objects import find_changed_objects
from specloom.incremental.spans import Span

_SHORTEST_VALUE = 2
"""The fewest bytes that a value takes, its separator included."""
_BEFORE_VALUES = (b":", b":", b"-", b",", b"[", b"{")
"""What can precede a value; each key of YAML counts as a value too, and ends in a colon."""


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """A document that was read in part: the values of its changed objects, and the spans of all objects."""

    document: Document
    values: Mapping[str, JsonValue]
    spans: Mapping[str, Span]


def load_changed_objects(
    spec: str, options: LoadOptions, old: bytes, spans: Mapping[str, Span]
) -> ChangedDocument | None:
    """Return the document at the path `spec` if it differs from the text `old` only in objects at `spans`.

    None also if an object has a fault or refers to another file: reading the whole document reports that.

    Raises:
        UserError: the file can't be read.
    """
    reader = LocalFileReader(spec, options)
    key = reader.main()
    content = reader.read(key)
    amendment = find_changed_objects(old, content, spans)
    if amendment is None or not _is_small(content, options):
        return None
    try:
        values = {pointer: _parse_object(pointer, text, options) for pointer, text in amendment.texts.items()}
    except (TextError, KeyError):
        return None
    if any(map(external_references, values.values())):
        return None
    has_ids = any(word in text for text in amendment.texts.values() for word in SourceFile.ID_WORDS)
    positions = _LazyPositions(content.decode(), options)
    file = SourceFile(key, reader.name(key), None, positions, hashlib.sha256(content).hexdigest(), has_ids)
    return ChangedDocument(Document(reader, key, {key: file}), values, amendment.spans)


def _is_small(content: bytes, options: LoadOptions) -> bool:
    """Tell whether a text is too short to hold more values than a document may have."""
    most = min(options.max_nodes, options.max_yaml_nodes)
    return len(content) <= most * _SHORTEST_VALUE or sum(map(content.count, _BEFORE_VALUES)) < most


def _parse_object(pointer: str, text: str, options: LoadOptions) -> JsonValue:
    """Return the value of the text at a pointer. Raises ``TextError``, or ``KeyError`` if the text has another key."""
    tokens = split(pointer)
    own = replace(options, max_depth=options.max_depth - len(tokens))
    if text.startswith("{"):
        value = parse_json(text, own.max_depth)
    else:
        lines, _ = parse_yaml(text, own)
        value = as_object(lines)[tokens[-1]]
        if len(as_object(lines)) > 1:
            raise KeyError(pointer)
    check_shape(text, value, own)
    return value


@dataclass(slots=True)
class _LazyPositions:
    """Positions in a text that is parsed only when a position is needed."""

    text: str
    options: LoadOptions
    known: Positions | None = None

    def find(self, pointer: str) -> tuple[int, int]:
        """Return line and column of the key or item at ``pointer``."""
        if self.known is None:
            self.known = positions_of(self.text, self.options)
        return self.known.find(pointer)
