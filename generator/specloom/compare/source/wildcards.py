"""Resolves `from x import *` and `__all__` lists that are made from those of other modules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

import griffe

_MOST = 200_000
"""The most names that all modules of a package get in each of the two ways."""
_Export = str | griffe.ExprName


class _WildcardExpander(Protocol):
    """The one step of griffe's loader that is used here."""

    def expand_wildcards(self, obj: griffe.Object, *, external: bool | None) -> None:
        """Replace `from x import *` by the names that it imports."""
        ...


class WildcardError(Exception):
    """There are more names than the limit."""


class _BoundedLoader(griffe.GriffeLoader):
    """griffe's loader for loaded packages: it searches for nothing, and stops when there are too many names."""

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
    """Replace each `from x import *` in a package by names of the package. Raises ``WildcardError``."""
    _bounded_loader(collection).expand_wildcards(root, external=False)


def _bounded_loader(collection: griffe.ModulesCollection) -> _WildcardExpander:
    return _BoundedLoader(collection)


def expand_exports(modules: Mapping[str, griffe.Module]) -> None:
    """Replace the lists of other modules in each `__all__` by their items. Raises ``WildcardError``."""
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
    """Yield the names that a module exports; those of each module in its `__all__` are yielded once."""
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
