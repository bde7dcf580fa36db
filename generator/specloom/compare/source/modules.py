"""Reads the modules of a package with griffe from their text: never imported, never searched for elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

import griffe

from specloom.base.diagnostics import Diagnostic, SourceLocation
from specloom.base.records import dataclass
from specloom.compare.source.foreign_source import SourceError, bounded_reading, not_compared
from specloom.compare.source.scopes import written_path
from specloom.compare.source.visitor import ModuleVisitor
from specloom.compare.source.wildcards import WildcardError, expand_exports, expand_wildcards

_INIT = "__init__.py"
_HOPS = 60
_NO_EXTENSIONS = griffe.Extensions()


@dataclass(slots=True)
class SourceModules:
    """A package: its modules by dotted name without the package (the package itself is "")."""

    package: str
    shown: str
    found: dict[str, griffe.Module] = field(default_factory=dict[str, griffe.Module])
    unread: list[Diagnostic] = field(default_factory=list[Diagnostic])
    left_out: list[str] = field(default_factory=list[str])
    """The paths of files that can't be read; `unread` has the reasons."""
    known: dict[str, str] = field(default_factory=dict[str, str])

    def source_location(self, module: str, line: int | None) -> SourceLocation:
        """Return the location of `line` in a module."""
        path = self.found[module].filepath if module in self.found else None
        name = path.as_posix() if isinstance(path, Path) else module
        return SourceLocation(f"{self.shown}/{name}", line=line or 0)

    def resolve_name(self, path: str) -> str:
        """Return where the dotted name `path` is defined, imports followed; an unknown one is returned unchanged."""
        if path not in self.known:
            self.known[path] = path  # a name that is defined by itself is not resolved
            self.known[path] = self._follow_imports(path)
        return self.known[path]

    def find_object(self, path: str) -> griffe.Object | None:
        """Return the object that is defined at `path`, if it is in this package."""
        node: griffe.Object | griffe.Alias | None = self.found.get("")
        head, *parts = path.split(".")
        if head != self.package:
            return None
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            if not isinstance(node, griffe.Object):
                return None
            node = self._find_member(node, part, following)
        return node if isinstance(node, griffe.Object) else None

    def _find_member(
        self, owner: griffe.Object, part: str, following: str | None
    ) -> griffe.Object | griffe.Alias | None:
        """Return a member; of a module and another thing of one name, the one that has `following`, as Python does."""
        own = owner.members.get(part)
        below = self.found.get(self.below_package(f"{owner.path}.{part}")) if isinstance(owner, griffe.Module) else None
        if below is None or own is below:
            return own
        has_more = following is not None and (
            following in below.members or self.below_package(f"{below.path}.{following}") in self.found
        )
        return below if own is None or has_more else own

    def below_package(self, path: str) -> str:
        """Return a dotted path without the package, "" for the package itself."""
        return path.partition(".")[2]

    def _follow_imports(self, path: str) -> str:
        for _ in range(_HOPS):
            step = self._next_import(path)
            if step is None:
                return path
            path = step
        return path

    def _next_import(self, path: str) -> str | None:
        """Return the target of the first import or assignment on the way to `path`."""
        head, *parts = path.split(".")
        if head != self.package:
            return None
        node: griffe.Object = self.found[""]
        for number, part in enumerate(parts):
            member = self._find_member(node, part, parts[number + 1] if number + 1 < len(parts) else None)
            if member is None:
                return None
            target = member.target_path if isinstance(member, griffe.Alias) else assigned_name(member)
            if target is not None and target != path:
                return ".".join([target, *parts[number + 1 :]])
            if not isinstance(member, griffe.Object):
                return None
            node = member
        return None


def assigned_name(member: griffe.Object) -> str | None:
    """Return the name that a module assigns to another name (`Client = Acme`)."""
    if not isinstance(member, griffe.Attribute) or not isinstance(member.parent, griffe.Module):
        return None
    if member.annotation is None and isinstance(member.value, griffe.ExprName | griffe.ExprAttribute):
        return written_path(member.value)
    return None


def visit_all(package: str, shown: str, files: Mapping[str, str]) -> SourceModules:
    """Visit the modules of a package; those that can't be read are left out and reported."""
    logging.getLogger("griffe").setLevel(logging.CRITICAL)
    modules = SourceModules(package, shown)
    collection = griffe.ModulesCollection()
    for path in sorted(files, key=lambda name: (name.count("/"), not name.endswith(_INIT), name)):
        name = dotted_module(path)
        if not is_importable(name):
            leave_out(modules, path, "Python can't import its name")
            continue
        for above in parent_modules(name):
            if above not in modules.found:
                add_module(modules, collection, above, above.replace(".", "/") + "/" + _INIT if above else _INIT, "")
        add_module(modules, collection, name, path, files[path])
    settle_imports(modules, collection)
    return modules


def settle_imports(modules: SourceModules, collection: griffe.ModulesCollection) -> None:
    """Resolve names that modules import by `*` or export through the `__all__` of another module."""
    try:
        with bounded_reading():
            expand_exports(modules.found)
            if "" in modules.found:
                expand_wildcards(modules.found[""], collection)
            for module in hidden_modules(modules):
                expand_wildcards(module, collection)
    except (SourceError, WildcardError, griffe.GriffeError) as error:
        why = str(error) if isinstance(error, SourceError | WildcardError) else type(error).__name__
        modules.unread.append(not_compared(modules.shown, f"some imports between modules: {why}"))


def hidden_modules(modules: SourceModules) -> Iterator[griffe.Module]:
    """Yield the modules that are no members of their package because it imports another thing of that name."""
    for name, module in modules.found.items():
        above, _, last = name.rpartition(".")
        if name and modules.found[above].members.get(last) is not module:
            yield module


def is_importable(name: str) -> bool:
    """Return whether Python can import a module of that dotted name; the package itself is ""."""
    return not name or all(part.isidentifier() for part in name.split("."))


def dotted_module(path: str) -> str:
    """Return the dotted name of the module in the file `path`; the package itself is ""."""
    return path.removesuffix(_INIT).removesuffix(".py").rstrip("/").replace("/", ".")


def parent_modules(name: str) -> Iterator[str]:
    """Yield the packages above the module `name`, outermost first."""
    parts = name.split(".") if name else []
    for count in range(len(parts)):
        yield ".".join(parts[:count])


def leave_out(modules: SourceModules, path: str, why: str, line: int = 0) -> None:
    """Leave out a file that can't be read, and report it."""
    modules.left_out.append(path)
    modules.unread.append(not_compared(f"{modules.shown}/{path}", why, line))


def add_module(modules: SourceModules, collection: griffe.ModulesCollection, name: str, path: str, text: str) -> None:
    """Visit one module and add it to its parent."""
    above, _, last = name.rpartition(".")
    parent = modules.found[above] if name else None
    visitor = ModuleVisitor(
        last or modules.package, Path(path), text, _NO_EXTENSIONS, parent, modules_collection=collection
    )
    try:
        with bounded_reading():
            module = visitor.get_module()
    except SourceError as error:
        leave_out(modules, path, str(error), error.line)
        return
    except Exception as error:  # errors of griffe, which reads arbitrary source here
        leave_out(modules, path, f"griffe fails on it ({type(error).__name__})")
        return
    modules.found[name] = module
    if parent is None:
        collection.set_member(modules.package, module)
    else:
        own = parent.members.get(last)
        if (
            own is None
            or isinstance(own, griffe.Module)
            or (isinstance(own, griffe.Alias) and own.target_path == module.path)
        ):
            parent.set_member(last, module)
