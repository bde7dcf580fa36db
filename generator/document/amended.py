"""A JSON file that is as it was but for some objects: these alone are read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.base.json import JsonValue
from generator.base.pointers import split
from generator.document.document import Document
from generator.document.json_text import parse_json
from generator.document.limits import LoadOptions
from generator.document.load import external_references
from generator.document.outline import Span, amended
from generator.document.positions import JsonPositions
from generator.document.reader import FileReader
from generator.document.source import SourceFile, check_shape
from generator.document.textfault import TextError

_SHORTEST_VALUE = 2
"""Bytes that a value takes with what sets it off."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A description whose data has not been read: the objects that are others than before, and where all stand now."""

    document: Document
    values: Mapping[str, JsonValue]
    spans: Mapping[str, Span]


def load_amended(spec: str, options: LoadOptions, old: bytes, spans: Mapping[str, Span]) -> Amended | None:
    """Return the description at the path `spec` if it has come from the text `old` by other objects at `spans` alone.

    None also where an object has a fault, or refers to another file: whoever reads the whole will tell.

    Raises:
        UserError: the file can't be read.
    """
    reader = FileReader(spec, options)
    key = reader.main()
    content = reader.read(key)
    amendment = amended(old, content, spans)
    if amendment is None or len(content) > options.max_nodes * _SHORTEST_VALUE:
        return None
    try:
        values = {pointer: _value(pointer, text, options) for pointer, text in amendment.texts.items()}
    except TextError:
        return None
    if any(map(external_references, values.values())):
        return None
    has_ids = any(word in text for text in amendment.texts.values() for word in SourceFile.ID_WORDS)
    positions = JsonPositions(content.decode())
    file = SourceFile(key, reader.name(key), None, positions, hashlib.sha256(content).hexdigest(), has_ids)
    return Amended(Document(reader, key, {key: file}), values, amendment.spans)


def _value(pointer: str, text: str, options: LoadOptions) -> JsonValue:
    """Return the value of the text at a pointer. Raises ``TextError``."""
    value = parse_json(text, options.max_depth)
    check_shape(text, value, replace(options, max_depth=options.max_depth - len(split(pointer))))
    return value
