"""Names that load on first use are listed all the same: in `dir()`, by `import *`, and for tools that only read."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

import pytest

MODULES = ("", ".types", ".types.trees", ".types.webhooks", ".resources", ".resources.trees", "._runtime.pages")


def stated_names(module: ModuleType) -> set[str]:
    """The names that the module imports for type checkers alone, which is what editors and freezers read."""
    assert module.__file__ is not None
    body = ast.parse(Path(module.__file__).read_text()).body
    checked = [node for node in body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    imports = [node for block in checked for node in block.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in imports for alias in node.names}


def lazy_module(package: ModuleType, name: str) -> ModuleType:
    return importlib.import_module(package.__name__ + name)


@pytest.mark.parametrize("name", MODULES)
def test_dir_lists_the_names_that_tools_read(package: ModuleType, name: str) -> None:
    module = lazy_module(package, name)
    stated = stated_names(module)
    assert stated
    assert stated - set(dir(module)) == set()


@pytest.mark.parametrize("name", MODULES[1:])
def test_a_star_import_takes_all_names(package: ModuleType, name: str) -> None:
    taken: dict[str, object] = {}
    exec(f"from {package.__name__}{name} import *", taken)
    assert set(taken) - {"__builtins__"} == stated_names(lazy_module(package, name))


def test_a_star_import_of_the_package_takes_its_public_names(package: ModuleType) -> None:
    taken: dict[str, object] = {}
    exec(f"from {package.__name__} import *", taken)
    assert {"Orchard", "AsyncOrchard", "BaseModel", "Stream", "AsyncStream", "types", "omit"} <= set(taken)
    assert set(package.__all__) == set(taken) - {"__builtins__"}


def test_every_lazy_module_is_among_those(package: ModuleType) -> None:
    walked = pkgutil.walk_packages(package.__path__, package.__name__ + ".")
    names = ["", *(name.removeprefix(package.__name__) for _, name, _ in walked)]
    assert {name for name in names if hasattr(lazy_module(package, name), "lazy_names")} == {*MODULES, "._runtime.lazy"}
