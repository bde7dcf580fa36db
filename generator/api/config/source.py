"""Reads the config file: YAML or JSON text -> value and the place of each key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.base.diagnostics import Place, user_error
from generator.base.json import JsonValue
from generator.base.pointers import join, parent

_MAX_NODES = 500_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file's value and its places; `lines` maps a pointer to the line and column of its key."""

    file: str | None
    value: JsonValue
    lines: Mapping[str, tuple[int, int]]

    def place(self, pointer: str) -> Place:
        """Return the place of `pointer`, or of the nearest thing round it that the file has."""
        known = pointer
        while known and known not in self.lines:
            known = parent(known)
        line, column = self.lines.get(known, (0, 0))
        return Place(self.file, pointer, line, column)


def read_source(path: Path) -> Source:
    """Return the value and places of the file at `path`. Raises `UserError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise user_error(
            "config-unreadable", f"cannot read the config: {error.strerror}", place=Place(str(path))
        ) from None
    except UnicodeDecodeError:
        raise user_error("config-encoding", "the config is not UTF-8 text", place=Place(str(path))) from None
    return parse_source(text, str(path))


def parse_source(text: str, file: str) -> Source:
    """Return the value and places of `text`. Raises `UserError` with the position of a syntax error."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, None, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise user_error("config-syntax", f"the config is not YAML: {error.problem}", place=place) from None
    except yaml.YAMLError as error:
        raise user_error("config-syntax", f"the config is not YAML: {error}", place=Place(file)) from None
    reader = _Reader(file)
    value = reader.convert(node, "") if node is not None else {}
    return Source(file, value, reader.lines)


class _Reader:
    """Turns composed nodes into JSON values, noting where each stands."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[str, tuple[int, int]] = {}
        self.count = 0
        self.scalars = yaml.SafeLoader("")

    def convert(self, node: yaml.Node, pointer: str) -> JsonValue:
        """Return the value of `node`, which stands at `pointer`."""
        self.count += 1
        if self.count > _MAX_NODES:
            raise user_error("config-size", "the config expands to too many values", place=self._at(node))
        self.lines.setdefault(pointer, (node.start_mark.line + 1, node.start_mark.column + 1))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, pointer)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(item, join(pointer, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, pointer: str) -> JsonValue:
        result: dict[str, JsonValue] = {}
        for key_node, value_node in self._pairs(node):
            key = str(key_node.value)
            if key in result:
                place = self._at(key_node)
                raise user_error("config-duplicate-key", f"the key `{key}` stands twice in one mapping", place=place)
            at = join(pointer, key)
            self.lines[at] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            result[key] = self.convert(value_node, at)
        return result

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
        """Yield the entries; those of `<<` come last and only where the mapping itself has no such key."""
        own = [pair for pair in node.value if pair[0].tag != "tag:yaml.org,2002:merge"]
        yield from own
        taken = {str(key.value) for key, _ in own}
        for key, merged in node.value:
            if key.tag != "tag:yaml.org,2002:merge":
                continue
            for source in merged.value if isinstance(merged, yaml.SequenceNode) else [merged]:
                for pair in source.value if isinstance(source, yaml.MappingNode) else []:
                    if str(pair[0].value) not in taken:
                        taken.add(str(pair[0].value))
                        yield pair

    def _scalar(self, node: yaml.Node) -> JsonValue:
        if node.tag == "tag:yaml.org,2002:timestamp":
            return str(node.value)
        try:
            value: object = self.scalars.construct_object(node)
        except (yaml.YAMLError, ValueError):
            return str(node.value)
        return value if value is None or isinstance(value, (str, int, float, bool)) else str(node.value)

    def _at(self, node: yaml.Node) -> Place:
        return Place(self.file, None, node.start_mark.line + 1, node.start_mark.column + 1)
