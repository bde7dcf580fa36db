"""A file that is as it was but for some objects: these alone are read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from specloom.base.json import JsonValue, as_object
from specloom.base.pointers import split
from specloom.document.document import Document
from specloom.document.json_text import parse_json
from specloom.document.limits import LoadOptions
from specloom.document.load import external_references
from specloom.document.positions import Positions
from specloom.document.reader import FileReader
from specloom.document.source import SourceFile, check_shape, positions_of
from specloom.document.textfault import TextError
from specloom.document.yaml_text import parse_yaml
from specloom.incremental.outline import find_changed_objects
from specloom.incremental.spans import Span

_SHORTEST_VALUE = 2
"""Bytes that a value takes with what sets it off."""
_BEFORE_VALUES = (b":", b":", b"-", b",", b"[", b"{")
"""Each key of YAML is a value too, and stands before a colon."""


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """A description whose data has not been read: the objects that are others than before, and where all stand now."""

    document: Document
    values: Mapping[str, JsonValue]
    spans: Mapping[str, Span]


def load_changed_objects(
    spec: str, options: LoadOptions, old: bytes, spans: Mapping[str, Span]
) -> ChangedDocument | None:
    """Return the description at the path `spec` if it has come from the text `old` by other objects at `spans` alone.

    None also where an object has a fault, or refers to another file: whoever reads the whole will tell.

    Raises:
        UserError: the file can't be read.
    """
    reader = FileReader(spec, options)
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
    """Whether a text can't hold more values than a document may have."""
    most = min(options.max_nodes, options.max_yaml_nodes)
    return len(content) <= most * _SHORTEST_VALUE or sum(map(content.count, _BEFORE_VALUES)) < most


def _parse_object(pointer: str, text: str, options: LoadOptions) -> JsonValue:
    """Return the value of the text at a pointer. Raises ``TextError``, or ``KeyError`` where it is not for that one."""
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
    """Positions in a text that is read only when somebody asks."""

    text: str
    options: LoadOptions
    known: Positions | None = None

    def find(self, pointer: str) -> tuple[int, int]:
        """Return line and column of the key or item at ``pointer``."""
        if self.known is None:
            self.known = positions_of(self.text, self.options)
        return self.known.find(pointer)
