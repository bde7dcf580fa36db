"""Shortens the dotted names of components: `io.k8s.api.core.v1.Pod` is a `Pod`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from specloom.base.words import Casing

_CASING = Casing()
_FEWEST = 3
_MOST_PARTS = 16


def short_names(keys: Iterable[str]) -> dict[str, str]:
    """Return the names, in snake case, of the components in the namespace that most components share.

    The shared parts and packages in lower case after them are left out, as far as the name stays unique: a name
    depends on other components only if they clash with it.
    """
    split = {key: tuple(key.split(".")) for key in keys}
    namespace = _shared_namespace(list(split.values()))
    if not namespace:
        return {}
    suffixes = {key: _possible_names(parts, namespace) for key, parts in split.items()}
    uses = Counter(name for names in suffixes.values() for name in names)
    uses.update(_CASING.snake(key) for key, names in suffixes.items() if not names)
    return {
        key: next((name for name in names if uses[name] == 1), names[-1]) for key, names in suffixes.items() if names
    }


def _shared_namespace(split: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the longest start that more than half of the names have before their last part."""
    namespace: tuple[str, ...] = ()
    while len(namespace) < _MOST_PARTS:
        count = len(namespace)
        nexts = Counter(parts[count] for parts in split if parts[:count] == namespace and len(parts) > count + 1)
        part, uses = max(nexts.items(), key=lambda item: item[1], default=("", 0))
        if uses < _FEWEST or uses * 2 <= len(split):
            return namespace
        namespace = (*namespace, part)
    return namespace


def _possible_names(parts: tuple[str, ...], namespace: tuple[str, ...]) -> list[str]:
    """Return the names that a component may have, the shortest first; none if it is outside the namespace."""
    if parts[0] != namespace[0] or len(parts) < 2 or len(parts) > _MOST_PARTS or not all(parts):
        return []
    start = next((at for at, part in enumerate(namespace) if parts[at : at + 1] != (part,)), len(namespace))
    start = min(start, len(parts) - 1)
    while start < len(parts) - 1 and parts[start][0].islower():
        start += 1
    return list(dict.fromkeys(_CASING.snake(".".join(parts[at:])) for at in range(start, -1, -1)))
