"""The modules of a package as griffe sees them, visited from text: never imported, never looked for elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import griffe

from specloom.base.diagnostics import Diagnostic, Place, Severity, make

_INIT = "__init__.py"
_HOPS = 60


class Expander(Protocol):
    """The two steps of griffe's loader that make one module's names known to another."""

    def expand_exports(self, module: griffe.Module) -> None:
        """Settle `__all__` lists that add up those of other modules."""
        ...

    def expand_wildcards(self, obj: griffe.Object, *, external: bool | None) -> None:
        """Replace `from x import *` by what it imports."""
        ...


@dataclass(slots=True)
class Modules:
    """A package: its modules by dotted name without the package (the package itself is "")."""

    package: str
    shown: str
    found: dict[str, griffe.Module] = field(default_factory=dict[str, griffe.Module])
    unread: list[Diagnostic] = field(default_factory=list[Diagnostic])
    known: dict[str, str] = field(default_factory=dict[str, str])

    def place(self, module: str, line: int | None) -> Place:
        """Return where `line` of a module is, for the user."""
        path = self.found[module].filepath if module in self.found else None
        name = path.as_posix() if isinstance(path, Path) else module
        return Place(f"{self.shown}/{name}", line=line or 0)

    def resolve(self, path: str) -> str:
        """Return where the dotted name `path` is defined, imports followed; an unknown one stays as it is."""
        if path not in self.known:
            self.known[path] = path  # what leads back to itself leads nowhere
            self.known[path] = self._follow(path)
        return self.known[path]

    def find(self, path: str) -> griffe.Object | None:
        """Return the object that is defined at `path`, if it is one of this package."""
        node: griffe.Object | griffe.Alias | None = self.found.get("")
        head, *parts = path.split(".")
        if head != self.package:
            return None
        for part in parts:
            if not isinstance(node, griffe.Object):
                return None
            node = node.members.get(part)
        return node if isinstance(node, griffe.Object) else None

    def _follow(self, path: str) -> str:
        for _ in range(_HOPS):
            step = self._hop(path)
            if step is None:
                return path
            path = step
        return path

    def _hop(self, path: str) -> str | None:
        """Return the name for which the first import or assignment on the way to `path` stands."""
        head, *parts = path.split(".")
        if head != self.package:
            return None
        node: griffe.Object = self.found[""]
        for number, part in enumerate(parts):
            member = node.members.get(part)
            if member is None:
                return None
            target = member.target_path if isinstance(member, griffe.Alias) else assigned(member)
            if target is not None and target != path:
                return ".".join([target, *parts[number + 1 :]])
            if not isinstance(member, griffe.Object):
                return None
            node = member
        return None


def assigned(member: griffe.Object) -> str | None:
    """Return the name that a module gives another name by plain assignment (`Client = Acme`)."""
    if not isinstance(member, griffe.Attribute) or not isinstance(member.parent, griffe.Module):
        return None
    if member.annotation is None and isinstance(member.value, griffe.ExprName | griffe.ExprAttribute):
        return member.value.canonical_path
    return None


def visit_all(package: str, shown: str, files: Mapping[str, str]) -> Modules:
    """Visit the modules of a package; those that are no Python are left out and named."""
    logging.getLogger("griffe").setLevel(logging.CRITICAL)
    modules = Modules(package, shown)
    collection = griffe.ModulesCollection()
    for path in sorted(files, key=lambda name: (name.count("/"), not name.endswith(_INIT), name)):
        name = dotted(path)
        for above in parents(name):
            if above not in modules.found:
                add(modules, collection, above, above.replace(".", "/") + "/" + _INIT if above else _INIT, "")
        add(modules, collection, name, path, files[path])
    loader = griffe.GriffeLoader(allow_inspection=False, modules_collection=collection, search_paths=[])
    if "" in modules.found:
        settle_imports(loader, modules.found[""])
    return modules


def settle_imports(loader: Expander, root: griffe.Module) -> None:
    """Make the names known that modules import by `*`."""
    loader.expand_exports(root)
    loader.expand_wildcards(root, external=False)


def dotted(path: str) -> str:
    """Return the dotted name of the module in the file `path`; the package itself is ""."""
    return path.removesuffix(_INIT).removesuffix(".py").rstrip("/").replace("/", ".")


def parents(name: str) -> Iterator[str]:
    """Yield the packages above the module `name`, outermost first."""
    parts = name.split(".") if name else []
    for count in range(len(parts)):
        yield ".".join(parts[:count])


def add(modules: Modules, collection: griffe.ModulesCollection, name: str, path: str, text: str) -> None:
    """Visit one module and hang it into its parent."""
    above, _, last = name.rpartition(".")
    parent = modules.found[above] if name else None
    try:
        module = griffe.visit(last or modules.package, Path(path), text, parent=parent, modules_collection=collection)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
        why = error.msg if isinstance(error, SyntaxError) else type(error).__name__
        place = Place(f"{modules.shown}/{path}", line=line)
        modules.unread.append(
            make(Severity.WARNING, "module-unread", f"not compared: no valid Python: {why}", place, None)
        )
        return
    modules.found[name] = module
    if parent is None:
        collection.set_member(modules.package, module)
    else:
        parent.set_member(last, module)
