"""Dataclasses with slots are ours, which cost less: `specloom.base.records`."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.support.every import for_every

PACKAGE = Path(__file__).parents[2] / "generator" / "specloom"
READ_BY_TYPER = {"commands/check_flags.py", "commands/flags.py", "commands/site_flags.py"}
"""The modules whose classes have the parameters that `inspect.signature` finds."""
MODULES = sorted(
    path.relative_to(PACKAGE).as_posix()
    for path in PACKAGE.rglob("*.py")
    if "@dataclass(" in path.read_text("utf-8") and path != PACKAGE / "base" / "records.py"
)


@for_every([name for name in MODULES if name not in READ_BY_TYPER])
def test_dataclasses_with_slots_are_ours(name: str) -> None:
    tree = ast.parse((PACKAGE / name).read_text("utf-8"))
    sources = {
        node.module
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and "dataclass" in [alias.name for alias in node.names]
    }
    assert sources == {"specloom.base.records"}
