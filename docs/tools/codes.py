"""Every diagnostic code that the source can report, read off the syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeGuard

PACKAGE = Path(__file__).parents[2] / "generator/specloom"
PARAMETERS = ("code", "rule")
"""What a parameter, a field or a variable that holds a code is called."""
SELF = ("self", "cls")
COMPARISON = "compare"
"""The room whose codes are kinds of changes between two clients: they are no diagnostics."""


@cache
def reported_codes() -> dict[str, str]:
    """Return each code with one place of the source that reports it, as `file:line`."""
    trees = {path: ast.parse(path.read_text()) for path in sorted(PACKAGE.rglob("*.py"))}
    known = {path: dict(code_positions(tree)) for path, tree in trees.items()}
    changes = {name for path, names in known.items() if COMPARISON in path.parts for name in names}
    positions = {name: at for names in known.values() for name, at in names.items() if name not in changes}
    constants = {name: value for tree in trees.values() for name, value in constants_of(tree)}
    found: dict[str, str] = {}
    for path, tree in trees.items():
        for node in ast.walk(tree):
            assigned = COMPARISON not in path.parts
            for expression in code_expressions(node, positions, assigned=assigned):
                for code in strings(expression, constants):
                    found.setdefault(code, f"{path.relative_to(PACKAGE).as_posix()}:{expression.lineno}")
    return found


def code_positions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each function or class that takes a code, with the position of that argument in a call."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg not in SELF]
        elif isinstance(node, ast.ClassDef):
            names = [item.target.id for item in node.body if isinstance(item, ast.AnnAssign) and is_name(item.target)]
            own = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__"]
            names = [argument.arg for each in own for argument in each.args.args[1:]] or names
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from ((node.name, names.index(name)) for name in PARAMETERS if name in names)


def code_expressions(node: ast.AST, positions: dict[str, int], *, assigned: bool) -> Iterator[ast.expr]:
    """Yield the expressions of a node that give a code."""
    if isinstance(node, ast.Call):
        position = positions.get(called(node.func), len(node.args))
        yield from node.args[position : position + 1]
        named = PARAMETERS if assigned else PARAMETERS[:1]
        yield from (keyword.value for keyword in node.keywords if keyword.arg in named)
    elif assigned and isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if is_name(target) and target.id in PARAMETERS:
                yield node.value
            if is_name(target) and target.id == "SEVERITY" and isinstance(node.value, ast.Dict):
                yield from (key for key in node.value.keys if key is not None)


def constants_of(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the texts that a module gives a name in capitals."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from ((target.id, node.value.value) for target in node.targets if is_name(target))


def strings(node: ast.expr, constants: dict[str, str]) -> Iterator[str]:
    """Yield the texts that an expression can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body, constants)
        yield from strings(node.orelse, constants)
    elif is_name(node) and node.id in constants:
        yield constants[node.id]


def called(function: ast.expr) -> str:
    """Return the last name of what is called."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def is_name(node: ast.expr) -> TypeGuard[ast.Name]:
    """Tell whether an expression is a plain name."""
    return isinstance(node, ast.Name)
