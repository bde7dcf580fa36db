"""The imports of one generated file: collected in any order, printed sorted in the usual groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from specloom.emit.layout import LINE_WIDTH, laid_out
from specloom.plan.planned import ModulePath

_STDLIB = frozenset({"builtins", "datetime", "operator", "os", "typing", "typing_extensions"})
"""What stands in the first group; `typing_extensions` goes with `typing`, whose names it holds."""


class Imports:
    """Imports of the module at `path` below the package; `is_package` where that is an `__init__` file.

    `taken` are names that the file defines itself: what has such a name is imported with an underscore in front.
    """

    def __init__(self, path: ModulePath, *, is_package: bool = False, taken: Collection[str] = ()) -> None:
        self._taken = taken
        self._folder = path if is_package else path[:-1]
        self._names: dict[str, set[str]] = {}
        self._modules: dict[str, str] = {}

    def add(self, module: str, name: str, alias: str | None = None) -> str:
        """Import `name` of an absolute module, or of a relative one in dots, and return the name it has here."""
        here = alias or (f"_{name}" if name in self._taken else name)
        self._names.setdefault(module, set()).add(name if here == name else f"{name} as {here}")
        return here

    def add_module(self, module: str, alias: str | None = None) -> str:
        """Import a module and return the name it has here."""
        here = alias or module
        self._modules[module] = here
        return here

    def add_own(self, module: ModulePath, name: str, alias: str | None = None) -> str:
        """Import `name` of a module of the generated package."""
        return self.add(self.relative(module), name, alias)

    def relative(self, module: ModulePath) -> str:
        """Return a module of the package as seen from here, e.g. `...types.shared`."""
        shared = 0
        while shared < min(len(self._folder), len(module)) and self._folder[shared] == module[shared]:
            shared += 1
        return "." * (len(self._folder) - shared + 1) + ".".join(module[shared:])

    def groups(self, indent: int = 0) -> tuple[tuple[str, ...], ...]:
        """Return the imports in groups: future, standard library, other packages, this package."""
        ordered: list[list[str]] = [[], [], [], []]
        for module, here in sorted(self._modules.items()):
            ordered[self._group(module)].append(f"import {module}" + (f" as {here}" if here != module else ""))
        for module in sorted(self._names, key=_nearness):
            names = sorted(self._names[module], key=_rank)
            ordered[self._group(module)].append(import_line(module, names, indent))
        return tuple(tuple(group) for group in ordered if group)

    @staticmethod
    def _group(module: str) -> int:
        if module == "__future__":
            return 0
        if module.startswith("."):
            return 3
        return 1 if module in _STDLIB else 2


def import_line(module: str, names: Sequence[str], indent: int) -> str:
    """Return an import that stands at `indent`, in parentheses if it is long."""
    line = f"from {module} import {', '.join(names)}"
    return line if indent + len(line) <= LINE_WIDTH else laid_out(f"from {module} import ({', '.join(names)})", indent)


def _nearness(module: str) -> tuple[int, str]:
    """Sort relative imports from the farthest to the nearest, as import sorters do."""
    dots = len(module) - len(module.lstrip("."))
    return (-dots, module)


def import_block(groups: Iterable[Iterable[str]]) -> str:
    """Join groups of import lines with a blank line between them."""
    return "\n\n".join("\n".join(group) for group in groups)


def _rank(name: str) -> tuple[int, str]:
    """Sort constants before classes and classes before the rest, as import sorters do."""
    first = name.lstrip("_")
    if first.split(" ")[0].isupper() and len(first) > 1:
        return 0, name
    return (1 if first[:1].isupper() else 2), name
