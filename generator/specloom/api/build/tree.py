"""Walks the config's resource tree: the entries for Python with their names and locations."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.build.nodes import LANGUAGE
from specloom.api.config.resources import Deprecation, Languages, Method, Model, Resource
from specloom.api.config.root import ConfigRoot
from specloom.base.pointers import join
from specloom.base.records import dataclass
from specloom.base.words import Casing

SHARED = "$shared"
CLIENT = "$client"
_CASING = Casing()


@dataclass(frozen=True, slots=True)
class ResourceEntry:
    """A resource of the config: its node, its dotted path and its pointer in the file."""

    resource: Resource
    path: tuple[str, ...]
    pointer: str

    @property
    def name(self) -> str:
        """The name of the attribute, in snake case."""
        return config_key_to_snake(self.path[-1]) if self.path else ""

    @property
    def dotted(self) -> str:
        """The path as text."""
        return ".".join(self.path)

    def children(self) -> list[ResourceEntry]:
        """Return the subresources for Python."""
        inner = join(self.pointer, "subresources")
        return [
            ResourceEntry(child, (*self.path, key), join(inner, key))
            for key, child in self.resource.subresources.items()
            if is_for_python(child.skip, child.only)
        ]

    def methods(self) -> list[tuple[str, Method, str]]:
        """Return name, method and pointer of the methods for Python."""
        inner = join(self.pointer, "methods")
        found = self.resource.methods.items()
        return [
            (config_key_to_snake(key), method, join(inner, key))
            for key, method in found
            if is_for_python(method.skip, method.only)
        ]

    def models(self) -> list[tuple[str, Model, str]]:
        """Return name, model and pointer of the models for Python."""
        inner = join(self.pointer, "models")
        found = self.resource.models.items()
        return [
            (config_key_to_snake(key), model, join(inner, key))
            for key, model in found
            if is_for_python(model.skip, model.only)
        ]


def top_entries(root: ConfigRoot) -> list[ResourceEntry]:
    """Return the top-level resources for Python, including `$shared` and `$client`."""
    return [
        ResourceEntry(resource, (key,), join("/resources", key))
        for key, resource in (root.resources or {}).items()
        if is_for_python(resource.skip, resource.only)
    ]


def all_entries(root: ConfigRoot) -> Iterator[ResourceEntry]:
    """Yield every resource for Python, parents first."""
    pending = top_entries(root)[::-1]
    while pending:
        entry = pending.pop()
        yield entry
        pending.extend(entry.children()[::-1])


def config_key_to_snake(text: str) -> str:
    """Return a key of the config in snake case; a leading `$` or `_` and words like `v1` are not changed."""
    if text.replace("_", "").isalnum() and text == text.lower():
        return text
    words = _CASING.snake(text) or text
    return f"_{words}" if text.startswith("_") else words


def is_for_python(skip: Languages, only: Languages) -> bool:
    """Return whether `skip` and `only` include Python."""
    if skip is True or (isinstance(skip, list) and LANGUAGE in skip):
        return False
    return not isinstance(only, list) or LANGUAGE in only


def deprecation_text(value: Deprecation) -> str | None:
    """Return the deprecation text for Python, or None."""
    if isinstance(value, dict):
        return value.get(LANGUAGE)
    if isinstance(value, str):
        return value
    return "deprecated" if value else None
