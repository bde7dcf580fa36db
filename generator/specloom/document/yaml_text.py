"""Reads YAML text into JSON data with positions: no tags, no code, limited aliases, no recursion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Protocol

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from specloom.base.json import JsonArray, JsonObject, JsonValue
from specloom.base.records import dataclass
from specloom.document.limits import LoadOptions
from specloom.document.positions import MarkPositions
from specloom.document.textfault import TextError, duplicate_key
from specloom.document.yaml_scalars import plain_scalar

_CORE = "tag:yaml.org,2002:"
_HARMLESS_TAGS = frozenset(_CORE + kind for kind in ("str", "int", "float", "bool", "null", "map", "seq"))


@dataclass(slots=True)
class _OpenContainer:
    """A container that is being read. ``size`` counts its values with every alias expanded."""

    container: JsonObject | JsonArray
    anchor: str | None
    line: int
    column: int
    size: int = 1
    key: str | None = None
    positions: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    items: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    merged: list[JsonObject] = field(default_factory=list[JsonObject])


def parse_yaml(text: str, options: LoadOptions) -> tuple[JsonValue, MarkPositions]:
    """Return the value of a YAML text and the positions of its parts. Raises ``TextError``."""
    reader = _YamlReader(options)
    try:
        for event in _parse_events(text):
            reader.take_event(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = error.problem or error.context or "cannot be read"
        raise TextError(
            "syntax", f"not valid YAML: {problem}", line, column, _hint_for_mistake(text, line, problem)
        ) from None
    except yaml.YAMLError as error:
        raise TextError("syntax", f"not valid YAML: {str(error).splitlines()[0]}", 1, 1) from None
    reader.positions.has_anchors = reader.has_anchors
    return reader.root, reader.positions


def _hint_for_mistake(text: str, line: int, problem: str) -> str | None:
    """Return the remedy of a common mistake."""
    lines = text.split("\n")
    start = lines[line - 1] if line <= len(lines) else ""
    if "\t" in start[: len(start) - len(start.lstrip())]:
        return "indent with spaces: YAML does not allow tabs"
    if "mapping values are not allowed" in problem:
        return "quote text that contains a colon, or correct the indentation"
    return None


def _parse_events(text: str) -> Iterator[Event]:
    parser = _make_parser(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


class _YamlParser(Protocol):
    """The common part of PyYAML's parsers in C and in Python."""

    def get_event(self) -> Event | None: ...

    def dispose(self) -> None: ...


def _make_parser(text: str) -> _YamlParser:
    return yaml.CSafeLoader(text) if yaml.__with_libyaml__ else yaml.SafeLoader(text)


class _YamlReader:
    """Builds the value from parser events."""

    def __init__(self, options: LoadOptions) -> None:
        self.root: JsonValue = None
        self.positions = MarkPositions()
        self._options = options
        self._stack: list[_OpenContainer] = []
        self._anchors: dict[str, tuple[JsonValue, int]] = {}
        self._documents = 0
        self._total = 0

    @property
    def has_anchors(self) -> bool:
        """Whether some value has an anchor, to which aliases may refer."""
        return bool(self._anchors)

    def take_event(self, event: Event) -> None:
        """Read one event."""
        if isinstance(event, NodeEvent):
            self._take_node(event)
        elif isinstance(event, CollectionEndEvent):
            self._close_container(self._stack.pop())
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _text_error("documents", "more than one YAML document in a file", event)

    def _take_node(self, event: NodeEvent) -> None:
        position = _position_of_mark(event)
        if isinstance(event, AliasEvent):
            value, size = self._take_alias(event)
            self._count_node(size, event)
            self._record_position(value, size, position)
            return
        self._count_node(1, event)
        _check_tag(event)
        if isinstance(event, ScalarEvent):
            self._take_scalar(event, position)
        else:
            self._open_container(event, position)

    def _count_node(self, size: int, event: Event) -> None:
        self._total += size
        if self._total + self._options.nodes_before > self._options.max_yaml_nodes:
            message = f"more than {self._options.max_yaml_nodes:,} values with aliases expanded"
            raise _text_error("too-large", message, event)

    def _take_alias(self, event: AliasEvent) -> tuple[JsonValue, int]:
        if event.anchor not in self._anchors:
            raise _text_error("alias", f"the alias *{event.anchor} has no complete anchor before it", event)
        return self._anchors[event.anchor]

    def _take_scalar(self, event: ScalarEvent, position: tuple[int, int]) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            self._set_key(frame, event, position)
            return
        value: JsonValue = event.value
        if event.implicit[0] or event.tag not in (None, "!", _CORE + "str"):
            value = plain_scalar(event.value)
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._record_position(value, 1, position)

    def _set_key(self, frame: _OpenContainer, event: ScalarEvent, position: tuple[int, int]) -> None:
        merge = event.value == "<<" and event.implicit[0]
        if event.value in frame.positions and not merge:
            raise duplicate_key(event.value, *position)
        if event.anchor:
            self._anchors[event.anchor] = (event.value, 1)
        frame.key = event.value
        frame.positions[event.value] = position

    def _open_container(self, event: NodeEvent, position: tuple[int, int]) -> None:
        self._check_key(event)
        if len(self._stack) >= self._options.max_depth:
            raise _text_error("too-deep", f"nested more than {self._options.max_depth} levels deep", event)
        container: JsonObject | JsonArray = {} if isinstance(event, MappingStartEvent) else []
        assert isinstance(event, MappingStartEvent | SequenceStartEvent)
        self._stack.append(_OpenContainer(container, event.anchor, *position))

    def _check_key(self, event: Event) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            raise _text_error("key", "a key must be plain text", event)

    def _close_container(self, frame: _OpenContainer) -> None:
        if isinstance(frame.container, dict):
            for merged in frame.merged:
                for key, value in merged.items():
                    frame.container.setdefault(key, value)
                    frame.positions.setdefault(key, frame.positions["<<"])
            self.positions.note_object(frame.container, frame.positions)
        else:
            self.positions.note_array(frame.container, frame.items)
        if frame.anchor:
            self._anchors[frame.anchor] = (frame.container, frame.size)
        self._record_position(frame.container, frame.size, (frame.line, frame.column))

    def _record_position(self, value: JsonValue, size: int, position: tuple[int, int]) -> None:
        if not self._stack:
            self.root = value
            self.positions.set_root(value, position)
            return
        frame = self._stack[-1]
        frame.size += size
        if isinstance(frame.container, list):
            frame.container.append(value)
            frame.items.append(position)
        elif frame.key is None:
            raise TextError("key", "a key must be plain text", *position)
        elif frame.key == "<<" and (isinstance(value, dict) or _all_objects(value)):
            frame.merged.extend([value] if isinstance(value, dict) else _open_objects(value))
            frame.key = None
        else:
            frame.container[frame.key] = value
            frame.key = None


def _open_objects(value: JsonValue) -> list[JsonObject]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _all_objects(value: JsonValue) -> bool:
    return isinstance(value, list) and bool(value) and len(_open_objects(value)) == len(value)


def _check_tag(event: NodeEvent) -> None:
    tag = event.tag if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent) else None
    if tag not in (None, "!") and tag not in _HARMLESS_TAGS:
        message = f"the YAML tag {tag[:80]} is not supported"
        raise _text_error("yaml-tag", message, event, "remove the tag: a document is plain data")


def _text_error(code: str, message: str, event: Event, hint: str | None = None) -> TextError:
    return TextError(code, message, *_position_of_mark(event), hint)


def _position_of_mark(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
