"""Finds the tree of resources below a client class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from specloom.base.records import dataclass
from specloom.compare.dotted import last_part
from specloom.compare.surface import SurfaceClass, SurfaceResource

RESOURCE_BASES = {"SyncAPIResource", "AsyncAPIResource"}
_DEPTH = 30


def is_resource(cls: SurfaceClass) -> bool:
    """Return whether a class has methods that users call: its module or its base class says so."""
    name = last_part(cls.path)
    is_one = cls.path.startswith("resources.") or not RESOURCE_BASES.isdisjoint(cls.ancestors)
    return is_one and not name.endswith("Response") and name not in RESOURCE_BASES


@dataclass(slots=True)
class ResourceTree:
    """Makes resources from classes: each class once, however many properties have it, and none inside itself."""

    classes: Mapping[str, SurfaceClass]
    made: dict[str, SurfaceResource] = field(default_factory=dict[str, SurfaceResource])
    heights: dict[str, int] = field(default_factory=dict[str, int])
    """The number of nested resources, by class. 0: it is being made."""

    def make_resource(self, cls: SurfaceClass) -> SurfaceResource:
        """Return a resource with its children: properties whose type is a class below `resources`."""
        if cls.path in self.made:
            return self.made[cls.path]
        self.heights[cls.path] = 0
        children: dict[str, SurfaceResource] = {}
        depth = len(self.heights) - len(self.made)  # those that are being made
        for name, path in self._child_resources(cls) if depth <= _DEPTH else ():
            if path in self.heights and path not in self.made:
                continue  # a reference back to a parent
            child = self.make_resource(self.classes[path])
            if depth + self.heights[path] <= _DEPTH + 1:
                children[name] = child
        self.heights[cls.path] = 1 + max((self.heights[child.cls.path] for child in children.values()), default=0)
        self.made[cls.path] = SurfaceResource(cls, children)
        return self.made[cls.path]

    def _child_resources(self, cls: SurfaceClass) -> Iterator[tuple[str, str]]:
        """Yield each property that returns a resource, with the path of its class."""
        for name, item in cls.fields.items():
            path = item.type.name if item.type is not None else ""
            if path in self.classes and is_resource(self.classes[path]):
                yield name, path
