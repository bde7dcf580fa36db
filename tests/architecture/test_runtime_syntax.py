"""The runtime is written in what Python 3.10 reads."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.every import for_every

RUNTIME = Path(__file__).parents[2] / "templates" / "runtime"
OLDEST = (3, 10)
LATER_NODES = ("TryStar", "TypeAlias", "TypeVar", "TypeVarTuple", "ParamSpec", "TemplateStr")


def later_syntax(text: str) -> Iterator[str]:
    """Yield what a newer Python is needed for: what its parser refuses, and what its parser lets pass."""
    try:
        tree = ast.parse(text, feature_version=OLDEST)
    except SyntaxError as error:
        yield f"line {error.lineno}: {error.msg}"
        return
    for node in ast.walk(tree):
        if type(node).__name__ in LATER_NODES:
            yield f"line {getattr(node, 'lineno', 0)}: {type(node).__name__}"
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple | ast.Starred):
            parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            if any(isinstance(part, ast.Starred) for part in parts):
                yield f"line {node.lineno}: a star in a subscript"
        if isinstance(node, ast.arg) and isinstance(node.annotation, ast.Starred):
            yield f"line {node.lineno}: a star in an annotation"


@for_every(sorted(RUNTIME.rglob("*.py")), lambda path: path.relative_to(RUNTIME).as_posix())
def test_a_file_of_the_runtime_is_read_by_the_oldest_python(path: Path) -> None:
    assert list(later_syntax(path.read_text())) == []


@pytest.mark.parametrize(
    "text",
    [
        "a[b, *c]",
        "a[(b, *c)]",
        "try:\n    pass\nexcept* ValueError:\n    pass",
        "def f(*args: *a): pass",
        "type A = int" if hasattr(ast, "TypeAlias") else "type A",
    ],
)
def test_later_syntax_is_found(text: str) -> None:
    assert len(list(later_syntax(text))) == 1
