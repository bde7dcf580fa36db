"""The anchors and ids of the schemas of a file: ``$id``, ``$anchor`` and ``$dynamicAnchor``, each within its
resource."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import chain
from urllib.parse import urljoin

from specloom.base import pointers
from specloom.base.json import JsonObject, JsonValue
from specloom.base.records import dataclass

_COMPONENT = re.compile(r"/(?:components/schemas|definitions)/[^/]+")
_SCHEMA_KEYS = frozenset(("schema", "itemSchema"))
_NAME_HOLDERS = """paths webhooks pathItems responses parameters requestBodies headers securitySchemes links callbacks
    examples mediaTypes content encoding variables"""
_NAMED = frozenset(_NAME_HOLDERS.split())
"""Keys of objects whose own keys are names, which may be `schema` too."""
_NONE: Mapping[str, str] = {}


@dataclass(slots=True)
class AnchorsAndIds:
    """Names in one file. A resource is the file itself (``""``) or a schema with an id; names are given as pointers."""

    ids: dict[str, str] = field(default_factory=dict[str, str])
    bases: dict[str, str] = field(default_factory=dict[str, str])
    """Resources that have an id: pointer and URL."""
    _anchors: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    _everywhere: dict[str, str] | None = None
    """The anchors of all resources, computed on first use; earlier resources win."""
    _dynamic: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    """Dynamic anchors by resource; without ids, each schema of the document counts as one."""

    def resource_pointer(self, pointer: str) -> str:
        """Return the pointer of the innermost resource around ``pointer``."""
        if not self.bases:
            return ""
        while pointer and pointer not in self.bases:
            pointer = pointers.parent(pointer)
        return pointer

    def resource_url(self, pointer: str) -> str | None:
        """Return the URL of the innermost resource with an id around ``pointer``."""
        return self.bases.get(self.resource_pointer(pointer))

    def pointer_of_anchor(self, base: str, name: str) -> str | None:
        """Return the pointer of an anchor in a resource, or in any other one that has it."""
        own = self._anchors.get(base, _NONE).get(name)
        return self._all_anchors().get(name) if own is None else own

    def anchors_of(self, base: str) -> Iterator[str]:
        """Yield the names of the anchors of a resource, then of all others."""
        return chain(self._anchors.get(base, _NONE), self._all_anchors())

    def _all_anchors(self) -> dict[str, str]:
        if self._everywhere is None:
            reversed_resources = reversed(self._anchors.values())
            self._everywhere = {name: where for names in reversed_resources for name, where in names.items()}
        return self._everywhere

    def dynamic_anchors_around(self, pointer: str) -> Mapping[str, str]:
        """Return the dynamic anchors of the resource around ``pointer``, or of the whole schema if it has no id."""
        if not self._dynamic:
            return _NONE
        return self._dynamic.get(self.resource_pointer(pointer) or whole_schema(pointer), _NONE)

    def add_schema(self, value: JsonObject, pointer: str, base: str, address: str) -> tuple[str, str]:
        """Add the names of one schema; return pointer and URL of the resource that contains its parts."""
        name = value.get("$id")
        if isinstance(name, str) and not name.startswith("#") and pointer:
            base, address = pointer, urljoin(address, name)
            self.bases[base] = address
            for known in (address, name):
                self.ids.setdefault(known.removesuffix("#"), pointer)
        elif isinstance(name, str) and pointer:
            self._note_anchor(name[1:], pointer, base)
        for key, names in (("$anchor", None), ("$dynamicAnchor", self._dynamic)):
            anchor = value.get(key)
            if isinstance(anchor, str):
                self._note_anchor(anchor, pointer, base)
                if names is not None:
                    names.setdefault(base or whole_schema(pointer), {}).setdefault(anchor, pointer)
        return base, address

    def _note_anchor(self, name: str, pointer: str, base: str) -> None:
        self._anchors.setdefault(base, {}).setdefault(name, pointer)
        self._everywhere = None


def whole_schema(pointer: str) -> str:
    """Return the pointer of the outermost schema around ``pointer``, empty if the file itself is one."""
    component = _COMPONENT.match(pointer)
    if component is not None:
        return component[0]
    keys = pointer.split("/")
    is_name = False
    for index, key in enumerate(keys):
        if key in _SCHEMA_KEYS and not is_name:
            return "/".join(keys[: index + 1])
        is_name = key in _NAMED and not is_name
    return ""


def collect_marks(root: JsonValue, home: str) -> AnchorsAndIds:
    """Return the names in a file whose own URL is ``home`` (empty: unknown)."""
    marks = AnchorsAndIds()
    stack: list[tuple[JsonValue, str, str, str]] = [(root, "", "", home)]
    while stack:
        value, pointer, base, address = stack.pop()
        if isinstance(value, dict):
            base, address = marks.add_schema(value, pointer, base, address)
            below = [(k, v) for k, v in value.items() if isinstance(v, dict | list)]
            stack += [(v, pointers.join(pointer, k), base, address) for k, v in reversed(below)]
        elif isinstance(value, list):
            stack += [(v, pointers.join(pointer, n), base, address) for n, v in reversed(list(enumerate(value)))]
    return marks
