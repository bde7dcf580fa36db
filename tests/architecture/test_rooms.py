"""The rooms of the design, read off the imports: data flows one way, and each library has one user."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.every import for_every

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "generator"
PACKAGE = GENERATOR / "specloom"

ROOMS = (
    "commands",
    "cache",
    "incremental",
    "pipeline",
    "emit",
    "site",
    "reproduce",
    "compare",
    "plan",
    "api",
    "remote",
    "document",
    "output",
    "base",
)
"""The rooms, from the top down: each may import only those below it."""

LOOSE = {"": set(ROOMS), "__main__": {"cli"}, "cli": {"commands", ""}}
"""The modules that stand beside the rooms; "" is `specloom` itself, which holds the version."""


ONE_USER = {
    "jinja2": "specloom.emit.render specloom.emit.sandbox",
    "black": "specloom.emit.format",
    "datamodel_code_generator": (
        "specloom.emit.datatypes specloom.emit.fields specloom.emit.imports specloom.emit.models"
    ),
    "openapi_spec_validator": "specloom.document.library_worker",
    "typer": (
        "specloom.commands.flags specloom.commands.check_flags specloom.commands.site_flags specloom.commands.help "
        "specloom.cli"
    ),
    "rich": "specloom.commands.live",
    "jsonpath": "specloom.document.nodes specloom.document.bounded_queries",
    "griffe": "specloom.compare.source",
    "markdown_it": "specloom.site.prose specloom.site.guides",
    "nh3": "specloom.site.prose",
    "pygments": "specloom.site.code",
    "fcntl": "specloom.output.swap",
}
"""Library -> the modules (or packages) that alone may import it."""

FORBIDDEN_PAIRS = [("specloom.emit.models", "specloom.emit.resources")]


def modules() -> dict[str, Path]:
    """Return every module of the generator by its dotted name."""
    found: dict[str, Path] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(GENERATOR).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


MODULES = modules()


@cache
def imports(path: Path) -> list[tuple[str, int, bool]]:
    """Return each imported module's dotted name, its line, and whether it stands at the top level of its module."""
    return list(read_imports(path))


def read_imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Yield each imported module's dotted name, its line, and whether it stands at the top level of its module."""
    tree = ast.parse(path.read_text())
    top = {id(node) for node in tree.body}
    for node in tree.body:
        if isinstance(node, ast.If):
            top |= {id(child) for child in node.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, id(node) in top
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            assert node.module is not None
            for alias in node.names:
                dotted = f"{node.module}.{alias.name}"
                yield (dotted if dotted in MODULES else node.module), node.lineno, id(node) in top


@cache
def late_imports(path: Path) -> list[str]:
    """Return the modules of specloom that a module imports by name while it runs."""
    names = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)]
    return [name for name in names if isinstance(name, str) and name in MODULES and name != "specloom"]


def room(module: str) -> str:
    """Return the room or loose module to which `module` belongs."""
    return module.split(".")[1] if "." in module else ""


def within(module: str, names: str) -> bool:
    """Is `module` one of `names`, or inside one of them?"""
    return any(module == name or module.startswith(f"{name}.") for name in names.split())


def may_import(own: str) -> set[str]:
    """Return the rooms that a module of the room `own` may import; every room may ask for the version."""
    if own in LOOSE:
        return {own, *LOOSE[own]}
    below = ROOMS[ROOMS.index(own) :]
    return {"", *below}


@for_every(MODULES)
def test_a_module_imports_only_what_lies_below_it(module: str) -> None:
    allowed = may_import(room(module))
    wrong = [
        f"line {line}: {name}"
        for name, line, _ in imports(MODULES[module])
        if name.split(".")[0] == "specloom" and room(name) not in allowed
    ]
    late = [name for name in late_imports(MODULES[module]) if room(name) not in allowed]
    assert wrong + late == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    needed = {
        module: {*(name for name, _, _ in imports(path)), *late_imports(path)} & set(MODULES)
        for module, path in MODULES.items()
    }
    while free := [module for module, names in needed.items() if not names & set(needed)]:
        for module in free:
            del needed[module]
    users = {name for names in needed.values() for name in names}
    assert sorted(set(needed) & users) == []


@pytest.mark.parametrize("library", ONE_USER)
def test_a_library_has_one_user(library: str) -> None:
    users = {
        module for module, path in MODULES.items() for name, _, _ in imports(path) if name.split(".")[0] == library
    }
    assert [user for user in sorted(users) if not within(user, ONE_USER[library])] == []


def test_models_and_resources_do_not_know_each_other() -> None:
    for one, other in FORBIDDEN_PAIRS:
        for first, second in ((one, other), (other, one)):
            for module, path in MODULES.items():
                if within(module, first):
                    assert [name for name, _, _ in imports(path) if within(name, second)] == [], module


@for_every(MODULES)
def test_imports_stand_at_the_top(module: str) -> None:
    assert [f"line {line}: {name}" for name, line, top in imports(MODULES[module]) if not top] == []


WRITING = {
    "write_text",
    "write_bytes",
    "mkdir",
    "unlink",
    "rmtree",
    "rename",
    "renames",
    "rmdir",
    "symlink_to",
    "touch",
}


def is_open_to_write(call: ast.Call) -> bool:
    """Does the call open a file in another mode than for reading?"""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = [
        node.value
        for node in [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "mode")]
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return name == "open" and any(set(word) & set("wax+") for word in words)


@for_every([name for name in MODULES if room(name) not in ("cache", "output")])
def test_only_output_and_cache_write(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    attributes = [call.func for call in calls if isinstance(call.func, ast.Attribute)]
    named = [(func.attr, func.lineno) for func in attributes if func.attr in WRITING]
    opened = [("open", call.lineno) for call in calls if is_open_to_write(call)]
    assert named + opened == []


def test_every_room_is_in_the_list() -> None:
    assert {room(module) for module in MODULES} == {*ROOMS, *LOOSE}
