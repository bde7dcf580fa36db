"""Shortens the dotted names of components: `io.k8s.api.core.v1.Pod` is a `Pod`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable

from specloom.base.words import Casing

_CASING = Casing()
_FEWEST = 3
_MOST_PARTS = 16
_LONGEST_KEY = 1000
_FEWEST_WORDS = 2
_CAPITALIZED = re.compile(r"[A-Z][a-z0-9]*")
_CAPITALIZED_START = re.compile(r"(?:[A-Z][a-z0-9]*)*")
_VERSION = re.compile(r"V\d+(?:(?:p\d+)?(?:alpha|beta)\d*)?")
_VAGUE = frozenset({"Body", "Dto", "Error", "Input", "Model", "Output", "Params", "Request", "Response", "Result"})
_MODULES = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:__[a-z][a-z0-9]*(?:_[a-z0-9]+)*)*__[A-Z][\w-]*")
"""A class after its modules of Python, as FastAPI writes it if two classes have one name."""
_HASH = re.compile(r"(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{6,40}")
"""Part of a hash, as SpecTree writes it after a class to tell it from those of other modules."""
_GENERIC = re.compile(r"([\w.]+)`\d+\[\[([^\n]*)\]\]")
"""The full name of a generic type of .NET."""


def short_names(keys: Iterable[str]) -> dict[str, str]:
    """Return the names, in snake case, of components whose keys have parts that say only where they are declared.

    These are the namespace that most components share and packages in lower case after it, the modules of Python
    that FastAPI writes before a class (`app__models__Item`), hashes after it (`Item.6ee2713`), and the assemblies of
    types in .NET. They are left out as far as the name stays unique: a name depends on other components only if they
    clash with it.
    """
    split = {key: _parts_of(key) for key in keys}
    namespace = _shared_namespace(list(split.values()))
    if len(namespace) < _FEWEST_WORDS:  # the words of one name are no packages
        split = {key: (key,) if "." not in key and len(parts) > 1 else parts for key, parts in split.items()}
    declared = {parts for parts in split.values() if len(parts) > 1}
    suffixes = {key: _possible_names(key, parts, namespace, declared) for key, parts in split.items()}
    uses = Counter(name for names in suffixes.values() for name in names)
    uses.update(_CASING.snake(key) for key, names in suffixes.items() if not names)
    return {
        key: next((name for name in names if uses[name] == 1), names[-1]) for key, names in suffixes.items() if names
    }


def _parts_of(key: str) -> tuple[str, ...]:
    """Return the parts between dots, and of `GoogleCloudRunV2Job` the packages and the version before the class."""
    start = _CAPITALIZED_START.match(key) if re.fullmatch(r"\w+", key) else None
    words = _CAPITALIZED.findall(start[0]) if start is not None else []
    versions = [at for at, word in enumerate(words[:-1]) if at >= _FEWEST_WORDS and _VERSION.fullmatch(word)]
    packages = words[: versions[-1] + 1] if versions else []
    name = key[sum(map(len, packages)) :]
    if not packages or len(key) >= _LONGEST_KEY or name in _VAGUE:
        return tuple(_without_assemblies(key).split("."))
    return (*(word.lower() for word in packages), name)


def _without_assemblies(key: str) -> str:
    """Return the name of a generic type of .NET without the assemblies of its arguments: `PageOfTree`."""
    match = _GENERIC.fullmatch(key) if len(key) < _LONGEST_KEY else None
    if match is None:
        return key
    arguments = [text.strip("[] ").partition(",")[0].rpartition(".")[2] for text in match[2].split("],[")]
    return f"{match[1]}Of{'And'.join(arguments)}" if all(arguments) and "`" not in match[2] else key


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


def _possible_names(
    key: str, parts: tuple[str, ...], namespace: tuple[str, ...], declared: Container[tuple[str, ...]]
) -> list[str]:
    """Return the names that a component may have, the shortest first; none if nothing of it is left out."""
    if _MODULES.fullmatch(key) and len(key) < _LONGEST_KEY:
        parts, start = tuple(key.split("__")), key.count("__")
    elif any(_HASH.fullmatch(part) for part in parts[1:]):
        return [_CASING.snake(".".join(part for part in parts if not _HASH.fullmatch(part))), _CASING.snake(key)]
    elif not namespace or parts[0] != namespace[0] or len(parts) < 2 or len(parts) > _MOST_PARTS or not all(parts):
        whole = ".".join(parts)
        return [] if "`" not in key else [_CASING.snake(whole.rpartition(".")[2]), _CASING.snake(whole)]
    else:
        start = next((at for at, part in enumerate(namespace) if parts[at : at + 1] != (part,)), len(namespace))
        start = min(start, len(parts) - 1)
        while start < len(parts) - 1 and _only_contains(parts, start, declared):
            start += 1
    return list(dict.fromkeys(_CASING.snake(".".join(parts[at:])) for at in range(start, -1, -1)))


def _only_contains(parts: tuple[str, ...], at: int, declared: Container[tuple[str, ...]]) -> bool:
    """Return whether a part is a package: in lower case, or no class of its own before a name that says enough."""
    says_enough = len(_CASING.words(parts[-1])) > 1 or _CASING.singular(parts[at].lower()) == parts[-1].lower()
    return parts[at][0].islower() or (says_enough and parts[: at + 1] not in declared)
