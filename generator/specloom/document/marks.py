"""What the schemas of a file are called: by ``$id``, ``$anchor`` and ``$dynamicAnchor``, each within its resource."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from specloom.base import pointers
from specloom.base.json import JsonObject, JsonValue

_NONE: Mapping[str, str] = {}


@dataclass(slots=True)
class Marks:
    """Names of one file. A resource is the file itself (``""``) or a schema with an id; names are told by pointers."""

    ids: dict[str, str] = field(default_factory=dict[str, str])
    bases: dict[str, str] = field(default_factory=dict[str, str])
    """Resources that have an id: pointer and address."""
    _anchors: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    _dynamic: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])

    def base(self, pointer: str) -> str:
        """Return the pointer of the innermost resource round ``pointer``."""
        inside = [base for base in self.bases if (pointer + "/").startswith(base + "/")]
        return max(inside, key=len, default="")

    def address(self, pointer: str) -> str | None:
        """Return the address of the innermost resource with an id round ``pointer``."""
        return self.bases.get(self.base(pointer))

    def anchors(self, base: str) -> dict[str, str]:
        """Return the anchors of a resource; those that other resources of the file alone have come after."""
        found = dict(self._anchors.get(base, _NONE))
        for others in self._anchors.values():
            for name, pointer in others.items():
                found.setdefault(name, pointer)
        return found

    def dynamic(self, base: str) -> Mapping[str, str]:
        """Return the dynamic anchors of a resource."""
        return self._dynamic.get(base, _NONE)

    def note(self, value: JsonObject, pointer: str, base: str, address: str) -> tuple[str, str]:
        """Take the names of one schema; return pointer and address of the resource that its parts are in."""
        name = value.get("$id")
        if isinstance(name, str) and not name.startswith("#") and pointer:
            base, address = pointer, urljoin(address, name)
            self.bases[base] = address
            for known in (address, name):
                self.ids.setdefault(known.removesuffix("#"), pointer)
        elif isinstance(name, str) and pointer:
            self._anchors.setdefault(base, {}).setdefault(name[1:], pointer)
        for key, names in (("$anchor", None), ("$dynamicAnchor", self._dynamic)):
            anchor = value.get(key)
            if isinstance(anchor, str):
                self._anchors.setdefault(base, {}).setdefault(anchor, pointer)
                if names is not None:
                    names.setdefault(base, {}).setdefault(anchor, pointer)
        return base, address


def collect_marks(root: JsonValue, home: str) -> Marks:
    """Return the names in a file that is at home at the address ``home`` (empty: unknown)."""
    marks = Marks()
    stack: list[tuple[JsonValue, str, str, str]] = [(root, "", "", home)]
    while stack:
        value, pointer, base, address = stack.pop()
        if isinstance(value, dict):
            base, address = marks.note(value, pointer, base, address)
            below = [(k, v) for k, v in value.items() if isinstance(v, dict | list)]
            stack += [(v, pointers.join(pointer, k), base, address) for k, v in reversed(below)]
        elif isinstance(value, list):
            stack += [(v, pointers.join(pointer, n), base, address) for n, v in reversed(list(enumerate(value)))]
    return marks
