"""A part of the canonical document with its pointer, and the state that the whole build shares."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import field
from typing import Protocol

from specloom.api.build.work import BuildState
from specloom.base.diagnostics import Diagnostics, SourceLocation
from specloom.base.json import JsonObject, JsonValue, as_array, as_object, strings_in
from specloom.base.pointers import escape, join, unescape
from specloom.base.records import dataclass

SCHEMAS = "/components/schemas"
_REF = "#/components/schemas/"
LANGUAGE = "python"
_CALLS = 20_000


def allow_depth() -> None:
    """Raise the interpreter's recursion limit, so that the reader's limit of nesting is always reached first.

    A level of a document needs about ten nested calls here and in later stages; Python code uses no C stack for them.
    """
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _CALLS))


class CanonicalSource(Protocol):
    """The canonical document as the build uses it."""

    @property
    def document(self) -> JsonObject:
        """The document: OpenAPI 3.1 that refers to `#/components/schemas/<key>` only."""
        ...

    @property
    def values(self) -> int:
        """The number of values in the user's files."""
        ...

    def location_of(self, pointer: str) -> SourceLocation:
        """Return the location of `pointer` in the user's files."""
        ...


@dataclass(frozen=True, slots=True)
class DocumentNode:
    """A value of the document and its location."""

    value: JsonValue
    pointer: str

    @property
    def raw(self) -> JsonObject:
        """The value if it is an object, else an empty one."""
        value = self.value
        return value if isinstance(value, dict) else {}

    def at(self, *tokens: str | int) -> DocumentNode:
        """Return the member at `tokens`, null if there is none."""
        value = self.value
        for token in tokens:
            if isinstance(value, dict) and isinstance(token, str):
                value = value.get(token)
            elif isinstance(value, list) and isinstance(token, int) and token < len(value):
                value = value[token]
            else:
                value = None
        return DocumentNode(value, join(self.pointer, *tokens))

    def items(self, key: str) -> list[DocumentNode]:
        """Return the members of the array at `key`."""
        return [self.at(key, index) for index in range(len(as_array(self.raw.get(key))))]

    def entries(self, key: str) -> list[tuple[str, DocumentNode]]:
        """Return the members of the object at `key`."""
        pointer = join(self.pointer, key)
        return [
            (name, DocumentNode(value, join(pointer, name))) for name, value in as_object(self.raw.get(key)).items()
        ]

    @property
    def ref(self) -> str | None:
        """The component that the node refers to."""
        value = self.value
        return ref_key(value.get("$ref")) if isinstance(value, dict) and "$ref" in value else None


def ref_key(value: JsonValue) -> str | None:
    """Return the component named by a reference."""
    return unescape(value.removeprefix(_REF)) if isinstance(value, str) and value.startswith(_REF) else None


def ref_to(key: str) -> JsonObject:
    """Return a reference to the component `key`."""
    return {"$ref": _REF + escape(key)}


def is_skipped(value: JsonValue) -> bool:
    """Return whether an `x-stainless-skip` value covers Python."""
    return value is True or LANGUAGE in strings_in(value) or value == LANGUAGE


@dataclass(frozen=True, slots=True)
class BuildContext:
    """The context of the build: the document, the diagnostics, and the components that may be base classes."""

    source: CanonicalSource
    document: JsonObject
    diagnostics: Diagnostics
    models: Collection[str] = frozenset()
    """Components that are named models."""
    moved: Mapping[str, str] = field(default_factory=dict[str, str])
    """Components that the config makes from inline schemas: key -> pointer of the schema."""
    moved_values: Mapping[int, str] = field(default_factory=dict[int, str])
    """The same by identity, because the document may use one object at several pointers."""
    bases: Collection[str] | None = None
    """Components that others may inherit from; by default the named models."""
    keeps_bases: bool = False
    """Whether a class inherits from a model also if it redeclares a property of it, as SDKs of Stainless do."""
    work: BuildState = field(default_factory=BuildState)

    @property
    def components(self) -> JsonObject:
        """The components that are schemas."""
        return as_object(as_object(self.document.get("components")).get("schemas"))

    def component(self, key: str) -> DocumentNode:
        """Return the component `key`, null if there is none."""
        return DocumentNode(self.components.get(key), self.moved.get(key) or join(SCHEMAS, key))

    def widened(self, pointer: str, message: str) -> None:
        """Report that a type accepts more than its schema, once."""
        if (pointer, message) not in self.work.said:
            self.work.said.add((pointer, message))
            self.diagnostics.info("schema-widened", message, location=self.source.location_of(pointer))

    def spend(self, parts: int, pointer: str) -> None:
        """Count `parts` of the schema at `pointer`. Raises `UserError` if the total is too large."""
        if not self.work.allowance.count_parts(parts):
            raise self.work.allowance.exceeded(self.source.location_of(pointer))
