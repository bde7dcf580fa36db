"""The runtime's own order: no import leads back, those for type checkers and those on first use included."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

RUNTIME = Path(__file__).parents[2] / "templates" / "runtime"
Module = tuple[str, ...]
RELATIVE = re.compile(r"\.+[a-z_]\w*(\.\w+)*")


def runtime_modules() -> dict[Module, Path]:
    """Return the modules of the runtime by their path below a package."""
    paths = [(path, path.relative_to(RUNTIME).with_suffix("").parts) for path in sorted(RUNTIME.rglob("*.py"))]
    return {parts[:-1] if parts[-1] == "__init__" else parts: path for path, parts in paths}


MODULES = runtime_modules()


def directory_of(module: Module) -> Module:
    """Return the package from which the relative imports of a module start."""
    return module if MODULES[module].name == "__init__.py" else module[:-1]


def resolved(name: str, directory: Module) -> Module:
    """Return the module of a relative name such as `..types`."""
    dots = len(name) - len(name.lstrip("."))
    return (*directory[: len(directory) - dots + 1], *filter(None, name[dots:].split(".")))


def imported(module: Module) -> Iterator[Module]:
    """Yield the modules that statements import, wherever they stand."""
    for node in ast.walk(ast.parse(MODULES[module].read_text())):
        if isinstance(node, ast.ImportFrom) and node.level:
            target = resolved("." * node.level + (node.module or ""), directory_of(module))
            for alias in node.names:
                yield (*target, alias.name) if (*target, alias.name) in MODULES else target


def loaded_later(module: Module) -> Iterator[Module]:
    """Yield the modules that are named in strings, which are imported on first use."""
    for node in ast.walk(ast.parse(MODULES[module].read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and RELATIVE.fullmatch(node.value):
            target = resolved(node.value, directory_of(module))
            if target in MODULES:
                yield target


def edges(module: Module) -> set[Module]:
    """Return the modules that a module needs, with the packages that Python imports on the way to them."""
    targets = {*imported(module), *loaded_later(module)} & set(MODULES)
    above = {target[:end] for target in targets for end in range(1, len(target))} & set(MODULES)
    around = {module[:end] for end in range(1, len(module))}
    return (targets | (above - around)) - {module}


def test_no_import_leads_back() -> None:
    order = TopologicalSorter({module: edges(module) for module in MODULES})
    assert len(list(order.static_order())) == len(MODULES)


def test_the_graph_has_the_imports_of_all_kinds() -> None:
    assert ("_constants",) in edges(("_base_client",))
    assert ("_runtime", "error_data") in set(loaded_later(("_exceptions",)))
    assert ("_runtime", "calls") in edges(("_streaming",))


@pytest.mark.parametrize("module", [module for module in MODULES if set(loaded_later(module))], ids=".".join)
def test_what_loads_later_is_imported_for_tools_that_only_read(module: Module) -> None:
    """Editors and freezers see statements, not strings."""
    assert set(loaded_later(module)) - set(imported(module)) == set()
