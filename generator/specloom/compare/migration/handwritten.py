"""Finds the hand-written files of an existing SDK: those without the first line that its generator writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

_RUNTIME = {
    "_base_client",
    "_client",
    "_compat",
    "_constants",
    "_exceptions",
    "_files",
    "_legacy_response",
    "_models",
    "_qs",
    "_resource",
    "_response",
    "_streaming",
    "_types",
    "_version",
    "_wrappers",
    "__init__",
    "pagination",
}
"""Modules that such a generator writes, with or without the line."""
_DIRECTORIES = ("_utils/", "_extras/")
_ENOUGH = 0.5


def header_of(files: Mapping[str, str]) -> str | None:
    """Return the first line that most generated files share, None if there is none."""
    own = [text.partition("\n")[0] for path, text in files.items() if path.startswith(("resources/", "types/"))]
    if not own:
        return None
    line, count = Counter(own).most_common(1)[0]
    return line if line.startswith("#") and count >= len(own) * _ENOUGH else None


def handwritten_files(files: Mapping[str, str], made: Collection[str]) -> list[str]:
    """Return the paths of hand-written modules: all below `lib/`, and others without the generator's first line.

    `made` are the paths of the files that we would generate: private ones among them are not hand-written.
    """
    header = header_of(files)
    found: list[str] = []
    for path, text in sorted(files.items()):
        ours = path.startswith("_") and path in made
        is_runtime = ours or path.startswith(_DIRECTORIES) or path.removesuffix(".py") in _RUNTIME
        unmarked = header is not None and text.partition("\n")[0] != header and text.strip()
        if path.startswith("lib/") or (unmarked and not is_runtime):
            found.append(path)
    return found


def kept_modules(paths: Collection[str]) -> frozenset[str]:
    """Return the dotted names of hand-written modules, which are kept."""
    names = (path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in paths)
    return frozenset(["lib", *names])


def is_kept(where: str, modules: Collection[str]) -> bool:
    """Return whether a public name is in one of the hand-written `modules`."""
    parts = where.split(".")
    return where in modules or any(".".join(parts[:end]) in modules for end in range(1, len(parts)))
