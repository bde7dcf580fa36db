"""The design's table of wings, read off the imports: data flows one way, and each library has one user."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "generator"

MAY_IMPORT: dict[str, set[str]] = {
    "base": set(),
    "document": {"base"},
    "api": {"base", "document"},
    "emit": {"base", "api"},
    "changes": {"base", "api", "output"},
    "output": {"base"},
    "compare": {"base"},
    "migrate": {"base", "api", "compare"},
    "options": {"base"},
    "project": {"base"},
    "lock": {"base"},
    "update": {"base", "document", "lock"},
    "report": {"base"},
    "annotations": {"base"},
    "run": {"aside", "base", "report"},
    "aside": set(),
    "identity": {"output"},
    "printing": {"api", "aside", "emit", "identity", "output", "options", "report", "run"},
    "meaning": {"api", "document", "options", "run"},
    "pipeline": {"base", "document", "api", "emit", "meaning", "output", "options", "printing", "renew", "run", ""},
    "renew": {"api", "base", "document", "emit", "meaning", "options", "printing", "report", "run"},
    "revision": {"base"},
    "cached": {"aside", "base", "options", "output", "renew", "run", "shelf"},
    "shelf": {"base", "identity", "options", "output", "run"},
    "commands": {
        "annotations",
        "base",
        "compare",
        "migrate",
        "cached",
        "changes",
        "lock",
        "meaning",
        "pipeline",
        "revision",
        "output",
        "options",
        "project",
        "report",
        "run",
        "update",
        "",
    },
    "cli": {"commands", ""},
    "__main__": {"cli"},
    "": set(),
}
"""Wing or top-level module -> those that it may import beside itself; "" is `generator` itself, for the version."""

ONE_USER = {
    "jinja2": "generator.emit.render",
    "black": "generator.emit.format",
    "datamodel_code_generator": "generator.emit.models",
    "openapi_spec_validator": "generator.document.validate",
    "typer": "generator.commands.flags generator.cli",
    "rich": "generator.commands.live",
    "jsonpath": "generator.document.nodes generator.api.build.transforms",
    "griffe": "generator.compare generator.changes.python",
    "fcntl": "generator.output.swap",
}
"""Library -> the modules (or packages) that alone may import it."""

FORBIDDEN_PAIRS = [("generator.emit.models", "generator.emit.resources")]


def modules() -> dict[str, Path]:
    """Return every module of the generator by its dotted name."""
    found: dict[str, Path] = {}
    for path in sorted(GENERATOR.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


MODULES = modules()


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
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


def wing(module: str) -> str:
    """Return the wing or top-level module to which `module` belongs."""
    return module.split(".")[1] if "." in module else ""


def within(module: str, names: str) -> bool:
    """Is `module` one of `names`, or inside one of them?"""
    return any(module == name or module.startswith(f"{name}.") for name in names.split())


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_lies_below_it(module: str) -> None:
    own = wing(module)
    wrong = [
        f"line {line}: {name}"
        for name, line, _ in imports(MODULES[module])
        if name.split(".")[0] == "generator" and wing(name) != own and wing(name) not in MAY_IMPORT[own]
    ]
    assert not wrong


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


@pytest.mark.parametrize("module", MODULES)
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


@pytest.mark.parametrize("module", [name for name in MODULES if wing(name) != "output"])
def test_only_output_writes(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    attributes = [call.func for call in calls if isinstance(call.func, ast.Attribute)]
    named = [(func.attr, func.lineno) for func in attributes if func.attr in WRITING]
    opened = [("open", call.lineno) for call in calls if is_open_to_write(call)]
    assert named + opened == []


def test_the_table_has_no_dead_rows() -> None:
    assert {wing(module) for module in MODULES} == set(MAY_IMPORT)
