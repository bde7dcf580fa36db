"""Which keys a meta schema allows at a location."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from specloom.base.json import JsonObject, JsonValue, as_array, as_object, as_str
from specloom.base.pointers import split
from specloom.base.suggestions import suggestion

_LISTED = re.compile(r"\^\(([a-z|]+)\)\$")
"""A pattern that only lists keys."""
_ONE = ("then", "else")
_LISTS = ("allOf", "anyOf", "oneOf")


class KnownKeys:
    """The keys of the objects that a meta schema describes. The meta schema is read on first use."""

    def __init__(self, read: Callable[[], JsonObject]) -> None:
        self._read = read
        self._keys: dict[tuple[str | int, ...], frozenset[str]] = {}
        self._suggestions: dict[tuple[tuple[str | int, ...], str], str | None] = {}

    @cached_property
    def _root(self) -> JsonObject:
        return self._read()

    def keys_at(self, schema_path: Sequence[str | int]) -> frozenset[str]:
        """Return the keys that the schema around the keyword at `schema_path` allows, including those of its
        branches."""
        path = tuple(schema_path[:-1])
        if path not in self._keys:
            self._keys[path] = self._collect_keys(path)
        return self._keys[path]

    def suggest_key(self, schema_path: Sequence[str | int], key: str) -> str | None:
        """Return a hint with the allowed key most similar to `key`; None if none is."""
        question = (tuple(schema_path), key)
        if question not in self._suggestions:
            self._suggestions[question] = suggestion(key, sorted(self.keys_at(schema_path)))
        return self._suggestions[question]

    def _collect_keys(self, path: Sequence[str | int]) -> frozenset[str]:
        found: set[str] = set()
        pending: list[JsonValue] = [self._value_at(path)]
        seen: set[int] = set()
        while pending:
            schema = as_object(pending.pop())
            if id(schema) in seen:
                continue
            seen.add(id(schema))
            found.update(as_object(schema.get("properties")))
            for pattern in as_object(schema.get("patternProperties")):
                listed = _LISTED.fullmatch(pattern)
                found.update(listed[1].split("|") if listed else ())
            pending += [schema.get(key) for key in _ONE]
            pending += [branch for key in _LISTS for branch in as_array(schema.get(key))]
            pending += as_object(schema.get("dependentSchemas")).values()
            reference = as_str(schema.get("$ref"))
            if reference is not None and reference.startswith("#"):
                pending.append(self._value_at(split(reference[1:])))
        return frozenset(found)

    def _value_at(self, tokens: Sequence[str | int]) -> JsonValue:
        value: JsonValue = self._root
        for token in tokens:
            value = as_array(value)[int(token)] if isinstance(value, list) else as_object(value).get(str(token))
        return value
