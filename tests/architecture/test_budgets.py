"""The budgets of the design: no long module, function or template, and no waivers. Taste is lost in the tail."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.support.every import for_every

ROOT = Path(__file__).parents[2]
MODULE_LINES = 300
FUNCTION_LINES = 40
TEMPLATE_LINES = 80
WAIVER = re.compile(r"#\s*(noqa|type:\s*ignore|pyright:|mypy:|ruff:|fmt:|pragma|pylint)")

OURS = sorted(path for directory in ("generator", "templates/runtime") for path in (ROOT / directory).rglob("*.py"))
TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc", ".typed"}
)
GENERATED = sorted((ROOT / "generated").rglob("*.py"))


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


@for_every(OURS, shown)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MODULE_LINES


@for_every(OURS, shown)
def test_its_functions_are_short(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = {f"{node.name}, line {node.lineno}": (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > FUNCTION_LINES} == {}


@for_every(TEMPLATES, shown)
def test_a_template_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= TEMPLATE_LINES


def test_no_rule_is_waived() -> None:
    found = [
        f"{shown(path)}:{number}: {line.strip()}"
        for path in [*OURS, *TEMPLATES, *GENERATED]
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if WAIVER.search(line)
    ]
    assert found == []
