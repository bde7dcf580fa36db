"""Reads YAML text into JSON data with positions: no tags, no code, bounded aliases, no recursion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
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
from specloom.document.limits import LoadOptions
from specloom.document.positions import MarkPositions
from specloom.document.textfault import TextError, duplicate_key
from specloom.document.yaml_scalars import plain_scalar

_CORE = "tag:yaml.org,2002:"
_HARMLESS_TAGS = frozenset(_CORE + kind for kind in ("str", "int", "float", "bool", "null", "map", "seq"))


@dataclass(slots=True)
class _Frame:
    """A container that is being read. ``size`` counts its values with every alias written out."""

    container: JsonObject | JsonArray
    anchor: str | None
    line: int
    column: int
    size: int = 1
    key: str | None = None
    places: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    items: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    merged: list[JsonObject] = field(default_factory=list[JsonObject])


def parse_yaml(text: str, options: LoadOptions) -> tuple[JsonValue, MarkPositions]:
    """Return the value of a YAML text and where its parts stand. Raises ``TextError``."""
    reader = _Reader(options)
    try:
        for event in _events(text):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = error.problem or error.context or "cannot be read"
        raise TextError("syntax", f"not valid YAML: {problem}", line, column, _advice(text, line, problem)) from None
    except yaml.YAMLError as error:
        raise TextError("syntax", f"not valid YAML: {str(error).splitlines()[0]}", 1, 1) from None
    reader.positions.has_anchors = reader.has_anchors
    return reader.root, reader.positions


def _advice(text: str, line: int, problem: str) -> str | None:
    """Return what to do about the commonest mistakes."""
    lines = text.split("\n")
    start = lines[line - 1] if line <= len(lines) else ""
    if "\t" in start[: len(start) - len(start.lstrip())]:
        return "indent with spaces: YAML takes no tabs"
    if "mapping values are not allowed" in problem:
        return "put text that holds a colon into quotes, or mend the indentation"
    return None


def _events(text: str) -> Iterator[Event]:
    parser = _parser(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


class _Parser(Protocol):
    """What the parsers of PyYAML, in C and in Python, have in common."""

    def get_event(self) -> Event | None: ...

    def dispose(self) -> None: ...


def _parser(text: str) -> _Parser:
    return yaml.CSafeLoader(text) if yaml.__with_libyaml__ else yaml.SafeLoader(text)


class _Reader:
    """Builds the value from parser events."""

    def __init__(self, options: LoadOptions) -> None:
        self.root: JsonValue = None
        self.positions = MarkPositions()
        self._options = options
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[JsonValue, int]] = {}
        self._documents = 0
        self._total = 0

    @property
    def has_anchors(self) -> bool:
        """Whether some value has been given a name, by which others may take it."""
        return bool(self._anchors)

    def take(self, event: Event) -> None:
        """Read one event."""
        if isinstance(event, NodeEvent):
            self._take_node(event)
        elif isinstance(event, CollectionEndEvent):
            self._close(self._stack.pop())
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _fault("documents", "more than one YAML document in a file", event)

    def _take_node(self, event: NodeEvent) -> None:
        place = _mark(event)
        if isinstance(event, AliasEvent):
            value, size = self._alias(event)
            self._count(size, event)
            self._place(value, size, place)
            return
        self._count(1, event)
        _check_tag(event)
        if isinstance(event, ScalarEvent):
            self._scalar(event, place)
        else:
            self._open(event, place)

    def _count(self, size: int, event: Event) -> None:
        self._total += size
        if self._total + self._options.nodes_before > self._options.max_yaml_nodes:
            message = f"more than {self._options.max_yaml_nodes:,} values, aliases written out"
            raise _fault("too-large", message, event)

    def _alias(self, event: AliasEvent) -> tuple[JsonValue, int]:
        if event.anchor not in self._anchors:
            raise _fault("alias", f"the alias *{event.anchor} names nothing that is complete before it", event)
        return self._anchors[event.anchor]

    def _scalar(self, event: ScalarEvent, place: tuple[int, int]) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            self._set_key(frame, event, place)
            return
        value: JsonValue = event.value
        if event.implicit[0] or event.tag not in (None, "!", _CORE + "str"):
            value = plain_scalar(event.value)
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._place(value, 1, place)

    def _set_key(self, frame: _Frame, event: ScalarEvent, place: tuple[int, int]) -> None:
        merge = event.value == "<<" and event.implicit[0]
        if event.value in frame.places and not merge:
            raise duplicate_key(event.value, *place)
        if event.anchor:
            self._anchors[event.anchor] = (event.value, 1)
        frame.key = event.value
        frame.places[event.value] = place

    def _open(self, event: NodeEvent, place: tuple[int, int]) -> None:
        self._check_key(event)
        if len(self._stack) >= self._options.max_depth:
            raise _fault("too-deep", f"nested more than {self._options.max_depth} levels deep", event)
        container: JsonObject | JsonArray = {} if isinstance(event, MappingStartEvent) else []
        assert isinstance(event, MappingStartEvent | SequenceStartEvent)
        self._stack.append(_Frame(container, event.anchor, *place))

    def _check_key(self, event: Event) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            raise _fault("key", "a key must be plain text", event)

    def _close(self, frame: _Frame) -> None:
        if isinstance(frame.container, dict):
            for merged in frame.merged:
                for key, value in merged.items():
                    frame.container.setdefault(key, value)
                    frame.places.setdefault(key, frame.places["<<"])
            self.positions.note_object(frame.container, frame.places)
        else:
            self.positions.note_array(frame.container, frame.items)
        if frame.anchor:
            self._anchors[frame.anchor] = (frame.container, frame.size)
        self._place(frame.container, frame.size, (frame.line, frame.column))

    def _place(self, value: JsonValue, size: int, place: tuple[int, int]) -> None:
        if not self._stack:
            self.root = value
            self.positions.set_root(value, place)
            return
        frame = self._stack[-1]
        frame.size += size
        if isinstance(frame.container, list):
            frame.container.append(value)
            frame.items.append(place)
        elif frame.key is None:
            raise TextError("key", "a key must be plain text", *place)
        elif frame.key == "<<" and (isinstance(value, dict) or _all_objects(value)):
            frame.merged.extend([value] if isinstance(value, dict) else _objects(value))
            frame.key = None
        else:
            frame.container[frame.key] = value
            frame.key = None


def _objects(value: JsonValue) -> list[JsonObject]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _all_objects(value: JsonValue) -> bool:
    return isinstance(value, list) and bool(value) and len(_objects(value)) == len(value)


def _check_tag(event: NodeEvent) -> None:
    tag = event.tag if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent) else None
    if tag not in (None, "!") and tag not in _HARMLESS_TAGS:
        message = f"the YAML tag {tag[:80]} asks for more than data"
        raise _fault("yaml-tag", message, event, "remove the tag: a description is plain data")


def _fault(code: str, message: str, event: Event, hint: str | None = None) -> TextError:
    return TextError(code, message, *_mark(event), hint)


def _mark(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
