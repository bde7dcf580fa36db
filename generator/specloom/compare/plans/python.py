"""What griffe says of the two packages: breakage of Python code that no other rule of ours has told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

import griffe

from specloom.compare.plans.change import LAYOUT, Change, Level, Side
from specloom.compare.source.tree import visit_all

IGNORED = frozenset({griffe.BreakageKind.ATTRIBUTE_CHANGED_VALUE})
"""A constant with another value, such as the version, breaks no code."""
DEFAULT = griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT
"""Of a client it means that other options have come, and these are told."""
Files = Mapping[str, str]


def python_changes(old: Files, new: Files, package: str, told: Iterable[Change]) -> Iterator[Change]:
    """Yield what breaks at the level of Python and that no change in `told` explains.

    The packages are read, never imported. Only files that differ are looked at. The sync and the async twin of a
    class are told of once.

    Args:
        old: The files of the old package, by relative posix path.
        new: The files of the new one.
        package: The name of the package.
        told: What is known already.
    """
    names = {path for path in {*old, *new} if path.endswith(".py") and old.get(path) != new.get(path)}
    if not names:
        return
    explained = {".".join(filter(None, (package, *module, name))) for change in told for module, name in change.objects}
    seen: set[tuple[str, str]] = set()
    for breakage in breakages(subset(old, names), subset(new, names), package):
        path = breakage.obj.path
        is_client = breakage.kind is DEFAULT and path.endswith(".__init__")
        if breakage.kind in IGNORED or is_client or path.endswith(".__getattr__"):
            continue
        if any(path == each or path.startswith(f"{each}.") for each in explained):
            continue
        text = detail(breakage)
        if (twin(path), text) not in seen:
            seen.add((twin(path), text))
            subject = path.removeprefix(f"{package}.")
            rule = f"python-{breakage.kind.name.lower().replace('_', '-')}"
            yield Change(Level.BREAKING, Side.CLIENT, rule, subject, text)


def layout_changes(old: Files, new: Files) -> Iterator[Change]:
    """Yield that files differ, for packages between which nothing else is told of; another version is no difference."""
    names = [path for path in {*old, *new} if old.get(path, "") != new.get(path, "")]
    count = len([path for path in names if unversioned(old.get(path, "")) != unversioned(new.get(path, ""))])
    if count:
        text = f"{count} file{'s are' if count > 1 else ' is'} written in another order or in other words"
        yield Change(Level.DOCS, Side.CLIENT, LAYOUT, "the package", text)


def unversioned(text: str) -> list[str]:
    """Return the lines of a file that do not give the version of the package."""
    return [line for line in text.splitlines() if not line.startswith(("__version__", "PACKAGE_VERSION"))]


def breakages(old: Files, new: Files, package: str) -> list[griffe.Breakage]:
    """Return what griffe finds between two sets of files. It is given their text, and looks for nothing itself."""
    before, after = (visit_all(package, package, files) for files in (old, new))
    unread = {path for modules in (before, after) for path in modules.left_out}
    if unread:
        kept = {path for path in {*old, *new} if path not in unread}
        before, after = (visit_all(package, package, subset(files, kept)) for files in (old, new))
    if "" not in before.found or "" not in after.found:
        return []
    return list(griffe.find_breaking_changes(before.found[""], after.found[""]))


def subset(files: Files, names: set[str]) -> dict[str, str]:
    """Return the files of `names`, and an empty `__init__.py` for each folder above them."""
    found = {name: files[name] for name in names if name in files}
    folders = {folder for name in names for folder in PurePosixPath(name).parents}
    return {**{str(folder / "__init__.py"): "" for folder in folders}, **found}


def twin(path: str) -> str:
    """Return the path of an object, the same for the sync and the async form of its class."""
    return ".".join(part.removeprefix("Async") for part in path.split("."))


def detail(breakage: griffe.Breakage) -> str:
    """Return what griffe says, in one line."""
    words = breakage.kind.value[0].lower() + breakage.kind.value[1:]
    name = getattr(breakage.old_value, "name", None) or getattr(breakage.new_value, "name", None)
    is_parameter = breakage.kind.name.startswith("PARAMETER")
    return f"{words}: `{name}`" if is_parameter and isinstance(name, str) else words
