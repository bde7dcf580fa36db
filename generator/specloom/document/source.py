"""One file of a document: its bytes, its data, its positions."""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Callable
from itertools import repeat
from typing import ClassVar

from specloom.base.diagnostics import Severity, SourceLocation, UserError, make, user_error
from specloom.base.json import JsonArray, JsonObject, JsonValue, as_array
from specloom.base.records import dataclass
from specloom.document.json_text import depth_fault, parse_json, refuse_too_many, too_many_values
from specloom.document.limits import LoadOptions
from specloom.document.positions import JsonPositions, LineIndex, Positions
from specloom.document.textfault import TextError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_UNMARKED = (
    (re.compile(rb"\0\0\0[^\0]"), "utf-32-be"),
    (re.compile(rb"[^\0]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0[^\0]"), "utf-16-be"),
    (re.compile(rb"[^\0]\0"), "utf-16-le"),
)
"""How files without a mark begin: their first character is from ASCII."""
_INDEX = "0000000"
"""An array index, up to its maximum length."""
_BEGINS_JSON = re.compile(r"\s*[{\[]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as read. ``name`` is its name in diagnostics, ``key`` identifies it among the files of a document."""

    ID_WORDS: ClassVar = ("$id", "$anchor", "$dynamicAnchor")

    key: str
    name: str
    root: JsonValue
    positions: Positions
    sha256: str
    has_ids: bool
    """Whether it may contain ids or anchors."""
    values: int = 0
    """The number of its values, as far as it was read."""
    locate: Callable[[str], SourceLocation] | None = None
    """Finds the locations of data that comes from several files."""

    def is_plain(self, content: bytes) -> bool:
        """Return whether it was read from exactly these bytes."""
        return hashlib.sha256(content).hexdigest() == self.sha256

    def location_of(self, pointer: str) -> SourceLocation:
        """Return the location of the value at ``pointer``."""
        if self.locate is not None:
            return self.locate(pointer)
        line, column = self.positions.find(pointer)
        return SourceLocation(self.name, pointer, line, column)


def parse_source(key: str, name: str, content: bytes, options: LoadOptions) -> SourceFile:
    """Return the data of a file. Raises ``UserError`` with the position of the fault."""
    text = _decode_text(name, content)
    try:
        root, positions = _parse_text(name, text, options)
        values = check_shape(text, root, options)
    except TextError as fault:
        location = SourceLocation(name, None, fault.line, fault.column)
        item = make(Severity.ERROR, fault.code, fault.message, location, fault.hint)
        raise UserError([item]) from None
    has_ids = any(word in text for word in SourceFile.ID_WORDS)
    return SourceFile(key, name, root, positions, hashlib.sha256(content).hexdigest(), has_ids, values)


def _decode_text(name: str, content: bytes) -> str:
    marked = next(((bom, encoding) for bom, encoding in _BOMS if content.startswith(bom)), None)
    unmarked = next((encoding for pattern, encoding in _UNMARKED if pattern.match(content)), "utf-8")
    bom, encoding = marked or (b"", unmarked)
    content = content[len(bom) :]
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "replace")
        message = f"not {encoding.upper()} text: byte 0x{content[error.start]:02x} can't be read"
        raise _encoding_error(name, message, before) from None
    if "\x00" in text:
        raise _encoding_error(name, "the file contains a NUL character", text[: text.index("\x00")])
    return text


def _encoding_error(name: str, message: str, before: str) -> UserError:
    line, column = LineIndex(before).at(len(before))
    location = SourceLocation(name, None, line, column)
    return user_error("encoding", message, location=location, hint="save the file as UTF-8 text")


def _parse_text(name: str, text: str, options: LoadOptions) -> tuple[JsonValue, Positions]:
    if _BEGINS_JSON.match(text):
        try:
            refuse_too_many(text, options)
            return parse_json(text, options.max_depth), JsonPositions(text)
        except TextError as fault:
            if fault.code != "syntax" or name.lower().endswith(".json"):
                raise
    parsed: tuple[JsonValue, Positions] = importlib.import_module("specloom.document.yaml_text").parse_yaml(
        text, options
    )
    return parsed


def positions_of(text: str, options: LoadOptions) -> Positions:
    """Return the positions of the values of a text. Raises ``TextError``."""
    return _parse_text("", text, options)[1]


def check_shape(text: str, root: JsonValue, options: LoadOptions) -> int:
    """Return the number of values in the data. Raises ``TextError`` if it is too deep or too large."""
    level: list[JsonObject | JsonArray] = [root] if isinstance(root, dict | list) else []
    depth = nodes = longest = pointers = 0
    while level:
        nodes += sum(map(len, level))
        keys = [max(map(len, value)) for value in level if value and isinstance(value, dict)]
        longest += 1 + max(len(_INDEX), max(keys, default=0))
        level = [
            member
            for value in level
            for member in (value.values() if isinstance(value, dict) else value)
            if isinstance(member, (dict, list))
        ]
        pointers += longest * len(level)
        depth += 1
        if depth > options.max_depth + 1:
            raise depth_fault(text, options.max_depth)
        if nodes > options.nodes_left:
            raise too_many_values(options)
    if pointers > options.max_pointers:
        _check_pointers(root, options.max_pointers)
    return nodes


def _check_pointers(root: JsonValue, most: int) -> None:
    """Raise ``TextError`` if the pointers to all objects and arrays are longer than ``most`` together."""
    level: list[tuple[JsonValue, int]] = [(root, 0)]
    total = 0
    while level:
        level = [
            (member, length + 1 + len(key))
            for value, length in level
            for key, member in (value.items() if isinstance(value, dict) else zip(repeat(_INDEX), as_array(value)))
            if isinstance(member, (dict, list))
        ]
        total += sum(length for _, length in level)
        if total > most:
            message = f"the pointers to its objects and arrays have more than {most:,} letters in total"
            raise TextError("too-large", message, 1, 1, "shorten long keys of large objects")
