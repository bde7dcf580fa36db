"""What modules make known to each other by `from x import *` and by adding up their `__all__` lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

import griffe

_MOST = 200_000
"""Names that come into the modules of a package in each of the two ways, all together."""
_Export = str | griffe.ExprName


class _WildcardExpander(Protocol):
    """The one step of griffe's loader that is used here."""

    def expand_wildcards(self, obj: griffe.Object, *, external: bool | None) -> None:
        """Replace `from x import *` by what it imports."""
        ...


class WildcardError(Exception):
    """More names come into modules than are followed."""


class _BoundedLoader(griffe.GriffeLoader):
    """Griffe's loader for packages that are there already: it finds nothing, and stops where names become too many."""

    def __init__(self, collection: griffe.ModulesCollection) -> None:
        super().__init__(extensions=griffe.Extensions(), allow_inspection=False, modules_collection=collection)
        self.room = _MOST

    def _expand_wildcard(
        self, wildcard_obj: griffe.Alias
    ) -> list[tuple[griffe.Object | griffe.Alias, int | None, int | None]]:
        found = super()._expand_wildcard(wildcard_obj)
        self.room -= len(found)
        if self.room < 0:
            raise WildcardError(f"`import *` brings in more than {_MOST} names")
        return found


def expand_wildcards(root: griffe.Module, collection: griffe.ModulesCollection) -> None:
    """Replace each `from x import *` in a package by what it imports from the package. Raises ``WildcardError``."""
    _bounded_loader(collection).expand_wildcards(root, external=False)


def _bounded_loader(collection: griffe.ModulesCollection) -> _WildcardExpander:
    return _BoundedLoader(collection)


def expand_exports(modules: Mapping[str, griffe.Module]) -> None:
    """Replace in each `__all__` the lists of other modules by what is in them. Raises ``WildcardError``."""
    by_path = {module.path: module for module in modules.values()}
    own = {path: list(module.exports) for path, module in by_path.items() if module.exports is not None}
    room = _MOST
    for path, names in own.items():
        if any(isinstance(name, griffe.ExprName) for name in names):
            added: dict[_Export, None] = {}
            for name in _added_up(path, own):
                added[name] = None
                room -= 1
                if room < 0:
                    raise WildcardError(f"`__all__` lists add up more than {_MOST} names")
            by_path[path].exports = list(added)


def _added_up(path: str, own: Mapping[str, list[_Export]]) -> Iterator[_Export]:
    """Yield the names that a module exports; those of each module that it adds are yielded once."""
    seen = {path}
    waiting = [iter(own[path])]
    while waiting:
        for item in waiting[-1]:
            other = item.canonical_path.rpartition(".")[0] if isinstance(item, griffe.ExprName) else None
            if other is None:
                yield item
            elif other in own and other not in seen:
                seen.add(other)
                waiting.append(iter(own[other]))
                break
        else:
            waiting.pop()
